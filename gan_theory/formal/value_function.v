(** The value of the game (equation 1) and the law of the unconscious statistician (equation 3). *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm.
Open Scope R_scope.

(** The push-forward of a distribution by a G from m points to n points is a distribution. *)
Lemma push_forward_distribution : forall n m p_z G, distribution m p_z -> (forall z, (z < m)%nat -> (G z < n)%nat) ->
  distribution n (push_forward m p_z G).
Proof.
  intros n m p_z G [P S] HG. unfold push_forward. split.
  - intros x _. apply sum_nonneg. intros z Hz. destruct (Nat.eqb (G z) x); [now apply P | lra].
  - rewrite sum_exchange, <- S. apply sum_ext. intros z Hz. apply sum_single_sym. now apply HG.
Qed.

(** Paper (Proposition 1, equation 3): "The training criterion for the discriminator D, given any generator G, is to
    maximize the quantity V(G, D)".
    In words: the law of the unconscious statistician. Let G send m points to n points; different z may have the same
    G(z). The mean of a function f of G(z), for z from p_z, is the mean of f(x), for x from the push-forward p_g. *)
Theorem A2_law_of_the_unconscious_statistician : forall n m f p_z G,
  distribution m p_z -> (forall z, (z < m)%nat -> (G z < n)%nat) ->
  sum m (fun z => p_z z * f (G z)) = sum n (fun x => push_forward m p_z G x * f x).
Proof.
  intros n m f p_z G _ HG. unfold push_forward.
  rewrite (sum_ext n _ (fun x => sum m (fun z => if Nat.eqb (G z) x then p_z z * f (G z) else 0))).
  - rewrite sum_exchange. apply sum_ext. intros z Hz. symmetry. apply sum_single_sym. now apply HG.
  - intros x _. rewrite <- sum_scal_r. apply sum_ext. intros z _. destruct (Nat.eqb_spec (G z) x) as [->|]; ring.
Qed.

(** Genuine: the p_g must be that of G. Here G sends the only z to 0, but p_g has its mass at 1. *)
Lemma A2_needs_the_p_g_of_G : ~ (forall n m f p_z G p_g,
  distribution m p_z -> distribution n p_g -> (forall z, (z < m)%nat -> (G z < n)%nat) ->
  sum m (fun z => p_z z * f (G z)) = sum n (fun x => p_g x * f x)).
Proof.
  intros H. specialize (H 2%nat 1%nat (point_mass 0) (point_mass 0) (fun _ => 0%nat) (point_mass 1)
    (point_mass_distribution 1 0 ltac:(lia)) (point_mass_distribution 2 1 ltac:(lia)) ltac:(intros; simpl; lia)).
  unfold point_mass in H. simpl in H. lra.
Qed.

(** Genuine: G must not leave the n points. Here n = 1, and G sends the only z to 1. *)
Lemma A2_needs_G_into_the_points : ~ (forall n m f p_z (G : nat -> nat), distribution m p_z ->
  sum m (fun z => p_z z * f (G z)) = sum n (fun x => push_forward m p_z G x * f x)).
Proof.
  intros H. specialize (H 1%nat 1%nat (fun _ => 1) (point_mass 0) (fun _ => 1%nat)
    (point_mass_distribution 1 0 ltac:(lia))).
  unfold push_forward, point_mass in H. simpl in H. lra.
Qed.

(** Paper (Proposition 1, equation 3): "The training criterion for the discriminator D, given any generator G, is to
    maximize the quantity V(G, D)".
    In words: the mean of log(1 - D(G(z))), for z from p_z, is the mean of log(1 - D(x)), for x from G's
    distribution p_g. G sends m points to n points and need not be injective. *)
Corollary A2_second_term_of_V : forall n m D p_z G, distribution m p_z -> (forall z, (z < m)%nat -> (G z < n)%nat) ->
  sum m (fun z => p_z z * ln (1 - D (G z))) = sum n (fun x => push_forward m p_z G x * ln (1 - D x)).
Proof.
  intros n m D p_z G P HG. exact (A2_law_of_the_unconscious_statistician n m (fun x => ln (1 - D x)) p_z G P HG).
Qed.

(** Paper (equation 1): "D and G play the following two-player minimax game with value function V(G, D)".
    In words: the value of the game for D and G, with the means over x from p_data and z from p_z (V_of_G, equation 1),
    is V for D and the distribution p_g of G's samples (V, equation 3). G sends m points to n points. *)
Corollary A1_V_of_G_is_V_of_p_g : forall n m D p_data p_z G,
  distribution m p_z -> (forall z, (z < m)%nat -> (G z < n)%nat) ->
  V_of_G n m D p_data p_z G = V n D p_data (push_forward m p_z G).
Proof.
  intros n m D p_data p_z G P HG. unfold V_of_G, V.
  rewrite (A2_second_term_of_V n m D p_z G P HG), <- sum_plus. reflexivity.
Qed.

(** Genuine: G must not leave the n points. Here n = 1, and G sends the only z to 1. *)
Lemma A1_needs_G_into_the_points : ~ (forall n m D p_data p_z (G : nat -> nat), distribution m p_z ->
  V_of_G n m D p_data p_z G = V n D p_data (push_forward m p_z G)).
Proof.
  intros H. specialize (H 1%nat 1%nat (fun _ => / 2) (fun _ => 0) (point_mass 0) (fun _ => 1%nat)
    (point_mass_distribution 1 0 ltac:(lia))).
  unfold V_of_G, V, push_forward, point_mass in H. simpl in H.
  replace (1 - / 2) with (/ 2) in H by lra. rewrite ln_half in H. pose proof (ln_pos 2). lra.
Qed.
