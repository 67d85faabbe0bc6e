(** What the theorems speak about: distributions on the points 0, 1, ..., n - 1, and the game of the paper on them.

    A distribution is a function p from the natural numbers to the real numbers; only its values at x < n count.
    All values are in nats. Coq's [ln] is total: ln x = 0 for x <= 0. So 0 * ln 0 = 0, as the paper needs, but also
    p_data x * ln (D x) = 0 where D x = 0 < p_data x, where the paper has minus infinity: some theorems therefore
    assume that D avoids such points. Division is total too: y / 0 = 0. *)

Require Import Reals.
Open Scope R_scope.

(** f 0 + f 1 + ... + f (n - 1). *)
Fixpoint sum (n : nat) (f : nat -> R) : R :=
  match n with
  | O => 0
  | S k => sum k f + f k
  end.

(** p is a distribution on n points: no mass is negative, and the masses sum to 1. *)
Definition distribution (n : nat) (p : nat -> R) : Prop :=
  (forall x, (x < n)%nat -> 0 <= p x) /\ sum n p = 1.

(** D is a discriminator on n points: each value is a probability. *)
Definition discriminator (n : nat) (D : nat -> R) : Prop :=
  forall x, (x < n)%nat -> 0 <= D x <= 1.

(** The mass that G sends to x from a noise prior p_z on m points: p_g, the push-forward of p_z by G. *)
Definition push_forward (m : nat) (p_z : nat -> R) (G : nat -> nat) (x : nat) : R :=
  sum m (fun z => if Nat.eqb (G z) x then p_z z else 0).

(** Equation 1: E log D(x) over x from p_data, plus E log(1 - D(G(z))) over z from p_z. *)
Definition V_of_G (n m : nat) (D p_data p_z : nat -> R) (G : nat -> nat) : R :=
  sum n (fun x => p_data x * ln (D x)) + sum m (fun z => p_z z * ln (1 - D (G z))).

(** Equation 3, first line: V for the distribution p_g of G's samples. *)
Definition V (n : nat) (D p_data p_g : nat -> R) : R :=
  sum n (fun x => p_data x * ln (D x) + p_g x * ln (1 - D x)).

(** Section 4.2: V as a function of p_g. *)
Definition U (n : nat) (p_g D p_data : nat -> R) : R := V n D p_data p_g.

(** Equation 2. *)
Definition D_star (p_data p_g : nat -> R) (x : nat) : R := p_data x / (p_data x + p_g x).

(** Equation 4: V at D_star. *)
Definition C (n : nat) (p_data p_g : nat -> R) : R := V n (D_star p_data p_g) p_data p_g.

(** The mixture m = (p + q) / 2. *)
Definition mixture (p q : nat -> R) (x : nat) : R := (p x + q x) / 2.

Definition KL (n : nat) (p q : nat -> R) : R := sum n (fun x => p x * ln (p x / q x)).

Definition JSD (n : nat) (p q : nat -> R) : R :=
  / 2 * KL n p (mixture p q) + / 2 * KL n q (mixture p q).

Definition TV (n : nat) (p q : nat -> R) : R := / 2 * sum n (fun x => Rabs (p x - q x)).

Definition entropy (n : nat) (p : nat -> R) : R := - sum n (fun x => p x * ln (p x)).
