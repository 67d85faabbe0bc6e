"""Lesson 6. Figure 1: a GAN on the eruptions of a geyser, and why G needs no inverse (Figure 1, equation 3)"""

# %% [markdown]
# **Needs.** Lesson 5; what a cumulative distribution is.
# **After it** you can read the paper's Figure 1, tell from two numbers which player is behind, and explain how the
# density of $G(z)$ follows from that of $z$, although $G$ has no inverse.
#
# The data are 272 eruptions of Old Faithful: how long each took, in minutes. There are short ones and long ones. $p_g$
# is the density of $x = G(z)$ for noise $z$. In one dimension it can be computed exactly, so no histogram is needed.
#
# **Predict.** What does $D$ say at the end, if $G$ succeeds? What are $V$ and $C$ then?

# %%
import numpy as np

from gan_theory import CLAIMS, figure_1_stages, grid, plot, push_forward, read_column, refute, table, train
from gan_theory.datasets.targets import OLD_FAITHFUL

FIGURES = plot.figures_folder()
frames = list(train("old-faithful", frame_spacing="early", seed=0))
last = frames[-1]
for frame in [*frames[:-1:28], last]:
    print(f"step {frame.step:4d}  V = {frame.V:.4f}  D's gap: {frame.D_gap:.4f}  G's gap: {frame.G_gap:.4f}")

# %% [markdown]
# **Run it.** The animation is the paper's Figure 1 in the course of training. The arrows lead from evenly spaced
# quantiles of $z$ to $x = G(z)$: they are dense where $p_g$ is large.

# %%
print(f"animation: {plot.animate(frames[::2], FIGURES / '06_old_faithful.gif', unit='minutes', fps=8)}")
generated, (_, eruptions) = last.sample(100_000, seed=1), read_column(OLD_FAITHFUL)
for name, x in {"100,000 samples of G": generated, "272 eruptions": eruptions}.items():
    print(f"{name:20}  mean {x.mean():.2f} minutes, {np.mean(x < 3):.1%} under 3 minutes")

# %% [markdown]
# **See.** After some hundred steps the arrows end in two groups. The valley between them is emptied last, since a
# continuous $G$ has to cross it. $D$, dashed, ends flat at ½. Two numbers tell which player is behind: $D$'s gap,
# $C - V$, is 0 only if $D$ is optimal; $G$'s gap, $2 \cdot JSD = C + \log 4$, is 0 only if $p_g = p_{data}$. $V$ may
# be below $-\log 4$: a $D$ that is not optimal may be worse than the constant ½.
#
# The four panels of the paper's figure are four moments of another run; $x$ is in minutes.

# %%
captions = {
    "a": r"$p_g$ near $p_{\mathrm{data}}$, $D$ partially accurate",
    "b": "$D$ trained alone, to $D^{*}$",
    "c": "$G$ moved along $D$'s gradient",
    "d": r"$p_g = p_{\mathrm{data}}$, $D = ½$, nearly",
}
stages = figure_1_stages("old-faithful", steps=2500, seed=0)
for letter, frame in stages.items():
    print(f"({letter}) V = {frame.V:.4f}  C = {frame.C:.4f}  D's gap: {frame.D_gap:.4f}  G's gap: {frame.G_gap:.4f}")
plot.figure_1_panels(FIGURES / "06_figure_1.png", stages, captions)

# %% [markdown]
# **No inverse of $G$ is needed.** Equation 3 is the law of the unconscious statistician (LOTUS): for every $h$, here
# $\log(1 - D)$, $E_{z \sim p_z} h(G(z)) = E_{x \sim p_g} h(x)$. No variables are changed. Take $G(z) = |z|$, which
# folds the line: $z$ and $-z$ give the same $x$, and both add to its density, $p_g(x) = p_z(x) + p_z(-x)$.

# %%
x, nodes = grid(0, 8, 800), np.linspace(-8, 8, 1601)
p_g = push_forward(nodes, np.abs(nodes), "normal", x)
z = np.random.default_rng(0).standard_normal(1_000_000)
p_z = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
print(f"at x = {x[50]:.3f}: p_g(x) = {p_g.pdf[50]:.4f}, p_z(x) + p_z(−x) = {2 * p_z[50]:.4f}")
print(f"mean of log(1 − D(G(z))) over z: {np.log(1 - 1 / (1 + np.exp(1 - np.abs(z)))).mean():.4f}")
print(f"mean of log(1 − D(x)) over p_g:  {np.log(1 - 1 / (1 + np.exp(1 - x))) @ p_g.p:.4f}")
print(table([CLAIMS["lotus"].check(), CLAIMS["figure_1"].check()]))

# %% [markdown]
# **Break it.** Equation 3 needs the $p_g$ of this very $G$; and the panels need a $D$ that was trained:

# %%
print(refute(CLAIMS["lotus"]), refute(CLAIMS["figure_1"]), sep="\n")

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): in “Train” take single steps of
# $D$ and of $G$, then let it run. What does $D$ do first?

# %% [markdown]
# **Question.** In panel (a) $V$ is close to $-\log 4$. Why does that alone not show how close $p_g$ is to $p_{data}$?
#
# <details><summary>Answer</summary>
#
# $V + \log 4$ is $G$'s gap minus $D$'s gap. In panel (a) the two are 0.094 and 0.070, and nearly cancel. From (a) to
# (b) only $D$ moves: its gap falls to 0.009, and $V$ rises nearly to $C = -1.292$. $V$ judges $G$ only if $D$ is near
# $D^*$.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: in `train` try `loss="saturating"`, `k=5`, `ema_decay=0` and `steps=300`, one at a time. Which of these
#    changes leaves the largest gaps at the end?
# 2. Harder: replace `np.abs` by `np.square`, twice. $p_g(x)$ is no longer $p_z(x) + p_z(-x)$: which formula is right,
#    and what happens at $x = 0$, where $G' = 0$?
