(** Helper lemmas at one point, where p_data is a and p_g is b: bounds on D_star = a / (a + b), and the order of
    logarithms. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm.
Open Scope R_scope.

(** The logarithm keeps the order. *)
Lemma ln_le : forall x y, 0 < x -> x <= y -> ln x <= ln y.
Proof. intros x y P [L| ->]; [left; now apply ln_increasing | lra]. Qed.

(** ln x <= ln y only if x <= y. *)
Lemma ln_le_inverse : forall x y, 0 < x -> 0 < y -> ln x <= ln y -> x <= y.
Proof. intros x y P Q H. apply Rnot_lt_le. intros L. pose proof (ln_increasing y x Q L). lra. Qed.

(** D_star is a probability. *)
Lemma share_bounds : forall a b, 0 <= a -> 0 <= b -> 0 <= a / (a + b) <= 1.
Proof.
  intros a b A B. destruct (Req_dec (a + b) 0) as [Z|N].
  - replace a with 0 by lra. unfold Rdiv. rewrite Rmult_0_l. lra.
  - assert (P : 0 < / (a + b)) by (apply Rinv_0_lt_compat; lra).
    split; [unfold Rdiv; nra|]. apply Rmult_le_reg_r with (a + b); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** It is positive where p_data has mass. *)
Lemma share_above_0 : forall a b, 0 < a -> 0 <= b -> 0 < a / (a + b).
Proof. intros a b A B. apply div_pos; lra. Qed.

(** It is below 1 where p_g has mass. *)
Lemma share_below_1 : forall a b, 0 <= a -> 0 < b -> a / (a + b) < 1.
Proof.
  intros a b A B. apply Rmult_lt_reg_r with (a + b); [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
