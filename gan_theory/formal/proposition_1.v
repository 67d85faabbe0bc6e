(** Proposition 1: D_star is the best discriminator, and where it is the only one. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm pointwise derivatives.
Open Scope R_scope.

(** V(D, p_g) is finite on paper: D is not 0 where p_data has mass, and not 1 where p_g has mass. *)
Definition V_is_finite (n : nat) (D p_data p_g : nat -> R) : Prop :=
  forall x, (x < n)%nat -> (0 < p_data x -> 0 < D x) /\ (0 < p_g x -> D x < 1).

(** Paper (Proposition 1): "the function y → a log(y) + b log(1 − y) achieves its maximum in [0, 1] at a/(a+b)".
    In words: let a, b >= 0 and y in [0, 1], with y > 0 if a > 0, and y < 1 if b > 0. Then a log y + b log(1 - y) is at
    most its value at y = a/(a + b). One of a and b may be 0: then the maximum is at an end point, 0 or 1. *)
Theorem A3_pointwise_maximum : forall a b y, 0 <= a -> 0 <= b -> 0 <= y <= 1 -> (0 < a -> 0 < y) -> (0 < b -> y < 1) ->
  a * ln y + b * ln (1 - y) <= a * ln (a / (a + b)) + b * ln (1 - a / (a + b)).
Proof.
  intros a b y A B Y FA FB. destruct (Rlt_dec 0 (a + b)) as [S|N].
  - rewrite one_minus_ratio by assumption.
    pose proof (score_term a (a + b) y A S ltac:(lra) FA).
    pose proof (score_term b (a + b) (1 - y) B S ltac:(lra) ltac:(intros; specialize (FB ltac:(assumption)); lra)). lra.
  - replace a with 0 by lra. replace b with 0 by lra. lra.
Qed.

(** Artefact of ln 0 = 0: without y > 0 if a > 0, the value at y = 0 is 0, more than the maximum on paper. *)
Lemma A3_needs_y_positive_where_a_is : ~ (forall a b y, 0 <= a -> 0 <= b -> 0 <= y <= 1 -> (0 < b -> y < 1) ->
  a * ln y + b * ln (1 - y) <= a * ln (a / (a + b)) + b * ln (1 - a / (a + b))).
Proof.
  intros H. specialize (H 1 1 0 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(intros; lra)).
  replace (1 / (1 + 1)) with (/ 2) in H by field. replace (1 - / 2) with (/ 2) in H by lra.
  rewrite Rminus_0_r, ln_0, ln_1, ln_half in H. pose proof (ln_pos 2). lra.
Qed.

(** Artefact of ln 0 = 0: without y < 1 if b > 0, the value at y = 1 is 0. *)
Lemma A3_needs_y_below_1_where_b_is_positive : ~ (forall a b y, 0 <= a -> 0 <= b -> 0 <= y <= 1 -> (0 < a -> 0 < y) ->
  a * ln y + b * ln (1 - y) <= a * ln (a / (a + b)) + b * ln (1 - a / (a + b))).
Proof.
  intros H. specialize (H 1 1 1 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(intros; lra)).
  replace (1 / (1 + 1)) with (/ 2) in H by field. replace (1 - / 2) with (/ 2) in H by lra.
  replace (1 - 1) with 0 in H by ring. rewrite ln_0, ln_1, ln_half in H. pose proof (ln_pos 2). lra.
Qed.

(** Genuine: y must be at most 1. For b = 0 the value at y = 2 is a log 2 > 0. *)
Lemma A3_needs_y_at_most_1 : ~ (forall a b y, 0 <= a -> 0 <= b -> 0 <= y ->
  (0 < a -> 0 < y) -> (0 < b -> y < 1) ->
  a * ln y + b * ln (1 - y) <= a * ln (a / (a + b)) + b * ln (1 - a / (a + b))).
Proof.
  intros H. specialize (H 1 0 2 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(intros; lra) ltac:(intros; lra)).
  replace (1 / (1 + 0)) with 1 in H by field. rewrite ln_1 in H. pose proof (ln_pos 2). lra.
Qed.

(** Genuine: y must be at least 0. For a = 0 the value at y = -1 is b log 2 > 0. *)
Lemma A3_needs_y_at_least_0 : ~ (forall a b y, 0 <= a -> 0 <= b -> y <= 1 ->
  (0 < a -> 0 < y) -> (0 < b -> y < 1) ->
  a * ln y + b * ln (1 - y) <= a * ln (a / (a + b)) + b * ln (1 - a / (a + b))).
Proof.
  intros H. specialize (H 0 1 (-1) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(intros; lra) ltac:(intros; lra)).
  replace (0 / (0 + 1)) with 0 in H by field. replace (1 - -1) with 2 in H by ring.
  rewrite Rminus_0_r, ln_1 in H. pose proof (ln_pos 2). lra.
Qed.

(** Paper (Proposition 1): "the function y → a log(y) + b log(1 − y) achieves its maximum in [0, 1] at a/(a+b)".
    In words: let a, b >= 0, not both 0, and y in [0, 1], with y > 0 if a > 0, and y < 1 if b > 0. If a log y +
    b log(1 - y) attains its maximum at y, then y = a/(a + b). *)
Theorem A3_pointwise_only_maximum : forall a b y, 0 <= a -> 0 <= b -> 0 < a + b ->
  0 <= y <= 1 -> (0 < a -> 0 < y) -> (0 < b -> y < 1) ->
  a * ln y + b * ln (1 - y) = a * ln (a / (a + b)) + b * ln (1 - a / (a + b)) -> y = a / (a + b).
Proof.
  intros a b y A B S Y FA FB E. rewrite one_minus_ratio in E by assumption.
  assert (FB' : 0 < b -> 0 < 1 - y) by (intros P; specialize (FB P); lra).
  pose proof (score_term b (a + b) (1 - y) B S ltac:(lra) FB').
  pose proof (score_term a (a + b) y A S ltac:(lra) FA).
  rewrite (score_term_equal a (a + b) y A S ltac:(lra) FA ltac:(lra)) at 1. field. lra.
Qed.

(** Genuine: for a = b = 0 every y has the value 0. *)
Lemma A3_needs_a_or_b_positive_for_one_maximum : ~ (forall a b y, 0 <= a -> 0 <= b ->
  0 <= y <= 1 -> (0 < a -> 0 < y) -> (0 < b -> y < 1) ->
  a * ln y + b * ln (1 - y) = a * ln (a / (a + b)) + b * ln (1 - a / (a + b)) -> y = a / (a + b)).
Proof.
  intros H. specialize (H 0 0 1 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(intros; lra) ltac:(intros; lra) ltac:(ring)).
  unfold Rdiv in H. lra.
Qed.

(** Artefact of ln 0 = 0: for a = 1, b = 0 the maximum is 0, at y = 1, but in Coq the value at y = 0 is 0 too. *)
Lemma A3_needs_y_positive_for_one_maximum : ~ (forall a b y, 0 <= a -> 0 <= b -> 0 < a + b ->
  0 <= y <= 1 -> (0 < b -> y < 1) ->
  a * ln y + b * ln (1 - y) = a * ln (a / (a + b)) + b * ln (1 - a / (a + b)) -> y = a / (a + b)).
Proof.
  intros H. specialize (H 1 0 0 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(intros; lra)).
  replace (1 / (1 + 0)) with 1 in H by field. rewrite ln_0, ln_1 in H. specialize (H ltac:(ring)). lra.
Qed.

(** Artefact of ln 0 = 0: for a = 0, b = 1 the maximum is 0, at y = 0, but in Coq the value at y = 1 is 0 too. *)
Lemma A3_needs_y_below_1_for_one_maximum : ~ (forall a b y, 0 <= a -> 0 <= b -> 0 < a + b ->
  0 <= y <= 1 -> (0 < a -> 0 < y) ->
  a * ln y + b * ln (1 - y) = a * ln (a / (a + b)) + b * ln (1 - a / (a + b)) -> y = a / (a + b)).
Proof.
  intros H. specialize (H 0 1 1 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(intros; lra)).
  replace (0 / (0 + 1)) with 0 in H by field. replace (1 - 1) with 0 in H by ring.
  rewrite Rminus_0_r, ln_0, ln_1 in H. specialize (H ltac:(ring)). lra.
Qed.

(** f is strictly concave on (0, 1): between any two points of its graph, the graph is above the chord. *)
Definition strictly_concave (f : R -> R) : Prop :=
  forall y z t, 0 < y < 1 -> 0 < z < 1 -> y <> z -> 0 < t < 1 -> t * f y + (1 - t) * f z < f (t * y + (1 - t) * z).

(** The logarithm is strictly concave. *)
Lemma ln_strictly_concave : forall u v t, 0 < u -> 0 < v -> u <> v -> 0 < t < 1 ->
  t * ln u + (1 - t) * ln v < ln (t * u + (1 - t) * v).
Proof.
  intros u v t U W N T. set (w := t * u + (1 - t) * v). assert (Hw : 0 < w) by (unfold w; nra).
  assert (other : u - w <> 0) by (unfold w; intros E; apply N; nra).
  assert (not_1 : u / w <> 1) by (intros E; apply other; replace u with (u / w * w) by (field; lra); rewrite E; ring).
  pose proof (ln_lt_minus_1 (u / w) (div_pos u w U Hw) not_1) as A.
  pose proof (ln_le_minus_1 (v / w) (div_pos v w W Hw)) as B. rewrite ln_div in A, B by assumption.
  assert (S : t * (u / w - 1) + (1 - t) * (v / w - 1) = 0)
    by (replace 0 with (w / w - 1) by (field; lra); unfold w at 3, Rdiv; ring).
  apply (Rmult_lt_compat_l t) in A; [|lra]. apply (Rmult_le_compat_l (1 - t)) in B; [|lra]. lra.
Qed.

(** Paper (Proposition 1): "the function y → a log(y) + b log(1 − y) achieves its maximum in [0, 1] at a/(a+b)".
    In words: for a, b >= 0, not both 0, this function of y is strictly concave on (0, 1). So it has no other local
    maximum. The paper does not state this. *)
Theorem A3_pointwise_strictly_concave : forall a b, 0 <= a -> 0 <= b -> 0 < a + b ->
  strictly_concave (fun y => a * ln y + b * ln (1 - y)).
Proof.
  intros a b A B S y z t Y Z N T.
  pose proof (ln_strictly_concave y z t ltac:(lra) ltac:(lra) N T) as H.
  pose proof (ln_strictly_concave (1 - y) (1 - z) t ltac:(lra) ltac:(lra) ltac:(lra) T) as K.
  replace (t * (1 - y) + (1 - t) * (1 - z)) with (1 - (t * y + (1 - t) * z)) in K by ring.
  destruct A as [A|<-]; [|nra]. apply (Rmult_lt_compat_l a) in H; [|assumption].
  apply Rlt_le, (Rmult_le_compat_l b) in K; [|assumption]. lra.
Qed.

(** Genuine: for a = b = 0 the function is 0, and so is its chord. *)
Lemma A3_needs_a_or_b_positive_for_strict_concavity : ~ (forall a b, 0 <= a -> 0 <= b ->
  strictly_concave (fun y => a * ln y + b * ln (1 - y))).
Proof.
  intros H. specialize (H 0 0 ltac:(lra) ltac:(lra) (/ 2) (/ 3) (/ 2) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)).
  lra.
Qed.

(** Paper (Proposition 1): "the function y → a log(y) + b log(1 − y) achieves its maximum in [0, 1] at a/(a+b)".
    In words: for 0 < y < 1 the derivative of this function at y is a/y - b/(1 - y), and its second derivative is
    -a/y^2 - b/(1 - y)^2. The paper does not state this. *)
Theorem A3_pointwise_derivatives : forall a b y, 0 < y < 1 ->
  derivable_pt_lim (fun t => a * ln t + b * ln (1 - t)) y (a / y - b / (1 - y)) /\
  derivable_pt_lim (fun t => a / t - b / (1 - t)) y (- a / y² - b / (1 - y)²).
Proof.
  intros a b y Y. pose proof (derivative_of_constant_minus 1 id y 1 (derivable_pt_lim_id y)) as one_minus. split.
  - replace (a / y - b / (1 - y)) with (a * / y + b * (- (1) / (1 - y))) by (field; lra).
    apply (derivable_pt_lim_plus (fun t => a * ln t) (fun t => b * ln (1 - t))).
    + apply (derivable_pt_lim_scal ln). apply derivable_pt_lim_ln. lra.
    + apply (derivable_pt_lim_scal (fun t => ln (1 - t))).
      apply (derivative_of_ln (fun t => 1 - t)); [lra | exact one_minus].
  - replace (- a / y² - b / (1 - y)²) with (a * (- (1) / y²) - b * (- - (1) / (1 - y)²)) by (unfold Rsqr; field; lra).
    apply (derivable_pt_lim_minus (fun t => a * / t) (fun t => b * / (1 - t))).
    + apply (derivable_pt_lim_scal Rinv).
      apply (derivative_of_inverse id y 1); [unfold id; lra | apply derivable_pt_lim_id].
    + apply (derivable_pt_lim_scal (fun t => / (1 - t))).
      apply (derivative_of_inverse (fun t => 1 - t)); [lra | exact one_minus].
Qed.

(** Genuine: for a > 0 the function goes to minus infinity at y = 0, on paper and in Coq: it has no derivative there. *)
Lemma A3_needs_y_above_0_for_the_derivatives : ~ (forall a b y, y < 1 ->
  derivable_pt_lim (fun t => a * ln t + b * ln (1 - t)) y (a / y - b / (1 - y))).
Proof.
  intros claim. destruct (claim 1 0 0 ltac:(lra) 1 ltac:(lra)) as [delta close].
  pose proof (cond_pos delta). set (h := Rmin (delta / 2) (exp (- 1))).
  assert (0 < h) by (apply Rmin_pos; [lra | apply exp_pos]). assert (h <= delta / 2) by apply Rmin_l.
  assert (small : h <= exp (- 1)) by apply Rmin_r.
  assert (ln h <= - 1) by (rewrite <- (ln_exp (- 1)); now apply ln_le).
  assert (exp (- 1) < 1) by (rewrite <- exp_0; apply exp_increasing; lra).
  specialize (close h ltac:(lra) ltac:(rewrite Rabs_right; lra)). rewrite Rplus_0_l, ln_0 in close.
  replace ((1 * ln h + 0 * ln (1 - h) - (1 * 0 + 0 * ln (1 - 0))) / h - (1 / 0 - 0 / (1 - 0))) with (ln h / h) in close
    by (unfold Rdiv; rewrite Rinv_0; ring).
  apply Rabs_def2 in close. assert (ln h / h <= - 1); [|lra].
  apply (Rmult_le_reg_r h); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** Genuine: for b > 0 the function goes to minus infinity at y = 1: it has no derivative there. *)
Lemma A3_needs_y_below_1_for_the_derivatives : ~ (forall a b y, 0 < y ->
  derivable_pt_lim (fun t => a * ln t + b * ln (1 - t)) y (a / y - b / (1 - y))).
Proof.
  intros claim. destruct (claim 0 1 1 ltac:(lra) 1 ltac:(lra)) as [delta close].
  pose proof (cond_pos delta). set (h := Rmin (delta / 2) (exp (- 1))).
  assert (0 < h) by (apply Rmin_pos; [lra | apply exp_pos]). assert (h <= delta / 2) by apply Rmin_l.
  assert (small : h <= exp (- 1)) by apply Rmin_r.
  assert (ln h <= - 1) by (rewrite <- (ln_exp (- 1)); now apply ln_le).
  assert (exp (- 1) < 1) by (rewrite <- exp_0; apply exp_increasing; lra).
  specialize (close (- h) ltac:(lra) ltac:(rewrite Rabs_left; lra)).
  replace (1 - (1 + - h)) with h in close by ring. replace (1 - 1) with 0 in close by ring. rewrite ln_0 in close.
  replace ((0 * ln (1 + - h) + 1 * ln h - (0 * ln 1 + 1 * 0)) / - h - (0 / 1 - 1 / 0)) with (- (ln h / h)) in close
    by (unfold Rdiv; rewrite Rinv_0; field; lra).
  apply Rabs_def2 in close. assert (ln h / h <= - 1); [|lra].
  apply (Rmult_le_reg_r h); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** D* is a probability. *)
