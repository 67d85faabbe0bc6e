(** Helper lemmas at one point, where p_data is a, p_g is b and D is y: bounds on D_star = a / (a + b), and that it is the
    best y for a log y + b log (1 - y). *)

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

(** How far a log y is below a log (a / s), at least. *)
Lemma term_bound : forall a s y, 0 <= a -> 0 < s -> 0 <= y -> (0 < a -> 0 < y) ->
  a * ln y <= a * ln (a / s) + (s * y - a).
Proof.
  intros a s y [A|<-] S Y P; [specialize (P A) | nra].
  pose proof (Gibbs_point a (s * y) ltac:(lra) ltac:(nra) ltac:(nra)) as G.
  rewrite ln_div, ln_mult in G by nra. rewrite ln_div by assumption. lra.
Qed.

(** The same, strict. *)
Lemma term_bound_strict : forall a s y, 0 < a -> 0 < s -> 0 < y -> y <> a / s ->
  a * ln y < a * ln (a / s) + (s * y - a).
Proof.
  intros a s y A S Y N.
  assert (D : a <> s * y) by (intros ->; apply N; field; lra).
  pose proof (Gibbs_point_strict a (s * y) ltac:(lra) ltac:(nra) D) as G.
  rewrite ln_div, ln_mult in G by nra. rewrite ln_div by assumption. lra.
Qed.

(** No y is better than D_star. *)
Lemma best_y : forall a b y, 0 <= a -> 0 <= b -> 0 <= y <= 1 -> (0 < a -> 0 < y) -> (0 < b -> y < 1) ->
  a * ln y + b * ln (1 - y) <= a * ln (a / (a + b)) + b * ln (1 - a / (a + b)).
Proof.
  intros a b y A B Y P Q. destruct (Req_dec (a + b) 0) as [Z|N].
  - replace a with 0 by lra. replace b with 0 by lra. lra.
  - replace (1 - a / (a + b)) with (b / (a + b)) by (field; assumption).
    pose proof (term_bound a (a + b) y A ltac:(lra) (proj1 Y) P).
    pose proof (term_bound b (a + b) (1 - y) B ltac:(lra) ltac:(lra) ltac:(intros L; specialize (Q L); lra)). lra.
Qed.

(** Where p_data has mass, every other y is worse. *)
Lemma best_y_strict : forall a b y, 0 < a -> 0 <= b -> 0 < y <= 1 -> (0 < b -> y < 1) -> y <> a / (a + b) ->
  a * ln y + b * ln (1 - y) < a * ln (a / (a + b)) + b * ln (1 - a / (a + b)).
Proof.
  intros a b y A B Y Q N.
  replace (1 - a / (a + b)) with (b / (a + b)) by (field; lra).
  pose proof (term_bound_strict a (a + b) y A ltac:(lra) (proj1 Y) N).
  pose proof (term_bound b (a + b) (1 - y) B ltac:(lra) ltac:(lra) ltac:(intros L; specialize (Q L); lra)). lra.
Qed.
