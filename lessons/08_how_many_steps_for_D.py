"""Lesson 8. How many steps for D: k, the speed of G, and a finite data set (Algorithm 1)"""

# %% [markdown]
# In Proposition 2, $D$ is optimal at each step of $G$. Algorithm 1 gives it $k$ steps instead. $C - V$ measures what
# $D$ lacks, in nats: it is 0 if and only if $D = D^*$.
#
# **Predict.** Here $D$ learns slowly, and $G$ at half its rate, or at ten times its rate. For which of the two is
# $k = 1$ enough? Is $k = 20$ always enough?

# %%
import numpy as np

from gan_theory import CLAIMS, RECIPES, Algorithm1, plot, table
from gan_theory.experiments.named_recipes import success_rate

FIGURES, SEEDS = plot.figures_folder(), range(5)

# %% [markdown]
# **Run it.** Six recipes, five seeds each; a run counts if over its later half $D$ is within 0.05 nats of the best that
# any $D$ can do, on average. In the figure lines are medians over the seeds, and bands their quartiles.

# %%
runs = {speed: {k: RECIPES[f"k-{k}-{speed}-G"].runs(SEEDS) for k in (1, 5, 20)} for speed in ("slow", "fast")}
for speed, by_k in runs.items():
    for k, each in by_k.items():
        name = f"k-{k}-{speed}-G"
        lag = np.median([RECIPES[name].measure(frames) for frames in each])
        print(
            f"{name:11} C − V = {lag:.3f} in the median; <= 0.05 on {success_rate(name, runs=each):4.0%} of the seeds"
        )

with plot.figure(FIGURES / "08_how_many_steps_for_D.png", columns=2) as axes:
    for ax, (speed, by_k) in zip(axes, runs.items()):
        steps = [frame.step for frame in by_k[1][0]]
        gaps = {f"$k = {k}$": [[frame.D_gap for frame in run] for run in each] for k, each in by_k.items()}
        plot.quartile_bands(ax, steps, gaps)
        ax.axhline(0.05, color=plot.BLACK, linestyle=":", linewidth=2)
        ax.annotate("0.05", (steps[-1], 0.05), (0, 4), textcoords="offset points", ha="right")
        ax.set(yscale="log", ylim=(5e-3, 5), xlabel="step of $G$", ylabel="$C - V$ [nats]", title=f"$G$ is {speed}")

# %% [markdown]
# **See.** Left, only $k = 1$ stays above the dotted line: it falls at first, and rises again. Right, no line comes
# below it. $k = 1$ is enough for neither. More steps help, at their price, and $G$'s speed matters more: twenty steps
# of $D$ do not follow a fast $G$. And there is a limit to "until $D$ is optimal". If the data are a *finite* set, the
# best $D$ memorises them.

# %%
finite = {name: RECIPES[name].runs(SEEDS) for name in ("twenty-points", "fresh-points")}
for name, each in finite.items():
    jsd, falls_short = np.median([[frames[-1].jsd, frames[-1].D_gap] for frames in each], axis=0)
    within = f"{success_rate(name, runs=each):.0%} of the seeds"
    print(f"{name:13} JSD = {jsd:.3f}, <= 0.05 on {within}; D falls short of D* by {falls_short:.2f} nats")
points = Algorithm1("gaussian", RECIPES["twenty-points"].recipe, 0).target.dataset(20, seed=0)

with plot.figure(FIGURES / "08_finite_data.png", 2, 2) as axes:
    for (upper, lower), (title, name) in zip(
        axes.T, {"20 points": "twenty-points", "fresh data": "fresh-points"}.items()
    ):
        frame = finite[name][0][-1]
        plot.densities(upper, frame.p_data, frame.p_g)
        upper.set(xlim=(2.5, 5.5), ylim=(0, 2), title=title)
        curves = {"$D$": frame.D, "$D^{*}$": frame.D_star}
        plot.discriminators(lower, frame.x, curves, styles={"$D^{*}$": plot.D_STAR})
        lower.set(xlim=(2.5, 5.5))
    axes[0, 0].plot(points, 0 * points + 0.12, "|", color=plot.ORANGE, markersize=24, mew=3, label="the points")
    plot.common_legend(axes)

# %% [markdown]
# **See.** Below left, $D$ spikes at the twenty points and falls to 0 between them, where $D^*$ is smooth: there are
# data there, but $D$ has seen none. $p_g$ crowds near a few of the points and misses others, and ends where the
# points do.
#
# The evidence: minibatch gradients are unbiased, so each of $D$'s steps is up $V$ in the mean; and the bound that $D$
# gives, $V + \log 4 \le 2 \cdot JSD$, holds on samples that $D$ has not seen.

# %%
names = ("algorithm_1", "bound")
print(table([CLAIMS[name].check() for name in names]))

# %% [markdown]
# **Break it.** Take the minibatches from another $G$; judge $D$ on the samples that it learnt. Then train
# with `replace(RECIPES["k-20-fast-G"].recipe, k=200)` from `dataclasses`: does $D$ follow a fast $G$ now?
# (It takes minutes.)

# %%
for name in names:
    broken = CLAIMS[name].falsifiers[0]
    print(f"{name}, but {broken.name}:")
    print(*(f"    {found}" for found in CLAIMS[name].evidence(broken) if not found.holds), sep="\n")

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): in “Train” change $k$ and $G$'s
# learning rate while it runs, and watch $C - V$.

# %% [markdown]
# **Question.** The last line printed shows a $D$ that earns 0.301 nats above $-\log 4$ on the samples that it learnt,
# where $2 \cdot JSD$, with five standard errors, is 0.050. Is the bound wrong?
#
# <details><summary>Answer</summary>
#
# No: $V \le C$ for every $D$, on the densities. On the points that it learnt $D$ plays another game, whose $p_{data}$
# is a set of spikes, and there a $D$ that knows them earns more. Judged by the density, the $D$ of the twenty points
# falls short of $D^*$ by 2.4 nats. So $V + \log 4 \le 2 \cdot JSD$ is a bound only if it is measured on points that $D$
# has not seen.
#
# </details>
