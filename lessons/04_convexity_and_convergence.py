"""Lesson 4. Convexity, and why p_g converges to p_data if D is optimal and p_g improves enough (Proposition 2)"""

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
# $\log p_g \leftarrow \log p_g - \eta \log(1 - D^*)$, normalised. This is the exponentiated gradient, a mirror descent.
# For $\eta = 1$ it is exactly $p_g \leftarrow (p_{data} + p_g)/2$. Near the end a step multiplies the error by
# $1 - \eta/2$ where the data have mass, by $2^{-\eta}$ where they have none. Which $\eta$ is fastest? Which diverges?
# And if the steps shrink, from $\eta = 1/4$ by half each time, so that $C$ falls at every step: does $p_g$ arrive?

# %%
case = PAIRS["two-modes-covered"]
steps = {f"η = {eta:g}": np.full(60, eta) for eta in (0.5, 1, 2, 5)}
steps["η = 1/4, 1/8, …"] = 2.0 ** -(np.arange(60) + 2)
paths = {
    name: path(PAPER, case.p_data.p, case.log_masses_of_p_g(), etas, steps=60)[0] + np.log(4)
    for name, etas in steps.items()
}
paths = {name: np.maximum(above, 1e-15) for name, above in paths.items()}  # less than that is rounding
for name, above in paths.items():
    print(f"{name:15} C + log 4 = {above[0]:.3f} at first, {above[20]:.1e} after 20 steps, {above[60]:.1e} after 60")

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
    plot.plot_curves(right, np.arange(61), {name.replace("η", r"$\eta$"): above for name, above in paths.items()})
    right.legend(loc=(0.52, 0.48))
    right.set(
        yscale="log", xlabel="step", ylabel="$C + \\log 4$ [nats]", title="$D$ optimal at each step", ylim=(3e-16, 30)
    )

# %% [markdown]
# **See.** Left, the mixture runs below its chord and the moved Gaussian above it: one $C$ along two paths. Right,
# nearly straight lines: in the end each step multiplies the error by one factor. $\eta = 5$ rises and stays up. The
# shrinking steps lower $C$ every time, and stop at 0.256: they add up to ½ only. Lines end at $10^{-15}$, where
# rounding begins.
#
# The paper says that $p_g$ converges if it "is updated so as to improve the criterion". That is too little: it has to
# improve *enough*. With steps $\eta_j$ in $(0, 1]$, $C$ never rises, and after $k$ steps
# $C + \log 4 \leq KL(p_{data} \| p_g) / (\eta_0 + \dots + \eta_{k-1})$, $p_g$ being the first one. So $p_g$
# converges if the steps have an infinite sum. If the sum is finite and the supports are equal, it does not, unless it
# starts at $p_{data}$.
#
# The evidence: convexity by chords, by the second derivative and as a supremum; the gradient by an integral over single
# cells, since a constant added to it would change nothing along the simplex; this rate, for several step sizes.

# %%
names = ("convexity", "subgradient", "proposition_2")
print(table([CLAIMS[name].check() for name in names]))

# %% [markdown]
# **Break it.** Move the chord into $\theta$; take the gradient at a $D$ that is not optimal; stop updating $D$, or make
# it too coarse; confine $p_g$ to a half-line; take steps that are too large, or that shrink too fast. Each breaks one
# hypothesis, and the evidence fails. Here is the first check that does:

# %%
for name in names:
    for broken in CLAIMS[name].falsifiers:
        failed = [found for found in CLAIMS[name].evidence(broken) if not found.holds]
        print(f"{name}, but {broken.name}:\n    {failed[0]}")

# %% [markdown]
# **Question.** $C$ is convex in $p_g$, so gradient descent in $p_g$ finds the one minimum. Why does that not prove that
# training a network finds it?
#
# <details><summary>Answer</summary>
#
# A network moves $\theta$, not $p_g$. As a function of $\theta$ the same $C$ need not be convex: halfway between the
# modes it is $-0.46$, above the chord at $-0.96$, so a Gaussian that sits on one mode has to climb in order to leave.
# The paper says so itself below Proposition 2. And $D$ must be optimal at each step, which $k$ steps only approach, and
# the steps of $p_g$ must be neither too large nor shrink too fast.
#
# </details>
