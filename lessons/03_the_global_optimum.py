"""Lesson 3. The global optimum: C(G) >= −log 4, with equality only for p_g = p_data (equations 4 to 6, Theorem 1)"""

# %% [markdown]
# **Needs.** Lesson 2; the KL divergence, and that it is 0 only for equal densities, otherwise positive.
# **After it** you can derive $C(G) = -\log 4 + 2 \cdot JSD$, bound the total variation by it, and say what a saddle
# point is and why the order of min and max does not matter.
#
# Insert $D^*$ into $V$, and write $p$ for $p_{data}$, $q$ for $p_g$, $m = (p + q)/2$:
#
# $$C(G) = \max_D V(D, G) = E_{x \sim p} \log D^*(x) + E_{x \sim q} \log(1 - D^*(x))$$
# $$= \int p \log \frac{p}{p + q} + q \log \frac{q}{p + q} \,dx = \int p \log \frac{p}{2m} + q \log \frac{q}{2m} \, dx$$
# $$= -\log 2 - \log 2 + \int p \log \frac{p}{m} + q \log \frac{q}{m} \, dx$$
# $$= -\log 4 + KL(p \| m) + KL(q \| m) = -\log 4 + 2 \cdot JSD(p \| q).$$
# The third line needs $\int p = \int q = 1$. Neither KL is negative, and both are 0 only if $p = m = q$: Theorem 1.
#
# **Predict.** What is $C(G)$ if $p_g$ is one of two modes exactly, and misses the other? If it is far from both?

# %%
import numpy as np

from gan_theory import CLAIMS, C, Density, GaussianMixture, grid, jsd, plot, refute, table, tv

FIGURES = plot.figures_folder()
x = grid(-8, 12, 1000)
p_data = Density.from_pdf(GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5)).pdf, x)
means = np.linspace(-6, 10, 161)
moved = np.stack([Density.from_pdf(GaussianMixture((mean,), (0.5,)).pdf, x) for mean in means])
values, distances = C(p_data, moved), tv(p_data, moved)
print(f"p_g = p_data: C = {C(p_data, p_data):8.5f}, JSD = {jsd(p_data, p_data):z.4f}")
for mean in (1.5, 4, 6, 8):
    i = np.argmin(np.abs(means - mean))
    print(f"mean {mean:3}:    C = {values[i]:8.1e}, JSD = {jsd(p_data, moved[i]):.4f}, 1 − TV = {1 - distances[i]:.0e}")

# %% [markdown]
# **Run it.** One Gaussian with standard deviation 0.5 moves past the two modes. How does $C$ change on the way?

# %%
with plot.figure(FIGURES / "03_the_global_optimum.png", columns=2) as (left, right):
    plot.plot_curves(left, means, {"$C(G)$": values})
    left.axhline(-np.log(4), color="black", linestyle=":")
    left.annotate(r"−log 4: only $p_g = p_{\mathrm{data}}$", (-6, -np.log(4)), (0, 10), textcoords="offset points")
    left.set(xlabel="mean of $p_g$", ylabel="$C(G)$ [nats]", title="one Gaussian, two modes", ylim=(-1.5, 0.15))
    t = np.linspace(0, 1, 101)
    plot.plot_curves(right, t, {r"upper bound $\log\,2 \cdot TV$": np.log(2) * t, "lower bound $TV^2/2$": t**2 / 2})
    right.plot(distances, jsd(p_data, moved), "k.", markersize=8, label="the Gaussian")
    right.legend()
    right.set(xlabel="total variation $TV$", ylabel="JSD [nats]", title="a small JSD forces a small TV")

# %% [markdown]
# **See.** Left, $C$ has a minimum of $-0.96$ at each mode, far above $-\log 4$. Far from the modes $C$ tends to 0. It
# is 0 in the limit only, since the densities of Gaussians overlap everywhere; but at mean 8 it is within $2 \cdot
# 10^{-10}$ of 0. There the slope is almost 0 too, and $G$ learns almost nothing from it. Right, all points lie between
# the bounds. The lower one makes "only if" quantitative: $TV^2 \le 2 \cdot JSD = C + \log 4$.
#
# The evidence on sixteen pairs, with symbols, and with integrals over the whole line, enclosed by ball arithmetic; and,
# where Coq is installed, proofs that a machine has checked (formal):

# %%
claims = [CLAIMS[name] for name in ("criterion", "theorem_1")]
print(table([claim.check(grade=grade) for claim in claims for grade in claim.grades]))

# %% [markdown]
# **Min-max or max-min?** In $\min_G \max_D V$ the generator chooses first, and $D$ reacts. Over all $D$ and all $p_g$
# the order does not matter: $V(D, p_{data}) \le -\log 4 = V(½, p_g)$ for every $D$ and every $p_g$. So $(½, p_{data})$
# is a *saddle point*, a Nash equilibrium: no player gains by a change alone, and both orders give $-\log 4$.

# %%
print(table([CLAIMS["saddle_point"].check()]))

# %% [markdown]
# **Break it.** Masses that sum to 1.1 give a $C$ below its "minimum". And the saddle point needs *all* $p_g$: if $p_g$
# is one Gaussian and the data have two modes, $G$, choosing first, reaches $-1.129$; $D$, choosing first, at most
# $-\log 4$. The two orders differ, and there is no equilibrium. A network is such a confined family.

# %%
print(refute(CLAIMS["theorem_1"]), refute(CLAIMS["saddle_point"]), sep="\n")

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): in “Be G” reach JSD $\le 0.01$
# for two modes by hand. How many moves do you need?

# %% [markdown]
# **Question.** A student stops training at $C(G) = -\log 4 + 0.02$. How much of the mass of $p_g$, at most, must be
# moved to obtain $p_{data}$?
#
# <details><summary>Answer</summary>
#
# $TV$ is the smallest share of mass that must be moved. $TV^2 \le C + \log 4 = 0.02$, so $TV \le 0.141$: at most 14.1%.
# The true share may be smaller. Without the theorem's "only if" there would be no such bound.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: give the Gaussian in `moved` the standard deviation 1, then 1.6. Where is the smallest $C$ now? Can any
#    standard deviation reach $-\log 4$?
# 2. Harder: replace `p_data` by one Gaussian with standard deviation 0.5. Compare its $C$ with a mean at distance $d$
#    with that for twice the distance, for small $d$. Which power of $d$ is $C + \log 4$?
