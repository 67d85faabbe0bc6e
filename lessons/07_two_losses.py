"""Lesson 7. Two losses for G: one goes flat where D is sure, the other does not (Section 3)"""

# %% [markdown]
# In the game $G$ descends $\log(1 - D(G(z)))$. The paper trains it by $-\log D(G(z))$ instead: the same fixed point,
# but per sample $(1 - D)/D$ times the gradient.
#
# **Predict.** Early on $D$ gives $D(G(z)) = 0.001$. By what factor do the two gradients differ? And at the end?

# %%
import numpy as np

from gan_theory import CLAIMS, RECIPES, Algorithm1, plot, table
from gan_theory.experiments.named_recipes import success_rate

FIGURES, SEEDS = plot.figures_folder(), range(5)
losses = {"saturating-early": r"$\log(1 - D(G(z)))$", "non-saturating-early": r"$-\log\,D(G(z))$"}

# %% [markdown]
# **Run it.** $G$ starts eight standard deviations from the data, and $D$ learns alone. How large is the norm of the
# gradient of each loss, for the same $D$ and $G$?

# %%
norms = {}
for name, label in losses.items():
    players = Algorithm1("gaussian", RECIPES[name].recipe, SEEDS)
    found = [np.linalg.norm(players.gradients("G"), axis=-1)]
    for _ in range(30):
        players.rounds(5, 1, 0)
        found.append(np.linalg.norm(players.gradients("G"), axis=-1))
    norms[label] = np.transpose(found)
    print(f"{name:21} |gradient of G|: {np.median(found[0]):.2g} at first, {np.median(found[-1]):.2g} after 150 of D")

# %% [markdown]
# So the factor of 999 at $D = 0.001$ (it is 1 at the end, where $D = ½$) is real. Now train in turns. Adam divides a
# gradient by its recent size, so it hides some of this: a $G$ that starts three deviations away arrives by either loss.
# Eight away the gradient that is left is noise, and shrinks faster than Adam forgets: only one loss gets there. In the
# figures lines are medians over the seeds, and bands their quartiles.

# %%
runs = {name: RECIPES[name].runs(SEEDS) for name in (*losses, "saturating-nearby")}
for name in runs:
    print(f"{name:21} {RECIPES[name].criterion}: on {success_rate(name, runs=runs[name]):.0%} of {len(SEEDS)} seeds")
labels = dict(zip(runs, ("saturating, 8 away", "non-saturating, 8 away", "saturating, 3 away")))
steps = [frame.step for frame in runs["saturating-early"][0]]

with plot.figure(FIGURES / "07_two_losses.png", columns=2) as (left, right):
    plot.quartile_bands(left, 5 * np.arange(31), norms)
    left.set(yscale="log", xlabel="step of $D$ alone", ylabel="norm of $G$'s gradient", title="as $D$ becomes certain")
    plot.quartile_bands(
        right, steps, {labels[name]: [[frame.jsd for frame in run] for run in runs[name]] for name in runs}
    )
    right.set(xlabel="step of $G$, $k = 5$", ylabel="JSD [nats]", ylim=(0, 1), title="trained in turns, 5 seeds")

# %% [markdown]
# **See.** Left, from about equal norms the two gradients part by a factor of more than a thousand in 150 steps of
# $D$. Right, the solid line does not leave $\log 2$, and its band is invisible: no seed moved. By the other loss all
# seeds arrive.
#
# Disjoint supports are the extreme of it: JSD is $\log 2$ at *any* distance, so it says nothing of where to go. (If a
# seed escapes by the saturating loss all the same, its $D$ was not yet sure everywhere.)

# %%
apart = {name: RECIPES[name].runs(SEEDS) for name in ("disjoint-saturating", "disjoint-non-saturating")}
for name, each in apart.items():
    print(
        f"{name:23} JSD at first {each[0][0].jsd:.4f}; {RECIPES[name].criterion}: {success_rate(name, runs=each):.0%}"
    )
first, steps = apart["disjoint-saturating"][0][0], [frame.step for frame in apart["disjoint-saturating"][0]]

with plot.figure(FIGURES / "07_disjoint_supports.png", columns=2) as (left, right):
    left.plot(first.x, first.p_data.pdf, **plot.P_DATA)
    left.hist(first.sample(10_000, seed=0), 40, density=True, color=plot.GREEN, alpha=0.6, label="$G(z)$")
    left.set(xlabel="$x$", ylabel="density", xlim=(-0.5, 4), ylim=(0, 1.9), title="at the start: nothing in common")
    left.legend()
    plot.quartile_bands(
        right, steps, {name[9:]: [[frame.jsd for frame in run] for run in apart[name]] for name in apart}
    )
    right.set(xlabel="step of $G$", ylabel="JSD [nats]", ylim=(0, 0.95), title="the two losses from there, 5 seeds")

# %% [markdown]
# The evidence, and the same fixed point. **Break it.** Let $G$ reach single Gaussians only, with two modes to learn:
# the two losses no longer agree on the best $G$. Let two uniforms overlap, and JSD is no longer stuck.

# %%
names = ("two_losses", "disjoint_supports")
print(table([CLAIMS[name].check() for name in names]))
for name in names:
    broken = CLAIMS[name].falsifiers[0]
    print(f"{name}, but {broken.name}:")
    print(*(f"    {found}" for found in CLAIMS[name].evidence(broken) if not found.holds), sep="\n")

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): “Be G” draws the pull of both
# losses on samples: move $p_g$ far away. “Train” has the runs of this lesson as presets.

# %% [markdown]
# **Question.** Both losses have the same fixed point, where $p_g = p_{data}$. So why do the two disagree on the best
# single Gaussian for two modes?
#
# <details><summary>Answer</summary>
#
# The fixed point is shared only if $G$ can reach it. With $D$ optimal the saturating loss descends $2 \cdot JSD$, and
# the other one $KL(p_g \| p_{data}) - 2 \cdot JSD$ (lesson 11). Both are least at $p_g = p_{data}$. Where that is out of
# reach each has a best of its own: the $KL$ punishes mass where there are no data, so the non-saturating Gaussian sits
# on one mode, while the saturating one covers both.
#
# </details>
