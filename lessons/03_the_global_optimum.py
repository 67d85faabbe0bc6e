"""Lesson 3. Why the best generator reaches −log 4, and only the best one (Theorem 1)"""

# %% [markdown]
# Put $D^*$ into $V$, and a function of $G$ alone is left:
# $$C(G) = \max_D V(D, G) = -\log 4 + 2 \cdot JSD(p_{data} \| p_g).$$
#
# **Predict.** What is $C(G)$ when $p_g$ finds one of two modes exactly and misses the other? When it finds neither?

# %%
import numpy as np

from gan_theory import CLAIMS, PAIRS, C, Density, GaussianMixture, grid, jsd, plot, table, tv

FIGURES = plot.figures_folder()
x = grid(-8, 12, 1000)
p_data = Density.from_pdf(GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5)).pdf, x)
guesses = {
    "both modes": p_data,
    "one mode": Density.from_pdf(GaussianMixture((1.5,), (0.5,)).pdf, x),
    "neither": Density.from_pdf(GaussianMixture((8.0,), (0.5,)).pdf, x),
}
for name, p_g in guesses.items():
    print(f"{name:10}  C = {C(p_data, p_g):z7.4f}  JSD = {jsd(p_data, p_g):.4f}  TV = {tv(p_data, p_g):.4f}")

# %% [markdown]
# **Run it.** Move one Gaussian past the two modes, and look at $C$: it never comes below $-\log 4$, and stays at its
# largest value, 0, once the supports part. There the *distance* no longer matters, and $G$ learns nothing from it.

# %%
means = np.linspace(-6, 10, 161)
moved = np.stack([Density.from_pdf(GaussianMixture((mean,), (0.5,)).pdf, x) for mean in means])
values, distances = C(p_data, moved), tv(p_data, moved)

with plot.figure(FIGURES / "03_the_global_optimum.png", columns=2) as (left, right):
    plot.plot_curves(left, means, {"$C(G)$": values})
    left.axhline(-np.log(4), color="black", linestyle=":")
    left.annotate(r"−log 4: only $p_g = p_{\mathrm{data}}$", (-6, -np.log(4)), (0, 10), textcoords="offset points")
    left.set(
        xlabel="mean of $p_g$", ylabel="$C(G)$ [nats]", title="one Gaussian cannot match two modes", ylim=(-1.5, 0.15)
    )
    half = np.linspace(0, 1, 101)
    bounds = {r"$\log\,2 \cdot TV$, above": np.log(2) * half, "$TV^2/2$, below": half**2 / 2}
    plot.plot_curves(right, half, bounds)
    right.plot(distances, jsd(p_data, moved), "k.", markersize=8, label="$p_g$ on its way")
    right.legend()
    right.set(xlabel="total variation $TV$", ylabel="JSD [nats]", title="a small JSD forces a small TV")

# %% [markdown]
# **See.** Left, $C$ has a dip at each mode, down to $-0.96$, far above the dotted line, and flat shoulders at 0. Right,
# every point lies between the two bounds. Theorem 1's "only if" has a number: $C + \log 4 = 2 \cdot JSD \ge TV^2$. So
# if $C$ is near $-\log 4$, then $p_g$ is near $p_{data}$. The evidence for equations 4 to 6 and for the theorem:

# %%
print(table([CLAIMS["criterion"].check(PAIRS), CLAIMS["theorem_1"].check(PAIRS)]))

# %% [markdown]
# A grid is not the line. For densities in closed form the integrals over the line can be enclosed, tails included, and
# then $C + \log 4 - TV^2 > 0$ is no longer a matter of rounding (this needs python-flint):

# %%
print(table([CLAIMS["theorem_1"].check(grade=grade) for grade in ("numeric", "symbolic", "certified")]))

# %% [markdown]
# In $C(G) = \max_D V$ the generator moves first, and $D$ answers. Among all $D$ and all $p_g$ the order does not
# matter: $\inf_G \sup_D V = \sup_D \inf_G V = -\log 4$, and $p_g = p_{data}$ with $D = ½$ is an equilibrium of the
# game. No player gains by leaving it: $V(D, p_{data}) \le -\log 4 = V(½, p_g)$ for every $D$ and every $p_g$.

# %%
print(table([CLAIMS["saddle_point"].check(PAIRS)]))

# %% [markdown]
# **Break it.** All three assume masses that sum to 1. With masses that sum to 1.1, $C$ falls below its "minimum":

# %%
for found in CLAIMS["theorem_1"].evidence(CLAIMS["theorem_1"].falsifiers[0]):
    print(found)

# %% [markdown]
# The saddle point needs *all* $p_g$. If $p_g$ is one Gaussian and the data have two modes, the best $G$ that moves
# first reaches $-1.129$ only, while $D$, moving first, still gets no more than $-\log 4$: a gap, and no equilibrium.

# %%
for found in CLAIMS["saddle_point"].evidence(CLAIMS["saddle_point"].falsifiers[0]):
    if not found.holds:
        print(found)

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): in “Be G” reach JSD $\le 0.01$
# for two modes by hand. How many moves do you need?

# %% [markdown]
# **Question.** A student stops training at $C(G) = -\log 4 + 0.02$. How many of a thousand samples from $G$, at most,
# must be changed to make them samples of the data?
#
# <details><summary>Answer</summary>
#
# $TV^2 \le C + \log 4 = 0.02$, so $TV \le 0.141$: at most 141 of a thousand, in the mean, since $TV$ is the least share
# of mass to be moved. The bound is not tight here, and the share may be smaller; but without the theorem's "only if"
# there would be no such number at all.
#
# </details>
