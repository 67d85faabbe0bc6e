"""Lesson 12. Maximum likelihood: the least KL(p_data‖p_g), and how it differs from the least JSD (Goodfellow 2016)"""

# %% [markdown]
# **Needs.** Lesson 3 (KL and JSD); logarithms and means.
# **After it** you can derive that maximum likelihood minimises $KL(p_{data} \| p_g)$, say how its error falls with the
# number of samples, and predict whether a simple model covers two modes or one, by KL, reverse KL and JSD.
#
# Before the GAN, a model with a density was fitted by maximum likelihood: choose the $\theta$ for which
# $\prod_i p_g(x_i; \theta)$ is greatest. For many samples the mean of its logarithm is
# $$E_{p_{data}} \log p_g = -H(p_{data}) - KL(p_{data} \| p_g),$$ and the entropy $H$ does not depend on $\theta$.
#
# **Predict.** $p_g$ is $N(0, \theta^2)$. The data have two modes, at $\pm 1.5$, each with standard deviation 0.5. Which
# $\theta$ has the greatest likelihood? By which factor must the number of samples grow to halve the error of $\theta$?

# %%
import numpy as np

from gan_theory import CLAIMS, Density, grid, jsd, kl, plot, refute, table
from gan_theory.explicit_models.mode_switch import best_for_two_modes, best_switches_at, two_modes
from gan_theory.verification.cases.likelihood_models import LIKELIHOOD_MODELS

FIGURES, rng = plot.figures_folder(), np.random.default_rng(0)
model = LIKELIHOOD_MODELS["two modes, N(0, θ²)"]
p, theta, log_dx = model.p_data, np.linspace(0.6, 3.5, 200), np.log(20 / 50)  # 50 cells on [−10, 10]

# %% [markdown]
# **Run it.** First with all of $p_{data}$ and with 20 samples, five times; then the error over the number of samples.

# %%
likelihood, divergence = model.mean_log_likelihood(p, theta) - log_dx, kl(p, np.exp(model.log_p_g(theta)))
total = likelihood + divergence
print(f"greatest likelihood: θ = {theta[likelihood.argmax()]:.2f}; least KL: θ = {theta[divergence.argmin()]:.2f}")
print(f"the standard deviation of the data: √(1.5² + 0.5²) = {np.hypot(1.5, 0.5):.2f}")
print(f"E log p_g + KL = {total.mean():.4f} = −H(p_data) at every θ, to {np.ptp(total):.0e}")
few = model.mean_log_likelihood(rng.multinomial(20, p, size=5) / 20, theta) - log_dx
sizes = np.geomspace(10, 10_000, 10).astype(int)
errors = [model.fit(rng.multinomial(n, p, size=400) / n) - model.theta_best for n in sizes]
rms = np.sqrt(np.square(errors).mean(axis=-1))
print(f"the error of θ falls like n to the power {np.polyfit(np.log(sizes), np.log(rms), 1)[0]:.3f}")

with plot.figure(FIGURES / "12_likelihood.png", columns=2) as (left, right):
    plot.likelihood_and_kl(left, theta, divergence, likelihood, few)
    plot.errors_by_size(right, sizes, rms, np.sqrt(model.asymptotic_variance() / sizes))

# %% [markdown]
# **See.** Left, the sum of both curves is constant, so one has its maximum where the other has its minimum. Right, the
# slope is $-\frac{1}{2}$.
#
# Likelihood loses without bound where there are data and $p_g$ is small, so it *covers* both modes. The reverse,
# $KL(p_g \| p_{data})$, loses where $p_g$ has mass and there are no data: it *seeks* one mode. The GAN's $C$ is
# $2 \cdot JSD - \log 4$. **Predict.** Which Gaussian is best by JSD? And if the modes are farther apart? (From here on
# in units of a mode's standard deviation: the modes above are at $\pm 3$.)

# %%
x, d = grid(-14, 14, 1000), np.linspace(0, 6, 25)
p_data = Density.from_pdf(two_modes(3).pdf, x)
names = {"kl": r"$KL(p_{\mathrm{data}}\,\|\,p_g)$", "reverse-kl": r"$KL(p_g\,\|\,p_{\mathrm{data}})$", "jsd": "JSD"}
fits = {name: best_for_two_modes(3, name) for name in names}
for name, fit in fits.items():
    p_g = Density.from_pdf(fit.gaussian.pdf, x)
    values = f"KL {kl(p_data, p_g):7.3f}, reverse KL {kl(p_g, p_data):.3f}, JSD {jsd(p_data, p_g):.3f}"
    print(f"best by {name:10}  N({fit.mean:z.3f}, {fit.std:.3f}²)  {values}")
jumps = {name: best_switches_at(name) for name in ("reverse-kl", "jsd")}
for name, at in jumps.items():
    print(f"modes at ±d: the best Gaussian by {name} jumps from the middle to one mode at d = {at:.4f}")
d = np.unique([*d, *(at + side for at in jumps.values() for side in (-1e-6, 1e-6))])
stds = {label: [best_for_two_modes(each, name).std for each in d] for name, label in names.items()}
with plot.figure(FIGURES / "12_modes.png", columns=2) as (left, right):
    plot.best_gaussians(left, p_data, {names[name]: fit.gaussian for name, fit in fits.items()})
    plot.best_stds(right, d, stds, shown=3)

# %% [markdown]
# **See.** Left, KL and JSD cover both modes; the reverse KL chooses one (or the other, by symmetry). Right, JSD agrees
# with likelihood up to modes 4.24 standard deviations from the middle, and beyond with the reverse KL. The best
# Gaussian jumps: two separate minima exist before, and at the jump their values are equal.
#
# **Break it.** Estimate $\theta$ from samples of another distribution; reverse the KL; do not normalise $p_g$.

# %%
print(table([CLAIMS["likelihood"].check()]))
print(*(refute(CLAIMS["likelihood"], broken) for broken in range(3)), sep="\n")

# %% [markdown]
# **Question.** Two groups fit one Gaussian to the same data, one by maximum likelihood and one by a GAN with an optimal
# $D$. On two modes far apart the second group finds one mode only. Has its training failed?
#
# <details><summary>Answer</summary>
#
# Not necessarily. Beyond $d = 4.24$ the *best* Gaussian by JSD is on one mode: missing the other costs about
# $\frac{3}{4} \log \frac{4}{3} = 0.216$ nats of JSD, and covering the gap costs more. Maximum likelihood loses
# $-\log p_g$ at every sample, without bound, so it covers both at any distance. For $d$ between 2.76 and 4.24 a mode is
# only a local minimum of the JSD, and another start would lead to the Gaussian in the middle, which is better.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: take `LIKELIHOOD_MODELS["N(1, 1), N(θ, 1)"]` and `theta` from 0 to 2. What is the least KL now, and why?
# 2. Harder: print `stationary_gaussians(two_modes(d), "jsd")` (from `gan_theory`) for $d = 3, 2.9, 2.8, 2.7$: how many
#    minima and saddles are there, and at which $d$ do the minima on the modes disappear?
