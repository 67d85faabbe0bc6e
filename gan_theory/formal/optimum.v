(** The value of the game, the best D, the best G and the equilibrium: Sections 3 and 4 of the paper. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm.
Open Scope R_scope.

(** V(D, p_g) is finite on paper: D is not 0 where p_data has mass, and not 1 where p_g has mass. *)
Definition V_is_finite (n : nat) (D p_data p_g : nat -> R) : Prop :=
  forall x, (x < n)%nat -> (0 < p_data x -> 0 < D x) /\ (0 < p_g x -> D x < 1).

(** * A1 and A2: the value of the game *)

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

(** * A3: Proposition 1 *)

(** a ln y + (a - s y) <= a ln (a / s): Gibbs' inequality for a and s y. *)
Lemma score_term : forall a s y, 0 <= a -> 0 < s -> 0 <= y -> (0 < a -> 0 < y) ->
  a * ln y + (a - s * y) <= a * ln (a / s).
Proof.
  intros a s y [A|<-] S Y F; [specialize (F A) | rewrite !Rmult_0_l; nra].
  pose proof (Gibbs_point a (s * y) ltac:(lra) ltac:(nra) ltac:(nra)) as G.
  rewrite ln_div, ln_mult in G by nra. rewrite ln_div by assumption. lra.
Qed.

(** Equality there: only where a = s y. *)
Lemma score_term_equal : forall a s y, 0 <= a -> 0 < s -> 0 <= y -> (0 < a -> 0 < y) ->
  a * ln y + (a - s * y) = a * ln (a / s) -> a = s * y.
Proof.
  intros a s y [A|<-] S Y F E; [specialize (F A) | rewrite !Rmult_0_l in E; nra].
  apply Gibbs_point_equal; try nra. rewrite ln_div, ln_mult by nra. rewrite ln_div in E by assumption. lra.
Qed.

(** 1 - a / (a + b) = b / (a + b). *)
Lemma one_minus_ratio : forall a b, 0 < a + b -> 1 - a / (a + b) = b / (a + b).
Proof. intros a b P. field. lra. Qed.

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
  assert (u - w <> 0) by (unfold w; intros E; apply N; nra).
  assert (u / w <> 1) by (intros E; apply H; replace u with (u / w * w) by (field; lra); rewrite E; ring).
  pose proof (ln_lt_minus_1 (u / w) (div_pos u w U Hw) H0) as A.
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

(** * A3b: D as a judge of where x came from *)

(** The probability of a label and x, if a coin shows data with the probability c and a sample of G otherwise. *)
Definition joint (c : R) (p_data p_g : nat -> R) (data : bool) (x : nat) : R :=
  if data then c * p_data x else (1 - c) * p_g x.

(** The probability of x. *)
Definition marginal (c : R) (p_data p_g : nat -> R) (x : nat) : R :=
  joint c p_data p_g true x + joint c p_data p_g false x.

(** The probability of a label. *)
Definition label_probability (n : nat) (c : R) (p_data p_g : nat -> R) (data : bool) : R :=
  sum n (joint c p_data p_g data).

(** r is the posterior probability P(data | x): by Bayes, P(data | x) P(x) = P(data, x). *)
Definition is_posterior (c : R) (p_data p_g : nat -> R) (x : nat) (r : R) : Prop :=
  r * marginal c p_data p_g x = joint c p_data p_g true x.

(** The cross-entropy of the label, if D x is taken for the probability of data at x. *)
Definition cross_entropy (n : nat) (c : R) (D p_data p_g : nat -> R) : R :=
  - sum n (fun x => joint c p_data p_g true x * ln (D x) + joint c p_data p_g false x * ln (1 - D x)).

(** One term of the mutual information of label and x. *)
Definition information_term (n : nat) (c : R) (p_data p_g : nat -> R) (data : bool) (x : nat) : R :=
  joint c p_data p_g data x *
  ln (joint c p_data p_g data x / (label_probability n c p_data p_g data * marginal c p_data p_g x)).

(** The mutual information I(label; x): the KL divergence of the joint distribution from the product of the two
    marginal distributions. *)
Definition information (n : nat) (c : R) (p_data p_g : nat -> R) : R :=
  sum n (fun x => information_term n c p_data p_g true x + information_term n c p_data p_g false x).

(** The probability that a rule is right which answers "data" with the probability rule x, and "G" otherwise. *)
Definition accuracy (n : nat) (c : R) (rule p_data p_g : nat -> R) : R :=
  sum n (fun x => joint c p_data p_g true x * rule x + joint c p_data p_g false x * (1 - rule x)).

(** The rule that answers "data" where D* > 1/2, and "G" elsewhere. *)
Definition best_rule (p_data p_g : nat -> R) (x : nat) : R := if Rlt_dec (/ 2) (D_star p_data p_g x) then 1 else 0.

(** Paper (Section 3): "D(x) represents the probability that x came from the data rather than p_g".
    In words: let a fair coin decide whether x is drawn from p_data or from p_g. At each x with mass, D*(x), and no
    other number, is the posterior probability that x came from the data. *)
Theorem A3b_D_star_is_the_posterior : forall n p_data p_g x r, distribution n p_data -> distribution n p_g ->
  (x < n)%nat -> 0 < p_data x + p_g x -> (is_posterior (/ 2) p_data p_g x r <-> r = D_star p_data p_g x).
Proof.
  intros n p q x r _ _ _ S. unfold is_posterior, marginal, joint, D_star. split; intros E; [|rewrite E; field; lra].
  apply (Rmult_eq_reg_r (p x + q x)); [|lra]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** Genuine: where x has no mass, every number satisfies Bayes' equation. *)
Lemma A3b_needs_mass_for_the_posterior : ~ (forall n p_data p_g x r, distribution n p_data -> distribution n p_g ->
  (x < n)%nat -> (is_posterior (/ 2) p_data p_g x r <-> r = D_star p_data p_g x)).
Proof.
  intros H. pose proof (point_mass_distribution 2 0 ltac:(lia)) as P.
  destruct (H 2%nat (point_mass 0) (point_mass 0) 1%nat 1 P P ltac:(lia)) as [E _].
  unfold is_posterior, marginal, joint, D_star, point_mass in E. simpl in E. specialize (E ltac:(ring)).
  unfold Rdiv in E. lra.
Qed.

(** Genuine: with a biased coin (3/4 for data) the posterior for p_g = p_data is 3/4, but D* = 1/2. *)
Lemma A3b_needs_a_fair_coin_for_the_posterior : ~ (forall c n p_data p_g x r, 0 < c < 1 ->
  distribution n p_data -> distribution n p_g -> (x < n)%nat -> 0 < p_data x + p_g x ->
  (is_posterior c p_data p_g x r <-> r = D_star p_data p_g x)).
Proof.
  intros H. pose proof (point_mass_distribution 1 0 ltac:(lia)) as P.
  destruct (H (3 / 4) 1%nat (point_mass 0) (point_mass 0) 0%nat (3 / 4) ltac:(lra) P P ltac:(lia)) as [E _];
    unfold is_posterior, marginal, joint, D_star, point_mass in *; simpl in *; [lra|]. specialize (E ltac:(lra)). lra.
Qed.

(** Paper (Section 4.1): "the training objective for D can be interpreted as maximizing the log-likelihood for
    estimating the conditional probability P(Y = y|x)".
    In words: with a fair coin, V/2 is minus the cross-entropy of the label when D(x) is taken for its probability. *)
Theorem A3b_half_of_V_is_minus_the_cross_entropy : forall n D p_data p_g,
  distribution n p_data -> distribution n p_g -> V n D p_data p_g / 2 = - cross_entropy n (/ 2) D p_data p_g.
Proof.
  intros n D p q _ _. unfold V, cross_entropy, Rdiv. rewrite <- sum_scal_r, Ropp_involutive. apply sum_ext.
  intros x _. unfold joint. lra.
Qed.

(** Genuine: with a coin that always shows data, the cross-entropy has no term for G. *)
Lemma A3b_needs_a_fair_coin_for_the_cross_entropy : ~ (forall c n D p_data p_g, 0 <= c <= 1 ->
  distribution n p_data -> distribution n p_g -> V n D p_data p_g / 2 = - cross_entropy n c D p_data p_g).
Proof.
  intros H. pose proof (point_mass_distribution 1 0 ltac:(lia)) as P.
  specialize (H 1 1%nat (fun _ => / 3) (point_mass 0) (point_mass 0) ltac:(lra) P P).
  unfold V, cross_entropy, joint, point_mass in H. simpl in H.
  pose proof (ln_increasing (/ 3) (1 - / 3) ltac:(lra) ltac:(lra)). lra.
Qed.

(** a ln (a / ((a + b) / 2)) = a ln (a / (a + b)) + a ln 2: a term of KL (p || m). *)
Lemma mixture_term : forall a b, 0 <= a -> 0 <= b -> a * ln (a / ((a + b) / 2)) = a * ln (a / (a + b)) + a * ln 2.
Proof.
  intros a b [A|<-] B; [|ring]. replace (a / ((a + b) / 2)) with (a / (a + b) * 2) by (field; lra).
  rewrite ln_mult by (try apply div_pos; lra). ring.
Qed.

(** Twice the JSD as one sum. *)
Lemma twice_JSD : forall n p q,
  2 * JSD n p q = sum n (fun x => p x * ln (p x / mixture p q x) + q x * ln (q x / mixture p q x)).
Proof. intros n p q. rewrite sum_plus. unfold JSD, KL. lra. Qed.

(** With a fair coin each label has probability 1/2. *)
Lemma fair_labels : forall n p_data p_g data, distribution n p_data -> distribution n p_g ->
  label_probability n (/ 2) p_data p_g data = / 2.
Proof.
  intros n p q data [_ P] [_ Q]. unfold label_probability. destruct data; unfold joint; rewrite sum_scal; lra.
Qed.

(** Paper (Theorem 1): "the Jensen–Shannon divergence between the model's distribution and the data generating process".
    In words: with a fair coin, JSD is the mutual information of the label (data or G) and x, in nats. The paper
    does not state this. *)
Theorem A3b_JSD_is_the_mutual_information : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  JSD n p_data p_g = information n (/ 2) p_data p_g.
Proof.
  assert (H : forall a m, / 2 * a / (/ 2 * m) = a / m).
  { intros a m. destruct (Req_dec m 0) as [->|N]; [|field; assumption].
    rewrite Rmult_0_r. unfold Rdiv. rewrite Rinv_0. ring. }
  intros n p q P Q. apply (Rmult_eq_reg_l 2); [|lra]. rewrite twice_JSD. unfold information.
  rewrite <- sum_scal. apply sum_ext. intros x _. unfold information_term.
  rewrite !fair_labels by assumption. unfold joint. replace (1 - / 2) with (/ 2) by lra.
  replace (marginal (/ 2) p q x) with (mixture p q x) by (unfold marginal, joint, mixture; lra).
  rewrite !H. lra.
Qed.

(** Genuine: a coin that always shows data gives no information, while JSD is log 2 for disjoint supports. *)
Lemma A3b_needs_a_fair_coin_for_the_mutual_information : ~ (forall c n p_data p_g, 0 <= c <= 1 ->
  distribution n p_data -> distribution n p_g -> JSD n p_data p_g = information n c p_data p_g).
Proof.
  intros H. specialize (H 1 2%nat (point_mass 0) (point_mass 1) ltac:(lra)
    (point_mass_distribution 2 0 ltac:(lia)) (point_mass_distribution 2 1 ltac:(lia))).
  apply (Rmult_eq_compat_l 2) in H. rewrite twice_JSD in H.
  unfold information, information_term, label_probability, marginal, joint, mixture, point_mass in H. simpl in H.
  replace (1 / ((1 + 0) / 2)) with 2 in H by field. replace (1 / ((0 + 1) / 2)) with 2 in H by field.
  replace (1 * 1 / ((0 + 1 * 1 + 1 * 0) * (1 * 1 + (1 - 1) * 0))) with 1 in H by field.
  rewrite ln_1 in H. pose proof (ln_pos 2). lra.
Qed.

(** The accuracy of any rule, with a fair coin: 1/2 and half of a sum that TV bounds. *)
Lemma fair_accuracy : forall n rule p_data p_g, distribution n p_data -> distribution n p_g ->
  accuracy n (/ 2) rule p_data p_g = / 2 + / 2 * sum n (fun x => (p_data x - p_g x) * (rule x - / 2)).
Proof.
  intros n rule p q [_ P] [_ Q].
  replace (/ 2) with (/ 4 * (sum n p + sum n q)) at 2 by lra.
  rewrite <- sum_plus, <- !sum_scal, <- sum_plus. apply sum_ext. intros x _. unfold joint. lra.
Qed.

(** Paper (Figure 1): "D is trained to discriminate samples from data".
    In words: let a fair coin decide whether x is drawn from p_data or from p_g. No rule that guesses the origin of x,
    random or not, is right with a probability above (1 + TV)/2. The rule that guesses "data" where D*(x) > 1/2 attains
    this. The paper does not state this. *)
Theorem A3b_best_accuracy : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  (forall rule, discriminator n rule -> accuracy n (/ 2) rule p_data p_g <= (1 + TV n p_data p_g) / 2) /\
  accuracy n (/ 2) (best_rule p_data p_g) p_data p_g = (1 + TV n p_data p_g) / 2.
Proof.
  intros n p q P Q.
  assert (E : (1 + TV n p q) / 2 = / 2 + / 2 * sum n (fun x => Rabs (p x - q x) * / 2))
    by (rewrite sum_scal_r; unfold TV; lra).
  split; [intros rule HR|]; rewrite E, fair_accuracy by assumption.
  - apply Rplus_le_compat_l, Rmult_le_compat_l; [lra|]. apply sum_le. intros x Hx. specialize (HR x Hx).
    unfold Rabs. destruct (Rcase_abs (p x - q x)); nra.
  - apply Rplus_eq_compat_l, Rmult_eq_compat_l. apply sum_ext. intros x Hx.
    pose proof (mass_nonneg n p x P Hx). pose proof (mass_nonneg n q x Q Hx). unfold best_rule.
    destruct (Req_dec (p x + q x) 0) as [Z|N].
    + replace (p x) with 0 by lra. replace (q x) with 0 by lra. rewrite Rminus_0_r, Rabs_R0. ring.
    + assert (D : D_star p q x * (p x + q x) = p x) by (unfold D_star; field; assumption).
      destruct (Rlt_dec (/ 2) (D_star p q x)) as [L|L].
      * rewrite Rabs_pos_eq by nra. lra.
      * rewrite Rabs_left1 by nra. lra.
Qed.

(** Genuine: with a coin that always shows data, the answer "data" is always right, though TV may be 0. *)
Lemma A3b_needs_a_fair_coin_for_the_accuracy : ~ (forall c n rule p_data p_g, 0 <= c <= 1 ->
  distribution n p_data -> distribution n p_g -> discriminator n rule ->
  accuracy n c rule p_data p_g <= (1 + TV n p_data p_g) / 2).
Proof.
  intros H. pose proof (point_mass_distribution 1 0 ltac:(lia)) as P.
  specialize (H 1 1%nat (fun _ => 1) (point_mass 0) (point_mass 0) ltac:(lra) P P ltac:(intros x _; lra)).
  unfold accuracy, TV, joint, point_mass in H. simpl in H. rewrite Rminus_diag_eq, Rabs_R0 in H by reflexivity. lra.
Qed.

(** Genuine: a rule must be a probability. With a "probability" of 3 the accuracy would be 2 for disjoint supports. *)
Lemma A3b_needs_a_probability_for_the_accuracy : ~ (forall n rule p_data p_g,
  distribution n p_data -> distribution n p_g -> accuracy n (/ 2) rule p_data p_g <= (1 + TV n p_data p_g) / 2).
Proof.
  intros H. specialize (H 2%nat (fun x => 3 * point_mass 0 x) (point_mass 0) (point_mass 1)
    (point_mass_distribution 2 0 ltac:(lia)) (point_mass_distribution 2 1 ltac:(lia))).
  unfold accuracy, TV, joint, point_mass in H. simpl in H.
  rewrite Rminus_0_r, Rminus_0_l, Rabs_Ropp, Rabs_R1 in H. lra.
Qed.

(** * A4: the criterion C *)

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

(** Two distributions have no negative masses. *)
Lemma masses_nonneg : forall n p q, distribution n p -> distribution n q ->
  forall x, (x < n)%nat -> 0 <= p x /\ 0 <= q x.
Proof. intros n p q [P _] [Q _] x Hx. auto. Qed.

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

(** * A5: Theorem 1 *)

(** Paper (Theorem 1): "At that point, C(G) achieves the value − log 4".
    In words: C is at least -log 4 for any two distributions. *)
Theorem A5_C_is_at_least_minus_log_4 : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  - ln 4 <= C n p_data p_g.
Proof.
  intros n p q P Q. rewrite A4_equation_6 by assumption. pose proof (JSD_nonneg n p q P Q). lra.
Qed.

(** Paper (Theorem 1): "The global minimum of the virtual training criterion C(G) is achieved if and only if
    p_g = p_data".
    In words: C is -log 4, its least value, if and only if p_g = p_data at each of the n points. *)
Theorem A5_C_is_minimal_only_at_p_data : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  (C n p_data p_g = - ln 4 <-> forall x, (x < n)%nat -> p_g x = p_data x).
Proof.
  intros n p q P Q. rewrite A4_equation_6 by assumption. destruct (JSD_zero_iff n p q P Q) as [A B]. split; intros E.
  - intros x Hx. symmetry. apply A; [lra | assumption].
  - rewrite B; [lra|]. intros x Hx. symmetry. auto.
Qed.

(** Genuine: for masses that sum to 2, C is -2 log 4 where p_g = p_data, less than -log 4. *)
Lemma A5_needs_masses_that_sum_to_1_for_the_lower_bound : ~ (forall n p_data p_g,
  (forall x, (x < n)%nat -> 0 <= p_data x /\ 0 <= p_g x) -> - ln 4 <= C n p_data p_g).
Proof.
  intros H. specialize (H 1%nat (fun _ => 2) (fun _ => 2) ltac:(intros; lra)).
  rewrite C_as_sum, ln_4 in H by (intros; lra). simpl in H. replace (2 / (2 + 2)) with (/ 2) in H by field.
  rewrite ln_half in H. pose proof (ln_pos 2). lra.
Qed.

(** Genuine: for masses that sum to 2, C is not -log 4 where p_g = p_data. *)
Lemma A5_needs_masses_that_sum_to_1_for_the_minimum : ~ (forall n p_data p_g,
  (forall x, (x < n)%nat -> 0 <= p_data x /\ 0 <= p_g x) ->
  (C n p_data p_g = - ln 4 <-> forall x, (x < n)%nat -> p_g x = p_data x)).
Proof.
  intros H. destruct (H 1%nat (fun _ => 2) (fun _ => 2) ltac:(intros; lra)) as [_ E]. specialize (E ltac:(auto)).
  rewrite C_as_sum, ln_4 in E by (intros; lra). simpl in E. replace (2 / (2 + 2)) with (/ 2) in E by field.
  rewrite ln_half in E. pose proof (ln_pos 2). lra.
Qed.

(** log (a / (a + b)) is at most 0. *)
Lemma ln_share_le_0 : forall a b, 0 <= a -> 0 <= b -> a * ln (a / (a + b)) <= 0.
Proof.
  intros a b [A|<-] B; [|lra]. pose proof (ln_le_0 (a / (a + b))) as L.
  assert (a / (a + b) <= 1) by (apply (Rmult_le_reg_r (a + b)); [lra|]; field_simplify; lra). specialize (L H). nra.
Qed.

(** It is 0 only if a or b is 0. *)
Lemma ln_share_zero : forall a b, 0 <= a -> 0 <= b -> a * ln (a / (a + b)) = 0 -> a = 0 \/ b = 0.
Proof.
  intros a b [A|<-] B E; [|now left]. right. destruct B as [B|]; [exfalso | auto].
  assert (L : ln (a / (a + b)) < 0).
  { apply ln_neg. split; [apply div_pos; lra|]. apply (Rmult_lt_reg_r (a + b)); [lra|]. field_simplify; lra. }
  nra.
Qed.

(** log 2 - JSD, as a sum of terms that are not negative. *)
Lemma log_2_minus_JSD : forall n p q, distribution n p -> distribution n q ->
  2 * (ln 2 - JSD n p q) = sum n (fun x => - (p x * ln (p x / (p x + q x)) + q x * ln (q x / (p x + q x)))).
Proof.
  intros n p q P Q. rewrite sum_opp, <- C_as_sum, A4_equation_6, ln_4 by (try apply masses_nonneg; assumption). ring.
Qed.

(** Each term there is not negative, and 0 only if p or q has no mass at x. *)
Lemma log_2_minus_JSD_term : forall a b, 0 <= a -> 0 <= b ->
  0 <= - (a * ln (a / (a + b)) + b * ln (b / (a + b))) /\
  (- (a * ln (a / (a + b)) + b * ln (b / (a + b))) = 0 -> a = 0 \/ b = 0).
Proof.
  intros a b A B. pose proof (ln_share_le_0 a b A B). pose proof (ln_share_le_0 b a B A) as Hb.
  rewrite Rplus_comm in Hb. split; [lra|]. intros E. apply ln_share_zero; [assumption | assumption | lra].
Qed.

(** Paper (Theorem 1): "the Jensen–Shannon divergence between two distributions is always non-negative".
    In words: JSD is at most log 2. The paper does not state this bound. *)
Theorem A5_JSD_is_at_most_log_2 : forall n p q, distribution n p -> distribution n q -> JSD n p q <= ln 2.
Proof.
  intros n p q P Q. pose proof (log_2_minus_JSD n p q P Q) as E.
  assert (0 <= 2 * (ln 2 - JSD n p q)); [|lra]. rewrite E. apply sum_nonneg. intros x Hx.
  destruct (masses_nonneg n p q P Q x Hx). now apply log_2_minus_JSD_term.
Qed.

(** Paper (Theorem 1): "the Jensen–Shannon divergence between two distributions is always non-negative".
    In words: JSD is log 2, its greatest value, if and only if there is no point where both distributions have mass.
    The paper does not state this. *)
Theorem A5_JSD_is_log_2_only_for_disjoint_supports : forall n p q, distribution n p -> distribution n q ->
  (JSD n p q = ln 2 <-> forall x, (x < n)%nat -> p x = 0 \/ q x = 0).
Proof.
  intros n p q P Q. pose proof (log_2_minus_JSD n p q P Q) as S. split; intros E.
  - rewrite E, Rminus_diag_eq, Rmult_0_r in S by reflexivity. symmetry in S.
    intros x Hx. destruct (masses_nonneg n p q P Q x Hx).
    apply log_2_minus_JSD_term; [assumption | assumption|].
    apply (sum_zero_iff n (fun x => - (p x * ln (p x / (p x + q x)) + q x * ln (q x / (p x + q x)))));
      [|exact S|exact Hx].
    intros y Hy. destruct (masses_nonneg n p q P Q y Hy). now apply log_2_minus_JSD_term.
  - rewrite sum_zero in S; [lra|]. intros x Hx.
    assert (I : forall a, a * ln (a / a) = 0).
    { intros a. destruct (Req_dec a 0) as [->|N]; [ring|]. replace (a / a) with 1 by (field; assumption).
      rewrite ln_1. ring. }
    destruct (E x Hx) as [Z|Z]; rewrite Z.
    + rewrite Rplus_0_l, I. ring.
    + rewrite Rplus_0_r, I. ring.
Qed.

(** Genuine: for masses that sum to 2, JSD may be 2 log 2. *)
Lemma A5_needs_masses_that_sum_to_1_for_log_2 : ~ (forall n p q,
  (forall x, (x < n)%nat -> 0 <= p x /\ 0 <= q x) -> JSD n p q <= ln 2).
Proof.
  intros H. specialize (H 2%nat (fun x => 2 * point_mass 0 x) (fun x => 2 * point_mass 1 x)).
  apply (Rmult_le_compat_l 2) in H; [rewrite twice_JSD in H | lra | intros [|x] _; unfold point_mass; simpl].
  - unfold mixture, point_mass in H. simpl in H. rewrite !Rmult_1_r, !Rmult_0_r in H.
    replace (2 / ((2 + 0) / 2)) with 2 in H by field. replace (2 / ((0 + 2) / 2)) with 2 in H by field.
    pose proof (ln_pos 2). lra.
  - lra.
  - destruct (Nat.eqb x 0); lra.
Qed.

(** Genuine: for masses that sum to 2 and disjoint supports, JSD is 2 log 2, not log 2. *)
Lemma A5_needs_masses_that_sum_to_1_for_disjoint_supports : ~ (forall n p q,
  (forall x, (x < n)%nat -> 0 <= p x /\ 0 <= q x) ->
  (JSD n p q = ln 2 <-> forall x, (x < n)%nat -> p x = 0 \/ q x = 0)).
Proof.
  intros H. destruct (H 2%nat (fun x => 2 * point_mass 0 x) (fun x => 2 * point_mass 1 x)) as [_ E].
  - intros [|x] _; unfold point_mass; simpl; [lra|]. destruct (Nat.eqb x 0); lra.
  - assert (J : JSD 2 (fun x => 2 * point_mass 0 x) (fun x => 2 * point_mass 1 x) = ln 2).
    { apply E. intros [|x] _; unfold point_mass; simpl; lra. }
    apply (Rmult_eq_compat_l 2) in J. rewrite twice_JSD in J. unfold mixture, point_mass in J. simpl in J.
    rewrite !Rmult_1_r, !Rmult_0_r in J. replace (2 / ((2 + 0) / 2)) with 2 in J by field.
    replace (2 / ((0 + 2) / 2)) with 2 in J by field. pose proof (ln_pos 2). lra.
Qed.

(** m phi(t), with m = (p + q)/2 and t = (p - q)/(p + q), is a term of 2 JSD. *)
Lemma JSD_term_phi : forall a b, 0 <= a -> 0 <= b -> 0 < a + b -> let m := (a + b) / 2 in let t := (a - b) / (a + b) in
  a * ln (a / m) + b * ln (b / m) = m * ((1 + t) * ln (1 + t) + (1 - t) * ln (1 - t)).
Proof.
  intros a b A B S m t. replace (1 + t) with (a / m) by (unfold m, t; field; lra).
  replace (1 - t) with (b / m) by (unfold m, t; field; lra). field. unfold m. lra.
Qed.

(** A term of 2 JSD is at least m t^2. *)
Lemma JSD_term_ge_square : forall a b, 0 <= a -> 0 <= b ->
  (a + b) / 2 * (Rabs ((a - b) / (a + b)))² <= a * ln (a / ((a + b) / 2)) + b * ln (b / ((a + b) / 2)).
Proof.
  intros a b A B. rewrite <- Rsqr_abs. destruct (Req_dec (a + b) 0) as [Z|N].
  - replace a with 0 by lra. replace b with 0 by lra. lra.
  - rewrite JSD_term_phi by lra. apply Rmult_le_compat_l; [lra|]. apply phi_ge_square.
    split; apply (Rmult_le_reg_r (a + b)); try lra; unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra.
Qed.

(** Paper (Theorem 1): "The global minimum of the virtual training criterion C(G) is achieved if and only if
    p_g = p_data".
    In words: 2 JSD = C + log 4 is at least the square of the total variation distance TV. So if C is close to its
    minimum, then p_g is close to p_data. The paper does not state this bound. *)
Theorem A5_twice_JSD_is_at_least_TV_squared : forall n p q, distribution n p -> distribution n q ->
  (TV n p q)² <= 2 * JSD n p q.
Proof.
  intros n p q P Q. destruct (mixture_distribution n p q P Q) as [M S].
  pose proof (weighted_Cauchy_Schwarz n (mixture p q) (fun x => Rabs ((p x - q x) / (p x + q x))) (fun _ => 1) M) as K.
  cbv beta in K. rewrite (sum_ext n (fun x => mixture p q x * 1²) (mixture p q)), S, Rmult_1_r in K
    by (intros; rewrite Rsqr_1; ring).
  replace (TV n p q) with (sum n (fun x => mixture p q x * (Rabs ((p x - q x) / (p x + q x)) * 1))).
  - apply Rle_trans with (1 := K). rewrite twice_JSD. apply sum_le. intros x Hx.
    destruct (masses_nonneg n p q P Q x Hx). now apply JSD_term_ge_square.
  - unfold TV. rewrite <- sum_scal. apply sum_ext. intros x Hx. destruct (masses_nonneg n p q P Q x Hx).
    unfold mixture. destruct (Req_dec (p x + q x) 0) as [Z|N].
    + replace (p x) with 0 by lra. replace (q x) with 0 by lra. rewrite Rminus_0_r, Rabs_R0. field.
    + unfold Rdiv. rewrite Rabs_mult, (Rabs_pos_eq (/ (p x + q x))) by (left; apply Rinv_0_lt_compat; lra).
      field. assumption.
Qed.

(** Paper (Theorem 1): "The global minimum of the virtual training criterion C(G) is achieved if and only if
    p_g = p_data".
    In words: how close p_g is to p_data when C is close to its minimum. The total variation distance TV is at most the
    square root of C + log 4. The paper does not state this bound. *)
Corollary A5_small_C_means_small_TV : forall n p_data p_g, distribution n p_data -> distribution n p_g ->
  TV n p_data p_g <= sqrt (C n p_data p_g + ln 4).
Proof.
  intros n p q P Q. rewrite A4_equation_6 by assumption. replace (- ln 4 + 2 * JSD n p q + ln 4) with (2 * JSD n p q)
    by ring.
  assert (0 <= TV n p q) by (apply Rmult_le_pos; [lra | apply sum_nonneg; intros; apply Rabs_pos]).
  rewrite <- (sqrt_Rsqr (TV n p q)) by assumption. apply sqrt_le_1_alt. now apply A5_twice_JSD_is_at_least_TV_squared.
Qed.

(** Genuine: for masses that sum to 4 and disjoint supports, TV^2 = 16, but 2 JSD = 8 log 2. *)
Lemma A5_needs_masses_that_sum_to_1_for_TV : ~ (forall n p q,
  (forall x, (x < n)%nat -> 0 <= p x /\ 0 <= q x) -> (TV n p q)² <= 2 * JSD n p q).
Proof.
  intros H. specialize (H 2%nat (fun x => 4 * point_mass 0 x) (fun x => 4 * point_mass 1 x)).
  rewrite twice_JSD in H. unfold TV, mixture, point_mass in H. simpl in H. rewrite !Rmult_1_r, !Rmult_0_r in H.
  replace (4 / ((4 + 0) / 2)) with 2 in H by field. replace (4 / ((0 + 4) / 2)) with 2 in H by field.
  rewrite Rminus_0_r, Rminus_0_l, Rabs_Ropp, (Rabs_pos_eq 4) in H by lra. pose proof (ln_lt_minus_1 2).
  assert (N : forall x, (x < 2)%nat ->
    0 <= 4 * (if Nat.eqb x 0 then 1 else 0) /\ 0 <= 4 * (if Nat.eqb x 1 then 1 else 0))
    by (intros x _; destruct (Nat.eqb x 0); destruct (Nat.eqb x 1); lra).
  specialize (H N). unfold Rsqr in H. lra.
Qed.

(** (b + d) log ((b + d)/m) <= d log 2, with m = b + d/2. *)
Lemma JSD_term_le_difference : forall b d, 0 <= b -> 0 < d ->
  (b + d) * ln ((b + d) / ((b + d + b) / 2)) <= d * ln 2.
Proof.
  intros b d B D. set (m := (b + d + b) / 2). assert (Hm : 0 < m) by (unfold m; lra).
  set (r := (b + d) / m). assert (Hr : 0 < r) by (apply div_pos; lra).
  assert (E : r * m = b + d) by (unfold r; field; lra).
  pose proof (ln_le_minus_1 (r / 2) ltac:(lra)) as G. rewrite ln_div in G by lra.
  pose proof (ln_le_minus_1 r Hr) as G2. assert (m = b + d / 2) by (unfold m; lra).
  assert (d * (ln r - ln 2) <= d * (r / 2 - 1)) by (apply Rmult_le_compat_l; lra).
  assert (b * ln r <= b * (r - 1)) by (apply Rmult_le_compat_l; lra). nra.
Qed.

(** A term of 2 JSD is at most |p - q| log 2. *)
Lemma JSD_term_le_TV : forall a b, 0 <= a -> 0 <= b ->
  a * ln (a / ((a + b) / 2)) + b * ln (b / ((a + b) / 2)) <= Rabs (a - b) * ln 2.
Proof.
  assert (H : forall a b, 0 <= b -> b < a ->
    a * ln (a / ((a + b) / 2)) + b * ln (b / ((a + b) / 2)) <= (a - b) * ln 2).
  { intros a b B L. pose proof (JSD_term_le_difference b (a - b) B ltac:(lra)) as J.
    replace (b + (a - b)) with a in J by ring. assert (b * ln (b / ((a + b) / 2)) <= 0); [|lra].
    pose proof (ln_le_0 (b / ((a + b) / 2))) as N.
    assert (b / ((a + b) / 2) <= 1) by (apply (Rmult_le_reg_r ((a + b) / 2)); [lra|]; field_simplify; lra).
    specialize (N H). nra. }
  intros a b A B. destruct (Rtotal_order a b) as [L|[->|L]].
  - specialize (H b a A L). rewrite Rabs_left by lra. rewrite (Rplus_comm b a) in H. lra.
  - replace (b / ((b + b) / 2)) with (b / b) by (f_equal; lra). rewrite Rminus_diag_eq, Rabs_R0 by reflexivity.
    destruct (Req_dec b 0) as [->|N]; [lra|]. replace (b / b) with 1 by (field; assumption). rewrite ln_1. lra.
  - rewrite Rabs_pos_eq by lra. now apply H.
Qed.

(** Paper (Theorem 1): "the Jensen–Shannon divergence between two distributions is always non-negative".
    In words: JSD is at most log 2 times the total variation distance. The paper does not state this bound. *)
Theorem A5_JSD_is_at_most_log_2_times_TV : forall n p q, distribution n p -> distribution n q ->
  JSD n p q <= ln 2 * TV n p q.
Proof.
  intros n p q P Q. apply (Rmult_le_reg_l 2); [lra|]. rewrite twice_JSD. unfold TV.
  replace (2 * (ln 2 * (/ 2 * sum n (fun x => Rabs (p x - q x)))))
    with (sum n (fun x => Rabs (p x - q x)) * ln 2) by lra.
  rewrite <- sum_scal_r. apply sum_le. intros x Hx. destruct (masses_nonneg n p q P Q x Hx). now apply JSD_term_le_TV.
Qed.

(** * A15: the saddle point *)

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
