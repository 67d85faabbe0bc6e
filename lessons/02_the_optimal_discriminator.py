"""Lesson 2. The optimal discriminator, D* = p_data/(p_data + p_g) (Proposition 1)"""

# %% [markdown]
# **Needs.** Lesson 1; the derivative of the logarithm; what a concave function is.
# **After it** you can derive $D^*$, say where and why it is unique, and explain why $V$ has logarithms.
#
# For fixed $G$, each $x$ adds $f(y) = a \log y + b \log(1 - y)$ to $V$, with $a = p_{data}(x)$, $b = p_g(x)$,
# $y = D(x)$. $D$ may take any value at each $x$, so it is enough to maximise $f$. For $a, b > 0$:
#
# $$f'(y) = \frac{a}{y} - \frac{b}{1 - y} = 0 \iff a (1 - y) = b y \iff y = \frac{a}{a + b},$$
# $$f''(y) = -\frac{a}{y^2} - \frac{b}{(1 - y)^2} < 0, \text{ so } f \text{ is strictly concave: no other maximum.}$$
#
# **Predict.** Where is the maximum if $a = b$? If $a = 3b$? If $b = 0$, where the derivation does not apply?

# %%
import numpy as np

from gan_theory import CLAIMS, PAIRS, PAPER, C, D_star, plot, refute, table
from gan_theory.claims._shared.grid_search import best_D, best_logistic_D
from gan_theory.game.scoring_rules import SCORING_RULES

FIGURES = plot.figures_folder()
y = np.concatenate([[0], 1 / (1 + np.exp(-np.linspace(-20, 20, 40_001))), [1]])  # dense near the ends 0 and 1
curves = {(a, b): SCORING_RULES["log"].expected_payoff(y, a, b) for a, b in ((0.5, 0.5), (0.75, 0.25), (1, 0))}
for (a, b), f in curves.items():
    print(f"a = {a:4}, b = {b:4}: the maximum is at y = {y[np.argmax(f)]:.3f}")

# %% [markdown]
# **Run it.** A numerical search compares values of $V$, and does not use the formula of $D^*$. It searches for the best
# $y$ in each of 512 cells, and then for the best $D$ whose logit is a straight line in $x$ (logistic regression).

# %%
p_data, p_g = PAIRS["two-modes-one-found"].p_data, PAIRS["two-modes-one-found"].p_g
found, D = best_D(PAPER.V, p_data.p, p_g.p)[0], D_star(p_data, p_g)
logistic, values = best_logistic_D(PAPER.V, p_data.p, p_g.p, p_data.x)
print(f"largest distance between the search and D*: {np.abs(found - D).max():.1e}")
print(f"best logistic D: V = {values.sum():.4f};  D*: V = C = {C(p_data, p_g):.4f}")

with plot.figure(FIGURES / "02_the_optimal_discriminator.png", 2, 2) as ((one_x, pair), (every_x, straight)):
    plot.plot_curves(one_x, y, {f"$a = {a}$, $b = {b}$": f for (a, b), f in curves.items()})
    one_x.plot([0.5, 0.75, 1], [np.log(0.5), 0.75 * np.log(0.75) + 0.25 * np.log(0.25), 0], "ko", markersize=10)
    one_x.set(ylim=(-2, 0.8), xlabel="$y = D(x)$", ylabel="$f(y)$ [nats]", title="one $x$: maximum at $a/(a+b)$")
    one_x.legend(loc="upper left", ncols=2, columnspacing=1)
    plot.densities(pair, p_data, p_g)
    pair.legend()
    pair.set_title("the two densities")
    plot.discriminators(every_x, p_data.x, {"search": found, "$D^{*}$": D}, styles={"$D^{*}$": plot.D_STAR})
    every_x.set_title("every $x$: the search finds $D^{*}$")
    plot.discriminators(straight, p_data.x, {"logistic": logistic, "$D^{*}$": D}, styles={"$D^{*}$": plot.D_STAR})
    straight.set_title("the best logistic $D$ is not $D^{*}$")

# %% [markdown]
# **See.** The maxima are at ½, at ¾, and for $b = 0$ at $y = 1$, an end of the interval, where $f'$ is not 0. $D^*$ is
# near 1 where data are much more frequent, near 0 where samples of $G$ are, and ½ where both are equally frequent. It
# is the only maximiser where there is mass. Where only one density has mass, $D^*$ is 1 or 0; a sigmoid never is.

# %%
print(table([CLAIMS["proposition_1"].check(grade=grade) for grade in CLAIMS["proposition_1"].grades]))

# %% [markdown]
# **Why the logarithm?** Let $D$ be paid $S(D(x))$ on data and $S(1 - D(x))$ on samples of $G$. For $S(y) = \log y$ and
# for $S(y) = -(1 - y)^2$ the best $D$ is $a/(a + b)$: such an $S$ is *strictly proper*. For $S(y) = y$ the best
# $D$ is 0 or 1: it says which density is larger, and not by how much.

# %%
with plot.figure(FIGURES / "02_why_the_logarithm.png", columns=2) as (left, right):
    payoffs = {rule.formula: rule.expected_payoff(y, 0.75, 0.25) for rule in SCORING_RULES.values()}
    plot.plot_curves(left, y, payoffs)
    left.plot([y[f.argmax()] for f in payoffs.values()], [f.max() for f in payoffs.values()], "ko", markersize=10)
    left.set(ylim=(-1.5, 1.3), xlabel="$y = D(x)$", ylabel="expected payoff", title="one $x$: $a = 0.75$, $b = 0.25$")
    best = {rule.formula: rule.best_D(p_data.p, p_g.p) for rule in SCORING_RULES.values()}
    plot.plot_curves(right, p_data.x, best)
    right.set(xlabel="$x$", ylabel="the best $D(x)$", yticks=(0, 0.5, 1), title="every $x$")
print(table([CLAIMS["scoring_rules"].check()]) + "\n" + refute(CLAIMS["scoring_rules"]))

# %% [markdown]
# **Break it.** Proposition 1 lets $D$ take any value anywhere. If $D$ is confined to logistic curves, it fails:

# %%
print(refute(CLAIMS["proposition_1"]))

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): in “Be D” draw $D$ as well as you
# can before you show $D^*$. Then try logistic $D$ only.

# %% [markdown]
# **Question.** At one $x$ data are three times as frequent as samples of $G$. A $D$ says 0.95 there. Is that too much?
#
# <details><summary>Answer</summary>
#
# Yes. With $a = 0.75$, $b = 0.25$ this $x$ adds $-0.562$ at $y = ¾$ and $-0.787$ at 0.95. A quarter of what $D$ sees
# there comes from $G$, and for each of these it gets $\log 0.05 = -3.0$ nats.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: add `(0.9, 0.1)` to the pairs of $a$ and $b$. Predict where the maximum is, and its value of $f$.
# 2. Harder: use the pairs "two-modes-covered" and "shifted". When does the best logistic $D$ reach $C$, and why?
