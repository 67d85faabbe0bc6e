"""Lesson 16. Your own data: held-out data, how much to smooth, and a G that memorises (beyond the paper)"""

# %% [markdown]
# **Needs.** Lessons 5 (training), 12 (likelihood) and 15 (Parzen windows).
# **After it** you can split a file into training, validation and test data, choose a bandwidth by validation data, and
# judge by test data whether $G$ is good and whether it has memorised.
#
# The paper has $p_{data}$; you have a file, here 272 waits for a geyser, in whole minutes. Some must be *held out*:
# validation data choose how much to smooth the training data into a $p_{data}$, and test data, which nothing else has
# used, judge $G$.
#
# **Predict.** With which bandwidth $h$ are the samples that are smoothed most likely, and with which the held-out ones?
# Of two GANs that are trained alike, the $D$ of the second one sees only 20 of the waits, again and again. On which
# data is its $p_g$ high? How would you notice, had you held nothing out?

# %%
from dataclasses import replace

import numpy as np

from gan_theory import CLAIMS, plot, read_column, refute, table, train
from gan_theory.datasets.splits import train_validation_test_split
from gan_theory.datasets.targets import OLD_FAITHFUL
from gan_theory.densities.kernel_density import KernelDensity
from gan_theory.evaluation.held_out import evaluate, nearest_neighbours

FIGURES = plot.figures_folder()

# %% [markdown]
# **Run it.** The waits are split at random. As they are rounded, they are first distributed evenly over their minute;
# otherwise duplicates leak between the splits.

# %%
split = train_validation_test_split(read_column(OLD_FAITHFUL, "waiting_minutes")[1], seed=0)
print(f"{split.train.size} training, {split.validation.size} validation and {split.test.size} test data")
h = np.geomspace(0.05, 30, 60)
parts = {"the training data, which are smoothed": split.train, "the validation data, held out": split.validation}
scores = {
    name: [KernelDensity(split.train, each).logpdf(x).clip(-50).mean() for each in h] for name, x in parts.items()
}
for name, each in scores.items():
    print(f"most likely, {name}: h = {h[np.argmax(each)]:.2f} of {h[0]:.2f} to {h[-1]:.0f} minutes")
with plot.figure(FIGURES / "16_how_much_to_smooth.png") as ax:
    plot.scores_by_smoothing(ax, h, scores, split.bandwidth)

# %% [markdown]
# **See.** The smoothed samples are most likely for $h \to 0$, where the density has nothing but these samples. The
# held-out ones have a best $h$. Now the two GANs, from one seed, each judged by the test data. The *gap* is the mean of
# $\log p_{data} - \log p_g$ over them.

# %%
target = split.target("waiting")
training = {"fresh samples": split.train, "20 points": target.dataset(20, seed=0)}
sizes = {"fresh samples": 0, "20 points": 20}
last = {name: list(train(target, seed=0, steps=1500, frames=1, dataset_size=n))[-1] for name, n in sizes.items()}
for name, frame in last.items():
    report = evaluate(frame, split, training[name])
    print(f"D saw {name}: gap {report.gap} nats; p_g = 0 at {report.outside_support} of {report.n} test data")
    print(f"    Parzen score {report.parzen.mean:.3f} ± {report.parzen.standard_error:.3f} nats")
    print(f"    {report.in_words().splitlines()[-1]}")

with plot.figure(FIGURES / "16_your_own_data.png", 2, 2) as axes:
    for (upper, lower), (name, frame) in zip(axes.T, last.items()):
        plot.densities_and_data(upper, frame.p_data, frame.p_g, split.test, training[name])
        upper.set(title=f"$D$ saw {name}")
        points = (frame.sample(2000, seed=1), split.test)
        plot.distances_to_training(lower, *(nearest_neighbours(frame.p_data, training[name], x)[1] for x in points))
    axes[0, 0].legend(loc="upper left", ncols=2)

# %% [markdown]
# **See.** Left, $p_g$ is close to $p_{data}$, and its samples are as far from the training points as test data are.
# Right, $p_g$ has spikes near some of the 20 points, and the solid line is far above the dashed one: $G$ stays close to
# what $D$ saw. The Parzen score hardly distinguishes the two; the gap, from the exact $p_g$, does.
#
# **Break it.** Judge the second $G$ by the 20 points that its $D$ saw; judge a $D$ by the samples that it learnt from.

# %%
flattered = evaluate(last["20 points"], replace(split, test=training["20 points"]), training["20 points"])
print(f"20 points, judged by these points: gap {flattered.gap} nats")
print(table([CLAIMS["bound"].check()]))
print(refute(CLAIMS["bound"]))

# %% [markdown]
# **Question.** Your $G$ has a JSD of 0.001 to the smoothed training data, and on the test data $\log p_g$ is 0.3 nats
# less than on the training data. Has it memorised them? Which number would you compute next?
#
# <details><summary>Answer</summary>
#
# Not necessarily. The JSD says that $G$ follows the smoothed density $p_{data}$, so compute the same difference for
# *that*: if $\log p_{data}$ is 0.3 nats less on the test data too, the smoothing overfits ($h$ is too small), and $G$
# has copied the error. Only a difference beyond it comes from $G$. Whether samples of $G$ are too close to training
# points is another question, which the distances answer.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: let $D$ see 5, 50 or 164 points: from how many on does the report say that nothing was memorised?
# 2. Harder: repeat all with `seed=1`, `2`, `3` of `train_validation_test_split`. How much does the gap of the first $G$
#    vary? For which split does the Parzen score rank the two $G$ wrongly, and which bandwidth did it select there?
