"""Lesson 1. The game and its value: what D earns when it looks at data and at forgeries (eq. 1)"""

# %% [markdown]
# A generator $G$ is a team of counterfeiters, a discriminator $D$ the police. $D(x)$ is the probability that $D$ gives
# to "this $x$ is real". The game's value is
# $$V(D, G) = E_{x \sim p_{data}} \log D(x) + E_{x \sim p_g} \log(1 - D(x)),$$
# in nats. $D$ wants it large, $G$ wants it small.
#
# **Predict.** What does a $D$ earn that answers "one half" to everything? Can any $D$ earn more than 0?

# %%
import numpy as np

from gan_theory import CLAIMS, PAIRS, C, D_star, V, jsd, plot, table

FIGURES = plot.figures_folder()
p_data, p_g = PAIRS["two-modes-covered"].p_data, PAIRS["two-modes-covered"].p_g
x = p_data.x

# %% [markdown]
# **Run it.** The data have two modes, and the forgeries cover both with one broad hill. Four kinds of police:

# %%
police = {
    "$D^{*}$: knows both densities": D_star(p_data, p_g),
    "a coin: always ½": np.full(p_data.n, 0.5),
    "trusts what lies far out": 1 / (1 + np.exp(2 - np.abs(x))),
    "sure of itself, and wrong": np.where(np.abs(x) < 1, 0.95, 0.05),
}
for name, D in police.items():
    print(f"V = {V(D, p_data, p_g):7.4f} nats  {name}")
print(f"C = {C(p_data, p_g):7.4f} = −log 4 + 2·JSD, the best that any D can do; JSD = {jsd(p_data, p_g):.4f}")

# %%
with plot.figure(FIGURES / "01_the_game_and_its_value.png", columns=2) as (left, right):
    plot.densities(left, p_data, p_g)
    left.set(title="what is shown to $D$", xlim=(-5, 5))
    left.legend(loc="upper right")
    plot.discriminators(right, x, police, styles={"$D^{*}$: knows both densities": plot.D_STAR})
    right.set(title="what $D$ answers", xlim=(-5, 5), ylim=(-0.02, 1.6))

# %% [markdown]
# **See.** $D^*$ is ½ just where the two densities cross, and never 0 or 1. The dotted $D$ says the reverse, and loses
# more than a coin, which earns $-\log 4 = -1.386$ whatever $G$ does. Certainty earns 0 if it is right, and $-\infty$ if
# it is ever wrong. If a fair coin decides whether $D$ sees the data or $G$, then $V/2$ is minus the cross-entropy of
# $D$'s answer, and the best answer is the posterior probability. The evidence, on every pair of densities in `PAIRS`:

# %%
print(table([CLAIMS["value_function"].check(PAIRS), CLAIMS["bayes"].check(PAIRS)]))

# %% [markdown]
# **Break it.** The claim assumes a *fair* coin. With a biased one, the posterior is no longer $D^*$:

# %%
biased = CLAIMS["bayes"].falsifiers[0]
for found in CLAIMS["bayes"].evidence(biased):
    print(found)

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): in “Be D” draw $D$ with the
# mouse. Which $D$ gives $V = -\log 4$ whatever the densities are?

# %% [markdown]
# **Question.** A $D$ that answers 0.6 to everything leans towards "real". Does it earn more or less than the coin? Is
# there a $G$ against which it earns more?
#
# <details><summary>Answer</summary>
#
# Less, against every $G$: it earns $\log 0.6 + \log 0.4 = -1.427$ nats, whatever is shown. Half of what $D$ sees is
# real, so a constant answer is best at ½. To earn more than $-\log 4$, $D$ must answer differently at different $x$,
# and the two densities must differ there.
#
# </details>
