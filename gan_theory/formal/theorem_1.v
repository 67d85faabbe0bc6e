(** Theorem 1: C is minimal only at p_g = p_data, and how far it is from its minimum elsewhere. *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm criterion.
Open Scope R_scope.

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
  assert (B1 : a / (a + b) <= 1) by (apply (Rmult_le_reg_r (a + b)); [lra|]; field_simplify; lra).
  specialize (L B1). nra.
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
    assert (B1 : b / ((a + b) / 2) <= 1) by (apply (Rmult_le_reg_r ((a + b) / 2)); [lra|]; field_simplify; lra).
    specialize (N B1). nra. }
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
