"""Lesson 4. C is convex in p_g, and p_g converges to p_data if D is optimal and the steps suffice (Proposition 2)"""

# %% [markdown]
# **Needs.** Lesson 3; gradients; convex and affine functions.
# **After it** you can explain why a maximum of affine functions is convex and where its gradient comes from, run the
# exponentiated gradient, and say what Proposition 2 does not cover.
#
# For fixed $D$, $U(p_g, D) = V(D, G)$ is affine in $p_g$. So $C = \sup_D U$ is a supremum of affine functions, hence
# convex. Where $D = D^*$, $U$ and $C$ have the same value and the same gradient, $\log(1 - D^*)$. So $D^*$
# need not be differentiated.
#
# **Predict.** Is $C$ also convex in the *parameters* of a generator? Think of $p_g = N(\mu, \sigma^2)$ and two modes.

# %%
import numpy as np

from gan_theory import CLAIMS, PAIRS, PAPER, C, Density, GaussianMixture, grid, plot, refute, table
from gan_theory.claims._shared.descent import path

FIGURES = plot.figures_folder()
x, t = grid(-8, 8), np.linspace(0, 1, 101)
p_data = Density.from_pdf(GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5)).pdf, x)
ends = [Density.from_pdf(GaussianMixture((mean,), (0.5,)).pdf, x) for mean in (-1.5, 1.5)]
mixed = C(p_data, (1 - t[:, None]) * ends[0].p + t[:, None] * ends[1].p)
moved = C(p_data, np.stack([Density.from_pdf(GaussianMixture((3 * u - 1.5,), (0.5,)).pdf, x) for u in t]))
print(f"at each mode: C = {moved[0]:.4f}; halfway: {mixed[50]:.4f} mixed, {moved[50]:.4f} with μ moved")

# %% [markdown]
# **Run it.** Let $p_g$ follow the gradient, with $D$ optimal at each step: $p_g \leftarrow p_g (1 - D^*)^{-\eta}$,
# normalised. This method is the *exponentiated gradient*, a case of *mirror descent*. For $\eta = 1$ it is exactly
# $p_g \leftarrow (p_{data} + p_g)/2$. Which $\eta$ is fastest, and which diverges? If $\eta$ is ¼ and is halved at each
# step, so that $C$ still falls at every step, does $p_g$ converge to $p_{data}$?

# %%
case = PAIRS["two-modes-covered"]
steps = {f"η = {eta:g}": np.full(60, eta) for eta in (0.5, 1, 2, 5)} | {"η = 1/4, 1/8, …": 0.25 * 0.5 ** np.arange(60)}
p, log_p_g = case.p_data.p, case.log_masses_of_p_g()
errors = {name: path(PAPER, p, log_p_g, etas, steps=60)[0] + np.log(4) for name, etas in steps.items()}
errors = {name: np.maximum(error, 1e-15) for name, error in errors.items()}  # below that is rounding
print(f"C + log 4 = {errors['η = 1'][0]:.3f} at first")
for name, error in errors.items():
    factors = ", ".join(f"{factor:.2f}" for factor in error[6:10] / error[5:9])
    print(f"{name:15} {error[20]:.1e} after 20 steps; steps 6 to 9 multiply it by {factors}")

with plot.figure(FIGURES / "04_convexity_and_convergence.png", columns=2) as (left, right):
    plot.plot_curves(left, t, {"$p_g$ mixed: convex": mixed, r"$\mu$ moved: not convex": moved})
    left.plot([0, 1], [mixed[0], mixed[-1]], "k:", label="chord")
    left.legend(loc="upper left")
    left.set(xlabel="$t$, from one mode to the other", ylabel="$C$ [nats]", ylim=(-1.6, 0.3), title="$C$ on two paths")
    plot.plot_curves(right, np.arange(61), {name.replace("η", r"$\eta$"): error for name, error in errors.items()})
    right.legend(loc=(0.52, 0.48))
    right.set(yscale="log", xlabel="step", ylabel="$C + \\log 4$ [nats]", title="exponentiated gradient")
    right.set_ylim(3e-16, 30)

# %% [markdown]
# **See.** Left, the mixture is below its chord, the moved Gaussian above it: $C$ is convex in $p_g$, not in $\theta$.
# Right, $\eta = ½$ and 1 soon give straight lines: where data have mass, a step multiplies $p_g - p_{data}$ by $1 -
# \eta/2$ near the end, and so $C + \log 4$ by its square. For $\eta = 2$ that factor is 0. Yet the error does not fall
# quadratically to the end: the line bends at step 5, and each further step multiplies it by about 0.11. The rest is
# where data are rare and $p_g$ is much larger; there a step multiplies $p_g$ by $2^{-\eta} = ¼$ at best. (The error
# falls faster than that, since this region becomes smaller.) $\eta = 5$ does not converge. The halved steps sum to ½
# only: $C$ falls at every step, and $C + \log 4$ stops at 0.256.
#
# So "updated so as to improve the criterion" is not enough. For steps $\eta_j \le 1$, $C$ never rises, and after $k$
# steps from $p_0$, $C + \log 4 \le KL(p_{data} \| p_0)/(\eta_0 + \dots + \eta_{k-1})$. So $p_g$ converges if the sum of
# all steps is infinite.

# %%
claims = [CLAIMS[name] for name in ("convexity", "subgradient", "proposition_2")]
print(table([claim.check(grade=grade) for claim in claims for grade in claim.grades]))

# %% [markdown]
# **Break it.** Take the chord in $\theta$; the gradient at a $D$ that is not optimal; a $D$ that is not updated; a
# $p_g$ confined to $x > 0$; steps with a finite sum. Each breaks one hypothesis:

# %%
for name, i in (("convexity", 0), ("subgradient", 0), *(("proposition_2", i) for i in (1, 3, 4))):
    print(refute(CLAIMS[name], i))

# %% [markdown]
# **Question.** $C$ is convex in $p_g$, and its only minimum is $p_{data}$. Why does that not prove that training a
# network finds it?
#
# <details><summary>Answer</summary>
#
# A network changes $\theta$, not $p_g$ itself. In $\theta$ the same $C$ need not be convex: between the modes it is
# $-0.46$, above the chord at $-0.96$. The paper says so below Proposition 2. Besides, $D$ must be optimal at each step,
# which $k$ steps only approximate, and the steps of $p_g$ must not be too large, and their sum must not be finite.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: add 3 and 3.9 to the values of `eta`. Does $p_g$ converge? Does $C$ fall at every step?
# 2. Harder: give the steps $\eta_j = 1/(j + 1)$, whose sum is infinite, and 600 of them (the arrays, `path` and the
#    figure have 60). Compare $C + \log 4$ with the bound above: which of the two falls faster?