Lemma D_star_discriminator : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  discriminator n (D_star p_data p_g).
Proof.
  intros n p q P Q x Hx. pose proof (mass_nonneg n p x P Hx). pose proof (mass_nonneg n q x Q Hx). unfold D_star.
  destruct (Req_dec (p x + q x) 0) as [->|N]; [unfold Rdiv; rewrite Rinv_0; lra|].
  split; [apply Rle_mult_inv_pos; lra|]. apply (Rmult_le_reg_r (p x + q x)); [lra|]. field_simplify; lra.
Qed.

(** V at D* is finite. *)
Lemma D_star_V_is_finite : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  V_is_finite n (D_star p_data p_g) p_data p_g.
Proof.
  intros n p q P Q x Hx. pose proof (mass_nonneg n p x P Hx). pose proof (mass_nonneg n q x Q Hx). unfold D_star.
  split; intros M; [apply div_pos; lra|]. apply (Rmult_lt_reg_r (p x + q x)); [lra|]. field_simplify; lra.
Qed.

(** Paper (Proposition 1): "For G fixed, the optimal discriminator D is D*_G(x) = p_data(x) / (p_data(x) + p_g(x))".
    In words: no discriminator D has a greater V than D*, if V(D) is finite: D > 0 where p_data has mass, and D < 1
    where p_g has mass. D* is such a discriminator. *)
