(** What later papers say of the paper's game: disjoint supports, and the two losses with D_star held fixed. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm pointwise two_points.
Open Scope R_scope.

(** No point has mass under both p and q. *)
Definition disjoint_supports (n : nat) (p q : nat -> R) : Prop :=
  forall x, (x < n)%nat -> p x = 0 \/ q x = 0.

(** ** Disjoint supports *)

(** If q has no mass where p has, then KL(p || m) = log 2: the mixture m is p / 2 there. *)
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
    In words: if no point has mass under both p_data and p_g, then JSD(p_data || p_g) = log 2. The statement does
    not mention where the points are: the distance does not matter. *)
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

(** Source (Arjovsky, Bottou 2017; the identity is elementary): KL(p_g || p_data) - 2 JSD = 2 KL(m || p_data).
    In words: what the loss - log D descends while D_star is held fixed is twice the KL divergence of the mixture m
    = (p_data + p_g) / 2 from p_data. Hypothesis: p_data > 0 where p_g > 0. *)
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

(** Source (elementary): KL(p_g || p_data) - 2 JSD >= 0, with equality if and only if p_g = p_data.
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

(** Artefact of ln 0 = 0: two different point masses. On paper both sides are infinite; in Coq the left one is - 2
    log 2 and the right one - log 2. *)
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
