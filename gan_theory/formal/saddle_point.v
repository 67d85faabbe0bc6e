(** The equilibrium of the game over all D and all p_g (abstract). *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm proposition_1 criterion theorem_1.
Open Scope R_scope.

(** D avoids ln 0 for every p_g: D > 0 where p_data has mass, and D < 1 everywhere. *)
Definition V_is_finite_for_every_p_g (n : nat) (D p_data : nat -> R) : Prop :=
  forall x, (x < n)%nat -> (0 < p_data x -> 0 < D x) /\ D x < 1.

(** The D that is 1/2 everywhere. *)
Definition half (x : nat) : R := / 2.

(** D and p_g are a Nash equilibrium: no other D with finite V has a greater V, and no other p_g has a smaller one. *)
Definition equilibrium (n : nat) (p_data D p_g : nat -> R) : Prop :=
  (forall D', discriminator n D' -> V_is_finite n D' p_data p_g -> V n D' p_data p_g <= V n D p_data p_g) /\
  (forall p_g', distribution n p_g' -> V n D p_data p_g <= V n D p_data p_g').

(** s is the supremum of a set of numbers: the least number that none of them exceeds. *)
Definition supremum (values : R -> Prop) (s : R) : Prop :=
  (forall v, values v -> v <= s) /\ forall b, (forall v, values v -> v <= b) -> s <= b.

(** i is the infimum of a set of numbers: the greatest number that exceeds none of them. *)
Definition infimum (values : R -> Prop) (i : R) : Prop :=
  (forall v, values v -> i <= v) /\ forall b, (forall v, values v -> b <= v) -> b <= i.

(** The values of V for this p_g and any D with finite V. *)
Definition values_over_D (n : nat) (p_data p_g : nat -> R) (v : R) : Prop :=
  exists D, discriminator n D /\ V_is_finite n D p_data p_g /\ v = V n D p_data p_g.

(** The values of V for this D and any p_g. *)
Definition values_over_p_g (n : nat) (D p_data : nat -> R) (v : R) : Prop :=
  exists p_g, distribution n p_g /\ v = V n D p_data p_g.

(** The best values that D can reach, for each p_g: sup_D V. *)
Definition sup_over_D (n : nat) (p_data : nat -> R) (s : R) : Prop :=
  exists p_g, distribution n p_g /\ supremum (values_over_D n p_data p_g) s.

(** The least values that p_g can force, for each D for which V is finite: inf_G V. *)
Definition inf_over_p_g (n : nat) (p_data : nat -> R) (i : R) : Prop :=
  exists D, discriminator n D /\ V_is_finite_for_every_p_g n D p_data /\ infimum (values_over_p_g n D p_data) i.

(** V for D = 1/2 is -log 4. *)
Lemma V_half : forall n p_data p_g, distribution n p_data -> distribution n p_g -> V n half p_data p_g = - ln 4.
Proof.
  intros n p q [_ P] [_ Q]. unfold V, half. replace (1 - / 2) with (/ 2) by lra.
  rewrite sum_plus, !sum_scal_r, P, Q, ln_half, ln_4. ring.
Qed.

(** C is -log 4 at p_data. *)
Lemma C_same : forall n p, distribution n p -> C n p p = - ln 4.
Proof. intros n p P. apply A5_C_is_minimal_only_at_p_data; auto. Qed.

(** Paper (abstract): "In the space of arbitrary functions G and D, a unique solution exists".
    In words: V for p_g = p_data and any D is at most -log 4, if 0 < D < 1 where p_data has mass. V for D = 1/2 and any
    p_g is exactly -log 4. So (1/2, p_data) is a saddle point of V. *)
Theorem A15_saddle_point : forall n p_data, distribution n p_data ->
  (forall D, discriminator n D -> (forall x, (x < n)%nat -> 0 < p_data x -> 0 < D x < 1) ->
    V n D p_data p_data <= - ln 4) /\
  (forall p_g, distribution n p_g -> V n half p_data p_g = - ln 4).
Proof.
  intros n p P. split; [|intros q Q; now apply V_half].
  intros D HD F. rewrite <- (C_same n p P). apply A4_C_is_the_maximum_of_V; auto.
  intros x Hx. split; intros M; apply (F x Hx M).
Qed.

(** Artefact of ln 0 = 0: without D > 0 where p_data has mass, D = 0 has V = 0. *)
Lemma A15_needs_D_positive_on_data : ~ (forall n D p_data, distribution n p_data -> discriminator n D ->
  (forall x, (x < n)%nat -> 0 < p_data x -> D x < 1) -> V n D p_data p_data <= - ln 4).
Proof.
  intros H. pose proof (point_mass_distribution 1 0 ltac:(lia)) as P.
  specialize (H 1%nat (fun _ => 0) (point_mass 0) P ltac:(intros x _; lra) ltac:(intros; lra)).
  unfold V, point_mass in H. simpl in H. rewrite Rminus_0_r, ln_0, ln_1, ln_4 in H. pose proof (ln_pos 2). lra.
Qed.

(** Artefact of ln 0 = 0: without D < 1 where p_data has mass, D = 1 has V = 0. *)
Lemma A15_needs_D_below_1_on_data : ~ (forall n D p_data, distribution n p_data -> discriminator n D ->
  (forall x, (x < n)%nat -> 0 < p_data x -> 0 < D x) -> V n D p_data p_data <= - ln 4).
Proof.
  intros H. pose proof (point_mass_distribution 1 0 ltac:(lia)) as P.
  specialize (H 1%nat (fun _ => 1) (point_mass 0) P ltac:(intros x _; lra) ltac:(intros; lra)).
  unfold V, point_mass in H. simpl in H. replace (1 - 1) with 0 in H by ring.
  rewrite ln_0, ln_1, ln_4 in H. pose proof (ln_pos 2). lra.
Qed.

(** A D for which V is finite for every p_g is such for one. *)
Lemma V_is_finite_for_one : forall n D p_data p_g, V_is_finite_for_every_p_g n D p_data -> V_is_finite n D p_data p_g.
Proof. intros n D p q F x Hx. destruct (F x Hx). auto. Qed.

(** For such a D, V at p_g = p_data is at most -log 4. *)
Lemma V_at_p_data : forall n D p_data, distribution n p_data -> discriminator n D ->
  V_is_finite_for_every_p_g n D p_data -> V n D p_data p_data <= - ln 4.
Proof.
  intros n D p P HD F. apply (proj1 (A15_saddle_point n p P) D HD). intros x Hx M. destruct (F x Hx). auto.
Qed.

(** In an equilibrium, V is -log 4, also for p_g = p_data. *)
Lemma equilibrium_value : forall n p_data D p_g, distribution n p_data -> distribution n p_g -> discriminator n D ->
  V_is_finite_for_every_p_g n D p_data -> equilibrium n p_data D p_g ->
  V n D p_data p_g = - ln 4 /\ V n D p_data p_data = - ln 4.
Proof.
  intros n p D q P Q HD F [BD BG]. pose proof (V_at_p_data n D p P HD F) as U. pose proof (BG p P) as L.
  assert (- ln 4 <= V n D p q); [|lra]. rewrite <- (V_half n p q P Q). apply BD; intros x _; unfold half; lra.
Qed.

(** V where D is 1/2 on the data. *)
Lemma V_where_D_is_half_on_data : forall n D p_data p_g, distribution n p_data ->
  (forall x, (x < n)%nat -> 0 < p_data x -> D x = / 2) ->
  V n D p_data p_g = - ln 2 + sum n (fun x => p_g x * ln (1 - D x)).
Proof.
  intros n D p q P H. unfold V. rewrite sum_plus. f_equal. destruct P as [N S].
  replace (- ln 2) with (sum n p * ln (/ 2)) by (rewrite S, ln_half; ring).
  rewrite <- sum_scal_r. apply sum_ext. intros x Hx. destruct (N x Hx) as [M|<-]; [now rewrite (H x Hx M) | ring].
Qed.

(** Paper (abstract): "a unique solution exists, with G recovering the training data distribution and D equal to 1/2
    everywhere".
    In words: let D be a discriminator that is positive where p_data has mass, and below 1 everywhere. D and p_g are a
    Nash equilibrium if and only if p_g = p_data, D = 1/2 where p_data has mass, and D <= 1/2 elsewhere. So p_g is
    unique, and D is unique where there are data (the paper says everywhere). *)
Theorem A15_equilibria : forall n p_data D p_g, distribution n p_data -> distribution n p_g ->
  discriminator n D -> V_is_finite_for_every_p_g n D p_data ->
  (equilibrium n p_data D p_g <->
   (forall x, (x < n)%nat -> p_g x = p_data x) /\
   (forall x, (x < n)%nat -> (0 < p_data x -> D x = / 2) /\ D x <= / 2)).
Proof.
  intros n p D q P Q HD F. split.
  - intros E. destruct (equilibrium_value n p D q P Q HD F E) as [Vq Vp]. destruct E as [BD BG].
    assert (H : forall x, (x < n)%nat -> 0 < p x -> D x = / 2).
    { intros x Hx M. rewrite <- (C_same n p P) in Vp.
      rewrite (proj1 (A3_D_star_is_the_only_maximiser n D p p P P HD (V_is_finite_for_one n D p p F)) Vp x Hx) by lra.
      unfold D_star. field. lra. }
    split; [|intros x Hx; split; [now apply H|]].
    + apply (A5_C_is_minimal_only_at_p_data n p q P Q).
      apply Rle_antisym; [|now apply A5_C_is_at_least_minus_log_4].
      rewrite <- Vq. apply BD; [now apply D_star_discriminator | now apply D_star_V_is_finite].
    + pose proof (BG (point_mass x) (point_mass_distribution n x Hx)) as L.
      rewrite Vq, (V_where_D_is_half_on_data n D p _ P H), sum_point_mass, ln_4 in L by assumption.
      destruct (F x Hx) as [_ B]. apply Rnot_lt_le. intros N.
      pose proof (ln_increasing (1 - D x) (/ 2) ltac:(lra) ltac:(lra)) as I. rewrite ln_half in I. lra.
  - intros [E H]. assert (H1 : forall x, (x < n)%nat -> 0 < p x -> D x = / 2) by (intros x Hx; apply (H x Hx)).
    assert (W : V n D p q = - ln 4).
    { rewrite <- (V_half n p q P Q). apply sum_ext. intros x Hx. rewrite (E x Hx).
      destruct (proj1 P x Hx) as [M|<-]; [unfold half; now rewrite (H1 x Hx M) | ring]. }
    split.
    + intros D' HD' F'. rewrite W. unfold V. rewrite (sum_ext n _ (fun x => p x * ln (D' x) + p x * ln (1 - D' x)))
        by (intros x Hx; now rewrite (E x Hx)).
      apply (proj1 (A15_saddle_point n p P) D' HD'). intros x Hx M. destruct (F' x Hx) as [A B].
      rewrite (E x Hx) in B. auto.
    + intros q' Q'. rewrite W, <- (V_half n p q' P Q'). apply sum_le. intros x Hx.
      destruct (H x Hx) as [_ B]. destruct (proj1 P x Hx) as [M|<-]; [rewrite (H1 x Hx M); unfold half; lra|].
      rewrite !Rmult_0_l, !Rplus_0_l. apply Rmult_le_compat_l; [exact (proj1 Q' x Hx)|]. unfold half.
      destruct (Req_dec (D x) (/ 2)) as [->|N]; [lra|]. left. apply ln_increasing; lra.
Qed.

(** V for D = 0 everywhere, and for D = 1 everywhere, is 0 in Coq. *)
Lemma V_of_constant_0_or_1 : forall n c p_data p_g, c = 0 \/ c = 1 -> V n (fun _ => c) p_data p_g = 0.
Proof.
  intros n c p q H. apply sum_zero. intros x _. destruct H as [->| ->].
  - rewrite Rminus_0_r, ln_0, ln_1. ring.
  - replace (1 - 1) with 0 by ring. rewrite ln_0, ln_1. ring.
Qed.

(** On one point p_g can only be p_data. There a D with V = 0 is part of an equilibrium: no finite V is positive. *)
Lemma equilibrium_on_one_point : forall D, V 1 D (point_mass 0) (point_mass 0) = 0 ->
  equilibrium 1 (point_mass 0) D (point_mass 0).
Proof.
  intros D Z. pose proof (point_mass_distribution 1 0 ltac:(lia)) as P. split.
  - intros D' HD' F. rewrite Z. pose proof (A4_C_is_the_maximum_of_V 1 _ _ P P) as [_ M].
    specialize (M D' HD' F). rewrite (C_same 1 _ P), ln_4 in M. pose proof (ln_pos 2). lra.
  - intros q Q. right. apply sum_ext. intros x Hx. replace x with 0%nat by lia.
    destruct Q as [_ S]. simpl in S. rewrite Rplus_0_l in S. now rewrite S.
Qed.

(** Artefact of ln 0 = 0: without D > 0 where p_data has mass, D = 0 with p_g = p_data is an equilibrium in Coq. *)
Lemma A15_needs_D_positive_on_data_for_the_equilibria : ~ (forall n p_data D p_g,
  distribution n p_data -> distribution n p_g -> discriminator n D -> (forall x, (x < n)%nat -> D x < 1) ->
  (equilibrium n p_data D p_g <->
   (forall x, (x < n)%nat -> p_g x = p_data x) /\
   (forall x, (x < n)%nat -> (0 < p_data x -> D x = / 2) /\ D x <= / 2))).
Proof.
  intros H. pose proof (point_mass_distribution 1 0 ltac:(lia)) as P.
  destruct (H 1%nat (point_mass 0) (fun _ => 0) (point_mass 0) P P) as [E _]; [intros x _; lra | intros; lra|].
  destruct (E (equilibrium_on_one_point _ (V_of_constant_0_or_1 _ _ _ _ (or_introl eq_refl)))) as [_ A].
  destruct (A 0%nat ltac:(lia)) as [B _]. unfold point_mass in B. simpl in B. specialize (B ltac:(lra)). lra.
Qed.

(** Artefact of ln 0 = 0: without D < 1 where there are no data, D = 1 there is part of an equilibrium in Coq. On paper
    a p_g with mass there has V = minus infinity. *)
Lemma A15_needs_D_below_1_everywhere_for_the_equilibria : ~ (forall n p_data D p_g,
  distribution n p_data -> distribution n p_g -> discriminator n D ->
  (forall x, (x < n)%nat -> 0 < p_data x -> 0 < D x < 1) ->
  (equilibrium n p_data D p_g <->
   (forall x, (x < n)%nat -> p_g x = p_data x) /\
   (forall x, (x < n)%nat -> (0 < p_data x -> D x = / 2) /\ D x <= / 2))).
Proof.
  intros H. pose proof (point_mass_distribution 2 0 ltac:(lia)) as P. pose proof (ln_pos 2).
  set (D := fun x => if Nat.eqb x 0 then / 2 else 1).
  assert (B : forall q, V 2 D (point_mass 0) q = - ln 2 + q 0%nat * - ln 2).
  { intros q. unfold V, D, point_mass. simpl. replace (1 - / 2) with (/ 2) by lra. replace (1 - 1) with 0 by ring.
    rewrite ln_half, ln_0, ln_1. ring. }
  destruct (H 2%nat (point_mass 0) D (point_mass 0) P P) as [E _].
  - intros x _. unfold D. destruct (Nat.eqb x 0); lra.
  - intros x _ M. unfold D, point_mass in *. destruct (Nat.eqb x 0); lra.
  - destruct E as [_ A].
    + split.
      * intros D' HD' F. rewrite B. pose proof (A4_C_is_the_maximum_of_V 2 _ _ P P) as [_ M].
        specialize (M D' HD' F). rewrite (C_same 2 _ P), ln_4 in M.
        replace (point_mass 0 0) with 1 by reflexivity. lra.
      * intros q Q. rewrite !B. replace (point_mass 0 0) with 1 by reflexivity.
        pose proof (mass_le_1 2 q 0 Q ltac:(lia)). nra.
    + destruct (A 1%nat ltac:(lia)) as [_ L]. unfold D in L. simpl in L. lra.
Qed.

(** Paper (equation 1): "D and G play the following two-player minimax game with value function V(G, D)".
    In words: the order of the players does not matter. The infimum over p_g of the supremum of V over D is -log 4, and
    so is the supremum over D of the infimum of V over p_g. The inner supremum is over the D for which V is finite for
    this p_g; the outer one is over the D for which V is finite for every p_g. The paper does not
    state this. *)
Theorem A15_order_of_the_players_does_not_matter : forall n p_data, distribution n p_data ->
  infimum (sup_over_D n p_data) (- ln 4) /\ supremum (inf_over_p_g n p_data) (- ln 4).
Proof.
  intros n p P. split; split.
  - intros s [q [Q [S _]]]. apply Rle_trans with (C n p q); [now apply A5_C_is_at_least_minus_log_4|].
    apply S. destruct (A3_D_star_maximises_V n p q P Q) as [A [B _]].
    exists (D_star p q). split; [assumption|]. split; [assumption | reflexivity].
  - intros b H. apply H. exists p. split; [assumption|]. destruct (A4_C_is_the_maximum_of_V n p p P P) as [[D HD] M].
    rewrite <- (C_same n p P). split.
    + intros v [D' [A [F ->]]]. now apply M.
    + intros c Hc. apply Hc. exists D. destruct HD as [A [F E]]. auto.
  - intros i [D [HD [F [L _]]]]. apply Rle_trans with (V n D p p); [apply L; now exists p | now apply V_at_p_data].
  - intros b H. apply H. exists half. split; [intros x _; unfold half; lra|].
    split; [intros x _; unfold half; lra|]. split.
    + intros v [q [Q ->]]. rewrite V_half by assumption. lra.
    + intros c Hc. apply Hc. exists p. split; [assumption|]. now rewrite V_half.
Qed.

(** Artefact of ln 0 = 0: without D > 0 where p_data has mass, D = 0 has V = 0, so the supremum over D is at least 0. *)
Lemma A15_needs_D_positive_on_data_for_inf_sup : ~ (forall n p_data, distribution n p_data ->
  infimum (fun s => exists p_g, distribution n p_g /\ supremum (fun v => exists D, discriminator n D /\
    (forall x, (x < n)%nat -> 0 < p_g x -> D x < 1) /\ v = V n D p_data p_g) s) (- ln 4)).
Proof.
  intros H. destruct (H 1%nat (point_mass 0) (point_mass_distribution 1 0 ltac:(lia))) as [_ G].
  assert (0 <= - ln 4); [|rewrite ln_4 in *; pose proof (ln_pos 2); lra].
  apply G. intros s [q [_ [S _]]]. apply S. exists (fun _ => 0). split; [intros x _; lra|]. split; [intros; lra|].
  rewrite V_of_constant_0_or_1; auto.
Qed.

(** Artefact of ln 0 = 0: without D < 1 where p_g has mass, D = 1 has V = 0, so the supremum over D is at least 0. *)
Lemma A15_needs_D_below_1_on_samples_for_inf_sup : ~ (forall n p_data, distribution n p_data ->
  infimum (fun s => exists p_g, distribution n p_g /\ supremum (fun v => exists D, discriminator n D /\
    (forall x, (x < n)%nat -> 0 < p_data x -> 0 < D x) /\ v = V n D p_data p_g) s) (- ln 4)).
Proof.
  intros H. destruct (H 1%nat (point_mass 0) (point_mass_distribution 1 0 ltac:(lia))) as [_ G].
  assert (0 <= - ln 4); [|rewrite ln_4 in *; pose proof (ln_pos 2); lra].
  apply G. intros s [q [_ [S _]]]. apply S. exists (fun _ => 1). split; [intros x _; lra|]. split; [intros; lra|].
  rewrite V_of_constant_0_or_1; auto.
Qed.

(** The infimum of V over p_g is 0 for D = 0 and for D = 1. *)
Lemma infimum_of_constant_0_or_1 : forall c, c = 0 \/ c = 1 ->
  infimum (values_over_p_g 1 (fun _ => c) (point_mass 0)) 0.
Proof.
  intros c Hc. split.
  - intros v [q [_ ->]]. rewrite V_of_constant_0_or_1 by assumption. lra.
  - intros b H. apply H. exists (point_mass 0). split; [apply point_mass_distribution; lia|].
    now rewrite V_of_constant_0_or_1.
Qed.

(** Artefact of ln 0 = 0: without D > 0 where p_data has mass, D = 0 has V = 0 against every p_g. *)
Lemma A15_needs_D_positive_on_data_for_sup_inf : ~ (forall n p_data, distribution n p_data ->
  supremum (fun i => exists D, discriminator n D /\ (forall x, (x < n)%nat -> D x < 1) /\
    infimum (values_over_p_g n D p_data) i) (- ln 4)).
Proof.
  intros H. destruct (H 1%nat (point_mass 0) (point_mass_distribution 1 0 ltac:(lia))) as [S _].
  assert (0 <= - ln 4); [|rewrite ln_4 in *; pose proof (ln_pos 2); lra].
  apply S. exists (fun _ => 0). split; [intros x _; lra|]. split; [intros; lra|].
  apply infimum_of_constant_0_or_1. auto.
Qed.

(** Artefact of ln 0 = 0: without D < 1, D = 1 has V = 0 against every p_g. *)
Lemma A15_needs_D_below_1_for_sup_inf : ~ (forall n p_data, distribution n p_data ->
  supremum (fun i => exists D, discriminator n D /\ (forall x, (x < n)%nat -> 0 < p_data x -> 0 < D x) /\
    infimum (values_over_p_g n D p_data) i) (- ln 4)).
Proof.
  intros H. destruct (H 1%nat (point_mass 0) (point_mass_distribution 1 0 ltac:(lia))) as [S _].
  assert (0 <= - ln 4); [|rewrite ln_4 in *; pose proof (ln_pos 2); lra].
  apply S. exists (fun _ => 1). split; [intros x _; lra|]. split; [intros; lra|].
  apply infimum_of_constant_0_or_1. auto.
Qed.