Theorem A3_D_star_maximises_V : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  discriminator n (D_star p_data p_g) /\ V_is_finite n (D_star p_data p_g) p_data p_g /\
  forall D, discriminator n D -> V_is_finite n D p_data p_g ->
    V n D p_data p_g <= V n (D_star p_data p_g) p_data p_g.
Proof.
  intros n p q P Q. split; [now apply D_star_discriminator|]. split; [now apply D_star_V_is_finite|].
  intros D HD F. apply sum_le. intros x Hx. destruct (F x Hx) as [F1 F2]. unfold D_star.
  apply A3_pointwise_maximum; auto; [exact (mass_nonneg n p x P Hx) | exact (mass_nonneg n q x Q Hx)].
Qed.

(** Paper (Proposition 1): "The discriminator does not need to be defined outside of Supp(p_data) ∪ Supp(p_g)".
    In words: let D be a discriminator with finite V. D attains the maximum of V if and only if D = D* wherever p_data
    or p_g has mass. Elsewhere D may have any value. *)
Theorem A3_D_star_is_the_only_maximiser : forall n D p_data p_g, distribution n p_data -> distribution n p_g ->
  discriminator n D -> V_is_finite n D p_data p_g ->
  (V n D p_data p_g = V n (D_star p_data p_g) p_data p_g <->
   forall x, (x < n)%nat -> 0 < p_data x + p_g x -> D x = D_star p_data p_g x).
