(** What later papers say of the paper's game: disjoint supports, and the two losses with D_star held fixed.

    [derivable_pt_lim f t s] says that f has the derivative s at t, and [Un_cv a l] that the sequence a 0, a 1, ...
    tends to l. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm derivatives two_points optimum convergence practice.
Open Scope R_scope.

(** No point has mass under both p and q. *)
Definition disjoint_supports (n : nat) (p q : nat -> R) : Prop :=
  forall x, (x < n)%nat -> p x = 0 \/ q x = 0.

(** ** Disjoint supports *)

(** If q has no mass where p has, then KL(p‖m) = log 2: the mixture m is p / 2 there. *)
Lemma KL_to_half : forall n p m,
  distribution n p -> (forall x, (x < n)%nat -> 0 < p x -> m x = p x / 2) -> KL n p m = ln 2.
Proof.
  intros n p m Hp half. unfold KL.
  transitivity (sum n (fun x => p x * ln 2)); [|rewrite sum_scal_r, (proj2 Hp); ring].
  apply sum_ext. intros x Hx.
  destruct (Rle_lt_or_eq_dec _ _ (mass_nonneg n p x Hp Hx)) as [mass|<-]; [|ring].
  rewrite (half x Hx mass). f_equal. f_equal. field. lra.
Qed.

(** Source (Arjovsky, Bottou 2017): on disjoint supports JSD = log 2, however near or far the supports are.
    In words: if no point has mass under both p_data and p_g, then JSD(p_data‖p_g) = log 2. The statement does not
    mention where the points are: the distance does not matter. *)
Theorem C1_JSD_is_log_2_on_disjoint_supports : forall (n : nat) (p_data p_g : nat -> R),
  distribution n p_data -> distribution n p_g -> disjoint_supports n p_data p_g ->
  JSD n p_data p_g = ln 2.
Proof.
  intros n p q Hp Hq disjoint. unfold JSD.
  rewrite (KL_to_half n p), (KL_to_half n q); try assumption; [lra | |];
    intros x Hx mass; unfold mixture; destruct (disjoint x Hx); lra.
Qed.

(** Source (Arjovsky, Bottou 2017): on disjoint supports there is a perfect discriminator.
    In words: if no point has mass under both p_data and p_g, then D_star is 1 wherever p_data has mass and 0
    wherever p_g has mass. *)
Theorem C1_D_star_is_perfect_on_disjoint_supports : forall (n : nat) (p_data p_g : nat -> R),
  distribution n p_data -> distribution n p_g -> disjoint_supports n p_data p_g ->
  forall x, (x < n)%nat ->
    (0 < p_data x -> D_star p_data p_g x = 1) /\ (0 < p_g x -> D_star p_data p_g x = 0).
Proof.
  intros n p q Hp Hq disjoint x Hx. unfold D_star.
  split; intros mass; destruct (disjoint x Hx) as [zero|zero]; rewrite zero; try lra; field; lra.
Qed.

(** Source (Arjovsky, Bottou 2017): on disjoint supports the saturating gradient vanishes as D tends to D_star.
    In words: let D be a discriminator whose value at a sample x of p_g tends to D_star(x). Then the derivative of
    the loss log (1 - D) in the logit of D tends to 0, while that of the loss -log D tends to -1. *)
Theorem C1_saturating_gradient_vanishes_on_disjoint_supports :
  forall (n : nat) (p_data p_g : nat -> R) (x : nat) (logit : nat -> R),
  distribution n p_data -> distribution n p_g -> disjoint_supports n p_data p_g -> (x < n)%nat -> 0 < p_g x ->
  Un_cv (fun k => sigmoid (logit k)) (D_star p_data p_g x) ->
  exists saturating non_saturating : nat -> R,
    (forall k, derivable_pt_lim (fun l => ln (1 - sigmoid l)) (logit k) (saturating k)) /\
    (forall k, derivable_pt_lim (fun l => - ln (sigmoid l)) (logit k) (non_saturating k)) /\
    Un_cv saturating 0 /\ Un_cv non_saturating (- 1).
Proof.
  intros n p q x logit Hp Hq disjoint Hx mass D_tends.
  rewrite (proj2 (C1_D_star_is_perfect_on_disjoint_supports n p q Hp Hq disjoint x Hx) mass) in D_tends.
  exists (fun k => - sigmoid (logit k)), (fun k => - (1 - sigmoid (logit k))).
  split; [intros k; apply A10_gradients_in_the_logit|]. split; [intros k; apply A10_gradients_in_the_logit|].
  split; intros epsilon positive; destruct (D_tends epsilon positive) as [K close]; exists K; intros k Hk;
    specialize (close k Hk); unfold R_dist in *.
  - replace (- sigmoid (logit k) - 0) with (- (sigmoid (logit k) - 0)) by ring. now rewrite Rabs_Ropp.
  - now replace (- (1 - sigmoid (logit k)) - - 1) with (sigmoid (logit k) - 0) by ring.
Qed.

(** Genuine: for p_g = p_data, D_star is 1/2, and the saturating gradient tends to -1/2. *)
Lemma C1_needs_disjoint_supports_for_a_vanishing_gradient :
  ~ (forall (n : nat) (p_data p_g : nat -> R) (x : nat) (logit : nat -> R),
      distribution n p_data -> distribution n p_g -> (x < n)%nat -> 0 < p_g x ->
      Un_cv (fun k => sigmoid (logit k)) (D_star p_data p_g x) ->
      exists saturating : nat -> R,
        (forall k, derivable_pt_lim (fun l => ln (1 - sigmoid l)) (logit k) (saturating k)) /\ Un_cv saturating 0).
Proof.
  intros claim. pose proof (point_mass_distribution 1 0 ltac:(lia)) as Hp.
  assert (half : sigmoid 0 = / 2) by (unfold sigmoid; rewrite Ropp_0, exp_0; f_equal; ring).
  specialize (claim 1%nat (point_mass 0) (point_mass 0) 0%nat (fun _ => 0) Hp Hp ltac:(lia)).
  unfold D_star, point_mass in claim; simpl in claim. rewrite half in claim. specialize (claim ltac:(lra)).
  destruct claim as (saturating & derivative & limit).
  - intros epsilon positive. exists 0%nat. intros k _. unfold R_dist.
    replace (/ 2 - 1 / (1 + 1)) with 0 by field. now rewrite Rabs_R0.
  - destruct (limit (/ 2) ltac:(lra)) as [K close]. specialize (close K ltac:(lia)).
    rewrite (uniqueness_limite _ _ _ _ (derivative K) (proj1 (A10_gradients_in_the_logit 0))), half in close.
    unfold R_dist in close. apply Rabs_def2 in close. lra.
Qed.

(** Genuine: two distributions with the same support have a smaller JSD: it is 0 for p_g = p_data. *)
Lemma C1_needs_disjoint_supports :
  ~ (forall (n : nat) (p_data p_g : nat -> R),
      distribution n p_data -> distribution n p_g -> JSD n p_data p_g = ln 2).
Proof.
  intros claim. pose proof (point_mass_distribution 1 0 ltac:(lia)) as Hp.
  specialize (claim 1%nat (point_mass 0) (point_mass 0) Hp Hp).
  rewrite (proj2 (JSD_zero_iff 1 _ _ Hp Hp)) in claim by reflexivity. pose proof (ln_pos 2). lra.
Qed.

(** Genuine: where both have mass, D_star is not perfect: it is 1/2 at the one point of p_data = p_g. *)
Lemma C1_needs_disjoint_supports_for_a_perfect_D :
  ~ (forall (n : nat) (p_data p_g : nat -> R), distribution n p_data -> distribution n p_g ->
      forall x, (x < n)%nat -> 0 < p_data x -> D_star p_data p_g x = 1).
Proof.
  intros claim. pose proof (point_mass_distribution 1 0 ltac:(lia)) as Hp.
  specialize (claim 1%nat (point_mass 0) (point_mass 0) Hp Hp 0%nat ltac:(lia)).
  unfold D_star, point_mass in claim; simpl in claim. lra.
Qed.

(** Genuine: masses that do not sum to 1 give another JSD: 0 if p_data is 0 everywhere and p_g too. *)
Lemma C1_needs_masses_that_sum_to_1 :
  ~ (forall (n : nat) (p_data p_g : nat -> R),
      (forall x, (x < n)%nat -> 0 <= p_data x) -> (forall x, (x < n)%nat -> 0 <= p_g x) ->
      disjoint_supports n p_data p_g -> JSD n p_data p_g = ln 2).
Proof.
  intros claim. specialize (claim 1%nat (fun _ => 0) (fun _ => 0)).
  specialize (claim ltac:(intros; lra) ltac:(intros; lra) ltac:(intros x _; now left)).
  unfold JSD, KL in claim; simpl in claim. pose proof (ln_pos 2). lra.
Qed.

(** ** The two losses with D_star held fixed *)

(** log (1 - D_star) is log (p_g / m), up to log 2. *)
Lemma ln_of_1_minus_D_star : forall a b, 0 < a -> 0 < b -> ln (b / ((a + b) / 2)) = ln (1 - a / (a + b)) + ln 2.
Proof.
  intros a b Ha Hb. replace (b / ((a + b) / 2)) with ((1 - a / (a + b)) * 2) by (field; lra).
  apply ln_mult; [|lra]. replace (1 - a / (a + b)) with (b / (a + b)) by (field; lra). apply div_pos; lra.
Qed.

(** The derivative of 2 JSD, from p_g towards r. *)
Lemma derivative_of_2_JSD : forall n p_data p_g r,
  distribution n p_g -> distribution n r ->
  (forall x, (x < n)%nat -> 0 < p_data x) -> (forall x, (x < n)%nat -> 0 < p_g x) ->
  derivable_pt_lim (fun t => 2 * JSD n p_data (between t p_g r)) 0
    (sum n (fun x => ln (1 - D_star p_data p_g x) * (r x - p_g x))).
Proof.
  intros n p q r Hq Hr p_positive q_positive.
  apply derivable_pt_lim_ext with (f := fun t => sum n (fun x =>
    p x * ln (p x / ((p x + between t q r x) / 2)) +
    between t q r x * ln (between t q r x / ((p x + between t q r x) / 2)))).
  { intros t. rewrite sum_plus. unfold JSD, KL, mixture. lra. }
  replace (sum n (fun x => ln (1 - D_star p q x) * (r x - q x)))
    with (sum n (fun x => ln (1 - D_star p q x) * (r x - q x) + ln 2 * (r x - q x)))
    by (rewrite sum_plus, sum_scal, sum_minus, (proj2 Hq), (proj2 Hr); ring).
  apply derivative_of_sum. intros x Hx. specialize (p_positive x Hx). specialize (q_positive x Hx).
  pose proof (derivative_of_between q r x 0) as line.
  assert (start : between 0 q r x = q x) by (unfold between; ring).
  set (m := fun t => (p x + between t q r x) / 2).
  assert (half : derivable_pt_lim m 0 ((r x - q x) / 2)).
  { apply derivable_pt_lim_ext with (f := fun t => (p x + q x) / 2 + (r x - q x) / 2 * t);
      [intros t; unfold m, between; field | apply derivative_of_affine]. }
  assert (m_start : m 0 = (p x + q x) / 2) by (unfold m; now rewrite start).
  pose proof (derivative_of_KL_term (fct_cte (p x)) m 0 0 _ p_positive ltac:(lra)
                (derivable_pt_lim_const (p x) 0) half) as first.
  pose proof (derivative_of_KL_term (fun t => between t q r x) m 0 _ _ ltac:(lra) ltac:(lra) line half) as second.
  unfold fct_cte in first. rewrite m_start in first, second. rewrite start in second.
  rewrite ln_of_1_minus_D_star in second by assumption. fold (D_star p q x) in second.
  replace (ln (1 - D_star p q x) * (r x - q x) + ln 2 * (r x - q x)) with
    (0 * ln (p x / ((p x + q x) / 2)) + 0 - p x * ((r x - q x) / 2) / ((p x + q x) / 2) +
     ((r x - q x) * (ln (1 - D_star p q x) + ln 2) + (r x - q x) - q x * ((r x - q x) / 2) / ((p x + q x) / 2)))
    by (field; lra).
  exact (derivable_pt_lim_plus _ _ 0 _ _ first second).
Qed.

(** The derivative of KL(p_g‖p_data), from p_g towards r. *)
Lemma derivative_of_KL : forall n p_data p_g r,
  distribution n p_g -> distribution n r ->
  (forall x, (x < n)%nat -> 0 < p_data x) -> (forall x, (x < n)%nat -> 0 < p_g x) ->
  derivable_pt_lim (fun t => KL n (between t p_g r) p_data) 0
    (sum n (fun x => ln (p_g x / p_data x) * (r x - p_g x))).
Proof.
  intros n p q r Hq Hr p_positive q_positive.
  replace (sum n (fun x => ln (q x / p x) * (r x - q x)))
    with (sum n (fun x => ln (q x / p x) * (r x - q x) + (r x - q x)))
    by (rewrite sum_plus, sum_minus, (proj2 Hq), (proj2 Hr); ring).
  apply derivative_of_sum. intros x Hx. specialize (p_positive x Hx). specialize (q_positive x Hx).
  assert (start : between 0 q r x = q x) by (unfold between; ring).
  pose proof (derivative_of_KL_term (fun t => between t q r x) (fct_cte (p x)) 0 _ 0 ltac:(lra) p_positive
                (derivative_of_between q r x 0) (derivable_pt_lim_const (p x) 0)) as term.
  unfold fct_cte in term. rewrite start in term.
  replace (ln (q x / p x) * (r x - q x) + (r x - q x))
    with ((r x - q x) * ln (q x / p x) + (r x - q x) - q x * 0 / p x) by (field; lra).
  exact term.
Qed.

(** Source (Arjovsky, Bottou 2017, Theorem 2.5): with D_star held fixed, the loss log (1 - D) has the gradient of 2
    JSD, and the loss -log D has that of KL(p_g‖p_data) - 2 JSD.
    In words: move from p_g towards another distribution r. The mean of log (1 - D_star), with D_star held fixed,
    changes as 2 JSD does at the start, and the mean of -log D_star as KL(p_g‖p_data) - 2 JSD does. Hypothesis:
    p_data and p_g have mass at every point. *)
Theorem C2_gradients_of_the_two_losses_at_D_star : forall (n : nat) (p_data p_g r : nat -> R),
  distribution n p_g -> distribution n r ->
  (forall x, (x < n)%nat -> 0 < p_data x) -> (forall x, (x < n)%nat -> 0 < p_g x) ->
  derivable_pt_lim (fun t => 2 * JSD n p_data (between t p_g r)) 0
    (sum n (fun x => ln (1 - D_star p_data p_g x) * (r x - p_g x))) /\
  derivable_pt_lim (fun t => KL n (between t p_g r) p_data - 2 * JSD n p_data (between t p_g r)) 0
    (sum n (fun x => - ln (D_star p_data p_g x) * (r x - p_g x))).
Proof.
  intros n p q r Hq Hr p_positive q_positive.
  pose proof (derivative_of_2_JSD n p q r Hq Hr p_positive q_positive) as of_2_JSD.
  pose proof (derivative_of_KL n p q r Hq Hr p_positive q_positive) as of_KL.
  split; [assumption|].
  replace (sum n (fun x => - ln (D_star p q x) * (r x - q x)))
    with (sum n (fun x => ln (q x / p x) * (r x - q x)) - sum n (fun x => ln (1 - D_star p q x) * (r x - q x))).
  - exact (derivable_pt_lim_minus _ _ 0 _ _ of_KL of_2_JSD).
  - rewrite <- sum_minus. apply sum_ext. intros x Hx. specialize (p_positive x Hx). specialize (q_positive x Hx).
    unfold D_star. replace (1 - p x / (p x + q x)) with (q x / (p x + q x)) by (field; lra).
    rewrite !ln_div by lra. ring.
Qed.

(** Artefact of ln 0 = 0: where p_g = 0 < p_data, 2 JSD has the slope minus infinity, which is log (1 - D_star) on
    paper. In Coq log (1 - D_star) is 0 there, but 2 JSD has no derivative. *)
Lemma C2_needs_p_g_above_0_for_the_gradients :
  ~ (forall (n : nat) (p_data p_g r : nat -> R),
      distribution n p_data -> distribution n p_g -> distribution n r ->
      derivable_pt_lim (fun t => 2 * JSD n p_data (between t p_g r)) 0
        (sum n (fun x => ln (1 - D_star p_data p_g x) * (r x - p_g x)))).
Proof.
  intros claim.
  pose proof (two_points_distribution 1 0 ltac:(lra) ltac:(lra) ltac:(lra)) as Hp.
  pose proof (two_points_distribution 0 1 ltac:(lra) ltac:(lra) ltac:(lra)) as Hq.
  specialize (claim 2%nat (two_points 1 0) (two_points 0 1) (two_points 1 0) Hp Hq Hp).
  replace (sum 2 _) with 0 in claim.
  - destruct (claim 1 ltac:(lra)) as [delta close].
    destruct (C_falls_fast_from_no_mass delta (cond_pos delta)) as (t & Ht & t_below_1 & C_at_t & C_at_0).
    specialize (close t ltac:(lra) ltac:(rewrite Rabs_right; lra)).
    rewrite Rplus_0_l in close. apply Rabs_def2 in close.
    rewrite A4_equation_6 in C_at_t by (try apply between_distribution; try assumption; lra).
    rewrite A4_equation_6 in C_at_0 by (try apply between_distribution; try assumption; lra).
    set (J := fun t => 2 * JSD 2 (two_points 1 0) (between t (two_points 0 1) (two_points 1 0))) in *.
    assert (below : (J t - J 0) / t <= - 1); [|unfold J in below; lra].
    apply (Rmult_le_reg_r t); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. unfold J. lra.
  - unfold D_star; simpl. replace (1 / (1 + 0)) with 1 by field. replace (0 / (0 + 1)) with 0 by field.
    replace (1 - 1) with 0 by ring. rewrite Rminus_0_r, ln_0, ln_1. ring.
Qed.

(** Source (Arjovsky, Bottou 2017; the identity is elementary): KL(p_g‖p_data) - 2 JSD = 2 KL(m‖p_data).
    In words: what the loss -log D descends while D_star is held fixed is twice the KL divergence of the mixture m =
    (p_data + p_g) / 2 from p_data. Hypothesis: p_data > 0 where p_g > 0. *)
Theorem C2_KL_minus_2_JSD_is_2_KL_of_the_mixture : forall (n : nat) (p_data p_g : nat -> R),
  distribution n p_data -> distribution n p_g ->
  (forall x, (x < n)%nat -> 0 < p_g x -> 0 < p_data x) ->
  KL n p_g p_data - 2 * JSD n p_data p_g = 2 * KL n (mixture p_data p_g) p_data.
Proof.
  intros n p q Hp Hq covered.
  replace (2 * JSD n p q) with (KL n p (mixture p q) + KL n q (mixture p q)) by (unfold JSD; field).
  unfold KL. rewrite <- sum_scal, <- sum_plus, <- sum_minus. apply sum_ext. intros x Hx. specialize (covered x Hx).
  pose proof (mass_nonneg n p x Hp Hx) as p_nonneg. pose proof (mass_nonneg n q x Hq Hx) as q_nonneg.
  destruct (Rle_lt_or_eq_dec _ _ p_nonneg) as [p_mass|no_p].
  - assert (m_mass : 0 < mixture p q x) by (unfold mixture; lra).
    rewrite (ln_div (p x) (mixture p q x)), (ln_div (mixture p q x) (p x)) by assumption.
    destruct (Rle_lt_or_eq_dec _ _ q_nonneg) as [q_mass|no_q].
    + rewrite !ln_div by assumption.
      replace (2 * (mixture p q x * (ln (mixture p q x) - ln (p x))))
        with ((p x + q x) * (ln (mixture p q x) - ln (p x))) by (unfold mixture; field). ring.
    + replace (2 * (mixture p q x * (ln (mixture p q x) - ln (p x))))
        with ((p x + q x) * (ln (mixture p q x) - ln (p x))) by (unfold mixture; field). rewrite <- no_q. ring.
  - destruct (Rle_lt_or_eq_dec _ _ q_nonneg) as [q_mass|no_q]; [specialize (covered q_mass); lra|].
    replace (mixture p q x) with 0 by (unfold mixture; lra). rewrite <- no_p, <- no_q. ring.
Qed.

(** Source (elementary): KL(p_g‖p_data) - 2 JSD >= 0, with equality if and only if p_g = p_data.
    In words: the minus sign does not drive p_g away from p_data: this objective, too, is a divergence, and p_g =
    p_data is its one minimum. Hypothesis: p_data > 0 where p_g > 0. *)
Corollary C2_KL_minus_2_JSD_is_a_divergence : forall (n : nat) (p_data p_g : nat -> R),
  distribution n p_data -> distribution n p_g ->
  (forall x, (x < n)%nat -> 0 < p_g x -> 0 < p_data x) ->
  0 <= KL n p_g p_data - 2 * JSD n p_data p_g /\
  (KL n p_g p_data - 2 * JSD n p_data p_g = 0 <-> forall x, (x < n)%nat -> p_g x = p_data x).
Proof.
  intros n p q Hp Hq covered. rewrite C2_KL_minus_2_JSD_is_2_KL_of_the_mixture by assumption.
  assert (m_covered : forall x, (x < n)%nat -> 0 < mixture p q x -> 0 < p x).
  { intros x Hx mass. destruct (Rle_lt_or_eq_dec _ _ (mass_nonneg n p x Hp Hx)) as [|no_p]; [assumption|].
    apply covered; [assumption|]. unfold mixture in mass. lra. }
  pose proof (mixture_distribution n p q Hp Hq) as Hm.
  pose proof (KL_nonneg n _ p Hm Hp m_covered) as not_negative.
  pose proof (KL_zero_iff n _ p Hm Hp m_covered) as zero.
  split; [lra|]. split.
  - intros no_gap x Hx. assert (same : KL n (mixture p q) p = 0) by lra.
    pose proof (proj1 zero same x Hx) as at_x. unfold mixture in at_x. lra.
  - intros same. rewrite (proj2 zero); [ring|]. intros x Hx. unfold mixture. rewrite (same x Hx). field.
Qed.

(** Artefact of ln 0 = 0: two different point masses. On paper both sides are infinite; in Coq the left one is -2
    log 2 and the right one -log 2. *)
Lemma C2_needs_p_data_above_0_where_p_g_is :
  ~ (forall (n : nat) (p_data p_g : nat -> R), distribution n p_data -> distribution n p_g ->
      KL n p_g p_data - 2 * JSD n p_data p_g = 2 * KL n (mixture p_data p_g) p_data).
Proof.
  intros claim. specialize (claim 2%nat (two_points 1 0) (two_points 0 1)).
  pose proof (two_points_distribution 1 0 ltac:(lra) ltac:(lra) ltac:(lra)) as Hp.
  pose proof (two_points_distribution 0 1 ltac:(lra) ltac:(lra) ltac:(lra)) as Hq.
  specialize (claim Hp Hq).
  rewrite C1_JSD_is_log_2_on_disjoint_supports in claim; try assumption;
    [|intros [|x] Hx; simpl; [now right | now left]].
  unfold KL, mixture, Rdiv in claim; simpl in claim.
  rewrite Rinv_0, !Rmult_0_r, Rinv_1, !Rplus_0_r, !Rplus_0_l, !Rmult_1_l, !Rmult_1_r, ln_0, ln_half in claim.
  pose proof (ln_pos 2). lra.
Qed.

(** Artefact of ln 0 = 0: for the same distributions the objective is infinite on paper; in Coq it is below 0. *)
Lemma C2_needs_p_data_above_0_for_a_divergence :
  ~ (forall (n : nat) (p_data p_g : nat -> R), distribution n p_data -> distribution n p_g ->
      0 <= KL n p_g p_data - 2 * JSD n p_data p_g).
Proof.
  intros claim. specialize (claim 2%nat (two_points 1 0) (two_points 0 1)).
  pose proof (two_points_distribution 1 0 ltac:(lra) ltac:(lra) ltac:(lra)) as Hp.
  pose proof (two_points_distribution 0 1 ltac:(lra) ltac:(lra) ltac:(lra)) as Hq.
  specialize (claim Hp Hq).
  rewrite C1_JSD_is_log_2_on_disjoint_supports in claim; try assumption;
    [|intros [|x] Hx; simpl; [now right | now left]].
  unfold KL, Rdiv in claim; simpl in claim.
  rewrite Rinv_0, Rmult_0_r, Rmult_0_l, ln_0 in claim. pose proof (ln_pos 2). lra.
Qed.
