"""Lesson 9. Mode collapse: G is trained too much without updating D, the Helvetica scenario (Section 6)"""

# %% [markdown]
# **Needs.** Lessons 4 and 5; what a standard deviation is.
# **After it** you can say why $G$ collapses when $D$ is fixed, recognise a collapse onto one point or two in $G(z)$,
# and choose a measure that detects both.
#
# For a fixed $D$ the loss of $G$ is a mean of a function of $x$ under $p_g$. It is least if all of $p_g$ is where $D$
# is greatest. Train $G$ for long without updating $D$, and it sends too many $z$ to one and the same $x$: the paper's
# "Helvetica scenario".
#
# **Predict.** After 200 steps of $G$ against one $D$, how large is the standard deviation of $p_g$? $D$ then takes a
# step. Where does $p_g$ go?

# %%
import numpy as np

from gan_theory import CLAIMS, RECIPES, plot, refute, table
from gan_theory.claims.practice._helvetica_runs import share_near_one_x

FIGURES, SEEDS = plot.figures_folder(), range(10)

# %% [markdown]
# **Run it.** One step of $D$, then 200 of $G$, five times; beside it, as many steps of $G$, each after one of $D$. For
# each seed: the median over the five frames of std$(p_g)$/std$(p_{data})$, and of the greatest share of $p_g$ within a
# tenth of a standard deviation of one $x$. ($p_{data}$ itself has a share of one eighth.)

# %%
runs = {name: RECIPES[name].runs(SEEDS) for name in ("helvetica", "in-turns")}
stds = {name: [[f.p_g.std() / f.p_data.std() for f in run] for run in each] for name, each in runs.items()}
shares = {name: [[share_near_one_x(f) for f in run] for run in each] for name, each in runs.items()}
for name in runs:
    print(f"{name:9} std  ", *(f"{np.median(run[1:]):.2f}" for run in stds[name]))
    print(f"{name:9} share", *(f"{np.median(run[1:]):.2f}" for run in shares[name]))

with plot.figure(FIGURES / "09_helvetica.png", columns=3) as (one, two, right):
    z = runs["helvetica"][0][0].z
    usual = np.abs(z) < 3
    for ax, seed, title in ((one, 0, "one point"), (two, 7, "two points")):
        shown = {f"after {frame.step}": frame for frame in runs["helvetica"][seed][1:4]}
        shown["in turns"] = runs["in-turns"][seed][-1]
        plot.plot_curves(ax, z[usual], {name: frame.G_z[usual] for name, frame in shown.items()})
        ax.get_legend().remove()
        ax.set(xlabel="$z$", ylabel="$x = G(z)$", ylim=(-6, 8), title=f"seed {seed}: {title}")
    one.legend(loc="upper left")
    plot.seed_curves(right, [frame.step for frame in runs["helvetica"][0]], stds)
    right.set(xlabel="step of $G$", ylabel=r"std of $p_g$ / std of $p_{\mathrm{data}}$", ylim=(0, 2), title="10 seeds")

# %% [markdown]
# **See.** Left, on seed 0, the lines of the Helvetica run are flat: every $z$ goes to one $x$, near $-1.4$ at first.
# After a step of $D$ all go to another $x$, near $-5.3$, where there are no data, and then to $-3.3$: $D$ responds only
# after $G$ has moved. Middle: the $D$ of a network has several local maxima, and each $G(z)$ follows the slope of $D$
# to one of them. On seed 7 they end at two, so $G$ is a step. Right, most seeds fall to a few hundredths within one
# round. Seeds 7 and 8 do not, and have collapsed all the same: the standard deviation does not detect two points, and
# the share does.
#
# **Break it.** Update $D$ after each step, and $p_g$ does not collapse. **Play.** `python -m gan_theory play` opens the
# [playground](../docs/playground.md): in “Be G” freeze $D$, and find the best $p_g$ for it. Unfreeze it: what is $D^*$?

# %%
print(table([CLAIMS["helvetica"].check()]))
print(refute(CLAIMS["helvetica"]))

# %% [markdown]
# **Question.** In the Helvetica scenario $G$ minimises its loss, and the loss falls. So what is wrong: $G$, $D$, or the
# training?
#
# <details><summary>Answer</summary>
#
# The training: it minimises in $G$ before it has maximised in $D$. For a fixed $D$, $V(D, G)$ is affine in $p_g$, and
# its minima are the distributions on $\arg\max D$: a point mass, if that is a single point. But $p_{data}$ solves
# $\min_G \max_D V(D, G)$. Two hundred steps of $G$ for one of $D$ approach the minimum for a fixed $D$. With as many
# steps of $G$, taken in turns, $p_g$ keeps 0.89 to 1.02 times the data's standard deviation.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: use `replace` of `dataclasses` to give `RECIPES["helvetica"].recipe` a `k_G` of 2, 5, 10, 20 and 50, and
#    `train_many` by each. From which `k_G` on is the share above one third? Is the standard deviation small by then?
# 2. Harder: give the same recipe `k=20`, so that $D$ takes twenty steps before each 200 of $G$. Does a better $D$
#    prevent the collapse? Explain the result: $V$ is affine in $p_g$.