Proof.
  intros n D p q P Q HD F. split.
  - intros E x Hx S. pose proof (mass_nonneg n p x P Hx). pose proof (mass_nonneg n q x Q Hx).
    destruct (F x Hx) as [F1 F2]. apply A3_pointwise_only_maximum; auto.
    apply (sum_le_equal n (fun x => p x * ln (D x) + q x * ln (1 - D x))
      (fun x => p x * ln (p x / (p x + q x)) + q x * ln (1 - p x / (p x + q x)))); [|exact E|assumption].
    intros y Hy. destruct (F y Hy). apply A3_pointwise_maximum; auto;
      [exact (mass_nonneg n p y P Hy) | exact (mass_nonneg n q y Q Hy)].
  - intros E. apply sum_ext. intros x Hx. pose proof (mass_nonneg n p x P Hx). pose proof (mass_nonneg n q x Q Hx).
    destruct (Rlt_dec 0 (p x + q x)) as [S|N]; [now rewrite (E x Hx S)|].
    replace (p x) with 0 by lra. replace (q x) with 0 by lra. ring.
Qed.

(** Artefact of ln 0 = 0: without D > 0 where p_data has mass, D = 0 has V = 0, more than D*. On paper V is minus
    infinity there. *)
Lemma A3_needs_D_positive_on_data : ~ (forall n D p_data p_g, distribution n p_data -> distribution n p_g ->
  discriminator n D -> (forall x, (x < n)%nat -> 0 < p_g x -> D x < 1) ->
  V n D p_data p_g <= V n (D_star p_data p_g) p_data p_g).
