"""Lesson 2. The optimal discriminator: D* = p_data/(p_data + p_g), and no other (Proposition 1)"""

# %% [markdown]
# For a fixed $G$, each $x$ adds $a \log y + b \log(1 - y)$ to $V$, where $a = p_{data}(x)$, $b = p_g(x)$ and
# $y = D(x)$. $D$ can choose $y$ for each $x$ on its own, so it needs to find the top of this one curve.
#
# **Predict.** Where is the top if $a = b$? If $a = 3b$? If $b = 0$?

# %%
import numpy as np

from gan_theory import CLAIMS, PAIRS, PAPER, C, D_star, plot, table
from gan_theory.claims._shared.grid_search import best_D, best_logistic_D

FIGURES = plot.figures_folder()
y = np.linspace(0.001, 0.999, 999)
curves = {f"$a = {a}$, $b = {b}$": a * np.log(y) + b * np.log(1 - y) for a, b in ((0.5, 0.5), (0.75, 0.25), (1, 0))}
for label, curve in curves.items():
    print(f"{label}: the top is at y = {y[np.argmax(curve)]:.3f}")

# %% [markdown]
# **Run it.** A search that knows nothing but values of $V$ looks for the best $y$ in each of 512 cells. Proposition 1
# says where it must end.

# %%
p_data, p_g = PAIRS["two-modes-one-found"].p_data, PAIRS["two-modes-one-found"].p_g
found, _ = best_D(PAPER.V, p_data.p, p_g.p)
print(f"largest distance between the search and D*: {np.abs(found - D_star(p_data, p_g)).max():.1e}")

with plot.figure(FIGURES / "02_the_optimal_discriminator.png", columns=2) as (left, right):
    plot.plot_curves(left, y, curves)
    left.plot([0.5, 0.75, 1], [np.log(0.5), 0.75 * np.log(0.75) + 0.25 * np.log(0.25), 0], "ko", markersize=10)
    left.set(
        ylim=(-2, 0.1),
        xlabel="$y = D(x)$",
        ylabel=r"$a\,\log\,y + b\,\log(1 - y)$ [nats]",
        title="one $x$: the top is at $a/(a+b)$",
    )
    both = {"search": found, "$D^{*}$": D_star(p_data, p_g)}
    plot.discriminators(right, p_data.x, both, styles={"$D^{*}$": plot.D_STAR})
    plot.shaded_densities(right, p_data, p_g)
    right.set_title("every $x$: the search finds $D^{*}$")

# %% [markdown]
# **See.** Left, the tops lie at ½, ¾ and at the very edge, where the curve stops. Right, the dashed search lies on the
# thin $D^*$ all the way. $D^*$ is near 1 where data abound and forgeries are rare, near 0 in the opposite case, ½ where
# they are equally frequent. It is the *only* maximiser where there is mass: any other $D$ loses at least
# $2 \sum (p_{data} + p_g)(D - D^*)^2$. Where only one of the two has mass, $D^*$ is 1 or 0. A sigmoid never is, so a
# network comes as near to $\max_D V$ as it likes there, without reaching it.

# %%
print(table([CLAIMS["proposition_1"].check(PAIRS)]))

# %% [markdown]
# This is evidence, on sixteen pairs. The proof is at one $x$, where $p = p_{data}(x)$ and $q = p_g(x)$ are any numbers:

# %%
for proof in CLAIMS["proposition_1"].evidence(grade="symbolic"):
    print(proof)

# %% [markdown]
# **Break it.** The proposition lets $D$ take any value anywhere. Allow it one logistic curve in $x$, with the best
# slope and location, and it falls short: the missing value is what a small network pays.

# %%
case = PAIRS["two-modes-one-found"]
logistic, values = best_logistic_D(PAPER.V, *case.masses(), case.x())
print(f"best logistic D: V = {values.sum():.4f}; D*: C = {C(case.p_data, case.p_g):.4f}")
for evidence in CLAIMS["proposition_1"].evidence(CLAIMS["proposition_1"].falsifiers[0]):
    if not evidence.holds:
        print(evidence)

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): in “Be D” draw $D$ as well as you
# can before you ask for $D^*$. Then try logistic $D$ only.

# %% [markdown]
# **Question.** At one $x$ data are three times as frequent as forgeries. A $D$ answers 0.95 there, since "three to one
# is nearly sure". Is it punished, and by what?
#
# <details><summary>Answer</summary>
#
# Yes. With $a = 3b$ the top is at $y = ¾$, and each $x$ adds $a \log y + b \log(1 - y)$. With $a = 0.75$, $b = 0.25$
# that is $-0.562$ at ¾ and $-0.787$ at 0.95: the forgeries, a quarter of what is seen there, cost $\log 0.05 = -3$ nats
# each. The logarithm pays for honest odds.
#
# </details>
