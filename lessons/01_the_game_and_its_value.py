"""Lesson 1. The game and its value V(D, G) (Section 3, equation 1)"""

# %% [markdown]
# **Needs.** Probability densities, means, the natural logarithm; a little NumPy.
# **After it** you can compute $V$ for two densities and any $D$, estimate it from samples, and say why a $D$ that is
# certain of a wrong answer has $V = -\infty$.
#
# The generator $G$ makes samples, and their density is $p_g$. The discriminator $D$ sees an $x$ and gives the
# probability $D(x)$ that this $x$ came from the data. The paper compares $G$ with counterfeiters and $D$ with the
# police. The value of the game, in nats, is
#
# $$V(D, G) = E_{x \sim p_{data}} \log D(x) + E_{x \sim p_g} \log(1 - D(x)).$$
# $D$ is trained to make $V$ large, $G$ to make it small. $E_{x \sim p}$ is the mean over samples $x$ from $p$: here a
# sum over a grid, in training the mean over a minibatch.
#
# **Predict.** What is $V$ for a $D$ that says ½ for every $x$? Can any $D$ reach more than 0?

# %%
import numpy as np

from gan_theory import CLAIMS, PAIRS, C, D_star, V, plot, refute, table

FIGURES = plot.figures_folder()
p_data, p_g = PAIRS["two-modes-covered"].p_data, PAIRS["two-modes-covered"].p_g
x = p_data.x

# %% [markdown]
# **Run it.** The data have two modes, and $p_g$ is one broad Gaussian. Here are four discriminators:

# %%
discriminators = {
    "$D^{*}$, from both densities": D_star(p_data, p_g),
    "always ½": np.full(p_data.n, 0.5),
    "large far from 0": 1 / (1 + np.exp(2 - np.abs(x))),
    "0.95 or 0.05, and wrong": np.where(np.abs(x) < 1, 0.95, 0.05),
}
for name, D in discriminators.items():
    print(f"V = {V(D, p_data, p_g):7.4f} nats  {name.replace('$', '').replace('^{*}', '*')}")
print(f"C = {C(p_data, p_g):7.4f} nats  the largest V of any D")

with plot.figure(FIGURES / "01_the_game_and_its_value.png", columns=2) as axes:
    plot.densities(axes[0], p_data, p_g)
    axes[0].set(title="the two densities", xlim=(-5, 5))
    plot.discriminators(axes[1], x, discriminators, styles={"$D^{*}$, from both densities": plot.D_STAR})
    axes[1].set(title="four discriminators", xlim=(-5, 5))
    plot.common_legend(axes, columns=3)

# %% [markdown]
# **See.** $D^*$ is ½ exactly where the two densities cross, and it is never 0 or 1. The dotted $D$ is large where $D^*$
# is small, and has a much smaller $V$ than the $D$ that always says ½. The latter has $V = -\log 4 = -1.386$ for every
# $G$. In $V$ a correct and certain answer counts 0; a wrong and certain one counts $\log 0 = -\infty$.
#
# In training nobody has the densities. There the two means are taken over minibatches of samples, which come more often
# where the density is larger. Here is the third $D$, with ten minibatches of each size $m$:

# %%
for m in (10, 1000, 100_000):
    data, generated = p_data.sample(10 * m, seed=0).reshape(10, m), p_g.sample(10 * m, seed=1).reshape(10, m)
    on_data, on_G = (1 / (1 + np.exp(2 - np.abs(samples))) for samples in (data, generated))
    estimates = np.log(on_data).mean(axis=1) + np.log(1 - on_G).mean(axis=1)
    print(f"m = {m:6}: V is {estimates.mean():.4f} on average, with a standard deviation of {estimates.std():.4f}")

# %% [markdown]
# If a fair coin decides whether $D$ sees the data or $G$, then $D^*(x)$ is the probability that $x$ came from the data.
# Both statements are checked on the sixteen pairs of densities in `PAIRS`:

# %%
print(table([CLAIMS["value_function"].check(PAIRS), CLAIMS["bayes"].check(PAIRS)]))

# %% [markdown]
# **Break it.** The second statement needs a *fair* coin. With a biased coin that probability is not $D^*(x)$:

# %%
print(refute(CLAIMS["bayes"]))

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): in “Be D” draw $D$ with the
# mouse. Which $D$ gives $V = -\log 4$ whatever the densities are?

# %% [markdown]
# **Question.** A $D$ says 0.6 for every $x$. Is its $V$ larger or smaller than that of the $D$ that always says ½? Does
# the answer depend on $G$?
#
# <details><summary>Answer</summary>
#
# Smaller, and for every $G$: $V = \log 0.6 + \log 0.4 = -1.427$. Half of what $D$ sees comes from the data, so the best
# constant is ½. For more than $-\log 4$, $D$ must say different things for different $x$, and the two densities must
# differ there.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: in `discriminators` replace 0.95 and 0.05 by 0.05 and 0.95, then by 0.3 and 0.7. Both are right about
#    which density is larger. Why is $V$ below $-\log 4$ for one of them only?
# 2. Harder: change the sizes `m`. By which factor must $m$ grow for a tenth of the standard deviation? How large must
#    it be for 0.001?