Proof.
  intros H. pose proof (point_mass_distribution 1 0 ltac:(lia)) as P.
  specialize (H 1%nat (fun _ => 0) (point_mass 0) (point_mass 0) P P
    ltac:(intros x _; lra) ltac:(intros; lra)).
  unfold V, D_star, point_mass in H. simpl in H. replace (1 - 1 / (1 + 1)) with (/ 2) in H by field.
  replace (1 / (1 + 1)) with (/ 2) in H by field. rewrite Rminus_0_r, ln_0, ln_1, ln_half in H.
  pose proof (ln_pos 2). lra.
Qed.

(** Artefact of ln 0 = 0: without D < 1 where p_g has mass, D = 1 has V = 0, more than D*. *)
Lemma A3_needs_D_below_1_on_samples : ~ (forall n D p_data p_g, distribution n p_data -> distribution n p_g ->
  discriminator n D -> (forall x, (x < n)%nat -> 0 < p_data x -> 0 < D x) ->
  V n D p_data p_g <= V n (D_star p_data p_g) p_data p_g).
Proof.
  intros H. pose proof (point_mass_distribution 1 0 ltac:(lia)) as P.
  specialize (H 1%nat (fun _ => 1) (point_mass 0) (point_mass 0) P P
    ltac:(intros x _; lra) ltac:(intros; lra)).
  unfold V, D_star, point_mass in H. simpl in H. replace (1 - 1 / (1 + 1)) with (/ 2) in H by field.
  replace (1 / (1 + 1)) with (/ 2) in H by field. replace (1 - 1) with 0 in H by ring.
  rewrite ln_0, ln_1, ln_half in H. pose proof (ln_pos 2). lra.
Qed.

(** Genuine: D must be at most 1. Where p_g has no mass, a D of 2 would have the score log 2 > 0. *)
Lemma A3_needs_a_discriminator : ~ (forall n D p_data p_g, distribution n p_data -> distribution n p_g ->
  V_is_finite n D p_data p_g -> V n D p_data p_g <= V n (D_star p_data p_g) p_data p_g).
Proof.
  intros H. specialize (H 2%nat (fun x => 2 * point_mass 0 x) (point_mass 0) (point_mass 1)
    (point_mass_distribution 2 0 ltac:(lia)) (point_mass_distribution 2 1 ltac:(lia))).
  unfold V, D_star, V_is_finite, point_mass in H. simpl in H.
  replace (2 * 0) with 0 in H by ring. replace (2 * 1) with 2 in H by ring.
  replace (1 / (1 + 0)) with 1 in H by field. replace (0 / (0 + 1)) with 0 in H by field.
  replace (1 - 0) with 1 in H by ring. rewrite ln_1 in H. pose proof (ln_pos 2).
  assert (0 + (1 * ln 2 + 0 * ln (1 - 2)) + (0 * ln 0 + 1 * 0) <= 0 + (1 * 0 + 0 * ln (1 - 1)) + (0 * ln 0 + 1 * 0)).
  { apply H. intros [|[|x]] Hx; simpl; lra || lia. }
  lra.
Qed.

(** Artefact of ln 0 = 0: with disjoint supports the maximum of V is 0, but in Coq D = 0 has V = 0 too. *)
Lemma A3_needs_D_positive_on_data_for_one_maximiser : ~ (forall n D p_data p_g,
  distribution n p_data -> distribution n p_g ->
  discriminator n D -> (forall x, (x < n)%nat -> 0 < p_g x -> D x < 1) ->
  V n D p_data p_g = V n (D_star p_data p_g) p_data p_g ->
  forall x, (x < n)%nat -> 0 < p_data x + p_g x -> D x = D_star p_data p_g x).
