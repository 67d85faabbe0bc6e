"""Lesson 16. Your own data: what you may smooth, what you may believe, and a G that has memorised its data"""

# %% [markdown]
# The paper has $p_{data}$; you have a file. Here it is 272 waits for a geyser, in whole minutes. Some must be *held
# out*: a part that chooses how much to smooth the rest into a $p_{data}$, and a part that judges $G$ and that nobody
# has seen.
#
# **Predict.** A window of which bandwidth $h$ makes the samples that it smooths likeliest, and which one those held
# out? Two GANs are trained alike, but the second one's $D$ sees 20 of the waits, again and again. On which data does
# its $G$ do well? Which figures would show it, had you held nothing out?

# %%
from dataclasses import replace

import numpy as np

from gan_theory import CLAIMS, plot, read_column, table, train
from gan_theory.datasets.splits import train_validation_test_split
from gan_theory.datasets.targets import OLD_FAITHFUL
from gan_theory.densities.kernel_density import KernelDensity
from gan_theory.evaluation.held_out import evaluate, nearest_neighbours

FIGURES = plot.figures_folder()

# %% [markdown]
# **Run it.** The waits are split at random; as they are rounded, they are first distributed evenly over their minute.
# Then the mean log density of either part under the training part, smoothed by each $h$.

# %%
split = train_validation_test_split(read_column(OLD_FAITHFUL, "waiting_minutes")[1], seed=0)
sizes = f"{split.train.size} to train on, {split.validation.size} to choose by, {split.test.size} to judge by"
print(f"{sizes}; rounded to {split.rounding_step:g}, smoothed by {split.bandwidth:.2f} minutes")

h = np.geomspace(0.05, 30, 60)
parts = {"samples that it smooths": split.train, "samples held out": split.validation}
scores = {
    name: [KernelDensity(split.train, each).logpdf(x).clip(-50).mean() for each in h] for name, x in parts.items()
}
with plot.figure(FIGURES / "16_how_much_to_smooth.png") as ax:
    plot.plot_curves(ax, h, scores)
    ax.axvline(split.bandwidth, color=plot.BLACK, linestyle=":", linewidth=2)
    ax.annotate(f"$h$ = {split.bandwidth:.2f}", (split.bandwidth, -5.8), (8, 0), textcoords="offset points")
    ax.set(ylim=(-6, -2), xlabel="$h$, the bandwidth [minutes]", ylabel="mean log density [nats]", xscale="log")

# %% [markdown]
# **See.** The samples that are smoothed want $h \to 0$, where the density is nothing but these samples. Those held out
# have a best $h$, where the dashed line is highest. Now the two GANs, from one seed, each judged by the test part.

# %%
target = split.target("waiting")
points = {"fresh samples": 0, "20 points": 20}
seen = {name: target.dataset(n, seed=0) if n else split.train for name, n in points.items()}
last = {name: list(train(target, seed=0, steps=2500, frames=1, dataset_size=n))[-1] for name, n in points.items()}
verdicts = {name: evaluate(frame, split, seen[name]) for name, frame in last.items()}
for name, verdict in verdicts.items():
    print(f"G has learnt from {name}:", *verdict.in_words().splitlines(), sep="\n    ")

with plot.figure(FIGURES / "16_your_own_data.png", 2, 2) as axes:
    for (upper, lower), (name, frame) in zip(axes.T, last.items()):
        plot.densities(upper, frame.p_data, frame.p_g)
        upper.plot(split.test, 0 * split.test - 0.008, "|", color=plot.PURPLE, markersize=13, mew=1.5, label="unseen")
        upper.plot(seen[name], 0 * seen[name] - 0.019, "x", color=plot.ORANGE, markersize=8, mew=1.5, label="seen")
        upper.set(xlim=(30, 109), ylim=(-0.028, 0.1), yticks=(0, 0.05, 0.1))
        upper.set(title=f"$D$ sees {name}", xlabel="wait [minutes]")
        near = {"samples of $G$": frame.sample(2000, seed=1), "unseen data": split.test}
        for style, (label, x) in zip((plot.P_G, dict(color=plot.PURPLE, linestyle="--", linewidth=3)), near.items()):
            distances = 100 * np.sort(nearest_neighbours(frame.p_data, seen[name], x)[1])
            lower.step(distances, (np.arange(x.size) + 1) / x.size, **style | {"label": label}, where="post")
        lower.set(xlabel="to the nearest seen [% of the data]", ylabel="share", ylim=(0, 1.02), yticks=(0, 0.5, 1))
        lower.legend(loc="lower right")
    axes[0, 0].legend(loc="upper left", ncols=2)

# %% [markdown]
# **See.** Left, $p_g$ lies on the dotted $p_{data}$, and its samples are as far from a cross as unseen data are. Right,
# $p_g$ stands in spikes among the crosses, misses the shorter waits, and the solid line runs far above the dashed one:
# $G$ keeps close to what was seen. Parzen windows hardly distinguish the two; $\log p_g$, which is exact here, does.
#
# The evidence that the $D$ of such a game measures a divergence: on samples that it has *not* seen.

# %%
print(table([CLAIMS["bound"].check()]))

# %% [markdown]
# **Break it.** Judge the second $G$ by the points that its $D$ saw, as if nothing had been held out. Then let $D$
# see 5 points, or all that it may (`dataset_size=split.train.size`): when does the verdict change? And judge $D$ on the
# samples that it learnt:

# %%
flattered = evaluate(last["20 points"], replace(split, test=seen["20 points"]), seen["20 points"])
print("judged by what it saw:", *flattered.in_words().splitlines(), sep="\n    ")
broken = CLAIMS["bound"].falsifiers[0]
print(f"bound, but {broken.name}:")
print(*(f"    {found}" for found in CLAIMS["bound"].evidence(broken) if not found.holds), sep="\n")

# %% [markdown]
# **Question.** Your $G$ has a JSD of 0.001 to the smoothed training data, and on the test data $\log p_g$ is 0.3 nats
# less than on the training data. Has it memorised them? Which number would you compute next?
#
# <details><summary>Answer</summary>
#
# Not necessarily, and not $G$ alone. The JSD says that $G$ follows the smoothed density $p_{data}$, so compute the same
# difference for *that*: if $\log p_{data}$ is as much less on the test data, it is the smoothing that overfits the
# training data ($h$ is too small), and $G$ has copied the fault faithfully. Only the gap beyond it is $G$'s own.
# Whether samples of $G$ crowd around the training points is another question, for which distances are compared: those
# of $G$'s samples with those of unseen data, to the nearest point that was seen.
#
# </details>
