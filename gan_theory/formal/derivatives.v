(** Helper lemmas: derivatives of sums, of the logarithm and of the sigmoid, by which D is a function of its logit.
    *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions.
Open Scope R_scope.

(** D as a function of its logit. *)
Definition sigmoid (logit : R) : R := / (1 + exp (- logit)).

(** (log f)' = f' / f. *)
Lemma derivative_of_ln : forall (f : R -> R) (t slope : R),
  0 < f t -> derivable_pt_lim f t slope -> derivable_pt_lim (fun t => ln (f t)) t (slope / f t).
Proof.
  intros f t slope positive derivative.
  replace (slope / f t) with (/ f t * slope) by (unfold Rdiv; ring).
  exact (derivable_pt_lim_comp f ln t slope _ derivative (derivable_pt_lim_ln (f t) positive)).
Qed.

(** (-f)' = -f'. *)
Lemma derivative_of_minus : forall (f : R -> R) (t slope : R),
  derivable_pt_lim f t slope -> derivable_pt_lim (fun t => - f t) t (- slope).
Proof. exact derivable_pt_lim_opp. Qed.

(** (c - f)' = -f'. *)
Lemma derivative_of_constant_minus : forall (c : R) (f : R -> R) (t slope : R),
  derivable_pt_lim f t slope -> derivable_pt_lim (fun t => c - f t) t (- slope).
Proof.
  intros c f t slope derivative.
  replace (- slope) with (0 - slope) by ring.
  exact (derivable_pt_lim_minus (fct_cte c) f t 0 slope (derivable_pt_lim_const c t) derivative).
Qed.

(** The derivative of a line. *)
Lemma derivative_of_affine : forall a b t : R, derivable_pt_lim (fun t => a + b * t) t b.
Proof.
  intros a b t.
  pose proof (derivable_pt_lim_plus (fct_cte a) (mult_real_fct b id) t 0 (b * 1) (derivable_pt_lim_const a t)
                (derivable_pt_lim_scal id b t 1 (derivable_pt_lim_id t))) as derivative.
  rewrite Rplus_0_l, Rmult_1_r in derivative. exact derivative.
Qed.

(** (1 / f)' = - f' / f^2. *)
Lemma derivative_of_inverse : forall (f : R -> R) (t slope : R),
  f t <> 0 -> derivable_pt_lim f t slope -> derivable_pt_lim (fun t => / f t) t (- slope / (f t)²).
Proof.
  intros f t slope not_0 derivative.
  apply derivable_pt_lim_ext with (f := fun t => 1 / f t); [intros; unfold Rdiv; ring|].
  replace (- slope / (f t)²) with ((0 * f t - slope * 1) / (f t)²) by (unfold Rsqr; field; assumption).
  exact (derivable_pt_lim_div (fct_cte 1) f t 0 slope (derivable_pt_lim_const 1 t) derivative not_0).
Qed.

(** The derivative of one term of a KL divergence: (f log (f / g))' = f' log (f / g) + f' - f g' / g. *)
Lemma derivative_of_KL_term : forall (f g : R -> R) (t slope_f slope_g : R),
  0 < f t -> 0 < g t -> derivable_pt_lim f t slope_f -> derivable_pt_lim g t slope_g ->
  derivable_pt_lim (fun t => f t * ln (f t / g t)) t (slope_f * ln (f t / g t) + slope_f - f t * slope_g / g t).
Proof.
  intros f g t slope_f slope_g f_positive g_positive f_derivative g_derivative.
  assert (quotient : derivable_pt_lim (fun t => f t / g t) t ((slope_f * g t - slope_g * f t) / (g t)²)).
  { apply (derivable_pt_lim_div f g); [assumption | assumption | lra]. }
  assert (positive : 0 < f t / g t) by now apply Rdiv_lt_0_compat.
  pose proof (derivative_of_ln _ t _ positive quotient) as log_quotient.
  pose proof (derivable_pt_lim_mult f _ t _ _ f_derivative log_quotient) as product.
  replace (slope_f * ln (f t / g t) + slope_f - f t * slope_g / g t)
    with (slope_f * ln (f t / g t) + f t * ((slope_f * g t - slope_g * f t) / (g t)² / (f t / g t)));
    [exact product | unfold Rsqr; field; lra].
Qed.

(** The derivative of a sum is the sum of the derivatives. *)
Lemma derivative_of_sum : forall (n : nat) (f : nat -> R -> R) (t : R) (slope : nat -> R),
  (forall x, (x < n)%nat -> derivable_pt_lim (f x) t (slope x)) ->
  derivable_pt_lim (fun t => sum n (fun x => f x t)) t (sum n slope).
Proof.
  induction n as [|n IH]; intros f t slope derivatives; simpl.
  - exact (derivable_pt_lim_const 0 t).
  - apply (derivable_pt_lim_plus (fun t => sum n (fun x => f x t)) (f n)).
    + apply IH. intros x x_below_n. apply derivatives. lia.
    + apply derivatives. lia.
Qed.

(** D is a probability whatever its logit is. *)
Lemma sigmoid_is_a_probability : forall logit, 0 < sigmoid logit < 1.
Proof.
  intros logit; unfold sigmoid.
  pose proof (exp_pos (- logit)).
  split.
  - apply Rinv_0_lt_compat; lra.
  - rewrite <- Rinv_1. apply Rinv_lt_contravar; lra.
Qed.

(** log D = -log (1 + e^-logit). *)
Lemma ln_sigmoid : forall logit, ln (sigmoid logit) = - ln (1 + exp (- logit)).
Proof. intros logit. apply ln_Rinv. pose proof (exp_pos (- logit)). lra. Qed.

(** log (1 - D) = -logit - log (1 + e^-logit). *)
Lemma ln_1_minus_sigmoid : forall logit, ln (1 - sigmoid logit) = - logit - ln (1 + exp (- logit)).
Proof.
  intros logit. pose proof (exp_pos (- logit)).
  replace (1 - sigmoid logit) with (exp (- logit) * / (1 + exp (- logit))) by (unfold sigmoid; field; lra).
  rewrite ln_mult, ln_exp, ln_Rinv by (try apply Rinv_0_lt_compat; lra). ring.
Qed.

(** The derivative of log (1 + e^-logit) is D - 1. *)
Lemma derivative_of_softplus : forall logit,
  derivable_pt_lim (fun l => ln (1 + exp (- l))) logit (sigmoid logit - 1).
Proof.
  intros logit. pose proof (exp_pos (- logit)).
  replace (sigmoid logit - 1) with ((0 + exp (- logit) * - 1) / (1 + exp (- logit))) by (unfold sigmoid; field; lra).
  apply (derivative_of_ln (fun l => 1 + exp (- l))); [lra|].
  apply (derivable_pt_lim_plus (fct_cte 1) (fun l => exp (- l)) logit 0); [apply derivable_pt_lim_const|].
  apply (derivable_pt_lim_comp Ropp exp logit (- 1)); [|apply derivable_pt_lim_exp].
  exact (derivative_of_minus id logit 1 (derivable_pt_lim_id logit)).
Qed.