Proof.
  intros H. specialize (H 2%nat (fun _ => 0) (point_mass 0) (point_mass 1)
    (point_mass_distribution 2 0 ltac:(lia)) (point_mass_distribution 2 1 ltac:(lia))
    ltac:(intros x _; lra) ltac:(intros; lra)).
  unfold V, D_star, point_mass in H. simpl in H.
  replace (1 / (1 + 0)) with 1 in H by field. replace (0 / (0 + 1)) with 0 in H by field.
  rewrite Rminus_0_r, ln_0, ln_1 in H. specialize (H ltac:(ring) 0%nat ltac:(lia) ltac:(simpl; lra)). simpl in H. lra.
Qed.

(** Artefact of ln 0 = 0: with disjoint supports the maximum of V is 0, but in Coq D = 1 has V = 0 too. *)
Lemma A3_needs_D_below_1_on_samples_for_one_maximiser : ~ (forall n D p_data p_g,
  distribution n p_data -> distribution n p_g ->
  discriminator n D -> (forall x, (x < n)%nat -> 0 < p_data x -> 0 < D x) ->
  V n D p_data p_g = V n (D_star p_data p_g) p_data p_g ->
  forall x, (x < n)%nat -> 0 < p_data x + p_g x -> D x = D_star p_data p_g x).
Proof.
  intros H. specialize (H 2%nat (fun _ => 1) (point_mass 0) (point_mass 1)
    (point_mass_distribution 2 0 ltac:(lia)) (point_mass_distribution 2 1 ltac:(lia))
    ltac:(intros x _; lra) ltac:(intros; lra)).
  unfold V, D_star, point_mass in H. simpl in H.
  replace (1 / (1 + 0)) with 1 in H by field. replace (0 / (0 + 1)) with 0 in H by field.
  replace (1 - 1) with 0 in H by ring. rewrite Rminus_0_r, ln_0, ln_1 in H.
  specialize (H ltac:(ring) 1%nat ltac:(lia) ltac:(simpl; lra)). simpl in H.
  replace (0 / (0 + 1)) with 0 in H by field. lra.
Qed.

(** Genuine: D must be at most 1. For p_data = (1/2, 1/2), p_g = (0, 1) the D = (32/27, 1/2) has the V of D*. *)
Lemma A3_needs_a_discriminator_for_one_maximiser : ~ (forall n D p_data p_g,
  distribution n p_data -> distribution n p_g -> V_is_finite n D p_data p_g ->
  V n D p_data p_g = V n (D_star p_data p_g) p_data p_g ->
  forall x, (x < n)%nat -> 0 < p_data x + p_g x -> D x = D_star p_data p_g x).
Proof.
  intros H. set (p := fun _ : nat => / 2). set (D := fun x => if Nat.eqb x 0 then 32 / 27 else / 2).
  assert (P : distribution 2 p) by (split; [intros x _; unfold p; lra | unfold p; simpl; lra]).
  assert (F : V_is_finite 2 D p (point_mass 1)).
  { intros [|[|x]] Hx; [| |lia]; unfold D, p, point_mass; simpl; lra. }
  specialize (H 2%nat D p (point_mass 1) P (point_mass_distribution 2 1 ltac:(lia)) F).
  unfold V, D_star, D, p, point_mass in H. simpl in H.
  replace (/ 2 / (/ 2 + 0)) with 1 in H by field. replace (/ 2 / (/ 2 + 1)) with (/ 3) in H by field.
  replace (1 - / 2) with (/ 2) in H by lra. replace (1 - / 3) with (2 / 3) in H by lra.
  replace (32 / 27) with (2 * 2 * 2 * 2 * 2 / (3 * 3 * 3)) in H at 1 by field.
  rewrite !ln_div, !ln_mult, !ln_Rinv, ln_1 in H by lra.
  specialize (H ltac:(lra) 0%nat ltac:(lia) ltac:(simpl; lra)). simpl in H. lra.
Qed.

(** Each term of V is at most 0. *)
Lemma V_term_le_0 : forall n D p_data p_g x, distribution n p_data -> distribution n p_g -> discriminator n D ->
  (x < n)%nat -> p_data x * ln (D x) <= 0 /\ p_g x * ln (1 - D x) <= 0.
Proof.
  intros n D p q x P Q HD Hx. specialize (HD x Hx).
  pose proof (mass_nonneg n p x P Hx). pose proof (mass_nonneg n q x Q Hx).
  pose proof (ln_le_0 (D x) ltac:(lra)). pose proof (ln_le_0 (1 - D x) ltac:(lra)). split; nra.
Qed.

(** V is at most its part for data at x, and at most its part for samples at x. *)
Lemma V_le_term : forall n D p_data p_g x, distribution n p_data -> distribution n p_g -> discriminator n D ->
  (x < n)%nat -> V n D p_data p_g <= p_data x * ln (D x) /\ V n D p_data p_g <= p_g x * ln (1 - D x).
