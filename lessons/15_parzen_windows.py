"""Lesson 15. Parzen windows, and what the numbers of Table 1 mean (Section 5)"""

# %% [markdown]
# A GAN has no formula for $p_g$, so the paper scores samples $s_1, \dots, s_m$ of $G$: each gets a Gaussian window,
# $$\log\,\hat{p}(x) = \log \frac{1}{m} \sum_j e^{-\|x - s_j\|^2 / 2\sigma^2} - d\,\log(\sigma \sqrt{2\pi}),$$
# $\sigma$ is what suits a validation set best, and the score is the mean over test points. In one dimension the truth
# is known.
#
# **Predict.** $G$ is perfect, $p_g = p_{data} = N(0, 1)$. Is its score too high or too low? Can a worse $G$ score more?

# %%
import numpy as np

from gan_theory import CLAIMS, GaussianMixture, parzen_log_likelihood, plot, table, train
from gan_theory.evaluation.parzen import parzen

FIGURES, SEEDS = plot.figures_folder(), range(10)
test = np.random.default_rng(0).standard_normal(1000)
truth, worse = (GaussianMixture((0.0,), (std,)).logpdf(test).mean() for std in (1.0, 0.8))

# %% [markdown]
# **Run it.** The score over $\sigma$: lines are medians over ten sets of samples, bands their quartiles. In the limit
# of many samples it is the mean of $\log N(x; 0, 1 + \sigma^2)$: the window blurs, and a blurred density is another
# density. The truth is the mean of $\log p_{data}$ over the same 1,000 test points.

# %%
sigmas, draws = np.geomspace(0.02, 2, 21), [np.random.default_rng(seed + 1).standard_normal(2000) for seed in SEEDS]
by_sigma = {
    f"$m = {m}$": [[parzen_log_likelihood(s[:m], test, sigma).mean() for sigma in sigmas] for s in draws]
    for m in (20, 200, 2000)
}
limit = [GaussianMixture((0.0,), (np.hypot(1, sigma),)).logpdf(test).mean() for sigma in sigmas]
for label, scores in by_sigma.items():
    best = np.argmax(np.median(scores, axis=0))
    print(f"{label:11} best at σ = {sigmas[best]:.2f}: {np.median(scores, axis=0)[best]:.3f}; the truth is {truth:.3f}")

with plot.figure(FIGURES / "15_parzen_windows.png") as ax:
    plot.quartile_bands(ax, sigmas, by_sigma)
    ax.plot(sigmas, limit, color=plot.BLACK, linewidth=1.5, label=r"$m \to \infty$")
    ax.axhline(truth, color=plot.BLACK, linestyle=":", linewidth=2)
    ax.annotate(r"the truth: mean of $\log\,p_{\mathrm{data}}$", (0.021, truth), (0, 6), textcoords="offset points")
    ax.set(xscale="log", ylim=(-2.6, -1.3), xlabel=r"$\sigma$", ylabel="mean log-likelihood [nats]")
    ax.set(title="a perfect $G$: narrow windows leave gaps, wide ones blur")
    ax.legend(loc="lower right")

# %% [markdown]
# **See.** No curve comes above the dotted truth: the score of a perfect $G$ is too low. More samples allow narrower
# windows, and bring the best of them nearer. (In the mean over test points it is too low at every $\sigma$. Points that
# happen to lie far out can lift the right end.)
#
# Now the rivals: $N(0, 0.8^2)$, whose true log-likelihood is lower; and, in $d$ dimensions,
# a $G$ that has collapsed and makes the single point 0. Each gets the $\sigma$ that suits it.

# %%
counts, dimensions = (50, 150, 500, 1500), (1, 2, 5, 10, 30, 100, 300, 784)
over_m = {"perfect: $N(0, 1)$": [], "worse: $N(0, 0.8^2)$": []}
for scale, label in zip((1.0, 0.8), over_m):
    for seed in SEEDS:
        rng = np.random.default_rng(seed + 100)
        s, validation = scale * rng.standard_normal(counts[-1]), rng.standard_normal(300)
        over_m[label].append([parzen(s[:m], validation, test).mean for m in counts])
perfect, over_d = GaussianMixture((0.0,), (1.0,)), {"perfect": [], "collapsed to a point": []}
for d in dimensions:
    s, validation, fresh = np.random.default_rng(d).standard_normal((3, 300, d))
    for samples, scores in zip((s, 0 * s[:1]), over_d.values()):
        scores.append(parzen(samples, validation, fresh).mean / d - perfect.logpdf(fresh).mean())
for label, scores in over_m.items():
    print(f"{label:22} {np.median(scores, axis=0).round(3)} for m = {counts}")
print(f"the truth: {truth:.3f} for the perfect G, {worse:.3f} for the worse one")
for name, shortfalls in over_d.items():
    print(f"in 784 dimensions the G that is {name} scores {-784 * shortfalls[-1]:.1f} nats less than the truth")

