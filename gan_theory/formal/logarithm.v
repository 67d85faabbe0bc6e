(** Lemmas on the logarithm, Gibbs' inequality and the KL divergence. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums.
Open Scope R_scope.

(** Coq's logarithm is 0 where the logarithm of the paper is not defined. *)
Lemma ln_not_positive : forall x, x <= 0 -> ln x = 0.
Proof. intros x H. unfold ln. destruct (Rlt_dec 0 x); [exfalso; lra|reflexivity]. Qed.

(** In particular ln 0 = 0. *)
Lemma ln_0 : ln 0 = 0.
Proof. apply ln_not_positive. lra. Qed.

(** The logarithm of a quotient. *)
Lemma ln_div : forall a b, 0 < a -> 0 < b -> ln (a / b) = ln a - ln b.
Proof.
  intros a b A B. unfold Rdiv. rewrite ln_mult, ln_Rinv by (try apply Rinv_0_lt_compat; assumption). ring.
Qed.

(** A quotient of positive numbers is positive. *)
Lemma div_pos : forall a b, 0 < a -> 0 < b -> 0 < a / b.
Proof. intros a b A B. apply Rmult_lt_0_compat; [assumption | now apply Rinv_0_lt_compat]. Qed.

(** ln 4 = 2 ln 2. *)
Lemma ln_4 : ln 4 = 2 * ln 2.
Proof. replace 4 with (2 * 2) by ring. rewrite ln_mult by lra. ring. Qed.

(** ln (1/2) = - ln 2. *)
Lemma ln_half : ln (/ 2) = - ln 2.
Proof. apply ln_Rinv. lra. Qed.

(** The logarithm of a number below 1 is negative. *)
Lemma ln_neg : forall x, 0 < x < 1 -> ln x < 0.
Proof. intros x H. rewrite <- ln_1. apply ln_increasing; lra. Qed.

(** The logarithm of a number of at most 1 is not positive. *)
Lemma ln_le_0 : forall x, x <= 1 -> ln x <= 0.
Proof.
  intros x H. destruct (Rle_lt_dec x 0); [rewrite ln_not_positive; lra|].
  destruct (Req_dec x 1) as [->|]; [rewrite ln_1; lra|]. pose proof (ln_neg x). lra.
Qed.

(** The logarithm of a number above 1 is positive. *)
Lemma ln_pos : forall x, 1 < x -> 0 < ln x.
Proof. intros x H. rewrite <- ln_1. apply ln_increasing; lra. Qed.

(** ln x < x - 1, except at 1. *)
Lemma ln_lt_minus_1 : forall x, 0 < x -> x <> 1 -> ln x < x - 1.
Proof.
  intros x P N. assert (L : ln x <> 0).
  { intros E. apply N. rewrite <- (exp_ln x P), E. apply exp_0. }
  pose proof (exp_ineq1 (ln x) L) as I. rewrite (exp_ln x P) in I. lra.
Qed.

(** ln x <= x - 1. *)
Lemma ln_le_minus_1 : forall x, 0 < x -> ln x <= x - 1.
Proof.
  intros x P. destruct (Req_dec x 1) as [->|N]; [rewrite ln_1; lra|]. pose proof (ln_lt_minus_1 x P N). lra.
Qed.

(** Gibbs' inequality at one point, strict: a ln (a / b) > a - b for different a and b. *)
Lemma Gibbs_point_strict : forall a b, 0 <= a -> 0 < b -> a <> b -> a - b < a * ln (a / b).
Proof.
  intros a b [A|<-] B N; [|lra].
  assert (b / a <> 1) by (intros E; apply N; apply (Rmult_eq_compat_r a) in E; field_simplify in E; lra).
  pose proof (ln_lt_minus_1 (b / a) (div_pos b a B A) H) as L.
  rewrite ln_div in L by assumption. rewrite ln_div by assumption.
  apply (Rmult_lt_compat_l a) in L; [|assumption].
  replace (a * (b / a - 1)) with (b - a) in L by (field; lra). lra.
Qed.

(** Gibbs' inequality at one point: a ln (a / b) >= a - b, where b is 0 only if a is. *)
Lemma Gibbs_point : forall a b, 0 <= a -> 0 <= b -> (0 < a -> 0 < b) -> a - b <= a * ln (a / b).
Proof.
  intros a b A [B|<-] S.
  - destruct (Req_dec a b) as [->|N].
    + replace (b / b) with 1 by (field; lra). rewrite ln_1. lra.
    + pose proof (Gibbs_point_strict a b A B N). lra.
  - destruct A as [A|<-]; [specialize (S A)|]; lra.
Qed.

(** Equality in Gibbs' inequality at one point: only where a = b. *)
Lemma Gibbs_point_equal : forall a b, 0 <= a -> 0 <= b -> (0 < a -> 0 < b) -> a * ln (a / b) = a - b -> a = b.
Proof.
  intros a b A [B|<-] S E.
  - destruct (Req_dec a b) as [|N]; [assumption|]. pose proof (Gibbs_point_strict a b A B N). lra.
  - destruct A as [A|<-]; [specialize (S A)|]; lra.
Qed.

(** KL (p || p) = 0. *)
Lemma KL_same : forall n p, KL n p p = 0.
Proof.
  intros n p. unfold KL. apply sum_zero. intros x _. destruct (Req_dec (p x) 0) as [->|N]; [ring|].
  replace (p x / p x) with 1 by (field; assumption). rewrite ln_1. ring.
Qed.

(** KL depends on the masses at x < n alone. *)
Lemma KL_ext : forall n p q r s, (forall x, (x < n)%nat -> p x = r x) -> (forall x, (x < n)%nat -> q x = s x) ->
  KL n p q = KL n r s.
Proof. intros n p q r s P Q. apply sum_ext. intros x Hx. now rewrite P, Q. Qed.

(** Gibbs' inequality: KL (p || q) >= 0, if q has mass wherever p has. *)
Lemma KL_nonneg : forall n p q, distribution n p -> distribution n q ->
  (forall x, (x < n)%nat -> 0 < p x -> 0 < q x) -> 0 <= KL n p q.
Proof.
  intros n p q [P1 P2] [Q1 Q2] S. replace 0 with (sum n (fun x => p x - q x)) by (rewrite sum_minus; lra).
  apply sum_le. intros x Hx. apply Gibbs_point; auto.
Qed.

(** KL (p || q) = 0 if and only if p = q, if q has mass wherever p has. *)
Lemma KL_zero_iff : forall n p q, distribution n p -> distribution n q ->
  (forall x, (x < n)%nat -> 0 < p x -> 0 < q x) -> (KL n p q = 0 <-> forall x, (x < n)%nat -> p x = q x).
Proof.
  intros n p q [P1 P2] [Q1 Q2] S. split; intros E.
  - intros x Hx. apply Gibbs_point_equal; auto. symmetry.
    apply (sum_le_equal n (fun x => p x - q x) (fun x => p x * ln (p x / q x))); [| |assumption].
    + intros y Hy. apply Gibbs_point; auto.
    + rewrite sum_minus. unfold KL in E. lra.
  - rewrite (KL_ext n p q p p); [apply KL_same | auto | intros; symmetry; auto].
Qed.

(** The mixture has mass wherever p has. *)
Lemma mixture_pos_l : forall n p q x, distribution n p -> distribution n q -> (x < n)%nat ->
  0 < p x -> 0 < mixture p q x.
Proof. intros n p q x _ Q Hx P. pose proof (mass_nonneg n q x Q Hx). unfold mixture. lra. Qed.

(** The mixture has mass wherever q has. *)
Lemma mixture_pos_r : forall n p q x, distribution n p -> distribution n q -> (x < n)%nat ->
  0 < q x -> 0 < mixture p q x.
Proof. intros n p q x P _ Hx Q. pose proof (mass_nonneg n p x P Hx). unfold mixture. lra. Qed.

(** JSD >= 0. *)
Lemma JSD_nonneg : forall n p q, distribution n p -> distribution n q -> 0 <= JSD n p q.
Proof.
  intros n p q P Q. pose proof (mixture_distribution n p q P Q) as M. unfold JSD.
  pose proof (KL_nonneg n p (mixture p q) P M (fun x => mixture_pos_l n p q x P Q)).
  pose proof (KL_nonneg n q (mixture p q) Q M (fun x => mixture_pos_r n p q x P Q)). lra.
Qed.

(** JSD = 0 if and only if p = q. *)
Lemma JSD_zero_iff : forall n p q, distribution n p -> distribution n q ->
  (JSD n p q = 0 <-> forall x, (x < n)%nat -> p x = q x).
Proof.
  intros n p q P Q. pose proof (mixture_distribution n p q P Q) as M.
  pose proof (KL_nonneg n p (mixture p q) P M (fun x => mixture_pos_l n p q x P Q)) as Hp.
  pose proof (KL_nonneg n q (mixture p q) Q M (fun x => mixture_pos_r n p q x P Q)) as Hq. split; intros E.
  - intros x Hx. unfold JSD in E. assert (Z : KL n p (mixture p q) = 0) by lra.
    rewrite (KL_zero_iff n p _ P M (fun x => mixture_pos_l n p q x P Q)) in Z.
    specialize (Z x Hx). unfold mixture in Z. lra.
  - assert (S : forall x, (x < n)%nat -> mixture p q x = p x)
      by (intros x Hx; unfold mixture; rewrite <- E by auto; lra).
    unfold JSD. rewrite (KL_ext n p (mixture p q) p p), (KL_ext n q (mixture p q) p p);
      [rewrite KL_same; lra | | | | ]; intros; auto. symmetry. auto.
Qed.

(** Pinsker's inequality for one bit, in the form that JSD needs: on 0 <= t < 1. *)
Lemma phi_ge_square_nonneg : forall t, 0 <= t < 1 -> t² <= (1 + t) * ln (1 + t) + (1 - t) * ln (1 - t).
Proof.
  assert (D1 : forall t, -1 < t < 1 -> derivable_pt_lim (fun t => ln (1 + t) - ln (1 - t) - 2 * t) t
    (/ (1 + t) + / (1 - t) - 2)).
  { intros t Ht.
    replace (/ (1 + t) + / (1 - t) - 2) with (/ (1 + t) * (0 + 1) - / (1 - t) * (0 - 1) - 2 * 1) by ring.
    apply derivable_pt_lim_minus; [apply derivable_pt_lim_minus|].
    - apply (derivable_pt_lim_comp (fun t => 1 + t) ln).
      + apply derivable_pt_lim_plus; [apply derivable_pt_lim_const | apply derivable_pt_lim_id].
      + apply derivable_pt_lim_ln. lra.
    - apply (derivable_pt_lim_comp (fun t => 1 - t) ln).
      + apply derivable_pt_lim_minus; [apply derivable_pt_lim_const | apply derivable_pt_lim_id].
      + apply derivable_pt_lim_ln. lra.
    - apply derivable_pt_lim_scal. apply derivable_pt_lim_id. }
  assert (D0 : forall t, -1 < t < 1 -> derivable_pt_lim
    (fun t => (1 + t) * ln (1 + t) + (1 - t) * ln (1 - t) - t * t) t (ln (1 + t) - ln (1 - t) - 2 * t)).
  { intros t Ht.
    replace (ln (1 + t) - ln (1 - t) - 2 * t) with
      (((0 + 1) * ln (1 + t) + (1 + t) * (/ (1 + t) * (0 + 1))) +
       ((0 - 1) * ln (1 - t) + (1 - t) * (/ (1 - t) * (0 - 1))) - (1 * t + t * 1)) by (field; lra).
    assert (P : derivable_pt_lim (fun t => 1 + t) t (0 + 1))
      by (apply derivable_pt_lim_plus; [apply derivable_pt_lim_const | apply derivable_pt_lim_id]).
    assert (M : derivable_pt_lim (fun t => 1 - t) t (0 - 1))
      by (apply derivable_pt_lim_minus; [apply derivable_pt_lim_const | apply derivable_pt_lim_id]).
    apply derivable_pt_lim_minus; [apply derivable_pt_lim_plus|].
    - apply (derivable_pt_lim_mult (fun t => 1 + t) (fun t => ln (1 + t))); [assumption|].
      apply (derivable_pt_lim_comp (fun t => 1 + t) ln); [assumption|]. apply derivable_pt_lim_ln. lra.
    - apply (derivable_pt_lim_mult (fun t => 1 - t) (fun t => ln (1 - t))); [assumption|].
      apply (derivable_pt_lim_comp (fun t => 1 - t) ln); [assumption|]. apply derivable_pt_lim_ln. lra.
    - apply (derivable_pt_lim_mult id id); apply derivable_pt_lim_id. }
  assert (S : forall t, 0 < t < 1 -> 0 <= ln (1 + t) - ln (1 - t) - 2 * t).
  { intros t Ht. destruct (MVT_cor2 _ _ 0 t (proj1 Ht) (fun c Hc => D1 c ltac:(lra))) as [c [E Hc]].
    rewrite Rplus_0_r, Rminus_0_r, ln_1 in E.
    assert (0 <= / (1 + c) + / (1 - c) - 2); [|nra].
    replace (/ (1 + c) + / (1 - c) - 2) with (2 * c² * / ((1 + c) * (1 - c))) by (unfold Rsqr; field; lra).
    apply Rmult_le_pos; [pose proof (Rle_0_sqr c); lra | left; apply Rinv_0_lt_compat; nra]. }
  intros t [[Ht|<-] L]; [|rewrite Rplus_0_r, Rminus_0_r, ln_1; unfold Rsqr; lra].
  destruct (MVT_cor2 _ _ 0 t Ht (fun c Hc => D0 c ltac:(lra))) as [c [E Hc]].
  rewrite Rplus_0_r, Rminus_0_r, ln_1 in E. pose proof (S c ltac:(lra)). unfold Rsqr. nra.
Qed.

(** (1 + t) ln (1 + t) + (1 - t) ln (1 - t) >= t^2 on [-1, 1]. *)
Lemma phi_ge_square : forall t, -1 <= t <= 1 -> t² <= (1 + t) * ln (1 + t) + (1 - t) * ln (1 - t).
Proof.
  assert (E : 1² <= (1 + 1) * ln (1 + 1) + (1 - 1) * ln (1 - 1)).
  { pose proof (ln_le_minus_1 (/ 2) ltac:(lra)) as I. rewrite ln_half in I.
    replace (1 + 1) with 2 by ring. unfold Rsqr. lra. }
  assert (H : forall t, 0 <= t <= 1 -> t² <= (1 + t) * ln (1 + t) + (1 - t) * ln (1 - t)).
  { intros t [A [B| ->]]; [apply phi_ge_square_nonneg; lra | exact E]. }
  intros t Ht. destruct (Rle_lt_dec 0 t) as [|N]; [apply H; lra|].
  pose proof (H (- t) ltac:(lra)) as I. rewrite <- Rsqr_neg in I.
  replace (1 - - t) with (1 + t) in I by ring. replace (1 + - t) with (1 - t) in I by ring. lra.
Qed.

(** The logarithm tends to minus infinity at 0. *)
Lemma ln_to_minus_infinity : forall M, exists delta, 0 < delta /\ forall y, 0 < y < delta -> ln y < M.
Proof.
  intros M. exists (exp M). split; [apply exp_pos|]. intros y [A B].
  rewrite <- (ln_exp M). now apply ln_increasing.
Qed.