Proof.
  intros n D p q x P Q HD Hx. unfold V. rewrite (sum_split n _ x Hx). destruct (V_term_le_0 n D p q x P Q HD Hx).
  assert (sum n (fun y => if Nat.eqb y x then 0 else p y * ln (D y) + q y * ln (1 - D y)) <= 0); [|lra].
  apply Rle_trans with (sum n (fun _ => 0)); [apply sum_le; intros y Hy | rewrite sum_zero by reflexivity; lra].
  destruct (V_term_le_0 n D p q y P Q HD Hy). destruct (Nat.eqb y x); lra.
Qed.

(** What Coq's ln 0 = 0 hides: V tends to minus infinity as D x tends to 0, where p_data has mass at x. *)
Lemma A3_V_tends_to_minus_infinity_at_D_0 : forall n p_data p_g x, distribution n p_data -> distribution n p_g ->
  (x < n)%nat -> 0 < p_data x ->
  forall M, exists delta, 0 < delta /\ forall D, discriminator n D -> 0 < D x < delta -> V n D p_data p_g < M.
Proof.
  intros n p q x P Q Hx Px M. destruct (ln_to_minus_infinity (M / p x)) as [delta [Hd H]].
  exists delta. split; [assumption|]. intros D HD L. destruct (V_le_term n D p q x P Q HD Hx) as [B _].
  specialize (H (D x) L). apply (Rmult_lt_compat_l (p x)) in H; [|assumption].
  replace (p x * (M / p x)) with M in H by (field; lra). lra.
Qed.

(** V tends to minus infinity as D x tends to 1, where p_g has mass at x. *)
Lemma A3_V_tends_to_minus_infinity_at_D_1 : forall n p_data p_g x, distribution n p_data -> distribution n p_g ->
  (x < n)%nat -> 0 < p_g x ->
  forall M, exists delta, 0 < delta /\ forall D, discriminator n D -> 1 - delta < D x < 1 -> V n D p_data p_g < M.
Proof.
  intros n p q x P Q Hx Qx M. destruct (ln_to_minus_infinity (M / q x)) as [delta [Hd H]].
  exists delta. split; [assumption|]. intros D HD L. destruct (V_le_term n D p q x P Q HD Hx) as [_ B].
  specialize (H (1 - D x) ltac:(lra)). apply (Rmult_lt_compat_l (q x)) in H; [|assumption].
  replace (q x * (M / q x)) with M in H by (field; lra). lra.
Qed.

(** D* = 1 / (1 + p_g / p_data) where p_data has mass. *)
Lemma D_star_of_ratio : forall p_data p_g x, 0 < p_data x -> 0 <= p_g x ->
  D_star p_data p_g x = / (1 + p_g x / p_data x).
Proof. intros p q x P Q. unfold D_star. field. lra. Qed.

(** Where p_data and p_g change places, D* becomes 1 - D*. *)
Lemma D_star_swap : forall p_data p_g x, 0 < p_data x + p_g x -> D_star p_data p_g x = 1 - D_star p_g p_data x.
Proof. intros p q x S. unfold D_star. field. lra. Qed.

(** Paper (Figure 1): "In the inner loop of the algorithm D is trained to discriminate samples from data, converging to
    D*(x) = p_data(x) / (p_data(x) + p_g(x))".
    In words: D* tends to 1 where p_data is much larger than p_g. Along any sequences of masses p_data(x) > 0 and
    p_g(x) >= 0 whose ratio p_g(x)/p_data(x) tends to 0, D* at x tends to 1. The paper does not state this limit. *)
Theorem A3_D_star_tends_to_1 : forall (p_data p_g : nat -> nat -> R) x,
  (forall k, 0 < p_data k x) -> (forall k, 0 <= p_g k x) ->
  Un_cv (fun k => p_g k x / p_data k x) 0 -> Un_cv (fun k => D_star (p_data k) (p_g k) x) 1.
Proof.
  intros p q x P Q H eps He. destruct (H eps He) as [N HN]. exists N. intros k Hk. specialize (HN k Hk).
  rewrite D_star_of_ratio by auto. set (t := q k x / p k x) in *.
  assert (T : 0 <= t) by (apply Rle_mult_inv_pos; auto).
  unfold R_dist in *. rewrite Rminus_0_r, Rabs_pos_eq in HN by assumption.
  replace (/ (1 + t) - 1) with (- (t * / (1 + t))) by (field; lra).
  rewrite Rabs_Ropp, Rabs_pos_eq by (apply Rle_mult_inv_pos; lra).
  apply Rle_lt_trans with t; [|assumption].
  apply (Rmult_le_reg_r (1 + t)); [lra|]. rewrite Rmult_assoc, Rinv_l by lra. nra.
Qed.

(** Paper (Figure 1): "In the inner loop of the algorithm D is trained to discriminate samples from data, converging to
    D*(x) = p_data(x) / (p_data(x) + p_g(x))".
    In words: D* tends to 0 where p_g is much larger than p_data. Along any sequences of masses p_g(x) > 0 and
    p_data(x) >= 0 whose ratio p_data(x)/p_g(x) tends to 0, D* at x tends to 0. The paper does not state this limit. *)
Theorem A3_D_star_tends_to_0 : forall (p_data p_g : nat -> nat -> R) x,
  (forall k, 0 <= p_data k x) -> (forall k, 0 < p_g k x) ->
  Un_cv (fun k => p_data k x / p_g k x) 0 -> Un_cv (fun k => D_star (p_data k) (p_g k) x) 0.
Proof.
  intros p q x P Q H eps He. destruct (A3_D_star_tends_to_1 q p x Q P H eps He) as [N HN].
  exists N. intros k Hk. specialize (HN k Hk). rewrite D_star_swap by (specialize (P k); specialize (Q k); lra).
  unfold R_dist in *. replace (1 - D_star (q k) (p k) x - 0) with (- (D_star (q k) (p k) x - 1)) by ring.
  now rewrite Rabs_Ropp.
Qed.

(** Artefact of x / 0 = 0: without p_data(x) > 0, the ratio p_g(x)/0 is 0 in Coq, but D* is 0 too. *)
Lemma A3_needs_p_data_positive_for_the_limit_1 : ~ (forall (p_data p_g : nat -> nat -> R) x,
  (forall k, 0 <= p_data k x) -> (forall k, 0 <= p_g k x) ->
  Un_cv (fun k => p_g k x / p_data k x) 0 -> Un_cv (fun k => D_star (p_data k) (p_g k) x) 1).
Proof.
  intros H. specialize (H (fun _ _ => 0) (fun _ _ => 1) 0%nat ltac:(intros; lra) ltac:(intros; lra)).
  destruct (H ltac:(intros eps He; exists 0%nat; intros k _; unfold Rdiv, R_dist; rewrite Rinv_0, Rmult_0_r, Rminus_0_r,
    Rabs_R0; assumption) 1 ltac:(lra)) as [N HN]. specialize (HN N (Nat.le_refl N)). unfold D_star, R_dist in HN.
  replace (0 / (0 + 1) - 1) with (- (1)) in HN by field. rewrite Rabs_Ropp, Rabs_R1 in HN. lra.
Qed.

(** Artefact of x / 0 = 0: without p_g(x) > 0, the ratio p_data(x)/0 is 0 in Coq, but D* is 1. *)
Lemma A3_needs_p_g_positive_for_the_limit_0 : ~ (forall (p_data p_g : nat -> nat -> R) x,
  (forall k, 0 <= p_data k x) -> (forall k, 0 <= p_g k x) ->
  Un_cv (fun k => p_data k x / p_g k x) 0 -> Un_cv (fun k => D_star (p_data k) (p_g k) x) 0).
Proof.
  intros H. specialize (H (fun _ _ => 1) (fun _ _ => 0) 0%nat ltac:(intros; lra) ltac:(intros; lra)).
  destruct (H ltac:(intros eps He; exists 0%nat; intros k _; unfold Rdiv, R_dist; rewrite Rinv_0, Rmult_0_r, Rminus_0_r,
    Rabs_R0; assumption) 1 ltac:(lra)) as [N HN]. specialize (HN N (Nat.le_refl N)). unfold D_star, R_dist in HN.
  replace (1 / (1 + 0) - 0) with 1 in HN by field. rewrite Rabs_R1 in HN. lra.
Qed.

(** Paper (Figure 1): "The discriminator is unable to differentiate between the two distributions, i.e. D(x) = 1/2".
    In words: where p_data or p_g has mass, D* is 1/2 if and only if p_g = p_data. *)
Theorem A3_D_star_is_one_half_where_p_g_is_p_data : forall n p_data p_g x,
  distribution n p_data -> distribution n p_g -> (x < n)%nat -> 0 < p_data x + p_g x ->
  (D_star p_data p_g x = / 2 <-> p_g x = p_data x).
Proof.
  intros n p q x P Q Hx S. pose proof (mass_nonneg n p x P Hx). unfold D_star. split; intros E.
  - apply (Rmult_eq_compat_r (p x + q x)) in E. unfold Rdiv in E. rewrite Rmult_assoc, Rinv_l in E; lra.
  - rewrite E in *. field. lra.
Qed.

(** Genuine: where neither has mass, D* is 0/0 (0 in Coq), not 1/2, though p_g = p_data. *)
Lemma A3_needs_mass_for_one_half : ~ (forall n p_data p_g x,
  distribution n p_data -> distribution n p_g -> (x < n)%nat ->
  (D_star p_data p_g x = / 2 <-> p_g x = p_data x)).
Proof.
  intros H. pose proof (point_mass_distribution 2 0 ltac:(lia)) as P.
  destruct (H 2%nat (point_mass 0) (point_mass 0) 1%nat P P ltac:(lia)) as [_ E]. specialize (E eq_refl).
  unfold D_star, point_mass in E. simpl in E. unfold Rdiv in E. lra.
Qed.
