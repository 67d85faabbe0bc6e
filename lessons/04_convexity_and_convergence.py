"""Lesson 4. Convexity, and why p_g converges to p_data if D is optimal at each step (Proposition 2)"""

# %% [markdown]
# For a fixed $D$, $U(p_g, D) = V(D, G)$ is affine in $p_g$. So $C = \sup_D U$ is a supremum of affine functions, and
# convex. The slope of the affine function that touches it, $\log(1 - D^*)$, is its gradient: $G$ may follow it.
#
# **Predict.** Is $C$ also convex in the *parameters* of a generator? Think of $p_g = N(\mu, \sigma^2)$ and two modes.

# %%
import numpy as np

from gan_theory import CLAIMS, PAIRS, PAPER, C, Density, GaussianMixture, grid, plot, table
from gan_theory.claims._shared.descent import path

FIGURES = plot.figures_folder()
x, t = grid(-8, 8), np.linspace(0, 1, 101)
p_data = Density.from_pdf(GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5)).pdf, x)
ends = [Density.from_pdf(GaussianMixture((mean,), (0.5,)).pdf, x) for mean in (-1.5, 1.5)]
mixed = C(p_data, (1 - t[:, None]) * ends[0].p + t[:, None] * ends[1].p)
slid = C(p_data, np.stack([Density.from_pdf(GaussianMixture((3 * u - 1.5,), (0.5,)).pdf, x) for u in t]))
print(
    f"halfway: C = {mixed[50]:.4f} if the densities are mixed, {slid[50]:.4f} if μ is moved; at the ends {slid[0]:.4f}"
)

# %% [markdown]
# **Run it.** Now let $p_g$ follow the gradient with $D$ optimal at each step:
# $\log p_g \leftarrow \log p_g - \eta \log(1 - D^*)$, normalised. For $\eta = 1$ this is exactly
# $p_g \leftarrow (p_{data} + p_g)/2$. Near the end a step multiplies the error by $1 - \eta/2$.
# Which $\eta$ is fastest? Which diverges?

# %%
case = PAIRS["two-modes-covered"]
paths = {
    eta: path(PAPER, case.p_data.p, case.log_masses_of_p_g(), eta, steps=60)[0] + np.log(4) for eta in (0.5, 1, 2, 5)
}
paths = {eta: np.maximum(above, 1e-15) for eta, above in paths.items()}  # less than that is rounding
for eta, above in paths.items():
    print(
        f"η = {eta:3g}: C + log 4 = {above[0]:.3f} at first, {above[20]:.1e} after 20 steps, {above[60]:.1e} after 60"
    )

with plot.figure(FIGURES / "04_convexity_and_convergence.png", columns=2) as (left, right):
    plot.plot_curves(left, t, {"$p_g$ mixed: convex": mixed, r"$\mu$ moved: not convex": slid})
    left.plot([0, 1], [mixed[0], mixed[-1]], "k:", label="chord")
    left.legend(loc="upper left")
    left.set(
        xlabel="$t$, from one mode to the other",
        ylabel="$C$ [nats]",
        ylim=(-1.6, 0.3),
        title="convex in $p_g$, not in $\\theta$",
    )
    plot.plot_curves(right, np.arange(61), {f"$\\eta = {eta:g}$": above for eta, above in paths.items()})
    right.set(
        yscale="log", xlabel="step", ylabel="$C + \\log 4$ [nats]", title="$D$ optimal at each step", ylim=(3e-16, 30)
    )

# %% [markdown]
# **See.** Left, the mixture runs below its chord and the moved Gaussian above it: one $C$, two roads. Right, straight
# lines, since each step multiplies the error by one factor; $\eta = 5$ rises and stays up. Lines end at $10^{-15}$,
# where rounding begins.
#
# The evidence: convexity by chords, by the second derivative and as a supremum; the gradient by an integral over single
# cells, since a constant added to it would change nothing along the simplex; convergence until $-\log 4$ is reached.

# %%
names = ("convexity", "subgradient", "proposition_2")
print(table([CLAIMS[name].check(PAIRS) for name in names]))

# %% [markdown]
# **Break it.** Move the chord into $\theta$; take the gradient at a $D$ that is not optimal; stop updating $D$; confine
# $p_g$ to a half-line; take too large a step. Each breaks one hypothesis, and the evidence fails:

# %%
for name in names:
    for broken in CLAIMS[name].falsifiers:
        print(f"{name}, but {broken.name}:")
        print(*(f"    {found}" for found in CLAIMS[name].evidence(broken) if not found.holds), sep="\n")

# %% [markdown]
# **Question.** $C$ is convex in $p_g$, so gradient descent in $p_g$ finds the one minimum. Why does that not prove that
# training a network finds it?
#
# <details><summary>Answer</summary>
#
# A network moves $\theta$, not $p_g$. As a function of $\theta$ the same $C$ need not be convex: halfway between the
# modes it is $-0.46$, above the chord at $-0.96$, so a Gaussian that sits on one mode has to climb in order to leave.
# The paper says so itself below Proposition 2. And $D$ must be optimal at each step, which $k$ steps only approach.
#
# </details>
