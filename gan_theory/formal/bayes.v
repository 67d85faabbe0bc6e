(** D as a judge of where x came from: D_star is the posterior under a fair coin (Section 3). *)

Require Import Reals Lra Lia.
From gan_theory Require Import definitions sums logarithm.
Open Scope R_scope.

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
