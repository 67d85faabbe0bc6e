(** Functions on the two points 0 and 1, for counterexamples. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions.
Open Scope R_scope.

(** The function with the value a at the point 0 and b at the point 1. *)
Definition two_points (a b : R) (x : nat) : R :=
  match x with
  | O => a
  | S _ => b
  end.

(** It is a distribution if no mass is negative and both sum to 1. *)
Lemma two_points_distribution : forall a b, 0 <= a -> 0 <= b -> a + b = 1 -> distribution 2 (two_points a b).
Proof.
  intros a b Ha Hb total. split; [|simpl; lra].
  intros x Hx. destruct x as [|x]; simpl; assumption.
Qed.

(** It is a discriminator if both values are probabilities. *)
Lemma two_points_discriminator : forall a b, 0 <= a <= 1 -> 0 <= b <= 1 -> discriminator 2 (two_points a b).
Proof. intros a b Ha Hb x Hx. destruct x as [|x]; simpl; assumption. Qed.
