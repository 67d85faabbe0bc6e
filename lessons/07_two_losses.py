"""Lesson 7. Two losses for G: the gradient of one vanishes where D is confident (Section 3)"""

# %% [markdown]
# **Needs.** Lessons 2 and 5; the derivative of a logarithm.
# **After it** you can compare the gradients of both losses, and say why JSD is $\log 2$ on disjoint supports.
#
# In the game $G$ descends $\log(1 - D(G(z)))$. The paper trains it by $-\log D(G(z))$ instead: the same fixed point,
# but per sample $(1 - D)/D$ times the gradient.
#
# **Predict.** Early on $D$ gives $D(G(z)) = 0.001$. By what factor do the two gradients differ? And at the end?

# %%
import numpy as np

from gan_theory import CLAIMS, RECIPES, Algorithm1, grid, plot, push_forward, refute, table
from gan_theory.experiments.named_recipes import success_rate

FIGURES, SEEDS = plot.figures_folder(), range(5)

# %% [markdown]
# **Run it.** $G$ starts eight standard deviations from the data, and $D$ learns alone. How large is the norm of the
# gradient of each loss, for the same $D$ and $G$?

# %%
norms = {}
for name, label in {"saturating-early": r"$\log(1 - D(G(z)))$", "non-saturating-early": r"$-\log\,D(G(z))$"}.items():
    players = Algorithm1("gaussian", RECIPES[name].recipe, SEEDS)
    found = [np.linalg.norm(players.gradients("G"), axis=-1)]
    for _ in range(30):
        players.rounds(5, 1, 0)
        found.append(np.linalg.norm(players.gradients("G"), axis=-1))
    norms[label] = np.transpose(found)
    print(f"{name:21} |gradient of G|: {np.median(found[0]):.2g} at first, {np.median(found[-1]):.2g} after 150 of D")

# %% [markdown]
# At $D = 0.001$ the factor is 999; at the end, $D = ½$, it is 1. Now train both players. Adam divides a gradient by its
# recent size, so it hides some of this. In the figure lines are medians over five seeds, and bands are quartiles.

# %%
runs = {name: RECIPES[name].runs(SEEDS) for name in ("saturating-early", "non-saturating-early", "saturating-nearby")}
for name in runs:
    print(f"{name:21} {RECIPES[name].criterion}: on {success_rate(name, runs=runs[name]):.0%} of {len(SEEDS)} seeds")

with plot.figure(FIGURES / "07_two_losses.png", columns=2) as (left, right):
    plot.quartile_bands(left, 5 * np.arange(31), norms)
    left.set(yscale="log", xlabel="step of $D$ alone", ylabel="norm of $G$'s gradient", title="$D$ becomes confident")
    jsds = [[[frame.jsd for frame in run] for run in each] for each in runs.values()]
    labels = ("saturating, 8 away", "non-saturating, 8 away", "saturating, 3 away")
    plot.quartile_bands(right, [frame.step for frame in runs["saturating-early"][0]], dict(zip(labels, jsds)))
    right.set(xlabel="step of $G$, $k = 5$", ylabel="JSD [nats]", ylim=(0, 1), title="both players train, 5 seeds")

# %% [markdown]
# **See.** Left, the two norms are equal at first; after 150 steps of $D$ one is more than a thousand times the other.
# Right, the solid line stays at $\log 2$ on every seed. By the other loss, or from nearer, all seeds arrive. Disjoint
# supports are the extreme case: JSD is $\log 2$ at *any* distance, so it does not say in which direction the data are.

# %%
apart = {name: RECIPES[name].runs(SEEDS) for name in ("disjoint-saturating", "disjoint-non-saturating")}
for name, each in apart.items():
    print(f"{name:23} last JSD of each seed:", *(f"{run[-1].jsd:.3f}" for run in each))
first, steps = apart["disjoint-saturating"][0][0], [frame.step for frame in apart["disjoint-saturating"][0]]
p_g = push_forward(first.z, first.G_z, first.noise, grid(-0.5, 4, 900))

with plot.figure(FIGURES / "07_disjoint_supports.png", columns=2) as (left, right):
    left.plot(first.x, first.p_data.pdf, **plot.P_DATA)
    left.plot(p_g.x, p_g.pdf, **plot.P_G)
    left.set(xlabel="$x$", ylabel="density", xlim=(-0.5, 4), ylim=(0, 1.9), title="at the start: disjoint supports")
    left.legend()
    plot.seed_curves(right, steps, {name[9:]: [[frame.jsd for frame in run] for run in apart[name]] for name in apart})
    right.set(xlabel="step of $G$", ylabel="JSD [nats]", ylim=(0, 0.95), title="each of 5 seeds")

# %% [markdown]
# **See.** By the saturating loss four seeds stay at $\log 2$, but one escapes. $D$ is trained only where there are data
# or samples of $G$. Just beyond the edges of $p_g$ it can still be large, and the few samples there have a gradient: on
# this seed $p_g$ widens until it touches the data, after 115 steps.
#
# **Break it.** Let $G$ reach single Gaussians only, with two modes to learn: the two losses no longer agree on the best
# $G$. Let two uniforms overlap: JSD is no longer $\log 2$. **Play.** `python -m gan_theory play` opens the
# [playground](../docs/playground.md): “Be G” draws the gradients of both losses on samples; move $p_g$ far away.

# %%
print(table([CLAIMS[name].check() for name in ("two_losses", "disjoint_supports")]))
print(refute(CLAIMS["two_losses"]), refute(CLAIMS["disjoint_supports"]), sep="\n")

# %% [markdown]
# **Question.** Both losses have the same fixed point. Why do they disagree on the best single Gaussian for two modes?
#
# <details><summary>Answer</summary>
#
# The fixed point is shared only if $G$ can reach it. With $D$ optimal the saturating loss descends $2 \cdot JSD$, and
# the other one $KL(p_g \| p_{data}) - 2 \cdot JSD$ (lesson 11). Both are least at $p_g = p_{data}$. If $G$ cannot reach
# it, their best $G$ differ: $KL$ punishes mass where there are no data, so its Gaussian covers one mode only.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: train the disjoint recipes from `range(20)`. On how many of these seeds does the saturating loss escape?
# 2. Harder: by `replace` of `dataclasses` give `RECIPES["saturating-early"].recipe` an `initial_offset` of 3, 4, … 8,
#    and `train_many` by each. From which distance on do fewer than half of the seeds arrive, and does `k` matter?
