"""Lesson 15. Parzen windows, and what the numbers of Table 1 mean (Section 5)"""

# %% [markdown]
# **Needs.** Lesson 12 (likelihood); standard errors.
# **After it** you can compute a Parzen score, name its two sources of error, and say what ± means in Table 1.
#
# A GAN has no formula for $p_g$, so the paper puts a Gaussian window around each of $m$ samples $s_j$ of $G$:
# $$\log\,\hat{p}(x) = \log \frac{1}{m} \sum_j e^{-\|x - s_j\|^2 / 2\sigma^2} - d\,\log(\sigma \sqrt{2\pi}).$$
# The bandwidth $\sigma$ is chosen on a validation set, and the score is the mean over test points.
#
# **Predict.** $G$ is perfect, $p_g = p_{data} = N(0, 1)$. Is its score too high or too low? Can a worse $G$ score more?

# %%
import numpy as np

from gan_theory import CLAIMS, GaussianMixture, parzen_log_likelihood, plot, refute, table, train
from gan_theory.evaluation.parzen import parzen

FIGURES = plot.figures_folder()
test = np.random.default_rng(0).standard_normal(1000)
truth, worse = (GaussianMixture((0.0,), (std,)).logpdf(test).mean() for std in (1.0, 0.8))

# %% [markdown]
# **Run it.** The score over $\sigma$: medians over ten sets of samples, with quartiles. For $m \to \infty$ the score is
# the mean of $\log N(x; 0, 1 + \sigma^2)$: it is the likelihood of $p_g$ *blurred* by $\sigma$, another density.

# %%
sigmas, sets = np.geomspace(0.02, 2, 15), np.random.default_rng(1).standard_normal((10, 1000))
scores = {m: [[parzen_log_likelihood(s[:m], test, h).mean() for h in sigmas] for s in sets] for m in (20, 200, 1000)}
limit = [GaussianMixture((0.0,), (np.hypot(1, sigma),)).logpdf(test).mean() for sigma in sigmas]
for m, each in scores.items():
    best = np.argmax(np.median(each, axis=0))
    print(f"m = {m:4}: best at σ = {sigmas[best]:.2f}: {np.median(each, axis=0)[best]:.3f}; true value: {truth:.3f}")
with plot.figure(FIGURES / "15_parzen_windows.png") as ax:
    plot.scores_by_bandwidth(ax, sigmas, scores, limit, truth)

# %% [markdown]
# **See.** The score of a perfect $G$ is too low: with a small $\sigma$ because the samples leave gaps, with a large one
# because of the blur. Now two rivals: $N(0, 0.8^2)$; and, in $d$ dimensions, a collapsed $G$ that makes only 0.

# %%
counts, dimensions = (50, 150, 500, 1500), (1, 2, 5, 10, 30, 100, 300, 784)
over_m = {"perfect, $N(0, 1)$": [], "worse, $N(0, 0.8^2)$": []}
for std, each in zip((1.0, 0.8), over_m.values()):
    for rng in map(np.random.default_rng, range(100, 110)):
        s, validation = std * rng.standard_normal(counts[-1]), rng.standard_normal(200)
        each.append([parzen(s[:m], validation, test).mean for m in counts])
    print(f"G of std {std}: {np.median(each, axis=0).round(3)} for m = {counts}")
print(f"true values: {truth:.3f} and {worse:.3f}")
over_d = {"perfect": [], "collapsed to a point": []}
for d in dimensions:
    s, validation, fresh = np.random.default_rng(d).standard_normal((3, 300, d))
    for samples, each in zip((s, 0 * s[:1]), over_d.values()):
        each.append(parzen(samples, validation, fresh).mean / d - GaussianMixture((0.0,), (1.0,)).logpdf(fresh).mean())
for name, each in over_d.items():
    print(f"784 dimensions, {name}: {-784 * each[-1]:.1f} nats below the true value of a perfect G")

with plot.figure(FIGURES / "15_misranked.png", columns=2) as (left, right):
    plot.scores_by_samples(left, counts, over_m, {"perfect $G$": truth, "worse $G$": worse})
    plot.errors_by_dimension(right, dimensions, over_d)

# %% [markdown]
# **See.** The worse $G$ scores more at every $m$, since the window makes up for its small standard deviation; in many
# dimensions the collapsed $G$ scores far more. Table 1: on MNIST ± is the standard error over test examples, on TFD
# over folds. No ± contains the bias by $\sigma$. And a trained GAN, whose exact density is known here:

# %%
with plot.figure(FIGURES / "15_table_1.png", columns=2) as axes:
    plot.table_1(axes)
*_, last = train("two-modes", seed=0, steps=1000, frames=2)
made, validation, fresh = last.sample(10_000, 0), last.p_data.sample(500, 1), last.p_data.sample(10_000, 2)
found, missed = parzen(made, validation, fresh), last.p_data.p[last.p_g.p == 0].sum()
print(f"Parzen: {found.mean:.3f} ± {found.standard_error:.3f} nats, with σ = {found.sigma:.2f}")
print(f"exact: −∞, since p_g = 0 where {missed:.2%} of the data are")
with plot.figure(FIGURES / "15_trained.png") as ax:
    plot.windows_and_densities(ax, last.p_data, last.p_g, np.exp(parzen_log_likelihood(made, last.x, found.sigma)))

# %% [markdown]
# **See.** Windows reach beyond the ends of $p_g$. **Break it.** Choose $\sigma$ on the samples; rank at $\sigma = 0.5$.

# %%
print(table([CLAIMS["parzen"].check()]))
print(*(refute(CLAIMS["parzen"], broken) for broken in (3, 0)), sep="\n")

# %% [markdown]
# **Question.** A $G$ that copies the training images one by one gets a Parzen score. Will it be lower than that of a
# perfect $G$? What does the score say about copying?
#
# <details><summary>Answer</summary>
#
# It will be the same, up to chance: copies of training data are samples of $p_{data}$, and the score sees only samples.
# So it cannot distinguish learning from memorising, and it may prefer a blurred or collapsed $G$ to a perfect one.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: give the worse $G$ the standard deviation 1.25. Is the ranking still wrong? Why (think of the blur)?
# 2. Harder: by how much does a score on MNIST change if brightness is measured from 0 to 255, and not from 0 to 1?
#    Check your formula in one dimension: multiply `s`, `validation` and `test` by 255.
