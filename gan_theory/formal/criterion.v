(** The criterion C (equations 4 to 6). *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm pointwise value_function proposition_1.
Open Scope R_scope.

(** C as one sum. *)
Lemma C_as_sum : forall n p_data p_g, (forall x, (x < n)%nat -> 0 <= p_data x /\ 0 <= p_g x) ->
  C n p_data p_g =
  sum n (fun x => p_data x * ln (p_data x / (p_data x + p_g x)) + p_g x * ln (p_g x / (p_data x + p_g x))).
Proof.
  intros n p q H. apply sum_ext. intros x Hx. destruct (H x Hx) as [P Q]. unfold D_star.
  destruct (Req_dec (p x + q x) 0) as [Z|N]; [|now rewrite one_minus_ratio by lra].
  replace (p x) with 0 by lra. replace (q x) with 0 by lra. ring.
Qed.

(** Equations 5 and 6 for masses that need not sum to 1. *)
Lemma C_of_any_masses : forall n p_data p_g, (forall x, (x < n)%nat -> 0 <= p_data x /\ 0 <= p_g x) ->
  C n p_data p_g = 2 * JSD n p_data p_g - ln 2 * (sum n p_data + sum n p_g).
Proof.
  intros n p q H. rewrite C_as_sum, twice_JSD, <- sum_plus, <- sum_scal, <- sum_minus by assumption.
  apply sum_ext. intros x Hx. destruct (H x Hx) as [P Q]. unfold mixture. rewrite mixture_term by assumption.
  rewrite (Rplus_comm (p x) (q x)), mixture_term by assumption. ring.
Qed.

(** Paper (equation 5): "C(G) = − log(4) + KL(p_data ‖ (p_data + p_g)/2) + KL(p_g ‖ (p_data + p_g)/2)".
    In words: V at D* is -log 4 plus the KL divergences of p_data and of p_g from their mixture. *)
Theorem A4_equation_5 : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  C n p_data p_g = - ln 4 + KL n p_data (mixture p_data p_g) + KL n p_g (mixture p_data p_g).
Proof.
  intros n p q P Q. rewrite C_of_any_masses by now apply masses_nonneg. destruct P as [_ P]. destruct Q as [_ Q].
  rewrite P, Q, ln_4. unfold JSD. lra.
Qed.

(** Paper (equation 6): "C(G) = − log(4) + 2 · JSD(p_data ‖ p_g)".
    In words: V at D* is -log 4 plus twice the Jensen-Shannon divergence of p_data and p_g. *)
Theorem A4_equation_6 : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  C n p_data p_g = - ln 4 + 2 * JSD n p_data p_g.
Proof. intros n p q P Q. rewrite A4_equation_5 by assumption. unfold JSD. lra. Qed.

(** Genuine: for masses that sum to 1/2, C is -log 2, not -log 4, where p_g = p_data. *)
Lemma A4_needs_masses_that_sum_to_1_for_equation_6 : ~ (forall n p_data p_g,
  (forall x, (x < n)%nat -> 0 <= p_data x /\ 0 <= p_g x) -> C n p_data p_g = - ln 4 + 2 * JSD n p_data p_g).
Proof.
  intros H. set (p := fun _ : nat => / 2). assert (N : forall x, (x < 1)%nat -> 0 <= p x /\ 0 <= p x)
    by (intros; unfold p; lra).
  specialize (H 1%nat p p N). rewrite (C_of_any_masses 1 p p N), ln_4 in H. unfold p in H. simpl in H.
  pose proof (ln_pos 2). lra.
Qed.

(** Genuine: for masses that sum to 1/2, C is -log 2, but both KL divergences are 0 where p_g = p_data. *)
Lemma A4_needs_masses_that_sum_to_1_for_equation_5 : ~ (forall n p_data p_g,
  (forall x, (x < n)%nat -> 0 <= p_data x /\ 0 <= p_g x) ->
  C n p_data p_g = - ln 4 + KL n p_data (mixture p_data p_g) + KL n p_g (mixture p_data p_g)).
Proof.
  intros H. apply A4_needs_masses_that_sum_to_1_for_equation_6. intros n p q N. rewrite (H n p q N). unfold JSD. lra.
Qed.

(** Paper (equation 4): "C(G) = max_D V(G, D)".
    In words: C is the maximum of V over the discriminators D with finite V (D > 0 where p_data has mass, D < 1 where
    p_g has mass): one of them has V = C, and none has more. *)
Theorem A4_C_is_the_maximum_of_V : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  (exists D, discriminator n D /\ V_is_finite n D p_data p_g /\ V n D p_data p_g = C n p_data p_g) /\
  (forall D, discriminator n D -> V_is_finite n D p_data p_g -> V n D p_data p_g <= C n p_data p_g).
Proof.
  intros n p q P Q. destruct (A3_D_star_maximises_V n p q P Q) as [A [B M]]. split; [|exact M].
  exists (D_star p q). split; [assumption|]. split; [assumption | reflexivity].
Qed.

(** Artefact of ln 0 = 0: without D > 0 where p_data has mass, V may exceed C: D = 0 has V = 0. *)
Lemma A4_needs_D_positive_on_data : ~ (forall n D p_data p_g, distribution n p_data -> distribution n p_g ->
  discriminator n D -> (forall x, (x < n)%nat -> 0 < p_g x -> D x < 1) -> V n D p_data p_g <= C n p_data p_g).
Proof. exact A3_needs_D_positive_on_data. Qed.

(** Artefact of ln 0 = 0: without D < 1 where p_g has mass, V may exceed C: D = 1 has V = 0. *)
Lemma A4_needs_D_below_1_on_samples : ~ (forall n D p_data p_g, distribution n p_data -> distribution n p_g ->
  discriminator n D -> (forall x, (x < n)%nat -> 0 < p_data x -> 0 < D x) -> V n D p_data p_g <= C n p_data p_g).
Proof. exact A3_needs_D_below_1_on_samples. Qed.

(** Genuine: D must be at most 1. Where p_g has no mass, a D of 2 would have the score log 2 > 0. *)
Lemma A4_needs_a_discriminator : ~ (forall n D p_data p_g, distribution n p_data -> distribution n p_g ->
  V_is_finite n D p_data p_g -> V n D p_data p_g <= C n p_data p_g).
Proof. exact A3_needs_a_discriminator. Qed.

(** Paper (equation 4): "C(G) = max_D V(G, D)".
    In words: let G send m points with the distribution p_z to n points. The value of the game for D* and G (V_of_G,
    equation 1) is -log 4 plus twice the Jensen-Shannon divergence of p_data and G's distribution p_g. *)
Corollary A4_C_of_G : forall n m p_data p_z G, distribution n p_data -> distribution m p_z ->
  (forall z, (z < m)%nat -> (G z < n)%nat) -> let p_g := push_forward m p_z G in
  V_of_G n m (D_star p_data p_g) p_data p_z G = - ln 4 + 2 * JSD n p_data p_g.
Proof.
  intros n m p p_z G P Z HG p_g. rewrite (A1_V_of_G_is_V_of_p_g n m _ p p_z G Z HG).
  apply A4_equation_6; [assumption | now apply push_forward_distribution].
Qed.

(** Genuine: G must not leave the n points. Here n = 1, and G sends the only z to 1. *)
Lemma A4_needs_G_into_the_points : ~ (forall n m p_data p_z (G : nat -> nat),
  distribution n p_data -> distribution m p_z -> let p_g := push_forward m p_z G in
  V_of_G n m (D_star p_data p_g) p_data p_z G = - ln 4 + 2 * JSD n p_data p_g).
Proof.
  intros H. pose proof (point_mass_distribution 1 0 ltac:(lia)) as P.
  specialize (H 1%nat 1%nat (point_mass 0) (point_mass 0) (fun _ => 1%nat) P P). cbv zeta in H.
  rewrite twice_JSD, ln_4 in H. unfold V_of_G, mixture, D_star, push_forward, point_mass in H. simpl in H.
  replace (1 / (1 + (0 + 0))) with 1 in H by field. replace (0 / (0 + (0 + 1))) with 0 in H by field.
  replace (1 / ((1 + (0 + 0)) / 2)) with 2 in H by field. rewrite Rminus_0_r, ln_1 in H. pose proof (ln_pos 2). lra.
Qed.
