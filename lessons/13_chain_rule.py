"""Lesson 13. Explicit densities by the chain rule: one variable after another (after the paper)"""

# %% [markdown]
# **Needs.** Lesson 12 (likelihood); joint, marginal and conditional probability.
# **After it** you can factor a joint distribution by the chain rule in any order, draw samples from the factors,
# compute an exact log-likelihood, and say what this costs in comparison with a GAN.
#
# A GAN never writes $p_g(x)$ down. Other models do. One way is the chain rule,
# $$p(x_1, \dots, x_d) = p(x_1)\,p(x_2|x_1) \cdots p(x_d|x_1, \dots, x_{d-1}):$$ each variable in turn, given those
# before it. PixelCNN models the pixels of an image in this way, and a language model the words of a text. Here there
# are two variables, $p(x, y) = p(x)\,p(y|x)$, and the conditionals are tables.
#
# **Predict.** The density is a ring. Draw $x$ from $p(x)$, then $y$ from $p(y|x)$: what do the samples look like? And
# if $y$ goes first? And if $y$ is drawn from $p(y)$, whatever $x$ is?

# %%
import numpy as np

from gan_theory import CLAIMS, kl, plot, refute, table
from gan_theory.explicit_models.chain_rule import conditionals, marginal, product, sample_chain
from gan_theory.verification.cases.joints import JOINTS, X

FIGURES, rng = plot.figures_folder(), np.random.default_rng(0)
ring = JOINTS["a ring"]
apart = marginal(ring, (0,)) * marginal(ring, (1,))  # p(x) p(y)

# %% [markdown]
# **Run it.** First the tables. `conditionals(ring, (0, 1))` is the list of $p(x)$ and $p(y|x)$.

# %%
for order, name in {(0, 1): "p(x) p(y|x)", (1, 0): "p(y) p(x|y)"}.items():
    print(f"{name} differs from p(x, y) by at most {np.abs(product(conditionals(ring, order)) - ring).max():.0e}")
print(f"p(x) p(y) in place of p(x, y): KL = {kl(ring.ravel(), apart.ravel()):.4f} nats")
p_y_given_x = conditionals(ring, (0, 1))[1]
column = p_y_given_x[np.abs(X).argmin()]
print(f"given x near 0: p(y > 0) = {column[X > 0].sum():.3f}, p(|y| > 1.5) = {column[np.abs(X) > 1.5].sum():.3f}")

# %% [markdown]
# Now 2,000 samples of each kind, and their exact mean log-likelihood by the chain rule.

# %%
draws = {"$x$, then $y$ given $x$": (ring, (0, 1)), "$y$, then $x$ given $y$": (ring, (1, 0))}
draws["$x$ and $y$ independently"] = apart, (0, 1)
samples = {name: sample_chain(conditionals(p, order), order, 2000, seed=0) for name, (p, order) in draws.items()}
p_x = conditionals(ring, (0, 1))[0]
for name, cells in samples.items():
    x, y = cells.T
    mean = np.mean(np.log(p_x[x, 0]) + np.log(p_y_given_x[x, y]))
    print(f"{name.replace('$', ''):25} mean of log p(x) + log p(y|x): {mean:8.3f}")
print(f"−H of the ring, the mean for infinitely many samples: {(ring * np.log(ring)).sum():.3f}")

with plot.figure(FIGURES / "13_chain_rule.png", 2, 3) as axes:
    tables = {"$p(x, y)$": ring, "$p(y|x)$: columns sum to 1": p_y_given_x}
    tables["$p(x|y)$: rows sum to 1"] = conditionals(ring, (1, 0))[1]
    for ax, (name, values) in zip(axes[0], tables.items()):
        plot.joint_heatmap(ax, values, X, X)
        ax.set(title=name)
    for ax, (name, cells) in zip(axes[1], samples.items()):
        points = X[cells] + (X[1] - X[0]) * (rng.random(cells.shape) - 0.5)  # uniform within each cell
        ax.plot(*points.T, ".", color=plot.BLUE, markersize=4)
        ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xlabel="$x$", ylabel="$y$", title=name)

# %% [markdown]
# **See.** Upper row: a column of $p(y|x)$ with two dark cells says that given this $x$, $y$ is up or down. Lower row:
# either order gives the ring, by other conditionals. Without $x$, $y$ fills the square: both marginals are right, and
# the joint distribution is not; the KL is the mutual information of $x$ and $y$. The likelihood is exact: it is a sum
# of logarithms of table entries, and for the ring's own samples it is close to $-H$.
#
# A GAN has none of this: no $p_g(x)$, so no likelihood. But it draws a sample in one pass through $G$, where the chain
# rule needs one pass for each variable, one after the other.
#
# **Break it.** Take the variables as independent, or condition each on those *after* it.

# %%
print(table([CLAIMS["chain_rule"].check()]))
print(*(refute(CLAIMS["chain_rule"], broken) for broken in (2, 3)), sep="\n")

# %% [markdown]
# **Question.** An image has 784 binary pixels. How many numbers has a table of the last conditional
# $p(x_{784}|x_1, \dots, x_{783})$, and what does PixelCNN use in its place?
#
# <details><summary>Answer</summary>
#
# One probability for each of the $2^{783} \approx 10^{236}$ images of the pixels before. No table can be stored, so a
# network computes the conditional from the pixels before it: the chain rule stays exact, and only the network may be
# wrong. During training all 784 conditionals of a known image are evaluated at once; when a sample is drawn, each
# pixel must wait for those before it. The order of pixels is free in principle, but some orders are easier to learn.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: replace `JOINTS["a ring"]` by `JOINTS["correlated, ρ = 0.8"]`. Compare the KL that is printed with the
#    mutual information of the Gaussian, $-\frac{1}{2} \log(1 - \rho^2)$. Why is it a little smaller on this grid?
# 2. Harder: draw $x$ from $p(x)$ of the ring and $y$ from $p(y|x)$ of `JOINTS["two moons"]`: write down the joint
#    distribution of these samples, compute the KL of the ring from it, and find out which of its two marginals is the
#    ring's.
