(** Section 4.2, Proposition 2: C is convex in p_g, and p_g converges to p_data.

    Two notions are Coq's: [derivable_pt_lim f t s] says that f has the derivative s at t, and [Un_cv a l] that the
    sequence a 0, a 1, ... tends to l. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm pointwise derivatives two_points optimum.
Open Scope R_scope.

(** The point between q and r that is reached at t: q at t = 0, r at t = 1. *)
Definition between (t : R) (q r : nat -> R) (x : nat) : R := (1 - t) * q x + t * r x.

(** One term of C, where p_data is a and p_g is b. *)
Definition C_at_a_point (a b : R) : R := a * ln (a / (a + b)) + b * ln (1 - a / (a + b)).

(** ** U is affine in p_g and C is convex (Proposition 2) *)

(** C is the sum of its terms. *)
Lemma C_is_a_sum : forall n p_data p_g, C n p_data p_g = sum n (fun x => C_at_a_point (p_data x) (p_g x)).
Proof. reflexivity. Qed.

(** What lies between two distributions is a distribution. *)
Lemma between_distribution : forall n t q r,
  0 <= t <= 1 -> distribution n q -> distribution n r -> distribution n (between t q r).
Proof.
  intros n t q r Ht [q_nonneg q_sum] [r_nonneg r_sum]. unfold between. split.
  - intros x Hx. specialize (q_nonneg x Hx). specialize (r_nonneg x Hx).
    apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra.
  - rewrite sum_plus, !sum_scal, q_sum, r_sum. ring.
Qed.

(** Where a > 0, every y but a / (a + b) is worse (Proposition 1). *)
Lemma other_y_is_worse : forall a b y, 0 < a -> 0 <= b -> 0 < y <= 1 -> (0 < b -> y < 1) -> y <> a / (a + b) ->
  a * ln y + b * ln (1 - y) < C_at_a_point a b.
Proof.
  intros a b y Ha Hb Hy y_below_1 other.
  pose proof (A3_pointwise_maximum a b y ltac:(lra) Hb ltac:(lra) (fun _ => proj1 Hy) y_below_1) as at_most.
  destruct (Rle_lt_or_eq_dec _ _ at_most) as [|equal]; [assumption|]. exfalso. apply other.
  apply A3_pointwise_only_maximum; try assumption; lra.
Qed.

(** A point strictly between two masses is positive if one of them is. *)
Lemma between_positive : forall t q r, 0 < t < 1 -> 0 <= q -> 0 <= r -> 0 < q \/ 0 < r -> 0 < (1 - t) * q + t * r.
Proof. intros t q r Ht Hq Hr [H|H]; nra. Qed.

(** The term of C is convex in p_g: it is the largest of the affine a log y + b log (1 - y). *)
Lemma C_at_a_point_convex : forall a q r t, 0 <= a -> 0 <= q -> 0 <= r -> 0 < t < 1 ->
  C_at_a_point a ((1 - t) * q + t * r) <= (1 - t) * C_at_a_point a q + t * C_at_a_point a r.
Proof.
  intros a q r t Ha Hq Hr Ht.
  pose proof (between_positive t q r Ht Hq Hr) as positive.
  unfold C_at_a_point at 1. set (s := (1 - t) * q + t * r) in *. set (y := a / (a + s)).
  assert (0 <= s) by (unfold s; nra).
  assert (bounds : 0 <= y <= 1) by now apply share_bounds.
  assert (y_above_0 : 0 < a -> 0 < y) by (intros; now apply share_above_0).
  assert (y_below_1 : 0 < s -> y < 1) by (intros; now apply share_below_1).
  pose proof (A3_pointwise_maximum a q y Ha Hq bounds y_above_0 (fun P => y_below_1 (positive (or_introl P)))).
  pose proof (A3_pointwise_maximum a r y Ha Hr bounds y_above_0 (fun P => y_below_1 (positive (or_intror P)))).
  fold (C_at_a_point a q) in *. fold (C_at_a_point a r) in *.
  replace (a * ln y + s * ln (1 - y))
    with ((1 - t) * (a * ln y + q * ln (1 - y)) + t * (a * ln y + r * ln (1 - y))) by (unfold s; ring).
  apply Rplus_le_compat; apply Rmult_le_compat_l; lra.
Qed.

(** Where p_data has mass, it is strictly convex. *)
Lemma C_at_a_point_strictly_convex : forall a q r t, 0 < a -> 0 <= q -> 0 <= r -> q <> r -> 0 < t < 1 ->
  C_at_a_point a ((1 - t) * q + t * r) < (1 - t) * C_at_a_point a q + t * C_at_a_point a r.
Proof.
  intros a q r t Ha Hq Hr different Ht.
  pose proof (between_positive t q r Ht Hq Hr) as positive.
  unfold C_at_a_point at 1. set (s := (1 - t) * q + t * r) in *. set (y := a / (a + s)).
  assert (0 <= s) by (unfold s; nra).
  assert (bounds : 0 <= y <= 1) by (apply share_bounds; lra).
  assert (y_above_0 : 0 < y) by now apply share_above_0.
  assert (y_below_1 : 0 < s -> y < 1) by (intros; apply share_below_1; lra).
  assert (not_best : y <> a / (a + q)).
  { intros same. assert (a + s = a + q); [|unfold s in *; nra].
    replace (a + s) with (a / y) by (unfold y; field; lra). rewrite same. field. lra. }
  pose proof (other_y_is_worse a q y Ha Hq ltac:(lra) (fun P => y_below_1 (positive (or_introl P))) not_best).
  pose proof (A3_pointwise_maximum a r y ltac:(lra) Hr bounds (fun _ => y_above_0)
                (fun P => y_below_1 (positive (or_intror P)))).
  fold (C_at_a_point a q) in *. fold (C_at_a_point a r) in *.
  replace (a * ln y + s * ln (1 - y))
    with ((1 - t) * (a * ln y + q * ln (1 - y)) + t * (a * ln y + r * ln (1 - y))) by (unfold s; ring).
  apply Rplus_lt_le_compat; [apply Rmult_lt_compat_l | apply Rmult_le_compat_l]; lra.
Qed.

(** Paper (proof of Proposition 2): "Consider V(G, D) = U(p_g, D) as a function of p_g".
    In words: for every fixed D, U is affine in p_g: along the line from q to r it is the line from U(q, D) to U(r,
    D). This needs no hypothesis at all. *)
Theorem A6_U_is_affine_in_p_g : forall (n : nat) (D p_data q r : nat -> R) (t : R),
  U n (between t q r) D p_data = (1 - t) * U n q D p_data + t * U n r D p_data.
Proof.
  intros n D p_data q r t. unfold U, V, between. rewrite <- !sum_scal, <- sum_plus.
  apply sum_ext. intros x _. ring.
Qed.

(** Paper (proof of Proposition 2): "sup_D U(p_g, D) is convex in p_g".
    In words: C lies below its chords: for distributions q and r and 0 <= t <= 1, the value of C at (1 - t) q + t r
    is at most (1 - t) C(q) + t C(r). *)
Theorem A6_C_is_convex_in_p_g : forall (n : nat) (p_data q r : nat -> R) (t : R),
  distribution n p_data -> distribution n q -> distribution n r -> 0 <= t <= 1 ->
  C n p_data (between t q r) <= (1 - t) * C n p_data q + t * C n p_data r.
Proof.
  intros n p_data q r t [p_nonneg _] [q_nonneg _] [r_nonneg _] Ht.
  rewrite !C_is_a_sum, <- !sum_scal, <- sum_plus. apply sum_le. intros x Hx. unfold between.
  destruct (Req_dec t 0) as [->|]; [|destruct (Req_dec t 1) as [->|]].
  - replace ((1 - 0) * q x + 0 * r x) with (q x) by ring. lra.
  - replace ((1 - 1) * q x + 1 * r x) with (r x) by ring. lra.
  - apply C_at_a_point_convex; auto. lra.
Qed.

(** Paper (proof of Proposition 2): "sup_D U(p_g, D) is convex in p_g with a unique global optima".
    In words: if q and r differ at a point where p_data has mass, then C lies strictly below the chord from q to r,
    except at its ends. *)
Theorem A6_C_is_strictly_convex_where_p_data_has_mass : forall (n : nat) (p_data q r : nat -> R) (t : R) (k : nat),
  distribution n p_data -> distribution n q -> distribution n r -> 0 < t < 1 ->
  (k < n)%nat -> 0 < p_data k -> q k <> r k ->
  C n p_data (between t q r) < (1 - t) * C n p_data q + t * C n p_data r.
Proof.
  intros n p_data q r t k [p_nonneg _] [q_nonneg _] [r_nonneg _] Ht Hk mass different.
  rewrite !C_is_a_sum, <- !sum_scal, <- sum_plus. apply sum_lt with k; auto.
  - intros x Hx. apply C_at_a_point_convex; auto.
  - apply C_at_a_point_strictly_convex; auto.
Qed.

(** Genuine: where p_data has no mass, C is linear in p_g. Here p_data, q and r have all their mass at three
    different points, and C is 0 on the whole line from q to r. *)
Lemma A6_needs_mass_of_p_data :
  ~ (forall (n : nat) (p_data q r : nat -> R) (t : R) (k : nat),
      distribution n p_data -> distribution n q -> distribution n r -> 0 < t < 1 -> (k < n)%nat -> q k <> r k ->
      C n p_data (between t q r) < (1 - t) * C n p_data q + t * C n p_data r).
Proof.
  intros claim.
  specialize (claim 3%nat (point_mass 0) (point_mass 1) (point_mass 2) (/ 2) 1%nat).
  assert (zero : C 3 (point_mass 0) (between (/ 2) (point_mass 1) (point_mass 2)) = 0 /\
                 C 3 (point_mass 0) (point_mass 1) = 0 /\ C 3 (point_mass 0) (point_mass 2) = 0).
  { repeat split; unfold C, V, D_star, between, point_mass; simpl; unfold Rdiv;
      rewrite ?Rmult_0_l, ?Rmult_0_r, ?Rplus_0_r, ?Rminus_0_r, ?Rinv_1, ?Rmult_1_r, ?ln_1; ring. }
  destruct zero as (zero_1 & zero_2 & zero_3). rewrite zero_1, zero_2, zero_3 in claim.
  assert (0 < (1 - / 2) * 0 + / 2 * 0); [|lra].
  apply claim; try (apply point_mass_distribution; lia); try lia; try lra.
  unfold point_mass; simpl. lra.
Qed.

(** ** The derivative of C (Proposition 2) *)

(** Paper (proof of Proposition 2): "The subderivatives of a supremum of convex functions include the derivative of
    the function at the point where the maximum is attained."
    In words: log (1 - D_star), the derivative of U in p_g at the best D, is a subgradient of C at p_g: C at any
    other distribution r lies above the plane through C(p_g) with this slope. Hypothesis: p_g > 0 where p_data > 0.
    *)
Theorem A7_subgradient_inequality : forall (n : nat) (p_data p_g r : nat -> R),
  distribution n p_data -> distribution n p_g -> distribution n r ->
  (forall x, (x < n)%nat -> 0 < p_data x -> 0 < p_g x) ->
  C n p_data p_g + sum n (fun x => ln (1 - D_star p_data p_g x) * (r x - p_g x)) <= C n p_data r.
Proof.
  intros n p_data p_g r [p_nonneg _] [q_nonneg _] [r_nonneg _] covered.
  unfold C at 1, V. rewrite <- sum_plus. rewrite C_is_a_sum. apply sum_le. intros x Hx.
  specialize (p_nonneg x Hx). specialize (q_nonneg x Hx). specialize (r_nonneg x Hx). specialize (covered x Hx).
  assert (D_above_0 : 0 < p_data x -> 0 < D_star p_data p_g x) by (intros; now apply share_above_0).
  assert (D_below_1 : D_star p_data p_g x < 1).
  { unfold D_star. destruct (Rle_lt_or_eq_dec _ _ p_nonneg) as [P|<-]; [now apply share_below_1; auto|].
    unfold Rdiv. lra. }
  pose proof (A3_pointwise_maximum (p_data x) (r x) (D_star p_data p_g x) p_nonneg r_nonneg
                (share_bounds _ _ p_nonneg q_nonneg) D_above_0 (fun _ => D_below_1)) as best.
  unfold C_at_a_point. lra.
Qed.

(** ln 3 lies between ln 2 and 2 ln 2; more exactly, 2 ln 3 > 3 ln 2, as 9 > 8. *)
Lemma ln_9_above_ln_8 : 3 * ln 2 < 2 * ln 3.
Proof.
  replace (3 * ln 2) with (ln (2 * 2 * 2)) by (rewrite !ln_mult by lra; ring).
  replace (2 * ln 3) with (ln (3 * 3)) by (rewrite ln_mult by lra; ring).
  apply ln_increasing; lra.
Qed.

(** Artefact of ln 0 = 0: p_data and p_g have all their mass at two different points. At the first D_star = 1, and
    the slope log (1 - D_star) is minus infinity on paper but 0 in Coq. *)
Lemma A7_needs_p_g_above_0_where_p_data_is :
  ~ (forall (n : nat) (p_data p_g r : nat -> R),
      distribution n p_data -> distribution n p_g -> distribution n r ->
      C n p_data p_g + sum n (fun x => ln (1 - D_star p_data p_g x) * (r x - p_g x)) <= C n p_data r).
Proof.
  intros claim.
  specialize (claim 2%nat (two_points 1 0) (two_points 0 1) (two_points 1 0)).
  do 3 (specialize (claim ltac:(apply two_points_distribution; lra))).
  unfold C, V, D_star in claim; simpl in claim.
  replace (1 / (1 + 0)) with 1 in claim by field. replace (1 / (1 + 1)) with (/ 2) in claim by field.
  replace (0 / (0 + 1)) with 0 in claim by field. replace (1 - 1) with 0 in claim by ring.
  replace (1 - / 2) with (/ 2) in claim by field. rewrite Rminus_0_r, ln_0, ln_1, ln_half in claim.
  pose proof (ln_pos 2). lra.
Qed.

(** Genuine: the derivative of U at a D that is not D_star is no subgradient. Here p_data and p_g are (1/2, 1/2), so
    that D_star is 1/2; D is (3/4, 1/4), and r is (0, 1). *)
Lemma A7_needs_D_star :
  ~ (forall (n : nat) (D p_data p_g r : nat -> R),
      (forall x, (x < n)%nat -> 0 < D x < 1) ->
      distribution n p_data -> distribution n p_g -> distribution n r ->
      (forall x, (x < n)%nat -> 0 < p_data x -> 0 < p_g x) ->
      C n p_data p_g + sum n (fun x => ln (1 - D x) * (r x - p_g x)) <= C n p_data r).
Proof.
  intros claim.
  specialize (claim 2%nat (two_points (3 / 4) (1 / 4)) (two_points (/ 2) (/ 2)) (two_points (/ 2) (/ 2))
                (two_points 0 1)).
  specialize (claim ltac:(intros [|x] _; simpl; lra)).
  do 3 (specialize (claim ltac:(apply two_points_distribution; lra))).
  specialize (claim ltac:(intros [|x] _; simpl; lra)).
  unfold C, V, D_star in claim; simpl in claim.
  replace (/ 2 / (/ 2 + / 2)) with (/ 2) in claim by field. replace (/ 2 / (/ 2 + 0)) with 1 in claim by field.
  replace (/ 2 / (/ 2 + 1)) with (/ 3) in claim by field. replace (1 - / 3) with (2 / 3) in claim by field.
  replace (1 - / 2) with (/ 2) in claim by field. replace (1 - 3 / 4) with (/ (2 * 2)) in claim by field.
  replace (1 - 1 / 4) with (3 / (2 * 2)) in claim by field.
  rewrite !ln_div, !ln_Rinv, !ln_mult, ln_1 in claim by lra.
  pose proof ln_9_above_ln_8. lra.
Qed.

(** Where p_data has no mass, the term of C is 0. *)
Lemma C_without_data : forall b, C_at_a_point 0 b = 0.
Proof. intros b. unfold C_at_a_point, Rdiv. rewrite !Rmult_0_l, Rminus_0_r, ln_1. ring. Qed.

(** The derivative of one term of C in p_g is log (1 - D_star). *)
Lemma derivative_of_C_at_a_point : forall a b, 0 <= a -> 0 <= b -> (0 < a -> 0 < b) ->
  derivable_pt_lim (C_at_a_point a) b (ln (1 - a / (a + b))).
Proof.
  intros a b Ha Hb covered. destruct Ha as [Ha|<-].
  - specialize (covered Ha).
    assert (D : derivable_pt_lim (fun u => a * / (a + u)) b (a * (- 1 / (a + b)²))).
    { apply (derivable_pt_lim_scal (fun u => / (a + u))).
      apply (derivative_of_inverse (fun u => a + u)); [lra|].
      replace 1 with (0 + 1) at 1 by ring.
      exact (derivable_pt_lim_plus (fct_cte a) id b 0 1 (derivable_pt_lim_const a b) (derivable_pt_lim_id b)). }
    pose proof (share_above_0 a b Ha Hb). pose proof (share_below_1 a b ltac:(lra) covered).
    pose proof (derivative_of_ln (fun u => a * / (a + u)) b _ H D) as log_D.
    pose proof (derivative_of_ln (fun u => 1 - a * / (a + u)) b _ ltac:(unfold Rdiv in *; lra)
                  (derivative_of_constant_minus 1 _ b _ D)) as log_1_minus_D.
    pose proof (derivable_pt_lim_plus _ _ b _ _ (derivable_pt_lim_scal _ a b _ log_D)
                  (derivable_pt_lim_mult id _ b _ _ (derivable_pt_lim_id b) log_1_minus_D)) as sum_of_both.
    replace (ln (1 - a / (a + b))) with
      (a * (a * (- 1 / (a + b)²) / (a * / (a + b))) +
       (1 * ln (1 - a * / (a + b)) + id b * (- (a * (- 1 / (a + b)²)) / (1 - a * / (a + b)))));
      [exact sum_of_both|].
    change (a / (a + b)) with (a * / (a + b)). unfold id, Rsqr. field. repeat split; lra.
  - apply derivable_pt_lim_ext with (f := fct_cte 0).
    + intros u. now rewrite C_without_data.
    + unfold Rdiv. rewrite Rmult_0_l, Rminus_0_r, ln_1. apply derivable_pt_lim_const.
Qed.

(** The mass at x moves from q x to r x on a straight line. *)
Lemma derivative_of_between : forall q r x t, derivable_pt_lim (fun t => between t q r x) t (r x - q x).
Proof.
  intros q r x t. apply derivable_pt_lim_ext with (f := fun t => q x + (r x - q x) * t);
    [intros u; unfold between; ring | apply derivative_of_affine].
Qed.

(** Paper (proof of Proposition 2): "the derivative of the function at the point where the maximum is attained."
    In words: move from p_g towards r. At the start, C has the same derivative as U with D_star held fixed: the sum
    of log (1 - D_star) times the change of p_g. Hypothesis: p_g > 0 where p_data > 0. *)
Theorem A7_derivative_of_C_is_that_of_U_at_D_star : forall (n : nat) (p_data p_g r : nat -> R),
  distribution n p_data -> distribution n p_g ->
  (forall x, (x < n)%nat -> 0 < p_data x -> 0 < p_g x) ->
  let slope := sum n (fun x => ln (1 - D_star p_data p_g x) * (r x - p_g x)) in
  derivable_pt_lim (fun t => C n p_data (between t p_g r)) 0 slope /\
  derivable_pt_lim (fun t => U n (between t p_g r) (D_star p_data p_g) p_data) 0 slope.
Proof.
  intros n p_data p_g r Hp Hq covered slope.
  pose proof (fun x => derivative_of_between p_g r x 0) as line. split; apply derivative_of_sum.
  - intros x Hx. apply (derivable_pt_lim_comp (fun t => between t p_g r x) (C_at_a_point (p_data x))); [apply line|].
    replace (between 0 p_g r x) with (p_g x) by (unfold between; ring).
    apply derivative_of_C_at_a_point; auto; [apply (mass_nonneg n p_data) | apply (mass_nonneg n p_g)]; assumption.
  - intros x Hx.
    replace (ln (1 - D_star p_data p_g x) * (r x - p_g x))
      with (0 + ((r x - p_g x) * ln (1 - D_star p_data p_g x) + between 0 p_g r x * 0)) by ring.
    apply (derivable_pt_lim_plus (fct_cte (p_data x * ln (D_star p_data p_g x)))
             (fun t => between t p_g r x * ln (1 - D_star p_data p_g x))); [apply derivable_pt_lim_const|].
    exact (derivable_pt_lim_mult _ (fct_cte (ln (1 - D_star p_data p_g x))) 0 _ 0 (line x)
             (derivable_pt_lim_const _ 0)).
Qed.

(** From p_g = 0 where p_data = 1, C falls with the slope minus infinity: after small steps t by more than t. *)
Lemma C_falls_fast_from_no_mass : forall delta, 0 < delta -> exists t, 0 < t < delta /\ t < 1 /\
  C 2 (two_points 1 0) (between t (two_points 0 1) (two_points 1 0)) <= - t /\
  C 2 (two_points 1 0) (between 0 (two_points 0 1) (two_points 1 0)) = 0.
Proof.
  intros delta positive. set (t := Rmin (delta / 2) (exp (- 1))).
  assert (0 < t) by (apply Rmin_pos; [lra | apply exp_pos]).
  assert (t <= delta / 2) by apply Rmin_l.
  assert (t_small : t <= exp (- 1)) by apply Rmin_r.
  assert (ln t <= - 1) by (rewrite <- (ln_exp (- 1)); now apply ln_le).
  assert (exp (- 1) < 1) by (rewrite <- exp_0; apply exp_increasing; lra).
  exists t. split; [lra|]. split; [lra|].
  rewrite !C_is_a_sum. unfold between; simpl. rewrite !C_without_data. unfold C_at_a_point.
  replace ((1 - 0) * 0 + 0 * 1) with 0 by ring. replace ((1 - t) * 0 + t * 1) with t by ring.
  replace (1 / (1 + 0)) with 1 by field. replace (1 - 1 / (1 + t)) with (t / (1 + t)) by (field; lra).
  rewrite ln_1, !ln_div, ln_1 by lra. pose proof (ln_pos (1 + t) ltac:(lra)). split; [nra | ring].
Qed.

(** Artefact of ln 0 = 0: where p_g = 0 < p_data, C has the slope minus infinity, which is log (1 - D_star) on
    paper. In Coq log (1 - D_star) is 0 there, but C has no derivative. Here p_data and p_g have their mass at
    different points, and r = p_data. *)
Lemma A7_needs_p_g_above_0_for_the_derivative :
  ~ (forall (n : nat) (p_data p_g r : nat -> R),
      distribution n p_data -> distribution n p_g ->
      derivable_pt_lim (fun t => C n p_data (between t p_g r)) 0
        (sum n (fun x => ln (1 - D_star p_data p_g x) * (r x - p_g x)))).
Proof.
  intros claim. specialize (claim 2%nat (two_points 1 0) (two_points 0 1) (two_points 1 0)).
  specialize (claim ltac:(apply two_points_distribution; lra) ltac:(apply two_points_distribution; lra)).
  replace (sum 2 _) with 0 in claim.
  - destruct (claim 1 ltac:(lra)) as [delta close].
    destruct (C_falls_fast_from_no_mass delta (cond_pos delta)) as (t & Ht & _ & C_at_t & C_at_0).
    specialize (close t ltac:(lra) ltac:(rewrite Rabs_right; lra)).
    rewrite Rplus_0_l, C_at_0 in close. apply Rabs_def2 in close.
    assert (below : (C 2 (two_points 1 0) (between t (two_points 0 1) (two_points 1 0)) - 0) / t <= - 1); [|lra].
    apply (Rmult_le_reg_r t); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
  - unfold D_star; simpl. replace (1 / (1 + 0)) with 1 by field. replace (0 / (0 + 1)) with 0 by field.
    replace (1 - 1) with 0 by ring. rewrite Rminus_0_r, ln_0, ln_1. ring.
Qed.

(** ** p_g converges to p_data (Proposition 2) *)

(** p_g after k steps p_g <- (p_data + p_g) / 2 from p_0. *)
Fixpoint p_g_after (k : nat) (p_data p_0 : nat -> R) : nat -> R :=
  match k with
  | O => p_0
  | S j => mixture p_data (p_g_after j p_data p_0)
  end.

(** p_g stays a distribution. *)
Lemma p_g_after_distribution : forall n k p_data p_0,
  distribution n p_data -> distribution n p_0 -> distribution n (p_g_after k p_data p_0).
Proof.
  intros n k p_data p_0 Hp H0. induction k as [|k IH]; simpl; [assumption|]. now apply mixture_distribution.
Qed.

(** C depends on the masses of p_g at the n points alone. *)
Lemma C_ext : forall n p_data q r, (forall x, (x < n)%nat -> q x = r x) -> C n p_data q = C n p_data r.
Proof. intros n p_data q r same. rewrite !C_is_a_sum. apply sum_ext. intros x Hx. now rewrite same. Qed.

(** The mixture is half way from p_data to p_g. *)
Lemma C_at_mixture : forall n p_data p_g, C n p_data (mixture p_data p_g) = C n p_data (between (/ 2) p_data p_g).
Proof. intros n p_data p_g. apply C_ext. intros x _. unfold mixture, between. field. Qed.

(** C = -log 4 at p_g = p_data (Theorem 1). *)
Lemma C_at_p_data : forall n p_data, distribution n p_data -> C n p_data p_data = - ln 4.
Proof. intros n p_data Hp. now apply (A5_C_is_minimal_only_at_p_data n p_data p_data Hp Hp). Qed.

(** On the way from p_data to p_g, short of p_g, C is below C(p_g). *)
Lemma C_falls_towards_p_data : forall n p_data p_g t,
  distribution n p_data -> distribution n p_g -> ~ (forall x, (x < n)%nat -> p_g x = p_data x) -> 0 < t < 1 ->
  C n p_data (between t p_data p_g) < C n p_data p_g.
Proof.
  intros n p_data p_g t Hp Hq different Ht.
  destruct (less_mass_exists n p_g p_data Hq Hp different) as [k [Hk less]].
  pose proof (mass_nonneg n p_g k Hq Hk).
  pose proof (A6_C_is_strictly_convex_where_p_data_has_mass n p_data p_data p_g t k Hp Hp Hq Ht Hk) as chord.
  specialize (chord ltac:(lra) ltac:(lra)). rewrite C_at_p_data in chord by assumption.
  pose proof (A5_C_is_at_least_minus_log_4 n p_data p_g Hp Hq). nra.
Qed.

(** Paper (Proposition 2): "p_g is updated so as to improve the criterion".
    In words: the step p_g <- (p_data + p_g) / 2 makes C strictly smaller, unless p_g = p_data already. *)
Theorem A8_C_falls_strictly : forall (n : nat) (p_data p_g : nat -> R),
  distribution n p_data -> distribution n p_g -> ~ (forall x, (x < n)%nat -> p_g x = p_data x) ->
  C n p_data (mixture p_data p_g) < C n p_data p_g.
Proof.
  intros n p_data p_g Hp Hq different. rewrite C_at_mixture. apply C_falls_towards_p_data; try assumption. lra.
Qed.

(** Genuine: at p_g = p_data the step changes nothing, and C is at its minimum already. *)
Lemma A8_needs_p_g_other_than_p_data :
  ~ (forall (n : nat) (p_data p_g : nat -> R), distribution n p_data -> distribution n p_g ->
      C n p_data (mixture p_data p_g) < C n p_data p_g).
Proof.
  intros claim. pose proof (point_mass_distribution 1 0 ltac:(lia)) as Hp.
  specialize (claim 1%nat (point_mass 0) (point_mass 0) Hp Hp). rewrite C_at_p_data in claim by assumption.
  pose proof (A5_C_is_at_least_minus_log_4 1 _ _ Hp (mixture_distribution 1 _ _ Hp Hp)). lra.
Qed.

(** Paper (Proposition 2): "p_g is updated so as to improve the criterion".
    In words: this step is a step of gradient descent on C (by the exponentiated gradient, with step size 1): p_g is
    multiplied by exp(- log (1 - D_star)), where log (1 - D_star) is the derivative of C, and normalised.
    Hypothesis: p_g > 0 where p_data > 0. *)
Theorem A8_the_step_is_an_exponentiated_gradient_step : forall (n : nat) (p_data p_g : nat -> R) (x : nat),
  distribution n p_data -> distribution n p_g ->
  (forall x, (x < n)%nat -> 0 < p_data x -> 0 < p_g x) -> (x < n)%nat ->
  let weight y := p_g y * exp (- ln (1 - D_star p_data p_g y)) in
  mixture p_data p_g x = weight x / sum n weight.
Proof.
  intros n p_data p_g x Hp Hq covered Hx weight.
  assert (closed_form : forall y, (y < n)%nat -> weight y = p_data y + p_g y).
  { intros y Hy. unfold weight, D_star. pose proof (mass_nonneg n p_data y Hp Hy) as p_nonneg.
    destruct (Rle_lt_or_eq_dec _ _ (mass_nonneg n p_g y Hq Hy)) as [mass|no_mass].
    - replace (1 - p_data y / (p_data y + p_g y)) with (p_g y / (p_data y + p_g y)) by (field; lra).
      rewrite <- ln_Rinv, exp_ln; [field; lra | apply Rinv_0_lt_compat |]; apply div_pos; lra.
    - destruct (Rle_lt_or_eq_dec _ _ p_nonneg) as [p_mass|<-]; [specialize (covered y Hy p_mass); lra|].
      rewrite <- no_mass. ring. }
  rewrite (sum_ext n weight (fun y => p_data y + p_g y) closed_form), sum_plus, (proj2 Hp), (proj2 Hq).
  rewrite closed_form by assumption. reflexivity.
Qed.

(** Genuine: where p_g = 0 < p_data, a step that multiplies p_g leaves it at 0; the mixture has mass there. *)
Lemma A8_needs_p_g_above_0_for_the_exponentiated_gradient :
  ~ (forall (n : nat) (p_data p_g : nat -> R) (x : nat),
      distribution n p_data -> distribution n p_g -> (x < n)%nat ->
      let weight y := p_g y * exp (- ln (1 - D_star p_data p_g y)) in
      mixture p_data p_g x = weight x / sum n weight).
Proof.
  intros claim. specialize (claim 2%nat (two_points 1 0) (two_points 0 1) 0%nat).
  specialize (claim ltac:(apply two_points_distribution; lra) ltac:(apply two_points_distribution; lra) ltac:(lia)).
  unfold mixture, Rdiv in claim; simpl in claim. rewrite !Rmult_0_l in claim. lra.
Qed.

(** Paper (Proposition 2): "then p_g converges to p_data".
    In words: if the step p_g <- (p_data + p_g) / 2 is repeated, the mass of p_g at each point tends to the mass of
    p_data there. *)
Theorem A8_p_g_converges_to_p_data : forall (p_data p_0 : nat -> R) (x : nat),
  Un_cv (fun k => p_g_after k p_data p_0 x) (p_data x).
Proof.
  intros p_data p_0 x.
  assert (closed_form : forall k, p_g_after k p_data p_0 x = p_data x + (p_0 x - p_data x) / 2 ^ k).
  { induction k as [|k IH]; simpl; [field|]. unfold mixture. rewrite IH. field. apply pow_nonzero. lra. }
  intros epsilon positive. destruct (cv_pow_half (p_0 x - p_data x) epsilon positive) as [K close].
  exists K. intros k Hk. specialize (close k Hk). rewrite closed_form. unfold R_dist in *.
  now replace (p_data x + (p_0 x - p_data x) / 2 ^ k - p_data x) with ((p_0 x - p_data x) / 2 ^ k - 0) by ring.
Qed.

(** Paper (Proposition 2): "then p_g converges to p_data".
    In words: after k such steps C + log 4, which is the distance from the minimum of C, is at most its first value
    divided by 2^k. *)
Theorem A8_C_after_k_steps : forall (n : nat) (p_data p_0 : nat -> R) (k : nat),
  distribution n p_data -> distribution n p_0 ->
  0 <= C n p_data (p_g_after k p_data p_0) + ln 4 <= (C n p_data p_0 + ln 4) / 2 ^ k.
Proof.
  intros n p_data p_0 k Hp H0. split.
  - pose proof (p_g_after_distribution n k p_data p_0 Hp H0) as Hk.
    pose proof (A5_C_is_at_least_minus_log_4 n p_data _ Hp Hk). lra.
  - induction k as [|k IH]; simpl; [lra|].
    pose proof (p_g_after_distribution n k p_data p_0 Hp H0) as Hk.
    pose proof (A6_C_is_convex_in_p_g n p_data p_data (p_g_after k p_data p_0) (/ 2) Hp Hp Hk ltac:(lra)) as chord.
    rewrite <- C_at_mixture, C_at_p_data in chord by assumption.
    replace ((C n p_data p_0 + ln 4) / (2 * 2 ^ k)) with (/ 2 * ((C n p_data p_0 + ln 4) / 2 ^ k))
      by (field; apply pow_nonzero; lra).
    lra.
Qed.

(** Paper (Proposition 2): "then p_g converges to p_data".
    In words: as these steps are repeated, C tends to its minimum -log 4. *)
Corollary A8_C_converges_to_its_minimum : forall (n : nat) (p_data p_0 : nat -> R),
  distribution n p_data -> distribution n p_0 ->
  Un_cv (fun k => C n p_data (p_g_after k p_data p_0)) (- ln 4).
Proof.
  intros n p_data p_0 Hp H0 epsilon positive.
  destruct (cv_pow_half (C n p_data p_0 + ln 4) epsilon positive) as [K close].
  exists K. intros k Hk. specialize (close k Hk). unfold R_dist in *.
  pose proof (A8_C_after_k_steps n p_data p_0 k Hp H0). apply Rabs_def2 in close. apply Rabs_def1; lra.
Qed.

(** Genuine: the paper says only "so as to improve". That is not enough: from every p_0 that is not p_data there are
    ever smaller steps, each of which makes C strictly smaller, after which p_g does not tend to p_data. *)
Lemma A8_needs_more_than_improvement : forall (n : nat) (p_data p_0 : nat -> R),
  distribution n p_data -> distribution n p_0 -> ~ (forall x, (x < n)%nat -> p_0 x = p_data x) ->
  exists p_g : nat -> nat -> R,
    (forall x, p_g 0%nat x = p_0 x) /\
    (forall k, distribution n (p_g k)) /\
    (forall k, C n p_data (p_g (S k)) < C n p_data (p_g k)) /\
    exists x, (x < n)%nat /\ ~ Un_cv (fun k => p_g k x) (p_data x).
Proof.
  intros n p_data p_0 Hp H0 different.
  (* p_g goes only half the way from p_0 to p_data: it is at t k, which falls from 1 to 1/2. *)
  set (t := fun k => (1 + / 2 ^ k) / 2).
  assert (power : forall k, 0 < / 2 ^ k <= 1).
  { intros k. pose proof (pow_R1_Rle 2 k ltac:(lra)). split; [apply Rinv_0_lt_compat; lra|].
    rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
  assert (next : forall k, / 2 ^ S k = / 2 ^ k / 2) by (intros k; simpl; field; apply pow_nonzero; lra).
  assert (bounds : forall k, / 2 < t k <= 1) by (intros k; pose proof (power k); unfold t; lra).
  assert (falls : forall k, t (S k) < t k) by (intros k; unfold t; rewrite next; pose proof (power k); lra).
  exists (fun k => between (t k) p_data p_0). repeat split.
  - intros x. unfold between, t. simpl. field.
  - intros x Hx. pose proof (bounds k). now apply (between_distribution n (t k) p_data p_0); try lra.
  - pose proof (bounds k). now apply (between_distribution n (t k) p_data p_0); try lra.
  - intros k. pose proof (bounds k). pose proof (bounds (S k)). pose proof (falls k).
    rewrite (C_ext n p_data (between (t (S k)) p_data p_0)
               (between (t (S k) / t k) p_data (between (t k) p_data p_0))).
    + apply C_falls_towards_p_data; [assumption | apply between_distribution; auto; lra | |].
      * intros same. apply different. intros x Hx. specialize (same x Hx). unfold between in same. nra.
      * split; [apply div_pos; lra|]. apply (Rmult_lt_reg_r (t k)); [lra|]. field_simplify; lra.
    + intros x _. unfold between. field. lra.
  - destruct (less_mass_exists n p_0 p_data H0 Hp different) as [x [Hx less]].
    exists x. split; [assumption|]. intros limit.
    destruct (limit ((p_data x - p_0 x) / 2) ltac:(lra)) as [K close].
    specialize (close K ltac:(lia)). pose proof (bounds K).
    unfold R_dist, between in close. apply Rabs_def2 in close. nra.
Qed.
