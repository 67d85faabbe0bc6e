(** What lectures on the paper add: maximum likelihood, the divergence that a GAN estimates, the chain rule, the
    ELBO. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm two_points optimum.
Open Scope R_scope.

(** The cross-entropy of p_data and p_g: minus the mean log-likelihood under p_g of a point drawn from p_data. *)
Definition negative_log_likelihood (n : nat) (p_data p_g : nat -> R) : R := - sum n (fun x => p_data x * ln (p_g x)).

(** p_g has mass wherever p_data has. *)
Definition covers (n : nat) (p_g p_data : nat -> R) : Prop :=
  forall x, (x < n)%nat -> 0 < p_data x -> 0 < p_g x.

(** p is a joint distribution of a variable x on n points and a variable y on m points. *)
Definition joint_distribution (n m : nat) (p : nat -> nat -> R) : Prop :=
  (forall x y, (x < n)%nat -> (y < m)%nat -> 0 <= p x y) /\ sum n (fun x => sum m (fun y => p x y)) = 1.

(** p(x), the sum over y. *)
Definition marginal_of_x (m : nat) (p : nat -> nat -> R) (x : nat) : R := sum m (fun y => p x y).

(** p(y), the sum over x. *)
Definition marginal_of_y (n : nat) (p : nat -> nat -> R) (y : nat) : R := sum n (fun x => p x y).

(** p(y | x). *)
Definition y_given_x (m : nat) (p : nat -> nat -> R) (x y : nat) : R := p x y / marginal_of_x m p x.

(** p(x | y). *)
Definition x_given_y (n : nat) (p : nat -> nat -> R) (y x : nat) : R := p x y / marginal_of_y n p y.

(** The evidence lower bound at a data point x, with the latent variable z on m points: the mean of log (p(x, z) /
    q(z)) over z from q. *)
Definition ELBO (m : nat) (p : nat -> nat -> R) (q : nat -> R) (x : nat) : R :=
  sum m (fun z => q z * ln (p x z / q z)).

(** p(z | x) = p(x, z) / p(x). *)
Definition posterior (m : nat) (p : nat -> nat -> R) (x z : nat) : R := y_given_x m p x z.

(** ** Maximum likelihood *)

(** Source (lectures on the paper): the cross-entropy of p_data and p_g is the entropy of p_data plus
    KL(p_data‖p_g).
    In words: minus the mean log-likelihood of p_g on data is a number that does not depend on p_g, plus the KL
    divergence. Hypothesis: p_g > 0 where p_data > 0. *)
Theorem B1_cross_entropy_is_entropy_plus_KL : forall (n : nat) (p_data p_g : nat -> R),
  distribution n p_data -> covers n p_g p_data ->
  negative_log_likelihood n p_data p_g = entropy n p_data + KL n p_data p_g.
Proof.
  intros n p_data p_g p_distribution covered. unfold negative_log_likelihood, entropy, KL.
  rewrite <- !sum_opp, <- sum_plus. apply sum_ext. intros x Hx.
  destruct (Rle_lt_or_eq_dec _ _ (mass_nonneg n p_data x p_distribution Hx)) as [mass|<-]; [|ring].
  rewrite ln_div by auto. ring.
Qed.

(** Source (Kullback, Leibler 1951): KL(p‖q) >= 0, and KL(p‖q) = 0 if and only if p = q.
    In words: the KL divergence of two distributions is never negative, and 0 only if they have the same masses.
    Hypothesis: q > 0 where p > 0. *)
Theorem B1_KL_is_a_divergence : forall (n : nat) (p q : nat -> R),
  distribution n p -> distribution n q -> covers n q p ->
  0 <= KL n p q /\ (KL n p q = 0 <-> forall x, (x < n)%nat -> p x = q x).
Proof. intros n p q Hp Hq covered. split; [now apply KL_nonneg | now apply KL_zero_iff]. Qed.

(** Source (lectures on the paper): argmax of E log p_g over x from p_data = argmin of KL(p_data‖p_g).
    In words: of two models, the one with the larger mean log-likelihood on data has the smaller KL divergence, and
    the other way round. Hypothesis: both models are > 0 where p_data > 0. *)
Corollary B1_more_likelihood_is_less_KL : forall (n : nat) (p_data q r : nat -> R),
  distribution n p_data -> covers n q p_data -> covers n r p_data ->
  sum n (fun x => p_data x * ln (q x)) >= sum n (fun x => p_data x * ln (r x)) <->
  KL n p_data q <= KL n p_data r.
Proof.
  intros n p_data q r Hp q_covers r_covers.
  pose proof (B1_cross_entropy_is_entropy_plus_KL n p_data q Hp q_covers) as of_q.
  pose proof (B1_cross_entropy_is_entropy_plus_KL n p_data r Hp r_covers) as of_r.
  unfold negative_log_likelihood in *. lra.
Qed.

(** Artefact of ln 0 = 0: p_data is (1/2, 1/2) and p_g is (0, 1). On paper both sides are infinite. In Coq the left
    one is 0 and the right one is log 2 - (log 2) / 2. *)
Lemma B1_needs_p_g_above_0_for_the_cross_entropy :
  ~ (forall (n : nat) (p_data p_g : nat -> R),
      distribution n p_data -> distribution n p_g ->
      negative_log_likelihood n p_data p_g = entropy n p_data + KL n p_data p_g).
Proof.
  intros claim. specialize (claim 2%nat (two_points (/ 2) (/ 2)) (two_points 0 1)).
  do 2 (specialize (claim ltac:(apply two_points_distribution; lra))).
  unfold negative_log_likelihood, entropy, KL, Rdiv in claim; simpl in claim.
  rewrite Rinv_0, Rmult_0_r, Rinv_1, Rmult_1_r, ln_0, ln_1, ln_half in claim. pose proof (ln_pos 2). lra.
Qed.

(** Artefact of ln 0 = 0: with the same distributions KL(p‖q) is infinite on paper, but -(log 2) / 2 in Coq. *)
Lemma B1_needs_q_above_0_for_KL_at_least_0 :
  ~ (forall (n : nat) (p q : nat -> R), distribution n p -> distribution n q -> 0 <= KL n p q).
Proof.
  intros claim. specialize (claim 2%nat (two_points (/ 2) (/ 2)) (two_points 0 1)).
  do 2 (specialize (claim ltac:(apply two_points_distribution; lra))).
  unfold KL, Rdiv in claim; simpl in claim.
  rewrite Rinv_0, Rmult_0_r, Rinv_1, Rmult_1_r, ln_0, ln_half in claim. pose proof (ln_pos 2). lra.
Qed.

(** Artefact of ln 0 = 0: two different point masses have KL(p‖q) = 0 in Coq; it is infinite on paper. *)
Lemma B1_needs_q_above_0_for_KL_above_0 :
  ~ (forall (n : nat) (p q : nat -> R),
      distribution n p -> distribution n q -> KL n p q = 0 -> forall x, (x < n)%nat -> p x = q x).
Proof.
  intros claim. specialize (claim 2%nat (two_points 1 0) (two_points 0 1)).
  do 2 (specialize (claim ltac:(apply two_points_distribution; lra))).
  unfold KL, Rdiv in claim; simpl in claim.
  rewrite Rinv_0, Rmult_0_r, Rmult_0_l, ln_0 in claim.
  specialize (claim ltac:(ring) 0%nat ltac:(lia)). simpl in claim. lra.
Qed.

(** Genuine: masses that do not sum to 1 have a negative KL "divergence": 1/2 against 1 at a single point. *)
Lemma B1_needs_masses_that_sum_to_1 :
  ~ (forall (n : nat) (p q : nat -> R),
      (forall x, (x < n)%nat -> 0 <= p x) -> distribution n q -> covers n q p -> 0 <= KL n p q).
Proof.
  intros claim. specialize (claim 1%nat (fun _ => / 2) (point_mass 0)).
  specialize (claim ltac:(intros; lra) ltac:(apply point_mass_distribution; lia)).
  specialize (claim ltac:(intros [|x] Hx mass; unfold point_mass; simpl; lra || lia)).
  unfold KL, Rdiv, point_mass in claim; simpl in claim.
  rewrite Rinv_1, Rmult_1_r, ln_half in claim. pose proof (ln_pos 2). lra.
Qed.

(** Artefact of ln 0 = 0: p_data is (1/4, 3/4) and the two models are (0, 1) and (1, 0). On paper both have the
    log-likelihood minus infinity. In Coq both have 0, but their KL divergences differ. *)
Lemma B1_needs_models_above_0_for_maximum_likelihood :
  ~ (forall (n : nat) (p_data q r : nat -> R),
      distribution n p_data -> distribution n q -> distribution n r ->
      sum n (fun x => p_data x * ln (q x)) >= sum n (fun x => p_data x * ln (r x)) <->
      KL n p_data q <= KL n p_data r).
Proof.
  intros claim. destruct (claim 2%nat (two_points (/ 4) (3 / 4)) (two_points 0 1) (two_points 1 0)) as [order _];
    try (apply two_points_distribution; lra).
  unfold KL, Rdiv in order; simpl in order.
  rewrite Rinv_0, !Rmult_0_r, Rinv_1, !Rmult_1_r, ln_0, ln_1 in order.
  specialize (order ltac:(lra)). rewrite ln_mult, ln_Rinv, ln_4 in order by lra.
  assert (4 * ln 2 < 3 * ln 3); [|lra].
  replace (4 * ln 2) with (ln (2 * 2 * 2 * 2)) by (rewrite !ln_mult by lra; ring).
  replace (3 * ln 3) with (ln (3 * 3 * 3)) by (rewrite !ln_mult by lra; ring).
  apply ln_increasing; lra.
Qed.

(** What the artefacts hide: KL(p‖q) tends to infinity as q k -> 0 at a point k where p k > 0. *)
Lemma B1_KL_tends_to_infinity : forall (n : nat) (p : nat -> R) (k : nat),
  distribution n p -> (k < n)%nat -> 0 < p k ->
  forall M, exists delta, 0 < delta /\
    forall q, distribution n q -> covers n q p -> q k < delta -> M < KL n p q.
Proof.
  intros n p k Hp Hk mass M.
  destruct (ln_to_minus_infinity (- (M + entropy n p) / p k)) as [delta [positive small]].
  exists delta. split; [assumption|]. intros q Hq covered near_0.
  pose proof (B1_cross_entropy_is_entropy_plus_KL n p q Hp covered) as identity.
  assert (one_term : - (p k * ln (q k)) <= negative_log_likelihood n p q).
  { unfold negative_log_likelihood. rewrite <- sum_opp.
    apply (sum_ge_term n (fun x => - (p x * ln (q x)))); [|assumption].
    intros x Hx. pose proof (ln_le_0 (q x) (mass_le_1 n q x Hq Hx)). pose proof (mass_nonneg n p x Hp Hx). nra. }
  specialize (small (q k) (conj (covered k Hk mass) near_0)).
  apply (Rmult_lt_compat_l (p k)) in small; [|assumption].
  replace (p k * (- (M + entropy n p) / p k)) with (- (M + entropy n p)) in small by (field; lra). lra.
Qed.

(** ** The divergence that a GAN estimates *)

(** Source (lectures on the paper): V(D, G) + log 4 <= 2 JSD for every D, so that D, made from samples alone,
    estimates a divergence.
    In words: no discriminator reaches more than the divergence: V + log 4 is at most 2 JSD(p_data‖p_g). Hypothesis:
    V is finite on paper, that is D > 0 where p_data > 0 and D < 1 where p_g > 0. *)
Theorem B2_V_plus_log_4_is_at_most_2_JSD : forall (n : nat) (D p_data p_g : nat -> R),
  distribution n p_data -> distribution n p_g -> discriminator n D -> V_is_finite n D p_data p_g ->
  V n D p_data p_g + ln 4 <= 2 * JSD n p_data p_g.
Proof.
  intros n D p_data p_g Hp Hq HD finite.
  pose proof (proj2 (A4_C_is_the_maximum_of_V n p_data p_g Hp Hq) D HD finite) as at_most_C.
  rewrite A4_equation_6 in at_most_C by assumption. lra.
Qed.

(** Source (lectures on the paper): V(D, G) + log 4 = 2 JSD at D_star.
    In words: the bound is reached exactly by the D that equals D_star at every point where p_data or p_g has mass.
    Hypothesis: V is finite on paper. *)
Theorem B2_bound_is_reached_only_by_D_star : forall (n : nat) (D p_data p_g : nat -> R),
  distribution n p_data -> distribution n p_g -> discriminator n D -> V_is_finite n D p_data p_g ->
  (V n D p_data p_g + ln 4 = 2 * JSD n p_data p_g <->
   forall x, (x < n)%nat -> 0 < p_data x + p_g x -> D x = D_star p_data p_g x).
Proof.
  intros n D p_data p_g Hp Hq HD finite.
  rewrite <- (A3_D_star_is_the_only_maximiser n D p_data p_g Hp Hq HD finite).
  pose proof (A4_equation_6 n p_data p_g Hp Hq) as value. unfold C in value. lra.
Qed.

(** Artefact of ln 0 = 0: for D = 0 everywhere and p_g = p_data, V is minus infinity on paper, but 0 in Coq. Then V
    + log 4 > 0 = 2 JSD. By A3_V_tends_to_minus_infinity_at_D_0 the paper's value is the limit of V as D tends to 0.
    *)
Lemma B2_needs_D_above_0_where_p_data_is :
  ~ (forall (n : nat) (D p_data p_g : nat -> R),
      distribution n p_data -> distribution n p_g -> discriminator n D ->
      (forall x, (x < n)%nat -> 0 < p_g x -> D x < 1) ->
      V n D p_data p_g + ln 4 <= 2 * JSD n p_data p_g).
Proof.
  intros claim. pose proof (point_mass_distribution 1 0 ltac:(lia)) as Hp.
  specialize (claim 1%nat (fun _ => 0) (point_mass 0) (point_mass 0) Hp Hp
                ltac:(intros x _; lra) ltac:(intros; lra)).
  rewrite (proj2 (JSD_zero_iff 1 _ _ Hp Hp)), ln_4 in claim by reflexivity.
  unfold V in claim; simpl in claim. rewrite Rminus_0_r, ln_0, ln_1 in claim. pose proof (ln_pos 2). lra.
Qed.

(** Artefact of ln 0 = 0: the same for D = 1 everywhere; see A3_V_tends_to_minus_infinity_at_D_1. *)
Lemma B2_needs_D_below_1_where_p_g_is_above_0 :
  ~ (forall (n : nat) (D p_data p_g : nat -> R),
      distribution n p_data -> distribution n p_g -> discriminator n D ->
      (forall x, (x < n)%nat -> 0 < p_data x -> 0 < D x) ->
      V n D p_data p_g + ln 4 <= 2 * JSD n p_data p_g).
Proof.
  intros claim. pose proof (point_mass_distribution 1 0 ltac:(lia)) as Hp.
  specialize (claim 1%nat (fun _ => 1) (point_mass 0) (point_mass 0) Hp Hp
                ltac:(intros x _; lra) ltac:(intros; lra)).
  rewrite (proj2 (JSD_zero_iff 1 _ _ Hp Hp)), ln_4 in claim by reflexivity.
  unfold V in claim; simpl in claim. replace (1 - 1) with 0 in claim by ring.
  rewrite ln_0, ln_1 in claim. pose proof (ln_pos 2). lra.
Qed.

(** Artefact of ln 0 = 0: a D that is 0 at one point can reach 2 JSD in Coq, without being D_star (see A3). *)
Lemma B2_needs_D_above_0_for_equality :
  ~ (forall (n : nat) (D p_data p_g : nat -> R),
      distribution n p_data -> distribution n p_g -> discriminator n D ->
      (forall x, (x < n)%nat -> 0 < p_g x -> D x < 1) ->
      V n D p_data p_g + ln 4 = 2 * JSD n p_data p_g ->
      forall x, (x < n)%nat -> 0 < p_data x + p_g x -> D x = D_star p_data p_g x).
Proof.
  intros claim. apply A3_needs_D_positive_on_data_for_one_maximiser.
  intros n D p_data p_g Hp Hq HD below_1 equal. apply claim; try assumption.
  pose proof (A4_equation_6 n p_data p_g Hp Hq) as value. unfold C in value. lra.
Qed.

(** Artefact of ln 0 = 0: the same for a D that is 1 at one point. *)
Lemma B2_needs_D_below_1_for_equality :
  ~ (forall (n : nat) (D p_data p_g : nat -> R),
      distribution n p_data -> distribution n p_g -> discriminator n D ->
      (forall x, (x < n)%nat -> 0 < p_data x -> 0 < D x) ->
      V n D p_data p_g + ln 4 = 2 * JSD n p_data p_g ->
      forall x, (x < n)%nat -> 0 < p_data x + p_g x -> D x = D_star p_data p_g x).
Proof.
  intros claim. apply A3_needs_D_below_1_on_samples_for_one_maximiser.
  intros n D p_data p_g Hp Hq HD above_0 equal. apply claim; try assumption.
  pose proof (A4_equation_6 n p_data p_g Hp Hq) as value. unfold C in value. lra.
Qed.

(** Genuine: if D may exceed 1, it can exceed 2 JSD (see A3). *)
Lemma B2_needs_a_discriminator :
  ~ (forall (n : nat) (D p_data p_g : nat -> R),
      distribution n p_data -> distribution n p_g -> V_is_finite n D p_data p_g ->
      V n D p_data p_g + ln 4 <= 2 * JSD n p_data p_g).
Proof.
  intros claim. apply A3_needs_a_discriminator. intros n D p_data p_g Hp Hq finite.
  specialize (claim n D p_data p_g Hp Hq finite).
  pose proof (A4_equation_6 n p_data p_g Hp Hq) as value. unfold C in value. lra.
Qed.

(** Genuine: for masses that sum to 1/2 and D = 1/2, V + log 4 is log 2, but JSD = 0. *)
Lemma B2_needs_masses_that_sum_to_1 :
  ~ (forall (n : nat) (D p_data p_g : nat -> R),
      (forall x, (x < n)%nat -> 0 <= p_data x) -> (forall x, (x < n)%nat -> 0 <= p_g x) ->
      discriminator n D -> V_is_finite n D p_data p_g ->
      V n D p_data p_g + ln 4 <= 2 * JSD n p_data p_g).
Proof.
  intros claim.
  specialize (claim 1%nat (fun _ => / 2) (fun _ => / 2) (fun _ => / 2) ltac:(intros; lra) ltac:(intros; lra)
                ltac:(intros x _; lra) ltac:(intros x _; lra)).
  unfold V, JSD, KL, mixture in claim; simpl in claim.
  replace (/ 2 / ((/ 2 + / 2) / 2)) with 1 in claim by field. replace (1 - / 2) with (/ 2) in claim by field.
  rewrite ln_1, ln_half, ln_4 in claim. pose proof (ln_pos 2). lra.
Qed.

(** ** The chain rule *)

(** Source (lectures on the paper): p(x, y) = p(x) p(y | x) = p(y) p(x | y).
    In words: a joint distribution of two variables is a marginal times a conditional, in both orders. It holds also
    where the marginal is 0, because then the joint mass is 0. *)
Theorem B3_chain_rule_in_any_order : forall (n m : nat) (p : nat -> nat -> R) (x y : nat),
  joint_distribution n m p -> (x < n)%nat -> (y < m)%nat ->
  p x y = marginal_of_x m p x * y_given_x m p x y /\ p x y = marginal_of_y n p y * x_given_y n p y x.
Proof.
  intros n m p x y [p_nonneg _] Hx Hy. unfold y_given_x, x_given_y. split.
  - destruct (Req_dec (marginal_of_x m p x) 0) as [zero|]; [|field; assumption].
    rewrite zero, Rmult_0_l. apply (sum_zero_iff m (fun y => p x y)); auto.
  - destruct (Req_dec (marginal_of_y n p y) 0) as [zero|]; [|field; assumption].
    rewrite zero, Rmult_0_l. apply (sum_zero_iff n (fun x => p x y)); auto.
Qed.

(** Source (lectures on the paper): each factor of the chain rule is itself a distribution.
    In words: both marginals of a joint distribution are distributions; where p(x) > 0, so is p(y | x), and where
    p(y) > 0, so is p(x | y). *)
Theorem B3_factors_are_distributions : forall (n m : nat) (p : nat -> nat -> R),
  joint_distribution n m p ->
  distribution n (marginal_of_x m p) /\ distribution m (marginal_of_y n p) /\
  (forall x, (x < n)%nat -> 0 < marginal_of_x m p x -> distribution m (y_given_x m p x)) /\
  (forall y, (y < m)%nat -> 0 < marginal_of_y n p y -> distribution n (x_given_y n p y)).
Proof.
  intros n m p [p_nonneg total].
  assert (x_marginal : distribution n (marginal_of_x m p)).
  { split; [|assumption]. intros x Hx. apply sum_nonneg. auto. }
  assert (y_marginal : distribution m (marginal_of_y n p)).
  { split; [intros y Hy; apply sum_nonneg; auto|]. unfold marginal_of_y. now rewrite <- sum_exchange. }
  split; [assumption|]. split; [assumption|]. split; [intros x Hx positive | intros y Hy positive]; split.
  - intros y Hy. apply Rmult_le_pos; [auto | left; apply Rinv_0_lt_compat; assumption].
  - unfold y_given_x, Rdiv. rewrite sum_scal_r. apply Rinv_r, Rgt_not_eq; assumption.
  - intros x Hx. apply Rmult_le_pos; [auto | left; apply Rinv_0_lt_compat; assumption].
  - unfold x_given_y, Rdiv. rewrite sum_scal_r. apply Rinv_r, Rgt_not_eq; assumption.
Qed.

(** Genuine: where p(x) = 0 there is no p(y | x) on paper. In Coq it is 0 for every y, which is no distribution. *)
Lemma B3_needs_p_x_above_0 :
  ~ (forall (n m : nat) (p : nat -> nat -> R) (x : nat),
      joint_distribution n m p -> (x < n)%nat -> distribution m (y_given_x m p x)).
Proof.
  intros claim. destruct (claim 2%nat 1%nat (fun x _ => point_mass 0 x) 1%nat) as [_ total]; try lia.
  - split; [|unfold point_mass; simpl; ring]. intros x y Hx _.
    apply (mass_nonneg 2 (point_mass 0)); [apply point_mass_distribution; lia | assumption].
  - unfold y_given_x, marginal_of_x, point_mass, Rdiv in total; simpl in total. lra.
Qed.

(** ** The evidence lower bound *)

(** If p(x, z) > 0 wherever q(z) > 0, then p(x) > 0. *)
Lemma p_x_positive : forall (m : nat) (p : nat -> nat -> R) (q : nat -> R) (x : nat),
  (forall z, (z < m)%nat -> 0 <= p x z) -> distribution m q -> (forall z, (z < m)%nat -> 0 < q z -> 0 < p x z) ->
  0 < marginal_of_x m p x.
Proof.
  intros m p q x p_nonneg Hq covered. destruct (mass_exists m q Hq) as [z [Hz mass]].
  apply Rlt_le_trans with (p x z); [auto|]. now apply (sum_ge_term m (fun z => p x z)).
Qed.

(** Source (Kingma, Welling 2014): log p(x) - ELBO = KL(q(z)‖p(z | x)).
    In words: the ELBO of a distribution q of the latent variable falls short of the log-likelihood of x by the KL
    divergence of q from the posterior. Hypothesis: p(x, z) > 0 where q(z) > 0. (Then also p(x) > 0.) *)
Theorem B4_gap_of_the_ELBO : forall (n m : nat) (p : nat -> nat -> R) (q : nat -> R) (x : nat),
  joint_distribution n m p -> (x < n)%nat -> distribution m q ->
  (forall z, (z < m)%nat -> 0 < q z -> 0 < p x z) ->
  ln (marginal_of_x m p x) - ELBO m p q x = KL m q (posterior m p x).
Proof.
  intros n m p q x [p_nonneg _] Hx Hq covered.
  pose proof (p_x_positive m p q x (fun z => p_nonneg x z Hx) Hq covered) as p_x.
  replace (ln (marginal_of_x m p x)) with (sum m (fun z => q z * ln (marginal_of_x m p x)))
    by (rewrite sum_scal_r, (proj2 Hq); ring).
  unfold ELBO, KL. rewrite <- sum_minus. apply sum_ext. intros z Hz.
  destruct (Rle_lt_or_eq_dec _ _ (mass_nonneg m q z Hq Hz)) as [mass|<-]; [|ring].
  specialize (covered z Hz mass). unfold posterior, y_given_x.
  rewrite !ln_div by (try apply div_pos; assumption). ring.
Qed.

(** Source (Kingma, Welling 2014): log p(x) >= ELBO.
    In words: no q has an ELBO above log p(x), and the ELBO is log p(x) if and only if q is the posterior p(z | x).
    Hypothesis: p(x, z) > 0 where q(z) > 0. *)
Corollary B4_ELBO_is_a_lower_bound : forall (n m : nat) (p : nat -> nat -> R) (q : nat -> R) (x : nat),
  joint_distribution n m p -> (x < n)%nat -> distribution m q ->
  (forall z, (z < m)%nat -> 0 < q z -> 0 < p x z) ->
  ELBO m p q x <= ln (marginal_of_x m p x) /\
  (ELBO m p q x = ln (marginal_of_x m p x) <-> forall z, (z < m)%nat -> q z = posterior m p x z).
Proof.
  intros n m p q x Hp Hx Hq covered.
  pose proof (p_x_positive m p q x (fun z => proj1 Hp x z Hx) Hq covered) as p_x.
  assert (posterior_covers : covers m (posterior m p x) q) by (intros z Hz mass; apply div_pos; auto).
  destruct (B3_factors_are_distributions n m p Hp) as (_ & _ & posterior_distribution & _).
  specialize (posterior_distribution x Hx p_x).
  destruct (B1_KL_is_a_divergence m q (posterior m p x) Hq posterior_distribution posterior_covers) as [gap zero].
  pose proof (B4_gap_of_the_ELBO n m p q x Hp Hx Hq covered) as identity.
  split; [lra|]. rewrite <- zero. lra.
Qed.

(** A joint distribution on the points (0, 0) and (1, 0), with the masses 1/2, for counterexamples: p(x, z) = 0 at z
    = 1. *)
Definition half_at_z_0 (_ z : nat) : R := two_points (/ 2) 0 z.

(** It is one. *)
Lemma half_at_z_0_joint_distribution : joint_distribution 2 2 half_at_z_0.
Proof.
  split; [|unfold half_at_z_0; simpl; lra].
  intros x [|z] _ _; unfold half_at_z_0; simpl; lra.
Qed.

(** Artefact of ln 0 = 0: q has all its mass at z = 1, where p(x, z) = 0. On paper both sides are infinite; in Coq
    the left one is log (1/2) and the right one 0. *)
Lemma B4_needs_p_x_z_above_0 :
  ~ (forall (n m : nat) (p : nat -> nat -> R) (q : nat -> R) (x : nat),
      joint_distribution n m p -> (x < n)%nat -> 0 < marginal_of_x m p x -> distribution m q ->
      ln (marginal_of_x m p x) - ELBO m p q x = KL m q (posterior m p x)).
Proof.
  intros claim. specialize (claim 2%nat 2%nat half_at_z_0 (two_points 0 1) 0%nat half_at_z_0_joint_distribution).
  unfold marginal_of_x, ELBO, KL, posterior, y_given_x, marginal_of_x, half_at_z_0, Rdiv in claim; simpl in claim.
  specialize (claim ltac:(lia) ltac:(lra) ltac:(apply two_points_distribution; lra)).
  replace (0 + / 2 + 0) with (/ 2) in claim by ring.
  rewrite !Rmult_0_l, Rinv_0, Rmult_0_r, ln_0, ln_half in claim. pose proof (ln_pos 2). lra.
Qed.

(** Artefact of ln 0 = 0: for the same q the ELBO is minus infinity on paper. In Coq it is 0, above log p(x) = log
    (1/2). *)
Lemma B4_needs_p_x_z_above_0_for_the_lower_bound :
  ~ (forall (n m : nat) (p : nat -> nat -> R) (q : nat -> R) (x : nat),
      joint_distribution n m p -> (x < n)%nat -> 0 < marginal_of_x m p x -> distribution m q ->
      ELBO m p q x <= ln (marginal_of_x m p x)).
Proof.
  intros claim. specialize (claim 2%nat 2%nat half_at_z_0 (two_points 0 1) 0%nat half_at_z_0_joint_distribution).
  unfold marginal_of_x, ELBO, half_at_z_0, Rdiv in claim; simpl in claim.
  specialize (claim ltac:(lia) ltac:(lra) ltac:(apply two_points_distribution; lra)).
  replace (0 + / 2 + 0) with (/ 2) in claim by ring.
  rewrite !Rmult_0_l, ln_0, ln_half in claim. pose proof (ln_pos 2). lra.
Qed.
