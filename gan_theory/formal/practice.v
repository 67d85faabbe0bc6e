(** Section 3's two losses of G, and section 6's collapse of G while D is fixed.

    [derivable_pt_lim f t s] is Coq's way to say that f has the derivative s at t. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm pointwise derivatives two_points.
Open Scope R_scope.

(** ** The two losses of G (section 3) *)

(** Paper (section 3): "This objective function results in the same fixed point of the dynamics of G and D but
    provides much stronger gradients early in learning."
    In words: let D be the value of the discriminator at one sample of G, as a function of a parameter theta of G,
    with 0 < D < 1 and the derivative slope. Then the derivative of log (1 - D) is -slope / (1 - D), the derivative
    of -log D is -slope / D, and the second is (1 - D) / D times the first. *)
Theorem A10_gradients_of_the_two_losses : forall (D : R -> R) (theta slope : R),
  0 < D theta < 1 -> derivable_pt_lim D theta slope ->
  derivable_pt_lim (fun t => ln (1 - D t)) theta (- slope / (1 - D theta)) /\
  derivable_pt_lim (fun t => - ln (D t)) theta (- slope / D theta) /\
  - slope / D theta = (1 - D theta) / D theta * (- slope / (1 - D theta)).
Proof.
  intros D theta slope D_inside derivative. repeat split.
  - apply (derivative_of_ln (fun t => 1 - D t)); [lra|]. now apply derivative_of_constant_minus.
  - replace (- slope / D theta) with (- (slope / D theta)) by (field; lra).
    apply (derivative_of_minus (fun t => ln (D t))). now apply derivative_of_ln; [lra|].
  - field; lra.
Qed.

(** Paper (section 3): "In this case, log(1 - D(G(z))) saturates."
    In words: as functions of the logit of D, log (1 - D) has the derivative -D, which tends to 0 as D does, and
    -log D has the derivative -(1 - D), which tends to -1. D is the sigmoid of its logit, so 0 < D < 1 always. *)
Corollary A10_gradients_in_the_logit : forall logit,
  derivable_pt_lim (fun l => ln (1 - sigmoid l)) logit (- sigmoid logit) /\
  derivable_pt_lim (fun l => - ln (sigmoid l)) logit (- (1 - sigmoid logit)).
Proof.
  intros logit. split.
  - apply derivable_pt_lim_ext with (f := fun l => - l - ln (1 + exp (- l)));
      [intros l; now rewrite ln_1_minus_sigmoid|].
    replace (- sigmoid logit) with (- 1 - (sigmoid logit - 1)) by ring.
    apply (derivable_pt_lim_minus Ropp (fun l => ln (1 + exp (- l)))); [|apply derivative_of_softplus].
    exact (derivative_of_minus id logit 1 (derivable_pt_lim_id logit)).
  - apply derivable_pt_lim_ext with (f := fun l => ln (1 + exp (- l))); [intros l; rewrite ln_sigmoid; ring|].
    replace (- (1 - sigmoid logit)) with (sigmoid logit - 1) by ring.
    apply derivative_of_softplus.
Qed.

(** Genuine: at D = 0 the curve -log D goes to plus infinity, on paper and in Coq: it has no derivative there. *)
Lemma A10_needs_D_above_0 : forall slope, ~ derivable_pt_lim (fun D => - ln D) 0 slope.
Proof.
  intros slope derivative.
  destruct (derivative 1) as [delta close]; [lra|].
  pose proof (cond_pos delta) as delta_positive.
  set (D := Rmin (delta / 2) (exp (- (Rabs slope + 2)))).
  assert (0 < D) by (apply Rmin_pos; [lra | apply exp_pos]).
  assert (D <= delta / 2) by apply Rmin_l.
  assert (D <= exp (- (Rabs slope + 2))) by apply Rmin_r.
  assert (log_is_large : ln D <= - (Rabs slope + 2)).
  { rewrite <- (ln_exp (- (Rabs slope + 2))). apply ln_le; assumption. }
  assert (D < 1).
  { apply Rle_lt_trans with (exp (- (Rabs slope + 2))); [assumption|].
    rewrite <- exp_0. apply exp_increasing. pose proof (Rabs_pos slope). lra. }
  specialize (close D ltac:(lra) ltac:(rewrite Rabs_right; lra)).
  rewrite Rplus_0_l, ln_0 in close.
  apply Rabs_def2 in close. pose proof (Rle_abs slope). pose proof (Rabs_pos slope).
  assert (Rabs slope + 2 <= (- ln D - - 0) / D).
  { apply Rmult_le_reg_r with D; [assumption|]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. nra. }
  lra.
Qed.

(** Genuine: at D = 1 the curve log (1 - D) goes to minus infinity: it has no derivative there. *)
Lemma A10_needs_D_below_1 : forall slope, ~ derivable_pt_lim (fun D => ln (1 - D)) 1 slope.
Proof.
  intros slope derivative. apply (A10_needs_D_above_0 slope).
  replace slope with (- (slope * - 1)) by ring.
  apply (derivative_of_minus ln).
  apply derivable_pt_lim_ext with (f := fun t => ln (1 - (1 - t))); [intros t; f_equal; ring|].
  apply (derivable_pt_lim_comp (fun t => 1 - t) (fun D => ln (1 - D)) 0 (- 1) slope).
  - exact (derivative_of_constant_minus 1 id 0 1 (derivable_pt_lim_id 0)).
  - now rewrite Rminus_0_r.
Qed.

(** ** G trained while D is fixed (section 6) *)

(** The loss that section 3 recommends for G: the expectation of -log D under p_g. *)
Definition non_saturating_loss (n : nat) (p_g D : nat -> R) : R := sum n (fun x => p_g x * - ln (D x)).

(** An expectation under q is minimal exactly if q has mass only where the function is minimal. *)
Lemma minimisers_of_an_expectation : forall (n : nat) (f q : nat -> R),
  distribution n q ->
  (forall r, distribution n r -> sum n (fun x => q x * f x) <= sum n (fun x => r x * f x)) <->
  (forall x y, (x < n)%nat -> (y < n)%nat -> 0 < q x -> f x <= f y).
Proof.
  intros n f q q_distribution. split.
  - intros q_minimal x y Hx Hy mass. apply Rnot_lt_le; intros less.
    (* Otherwise r, which moves the mass at x to y, has a smaller expectation. *)
    set (r := fun z => q z + (q x * point_mass y z - q x * point_mass x z)).
    assert (r_distribution : distribution n r).
    { split.
      - intros z Hz. pose proof (mass_nonneg n q z q_distribution Hz).
        unfold r, point_mass. destruct (Nat.eqb_spec z y), (Nat.eqb_spec z x); subst; lra.
      - unfold r. rewrite sum_plus, sum_minus, !sum_scal.
        rewrite (proj2 (point_mass_distribution n x Hx)), (proj2 (point_mass_distribution n y Hy)).
        rewrite (proj2 q_distribution). ring. }
    specialize (q_minimal r r_distribution).
    assert (expectation_of_r : sum n (fun z => r z * f z) = sum n (fun z => q z * f z) + (q x * f y - q x * f x)).
    { rewrite <- (sum_point_mass n x f Hx), <- (sum_point_mass n y f Hy).
      rewrite <- !sum_scal, <- sum_minus, <- sum_plus. apply sum_ext. intros z _. unfold r. ring. }
    nra.
  - intros only_where_minimal r [r_nonneg r_sum].
    destruct (mass_exists n q q_distribution) as [k [Hk mass]].
    assert (expectation_of_q : sum n (fun x => q x * f x) = sum n (fun x => q x * f k)).
    { apply sum_ext. intros x Hx.
      destruct (Rle_lt_or_eq_dec _ _ (mass_nonneg n q x q_distribution Hx)) as [q_x|q_x].
      - f_equal. apply Rle_antisym; now apply only_where_minimal.
      - rewrite <- q_x. ring. }
    rewrite expectation_of_q, sum_scal_r, (proj2 q_distribution), <- r_sum, <- sum_scal_r.
    apply sum_le. intros x Hx. apply Rmult_le_compat_l; auto.
Qed.

(** Where D is largest at k only, mass only at the maximum means the point mass at k. *)
Lemma mass_only_at_the_maximum : forall (n k : nat) (D q : nat -> R),
  distribution n q -> (k < n)%nat -> (forall x, (x < n)%nat -> x <> k -> D x < D k) ->
  (forall x y, (x < n)%nat -> (y < n)%nat -> 0 < q x -> D y <= D x) <->
  (forall x, (x < n)%nat -> q x = point_mass k x).
Proof.
  intros n k D q q_distribution Hk k_maximal. split.
  - intros only_where_maximal.
    assert (elsewhere : forall x, (x < n)%nat -> x <> k -> q x = 0).
    { intros x Hx not_k. destruct (Rle_lt_or_eq_dec _ _ (mass_nonneg n q x q_distribution Hx)) as [mass|]; [|easy].
      pose proof (only_where_maximal x k Hx Hk mass). pose proof (k_maximal x Hx not_k). lra. }
    intros x Hx. unfold point_mass. destruct (Nat.eqb_spec x k) as [->|]; [|now apply elsewhere].
    pose proof (proj2 q_distribution) as total. rewrite (sum_split n q k Hk), sum_zero in total; [lra|].
    intros y Hy. destruct (Nat.eqb_spec y k); auto.
  - intros all_at_k x y Hx Hy mass. rewrite (all_at_k x Hx) in mass. unfold point_mass in mass.
    destruct (Nat.eqb_spec x k) as [->|]; [|lra].
    destruct (Nat.eq_dec y k) as [->|not_k]; [lra|]. now apply Rlt_le, k_maximal.
Qed.

(** Paper (section 6): "G must not be trained too much without updating D, in order to avoid 'the Helvetica
    scenario'".
    In words: let D be fixed, with D < 1 at each of the n points. Then a distribution p_g minimises U(p_g, D) over
    all distributions if and only if p_g has mass only at points where D is largest. *)
Theorem A11_minimisers_of_U_for_fixed_D : forall (n : nat) (D p_data p_g : nat -> R),
  (forall x, (x < n)%nat -> D x < 1) -> distribution n p_g ->
  (forall r, distribution n r -> U n p_g D p_data <= U n r D p_data) <->
  (forall x y, (x < n)%nat -> (y < n)%nat -> 0 < p_g x -> D y <= D x).
Proof.
  intros n D p_data p_g D_below_1 p_g_distribution.
  pose proof (minimisers_of_an_expectation n (fun x => ln (1 - D x)) p_g p_g_distribution) as minimisers.
  unfold U, V. rewrite sum_plus. split.
  - intros p_g_minimal x y Hx Hy mass.
    assert (ln (1 - D x) <= ln (1 - D y)) as order.
    { apply (proj1 minimisers); auto.
      intros r Hr. specialize (p_g_minimal r Hr). rewrite sum_plus in p_g_minimal. lra. }
    apply ln_le_inverse in order; [lra | pose proof (D_below_1 x Hx); lra | pose proof (D_below_1 y Hy); lra].
  - intros only_where_maximal r Hr. rewrite sum_plus. apply Rplus_le_compat_l.
    apply (proj2 minimisers); auto. intros x y Hx Hy mass.
    apply ln_le; [pose proof (D_below_1 x Hx); lra|]. pose proof (only_where_maximal x y Hx Hy mass). lra.
Qed.

(** Paper (section 6): "G collapses too many values of z to the same value of x".
    In words: if D < 1 is largest at the single point k, then for this fixed D the one distribution that minimises
    U(p_g, D) is the point mass at k. *)
Corollary A11_G_collapses_to_one_point : forall (n k : nat) (D p_data p_g : nat -> R),
  (forall x, (x < n)%nat -> D x < 1) -> distribution n p_g ->
  (k < n)%nat -> (forall x, (x < n)%nat -> x <> k -> D x < D k) ->
  (forall r, distribution n r -> U n p_g D p_data <= U n r D p_data) <->
  (forall x, (x < n)%nat -> p_g x = point_mass k x).
Proof.
  intros n k D p_data p_g D_below_1 p_g_distribution Hk k_maximal.
  rewrite (A11_minimisers_of_U_for_fixed_D n D p_data p_g D_below_1 p_g_distribution).
  now apply mass_only_at_the_maximum.
Qed.

(** Artefact of ln 0 = 0: D = 1 at one point and 1/2 at another. On paper log (1 - D) is minus infinity at the
    first, so that the point mass there minimises U. In Coq log (1 - D) is 0 there, so that it does not. *)
Lemma A11_needs_D_below_1 :
  ~ (forall (n : nat) (D p_data p_g : nat -> R),
      discriminator n D -> distribution n p_data -> distribution n p_g ->
      (forall r, distribution n r -> U n p_g D p_data <= U n r D p_data) <->
      (forall x y, (x < n)%nat -> (y < n)%nat -> 0 < p_g x -> D y <= D x)).
Proof.
  intros claim.
  destruct (claim 2%nat (two_points 1 (/ 2)) (two_points 1 0) (two_points 1 0)) as [_ minimal];
    try (apply two_points_discriminator || apply two_points_distribution; lra).
  assert (less : U 2 (two_points 1 0) (two_points 1 (/ 2)) (two_points 1 0) <=
                 U 2 (two_points 0 1) (two_points 1 (/ 2)) (two_points 1 0)).
  { apply minimal; [|apply two_points_distribution; lra].
    intros [|x] [|y] Hx Hy mass; simpl in *; lra. }
  unfold U, V in less; simpl in less.
  replace (1 - 1) with 0 in less by ring. replace (1 - / 2) with (/ 2) in less by field.
  rewrite ln_0, ln_1, ln_Rinv in less by lra. pose proof (ln_increasing 1 2). rewrite ln_1 in *. lra.
Qed.

(** Artefact of ln 0 = 0: for the same D, a G that sends its one z to the point with D = 1 is not the best in Coq.
    *)
Lemma A11_needs_D_below_1_for_G :
  ~ (forall (n m : nat) (D p_data p_z : nat -> R) (G : nat -> nat),
      discriminator n D -> distribution m p_z -> (forall z, (z < m)%nat -> (G z < n)%nat) ->
      (forall z x, (z < m)%nat -> (x < n)%nat -> 0 < p_z z -> D x <= D (G z)) ->
      forall F : nat -> nat, (forall z, (z < m)%nat -> (F z < n)%nat) ->
        V_of_G n m D p_data p_z G <= V_of_G n m D p_data p_z F).
Proof.
  intros claim.
  specialize (claim 2%nat 1%nat (two_points 1 (/ 2)) (point_mass 0) (point_mass 0) (fun _ => 0%nat)).
  specialize (claim ltac:(apply two_points_discriminator; lra) ltac:(apply point_mass_distribution; lia)).
  specialize (claim ltac:(intros; simpl; lia) ltac:(intros z [|x] _ _ _; simpl; lra)).
  specialize (claim (fun _ => 1%nat) ltac:(intros; simpl; lia)).
  unfold V_of_G, point_mass in claim; simpl in claim.
  replace (1 - 1) with 0 in claim by ring. replace (1 - / 2) with (/ 2) in claim by field.
  rewrite ln_0, ln_1, ln_half in claim. pose proof (ln_pos 2). lra.
Qed.

(** Genuine: G must send each z to one of the n points. Here n = 2 and D is 1/4 and 1/2 there, but 15/16 at a third
    point; G sends one z to that point, and so beats each G into the two points although it sends the other z to the
    worse of them. *)
Lemma A11_needs_G_into_the_points :
  ~ (forall (n m : nat) (D p_data p_z : nat -> R) (G : nat -> nat),
      (forall x, D x < 1) -> distribution m p_z ->
      (forall F : nat -> nat, (forall z, (z < m)%nat -> (F z < n)%nat) ->
         V_of_G n m D p_data p_z G <= V_of_G n m D p_data p_z F) ->
      forall z x, (z < m)%nat -> (x < n)%nat -> 0 < p_z z -> D x <= D (G z)).
Proof.
  intros claim.
  set (D := fun x => match x with O => / 4 | S O => / 2 | _ => 15 / 16 end).
  set (G := fun z : nat => match z with O => 2%nat | _ => 0%nat end).
  assert (no_better : forall x, (x < 2)%nat -> - ln 2 <= ln (1 - D x)).
  { intros [|[|x]] Hx; [| |lia]; simpl; rewrite <- ln_half; apply ln_le; lra. }
  specialize (claim 2%nat 2%nat D (point_mass 0) (two_points (/ 2) (/ 2)) G).
  specialize (claim ltac:(intros [|[|x]]; simpl; lra) ltac:(apply two_points_distribution; lra)).
  assert (worse : D 1%nat <= D (G 1%nat)); [|simpl in worse; lra].
  apply claim; [|lia | lia | simpl; lra].
  intros F F_into. apply Rplus_le_compat_l. simpl.
  change (D (G 0%nat)) with (15 / 16). change (D (G 1%nat)) with (/ 4).
  pose proof (no_better (F 0%nat) (F_into 0%nat ltac:(lia))).
  pose proof (no_better (F 1%nat) (F_into 1%nat ltac:(lia))).
  assert (ln (1 - 15 / 16) = - 4 * ln 2).
  { replace (1 - 15 / 16) with (/ (2 * 2 * (2 * 2))) by field. rewrite ln_Rinv, !ln_mult by lra. ring. }
  pose proof (ln_le_0 (1 - / 4) ltac:(lra)). pose proof (ln_pos 2 ltac:(lra)). lra.
Qed.

(** Genuine: if D is largest at two points, G need not collapse to one of them: each distribution on both is a
    minimiser. *)
Lemma A11_needs_a_single_maximum :
  ~ (forall (n k : nat) (D p_data p_g : nat -> R),
      (forall x, (x < n)%nat -> D x < 1) -> distribution n p_g ->
      (k < n)%nat -> (forall x, (x < n)%nat -> D x <= D k) ->
      (forall r, distribution n r -> U n p_g D p_data <= U n r D p_data) ->
      (forall x, (x < n)%nat -> p_g x = point_mass k x)).
Proof.
  intros claim.
  assert (Hq : distribution 2 (two_points (/ 2) (/ 2))) by (apply two_points_distribution; lra).
  specialize (claim 2%nat 0%nat (fun _ => / 2) (point_mass 0) (two_points (/ 2) (/ 2))).
  specialize (claim ltac:(intros; lra) Hq ltac:(lia) ltac:(intros; lra)).
  assert (half : two_points (/ 2) (/ 2) 0 = point_mass 0 0).
  { apply claim; [|lia]. apply A11_minimisers_of_U_for_fixed_D; intros; try assumption; lra. }
  unfold point_mass in half; simpl in half. lra.
Qed.

(** Paper (section 6): "G collapses too many values of z to the same value of x".
    In words: the same for G itself, as a function from m points z to n points x. Let D be fixed, with D < 1 at each
    x. Then G minimises the value of the game, equation 1, over all functions if and only if G sends each z that has
    mass to an x where D is largest. *)
Theorem A11_best_G_for_fixed_D : forall (n m : nat) (D p_data p_z : nat -> R) (G : nat -> nat),
  (forall x, (x < n)%nat -> D x < 1) -> distribution m p_z -> (forall z, (z < m)%nat -> (G z < n)%nat) ->
  (forall F : nat -> nat, (forall z, (z < m)%nat -> (F z < n)%nat) ->
     V_of_G n m D p_data p_z G <= V_of_G n m D p_data p_z F) <->
  (forall z x, (z < m)%nat -> (x < n)%nat -> 0 < p_z z -> D x <= D (G z)).
Proof.
  intros n m D p_data p_z G D_below_1 Hz G_into. unfold V_of_G. split.
  - intros G_minimal z x Hz_below Hx mass. apply Rnot_lt_le. intros less.
    (* Otherwise F, which sends z to x and is G elsewhere, is better. *)
    set (F := fun w => if Nat.eqb w z then x else G w).
    assert (F_into : forall w, (w < m)%nat -> (F w < n)%nat)
      by (intros w Hw; unfold F; destruct (Nat.eqb w z); auto).
    specialize (G_minimal F F_into). apply Rplus_le_reg_l in G_minimal.
    assert (F_at_z : p_z z * ln (1 - D (F z)) < p_z z * ln (1 - D (G z))).
    { unfold F. rewrite Nat.eqb_refl. apply Rmult_lt_compat_l; [assumption|].
      apply ln_increasing; [pose proof (D_below_1 x Hx); lra | lra]. }
    assert (F_elsewhere : forall w, (w < m)%nat -> p_z w * ln (1 - D (F w)) <= p_z w * ln (1 - D (G w))).
    { intros w _. destruct (Nat.eq_dec w z) as [->|other]; [lra|].
      unfold F. rewrite (proj2 (Nat.eqb_neq w z) other). lra. }
    pose proof (sum_lt m _ _ z F_elsewhere Hz_below F_at_z). lra.
  - intros only_to_the_maximum F F_into. apply Rplus_le_compat_l, sum_le. intros z Hz_below.
    destruct (Rle_lt_or_eq_dec _ _ (mass_nonneg m p_z z Hz Hz_below)) as [mass|<-]; [|lra].
    apply Rmult_le_compat_l; [lra|].
    pose proof (only_to_the_maximum z (F z) Hz_below (F_into z Hz_below) mass).
    pose proof (D_below_1 (G z) (G_into z Hz_below)). apply ln_le; lra.
Qed.

(** Paper (section 3): "we can train G to maximize log D(G(z))".
    In words: the other loss collapses in the same way. Let D be fixed, with D > 0 at each point. Then p_g minimises
    the expectation of -log D if and only if p_g has mass only at points where D is largest. *)
Theorem A11_minimisers_of_the_non_saturating_loss_for_fixed_D : forall (n : nat) (D p_g : nat -> R),
  (forall x, (x < n)%nat -> 0 < D x) -> distribution n p_g ->
  (forall r, distribution n r -> non_saturating_loss n p_g D <= non_saturating_loss n r D) <->
  (forall x y, (x < n)%nat -> (y < n)%nat -> 0 < p_g x -> D y <= D x).
Proof.
  intros n D p_g D_above_0 p_g_distribution.
  unfold non_saturating_loss.
  rewrite (minimisers_of_an_expectation n (fun x => - ln (D x)) p_g p_g_distribution).
  split; intros H x y Hx Hy mass; specialize (H x y Hx Hy mass).
  - apply ln_le_inverse; auto. lra.
  - apply Ropp_le_contravar, ln_le; auto.
Qed.

(** Paper (section 6): "G collapses too many values of z to the same value of x".
    In words: if D > 0 is largest at the single point k, then for this fixed D the one distribution that minimises
    the expectation of -log D is the point mass at k, too. *)
Corollary A11_G_collapses_to_one_point_with_the_non_saturating_loss : forall (n k : nat) (D p_g : nat -> R),
  (forall x, (x < n)%nat -> 0 < D x) -> distribution n p_g ->
  (k < n)%nat -> (forall x, (x < n)%nat -> x <> k -> D x < D k) ->
  (forall r, distribution n r -> non_saturating_loss n p_g D <= non_saturating_loss n r D) <->
  (forall x, (x < n)%nat -> p_g x = point_mass k x).
Proof.
  intros n k D p_g D_above_0 p_g_distribution Hk k_maximal.
  rewrite (A11_minimisers_of_the_non_saturating_loss_for_fixed_D n D p_g D_above_0 p_g_distribution).
  now apply mass_only_at_the_maximum.
Qed.

(** Artefact of ln 0 = 0: D = 0 at one point and 1/2 at another. On paper -log D is infinite at the first. In Coq it
    is 0 there, so that the point mass at the second, where D is largest, is no minimiser. *)
Lemma A11_needs_D_above_0 :
  ~ (forall (n : nat) (D p_g : nat -> R),
      discriminator n D -> distribution n p_g ->
      (forall r, distribution n r -> non_saturating_loss n p_g D <= non_saturating_loss n r D) <->
      (forall x y, (x < n)%nat -> (y < n)%nat -> 0 < p_g x -> D y <= D x)).
Proof.
  intros claim.
  destruct (claim 2%nat (two_points 0 (/ 2)) (two_points 0 1)) as [_ minimal];
    try (apply two_points_discriminator || apply two_points_distribution; lra).
  assert (less : non_saturating_loss 2 (two_points 0 1) (two_points 0 (/ 2)) <=
                 non_saturating_loss 2 (two_points 1 0) (two_points 0 (/ 2))).
  { apply minimal; [|apply two_points_distribution; lra].
    intros [|x] [|y] Hx Hy mass; simpl in *; lra. }
  unfold non_saturating_loss in less; simpl in less.
  rewrite ln_0, ln_Rinv in less by lra. pose proof (ln_increasing 1 2). rewrite ln_1 in *. lra.
Qed.

(** What this artefact hides: the loss tends to infinity as D k -> 0 at a point k where p_g has mass. (For U see
    A3_V_tends_to_minus_infinity_at_D_1.) *)
Lemma A11_non_saturating_loss_tends_to_infinity : forall (n k : nat) (p_g : nat -> R),
  distribution n p_g -> (k < n)%nat -> 0 < p_g k ->
  forall M, exists delta, 0 < delta /\
    forall D, discriminator n D -> 0 < D k < delta -> M < non_saturating_loss n p_g D.
Proof.
  intros n k p_g Hq Hk mass M.
  destruct (ln_to_minus_infinity (- M / p_g k)) as [delta [positive small]].
  exists delta. split; [assumption|]. intros D HD near_0. specialize (small (D k) near_0).
  apply Rlt_le_trans with (p_g k * - ln (D k)).
  - apply (Rmult_lt_compat_l (p_g k)) in small; [|assumption].
    replace (p_g k * (- M / p_g k)) with (- M) in small by (field; lra). lra.
  - apply (sum_ge_term n (fun x => p_g x * - ln (D x))); [|assumption].
    intros x Hx. pose proof (ln_le_0 (D x) (proj2 (HD x Hx))). pose proof (mass_nonneg n p_g x Hq Hx). nra.
Qed.
