(** Lemmas on the finite sums of definitions.v, and what they say of distributions. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions.
Open Scope R_scope.

(** Sums of equal terms are equal. *)
Lemma sum_ext : forall n f g, (forall x, (x < n)%nat -> f x = g x) -> sum n f = sum n g.
Proof.
  induction n as [|n IH]; intros f g H; simpl; [reflexivity|].
  rewrite (IH f g), (H n) by (intros; try apply H; lia). reflexivity.
Qed.

(** The sum of f + g. *)
Lemma sum_plus : forall n f g, sum n (fun x => f x + g x) = sum n f + sum n g.
Proof. induction n as [|n IH]; intros f g; simpl; [lra|]. rewrite IH. ring. Qed.

(** The sum of f - g. *)
Lemma sum_minus : forall n f g, sum n (fun x => f x - g x) = sum n f - sum n g.
Proof. induction n as [|n IH]; intros f g; simpl; [lra|]. rewrite IH. ring. Qed.

(** The sum of - f. *)
Lemma sum_opp : forall n f, sum n (fun x => - f x) = - sum n f.
Proof. induction n as [|n IH]; intros f; simpl; [lra|]. rewrite IH. ring. Qed.

(** A constant factor on the left. *)
Lemma sum_scal : forall n c f, sum n (fun x => c * f x) = c * sum n f.
Proof. induction n as [|n IH]; intros c f; simpl; [ring|]. rewrite IH. ring. Qed.

(** A constant factor on the right. *)
Lemma sum_scal_r : forall n c f, sum n (fun x => f x * c) = sum n f * c.
Proof. induction n as [|n IH]; intros c f; simpl; [ring|]. rewrite IH. ring. Qed.

(** The sum of zeros. *)
Lemma sum_zero : forall n f, (forall x, (x < n)%nat -> f x = 0) -> sum n f = 0.
Proof.
  induction n as [|n IH]; intros f H; simpl; [reflexivity|].
  rewrite IH, H by (intros; try apply H; lia). ring.
Qed.

(** The sum of n equal terms. *)
Lemma sum_const : forall n c, sum n (fun _ => c) = INR n * c.
Proof. induction n as [|n IH]; intros c; [simpl; ring|]. rewrite S_INR. simpl sum. rewrite IH. ring. Qed.

(** A sum of terms that are not negative. *)
Lemma sum_nonneg : forall n f, (forall x, (x < n)%nat -> 0 <= f x) -> 0 <= sum n f.
Proof.
  induction n as [|n IH]; intros f H; simpl; [lra|].
  assert (0 <= sum n f) by (apply IH; intros; apply H; lia).
  assert (0 <= f n) by (apply H; lia). lra.
Qed.

(** Sums preserve <=. *)
Lemma sum_le : forall n f g, (forall x, (x < n)%nat -> f x <= g x) -> sum n f <= sum n g.
Proof.
  induction n as [|n IH]; intros f g H; simpl; [lra|].
  assert (sum n f <= sum n g) by (apply IH; intros; apply H; lia).
  assert (f n <= g n) by (apply H; lia). lra.
Qed.

(** If f <= g and the sums are equal, then f = g at each point. *)
Lemma sum_le_equal : forall n f g, (forall x, (x < n)%nat -> f x <= g x) -> sum n f = sum n g ->
  forall x, (x < n)%nat -> f x = g x.
Proof.
  induction n as [|n IH]; intros f g H E x Hx; [lia|]. simpl in E.
  assert (sum n f <= sum n g) by (apply sum_le; intros; apply H; lia).
  assert (f n <= g n) by (apply H; lia).
  destruct (Nat.eq_dec x n) as [->|]; [lra|].
  apply IH; [intros; apply H; lia | lra | lia].
Qed.

(** If f <= g everywhere and f < g at one point, then the sum of f is less. *)
Lemma sum_lt : forall n f g k, (forall x, (x < n)%nat -> f x <= g x) -> (k < n)%nat -> f k < g k ->
  sum n f < sum n g.
Proof.
  intros n f g k H Hk L. destruct (Rle_lt_or_eq_dec _ _ (sum_le n f g H)) as [|E]; [assumption|].
  pose proof (sum_le_equal n f g H E k Hk). lra.
Qed.

(** A sum of terms that are not negative is 0 if and only if all are 0. *)
Lemma sum_zero_iff : forall n f, (forall x, (x < n)%nat -> 0 <= f x) ->
  (sum n f = 0 <-> forall x, (x < n)%nat -> f x = 0).
Proof.
  intros n f H. split; [|apply sum_zero].
  intros E x Hx. symmetry. apply (sum_le_equal n (fun _ => 0) f); auto.
  rewrite E. apply sum_zero. reflexivity.
Qed.

(** No term that is not negative exceeds the sum of such terms. *)
Lemma sum_ge_term : forall n f k, (forall x, (x < n)%nat -> 0 <= f x) -> (k < n)%nat -> f k <= sum n f.
Proof.
  induction n as [|n IH]; intros f k H Hk; [lia|]. simpl.
  assert (0 <= sum n f) by (apply sum_nonneg; intros; apply H; lia).
  assert (0 <= f n) by (apply H; lia).
  destruct (Nat.eq_dec k n) as [->|]; [lra|].
  assert (f k <= sum n f) by (apply IH; [intros; apply H|]; lia). lra.
Qed.

(** A positive sum has a positive term. *)
Lemma sum_positive_term : forall n f, 0 < sum n f -> exists x, (x < n)%nat /\ 0 < f x.
Proof.
  induction n as [|n IH]; intros f H; simpl in H; [lra|].
  destruct (Rlt_dec 0 (f n)) as [|]; [exists n; split; [lia|assumption]|].
  destruct (IH f) as [x [Hx P]]; [lra|]. exists x. split; [lia|assumption].
Qed.

(** A sum with one term that is not 0. *)
Lemma sum_single : forall n k c, (k < n)%nat -> sum n (fun x => if Nat.eqb x k then c else 0) = c.
Proof.
  induction n as [|n IH]; intros k c Hk; [lia|]. simpl.
  destruct (Nat.eq_dec k n) as [->|].
  - rewrite Nat.eqb_refl, sum_zero; [lra|].
    intros x Hx. destruct (Nat.eqb_spec x n); [lia|reflexivity].
  - rewrite IH by lia. destruct (Nat.eqb_spec n k); [lia|lra].
Qed.

(** The same, with the point on the other side. *)
Lemma sum_single_sym : forall n k c, (k < n)%nat -> sum n (fun x => if Nat.eqb k x then c else 0) = c.
Proof.
  intros n k c Hk. transitivity (sum n (fun x => if Nat.eqb x k then c else 0)); [|now apply sum_single].
  apply sum_ext. intros. now rewrite Nat.eqb_sym.
Qed.

(** A sum is the term at k plus the sum of the others. *)
Lemma sum_split : forall n f k, (k < n)%nat -> sum n f = f k + sum n (fun x => if Nat.eqb x k then 0 else f x).
Proof.
  intros n f k Hk. transitivity (sum n (fun x => if Nat.eqb x k then f k else 0) + sum n (fun x =>
    if Nat.eqb x k then 0 else f x)); [|now rewrite sum_single]. rewrite <- sum_plus. apply sum_ext.
  intros x _. destruct (Nat.eqb_spec x k) as [->|]; lra.
Qed.

(** Two sums may be exchanged. *)
Lemma sum_exchange : forall n m (f : nat -> nat -> R),
  sum n (fun x => sum m (fun z => f x z)) = sum m (fun z => sum n (fun x => f x z)).
Proof.
  induction n as [|n IH]; intros m f; simpl.
  - rewrite sum_zero; reflexivity.
  - rewrite IH, <- sum_plus. reflexivity.
Qed.

(** The triangle inequality. *)
Lemma sum_Rabs : forall n f, Rabs (sum n f) <= sum n (fun x => Rabs (f x)).
Proof.
  induction n as [|n IH]; intros f; simpl; [rewrite Rabs_R0; lra|].
  pose proof (Rabs_triang (sum n f) (f n)). pose proof (IH f). lra.
Qed.

(** Cauchy-Schwarz, with weights. *)
Lemma weighted_Cauchy_Schwarz : forall n w f g, (forall x, (x < n)%nat -> 0 <= w x) ->
  (sum n (fun x => w x * (f x * g x)))² <= sum n (fun x => w x * (f x)²) * sum n (fun x => w x * (g x)²).
Proof.
  intros n w f g Hw.
  set (a := sum n (fun x => w x * (f x)²)). set (b := sum n (fun x => w x * (f x * g x))).
  set (c := sum n (fun x => w x * (g x)²)).
  assert (Q : forall s t, 0 <= s² * a + 2 * (s * t * b) + t² * c).
  { intros s t. unfold a, b, c. rewrite <- !sum_scal, <- !sum_plus. apply sum_nonneg. intros x Hx.
    replace (s² * (w x * (f x)²) + 2 * (s * t * (w x * (f x * g x))) + t² * (w x * (g x)²))
      with (w x * (s * f x + t * g x)²) by (unfold Rsqr; ring).
    apply Rmult_le_pos; [auto | apply Rle_0_sqr]. }
  assert (Ha : 0 <= a) by (pose proof (Q 1 0) as E; unfold Rsqr in E; lra).
  assert (Hc : 0 <= c) by (pose proof (Q 0 1) as E; unfold Rsqr in E; lra).
  destruct (Rle_lt_or_eq_dec _ _ Ha) as [Pa|Za].
  - pose proof (Q (- b) a) as E.
    assert (E2 : 0 <= a * (a * c - b²)) by (unfold Rsqr in *; nra).
    assert (0 <= a * c - b²); [|lra].
    apply Rnot_lt_le. intros N. nra.
  - pose proof (Q (- (c + 1) * b) (b² )) as E. rewrite <- Za in *.
    assert (b = 0); [|unfold Rsqr; nra].
    destruct (Req_dec b 0) as [|N]; [assumption|exfalso].
    pose proof (Rsqr_pos_lt b N) as P. pose proof (Q (- (c + 1) * b) 1) as E3. unfold Rsqr in *. nra.
Qed.

(** Cauchy-Schwarz for sums. *)
Lemma Cauchy_Schwarz : forall n f g,
  (sum n (fun x => f x * g x))² <= sum n (fun x => (f x)²) * sum n (fun x => (g x)²).
Proof.
  intros n f g. pose proof (weighted_Cauchy_Schwarz n (fun _ => 1) f g) as H. cbv beta in H.
  rewrite (sum_ext n (fun x => 1 * (f x * g x)) (fun x => f x * g x)) in H by (intros; ring).
  rewrite (sum_ext n (fun x => 1 * (f x)²) (fun x => (f x)²)) in H by (intros; ring).
  rewrite (sum_ext n (fun x => 1 * (g x)²) (fun x => (g x)²)) in H by (intros; ring).
  apply H. intros; lra.
Qed.

(** A limit may be taken in each term of a finite sum. *)
Lemma sum_Un_cv : forall n (f : nat -> nat -> R) l,
  (forall x, (x < n)%nat -> Un_cv (fun k => f k x) (l x)) -> Un_cv (fun k => sum n (f k)) (sum n l).
Proof.
  induction n as [|n IH]; intros f l H; simpl.
  - intros eps P. exists O. intros. rewrite R_dist_eq. assumption.
  - apply CV_plus; [apply IH; intros; apply H | apply H]; lia.
Qed.

(** No mass of a distribution is negative. *)
Lemma mass_nonneg : forall n p x, distribution n p -> (x < n)%nat -> 0 <= p x.
Proof. intros n p x [H _]. auto. Qed.

(** No mass of a distribution exceeds 1. *)
Lemma mass_le_1 : forall n p x, distribution n p -> (x < n)%nat -> p x <= 1.
Proof. intros n p x [H S] Hx. rewrite <- S. apply sum_ge_term; auto. Qed.

(** A distribution has mass at some point. *)
Lemma mass_exists : forall n p, distribution n p -> exists x, (x < n)%nat /\ 0 < p x.
Proof. intros n p [_ S]. apply sum_positive_term. rewrite S. lra. Qed.

(** Two distributions that differ have a point where the first has less mass. *)
Lemma less_mass_exists : forall n p q, distribution n p -> distribution n q ->
  ~ (forall x, (x < n)%nat -> p x = q x) -> exists x, (x < n)%nat /\ p x < q x.
Proof.
  intros n p q [_ P] [_ Q] N.
  destruct (Classical_Prop.classic (exists x, (x < n)%nat /\ p x < q x)) as [|A]; [assumption|].
  exfalso. apply N. intros x Hx. symmetry. apply (sum_le_equal n q p); [|lra|assumption].
  intros y Hy. apply Rnot_lt_le. intros L. apply A. now exists y.
Qed.

(** The mixture of two distributions is a distribution. *)
Lemma mixture_distribution : forall n p q, distribution n p -> distribution n q -> distribution n (mixture p q).
Proof.
  intros n p q [P1 P2] [Q1 Q2]. split.
  - intros x Hx. unfold mixture. pose proof (P1 x Hx). pose proof (Q1 x Hx). lra.
  - unfold mixture, Rdiv. rewrite sum_scal_r, sum_plus. lra.
Qed.

(** The distribution with all its mass at k. *)
Definition point_mass (k x : nat) : R := if Nat.eqb x k then 1 else 0.

(** A point mass is a distribution. *)
Lemma point_mass_distribution : forall n k, (k < n)%nat -> distribution n (point_mass k).
Proof.
  intros n k Hk. split; [|now apply sum_single].
  intros x _. unfold point_mass. destruct (Nat.eqb x k); lra.
Qed.

(** The expectation of f under a point mass. *)
Lemma sum_point_mass : forall n k f, (k < n)%nat -> sum n (fun x => point_mass k x * f x) = f k.
Proof.
  intros n k f Hk. transitivity (sum n (fun x => if Nat.eqb x k then f k else 0)); [|now apply sum_single].
  apply sum_ext. intros x _. unfold point_mass. destruct (Nat.eqb_spec x k) as [->|]; ring.
Qed.