with plot.figure(FIGURES / "15_misranked.png", columns=2) as (left, right):
    plot.quartile_bands(left, counts, over_m)
    for value, name, below in ((truth, "the truth of the perfect $G$", 6), (worse, "the truth of the worse $G$", -22)):
        left.axhline(value, color=plot.BLACK, linestyle=":", linewidth=2)
        left.annotate(name, (1500, value), (0, below), textcoords="offset points", ha="right")
    left.set(xscale="log", ylim=(-1.5, -1.38), xlabel="samples $m$", ylabel="score [nats]", title="one dimension")
    left.legend(loc="lower right")
    plot.plot_curves(right, dimensions, over_d)
    right.set(xscale="log", xlabel="dimensions $d$", title="many dimensions, 300 samples")
    right.set_ylabel("(score − truth)/$d$ [nats]")

# %% [markdown]
# **See.** Left, the lower truth has the higher score. Right, at 784 dimensions a perfect $G$ falls short by 0.29 nats a
# dimension, and a single point by next to nothing.
#
# The worse $G$ wins: the bandwidth of its window makes up for its small standard deviation. In many dimensions no
# number of samples fills the space, and a collapsed $G$ wins by far. Read Table 1 so. MNIST: $d = 784$, ± is the
# standard error over test examples; 225 against 214 is a density $e^{11}$ times as large, 0.014 nats a pixel. TFD: ± is
# over folds, and by it 2057 ± 26 and 2110 ± 50 do not differ. That scores are above 0 says nothing: in another unit of
# brightness all shift by $d$ times its logarithm. And no ± contains the bias that $\sigma$ causes.

# %%
models = ("adversarial nets", "deep GSN", "stacked CAE", "DBN")
table_1 = {"MNIST": ((225, 214, 121, 138), (2, 1.1, 1.6, 2)), "TFD": ((2057, 1890, 2110, 1909), (26, 29, 50, 66))}
with plot.figure(FIGURES / "15_table_1.png", columns=2) as axes:
    for ax, (data, (means, errors)) in zip(axes, table_1.items()):
        ax.errorbar(means, models, xerr=errors, fmt="o", color=plot.BLUE, markersize=12, capsize=8)
        ax.set(xlabel="mean log-likelihood by Parzen windows [nats]", title=f"Table 1, {data}", ylim=(-0.5, 3.5))
    axes[0].set(ylabel="model")
    axes[1].set(yticks=[])

# %% [markdown]
# **See.** On MNIST the bars are shorter than the dots are apart; on TFD two of them overlap. No bar contains the bias.
#
# And a trained GAN? Its exact density is known here, by the push-forward.

# %%
*_, last = train("two-modes", seed=0, steps=1000)
made, validation, fresh = last.sample(10_000, 0), last.p_data.sample(500, 1), last.p_data.sample(10_000, 2)
found = parzen(made, validation, fresh)
missed, best = last.p_data.p[last.p_g.p == 0].sum(), last.p_data.p @ np.log(last.p_data.pdf)
score = f"{found.mean:.3f} ± {found.standard_error:.3f}"
print(f"Parzen: {score} nats, with σ = {found.sigma:.2f}; the best possible: {best:.3f}")
print(f"exact: −∞, since G makes nothing where {missed:.2%} of the data lie")
windows = np.exp(parzen_log_likelihood(made, last.x, found.sigma))

with plot.figure(FIGURES / "15_trained.png") as ax:
    plot.densities(ax, last.p_data, last.p_g)
    ax.plot(last.x, windows, color=plot.ORANGE, linestyle="--", label="Parzen windows")
    ax.set(yscale="log", ylim=(1e-6, 3), title="windows hide where $G$ ends")
    ax.legend(loc="lower center")

# %% [markdown]
# **See.** Beyond the ends of $p_g$ the windows lean over, and give the data there some chance: −1.44 nats, not −∞.
#
# **Break it.** Choose $\sigma$ on the samples themselves; take ten samples; let $\sigma = 0.5$ decide between two $G$.

# %%
print(table([CLAIMS["parzen"].check()]))
for broken in CLAIMS["parzen"].falsifiers:
    print(f"parzen, but {broken.name}:")
    print(*(f"    {each}" for each in CLAIMS["parzen"].evidence(broken) if not each.holds), sep="\n")

# %% [markdown]
# **Question.** A $G$ that copies the training images one by one gets a Parzen score. Will it be lower than that of a
# perfect $G$? What does the score say of the copying?
#
# <details><summary>Answer</summary>
#
# It will be the same: copies of training data are samples of $p_{data}$, and the score sees samples only. With
# $m = 10{,}000$ of them the windows around the training images score exactly what those around fresh images would, up
# to luck. So the score cannot distinguish learning from memorising. It does not detect a $G$ that never makes one digit
# in a thousand, while it may prefer a blurred or collapsed $G$ to a perfect one.
#
# </details>
