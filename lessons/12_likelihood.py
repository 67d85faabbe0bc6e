"""Lesson 12. Maximum likelihood: the least KL(p_data‖p_g), and what other divergences want (Goodfellow 2016)"""

# %% [markdown]
# Before the GAN, a model was fitted by likelihood: $\theta$ makes $\prod_i p_g(x_i; \theta)$ greatest. In the limit its
# logarithm is, per sample, $E_{p_{data}} \log p_g = -H(p_{data}) - KL(p_{data} \| p_g)$, and $H$ does not depend on
# $\theta$.
#
# **Predict.** $p_g$ is $N(0, \theta^2)$, and the data have two modes, at $\pm 1.5$. Which $\theta$ is most likely? How
# many times as many samples halve its error?

# %%
import numpy as np

from gan_theory import CLAIMS, Density, GaussianMixture, best_gaussian, grid, jsd, kl, plot, table
from gan_theory.explicit_models.mode_switch import best_for_two_modes, best_switches_at
from gan_theory.verification.cases.likelihood_models import LIKELIHOOD_MODELS

FIGURES, rng = plot.figures_folder(), np.random.default_rng(0)
model = LIKELIHOOD_MODELS["two modes, N(0, θ²)"]
p, theta, log_dx = model.p_data, np.linspace(0.6, 3.5, 200), np.log(20 / 50)  # 50 cells on [−10, 10]

# %% [markdown]
# **Run it.** First with all of $p_{data}$, then with 20 samples, five times over.

# %%
likelihood, divergence = model.mean_log_likelihood(p, theta) - log_dx, kl(p, np.exp(model.log_p_g(theta)))
total = likelihood + divergence
print(f"most likely: θ = {theta[likelihood.argmax()]:.2f}; least KL: θ = {theta[divergence.argmin()]:.2f}; √2.5 = 1.58")
print(f"E log p_g + KL = {total.mean():.6f} at every θ, to {np.ptp(total):.0e}: it is −H(p_data)")
few = model.mean_log_likelihood(rng.multinomial(20, p, size=5) / 20, theta) - log_dx

# %% [markdown]
# Then with more and more samples, four hundred times each. Beside it another family, uniform on $[0, \theta]$: the most
# likely $\theta$ is the largest sample. Its support moves with $\theta$, and so the rate is another.

# %%
sizes = np.geomspace(10, 10_000, 10).astype(int)
errors = [model.fit(rng.multinomial(n, p, size=400) / n) - model.theta_best for n in sizes]
tops = [1 - rng.random((400, n)).max(axis=-1) for n in sizes]
both = {"N(0, θ²)": errors, "uniform on [0, θ]": tops}
rms = {name: np.sqrt(np.square(each).mean(axis=-1)) for name, each in both.items()}
for name, error in rms.items():
    print(f"{name}: the error of θ falls like n to the {np.polyfit(np.log(sizes), np.log(error), 1)[0]:z.3f}")

with plot.figure(FIGURES / "12_likelihood.png", columns=2) as (left, right):
    left.plot(theta, few.T, color=plot.GREY, linewidth=1, label=["20 samples, five times", *4 * ["_"]])
    left.plot(theta[few.argmax(axis=-1)], few.max(axis=-1), "k.", markersize=12, label="best for these")
    curves = {r"$KL(p_{\mathrm{data}}\,\|\,p_g)$": divergence, r"$E\,\log\,p_g$": likelihood, "their sum, $-H$": total}
    plot.plot_curves(left, theta, curves)
    left.axvline(model.theta_best, color="black", linewidth=1)
    left.set(xlabel=r"$\theta$, the standard deviation of $p_g$", ylabel="nats", ylim=(-4.2, 4))
    left.set_title("two ways to see one optimum")
    plot.plot_curves(right, sizes, rms)
    limit = np.sqrt(model.asymptotic_variance() / sizes)
    right.plot(sizes, limit, "k:", label=r"$\sqrt{Var/n}$, the limit of the former")
    right.set(xscale="log", yscale="log", ylim=(5e-5, 1), xlabel="samples $n$", title="how fast samples tell it")
    right.set(ylabel=r"error of $\theta$, root mean square")
    right.legend(loc="lower left")

# %% [markdown]
# **See.** Left, one curve is the other turned over and shifted: their sum is flat, and the optimum is one. Right, the
# solid line lies on the dotted one: four times the samples halve the error. The dashed one falls twice as steeply.
#
# Likelihood must put mass wherever there are data, or pay without bound: it *covers* both modes. Turned around,
# $KL(p_g \| p_{data})$ pays for mass where there are no data: it *seeks* one mode. The GAN's $C = 2 \cdot JSD - \log 4$
# pays for both. **Predict.** Which Gaussian is best by it, for these two modes? And for modes farther apart?

# %%
data, x = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5)), grid(-7, 7, 1000)
p_data = Density.from_pdf(data.pdf, x)
names = {"kl": r"$KL(p_{\mathrm{data}}\,\|\,p_g)$", "reverse-kl": r"$KL(p_g\,\|\,p_{\mathrm{data}})$", "jsd": "JSD"}
fits = {divergence: best_gaussian(data, divergence) for divergence in names}
for divergence, fit in fits.items():
    p_g = Density.from_pdf(fit.gaussian.pdf, x)
    values = f"KL {kl(p_data, p_g):7.3f}, reverse {kl(p_g, p_data):.3f}, JSD {jsd(p_data, p_g):.3f}"
    print(f"best by {divergence:10} N({fit.mean:z.3f}, {fit.std:.3f}²): {values}")
leaps = [best_switches_at(divergence) for divergence in ("reverse-kl", "jsd")]
print(
    "modes at ±d with standard deviation 1: the best leaps to one at d = {:.4f} by reverse-kl, {:.4f} by jsd".format(
        *leaps
    )
)
apart = np.unique([*np.linspace(0, 6, 31), *(d + side for d in leaps for side in (-1e-6, 1e-6))])
stds = {name: [best_for_two_modes(d, divergence).std for d in apart] for divergence, name in names.items()}

with plot.figure(FIGURES / "12_modes.png", columns=2) as (left, right):
    left.plot(x, p_data.pdf, **plot.P_DATA)
    left.annotate("KL and JSD\nall but coincide", (2.9, 0.055), (2.0, 0.6), arrowprops=dict(arrowstyle="-"))
    plot.plot_curves(left, x, {names[divergence]: fit.gaussian.pdf(x) for divergence, fit in fits.items()})
    left.set(xlim=(-5, 5), ylim=(0, 1.15), xlabel="$x$", ylabel="density", title="the best Gaussian, by divergence")
    plot.plot_curves(right, apart, stds)
    right.axvline(3, color=plot.GREY, linewidth=1)
    right.annotate("as on\nthe left", (3, 5.2), (6, 0), textcoords="offset points")
    right.set(xlabel="$d$: modes at $\\pm d$, of std 1", ylabel="standard deviation of the best $p_g$", ylim=(0, 6.5))
    right.set_title("it covers, until it leaps to one mode")

# %% [markdown]
# **See.** Left, two hills cover both modes and one sits on a mode. Right, JSD agrees with likelihood up to modes 4.24
# standard deviations from the middle, and then with the reverse KL.
#
# The leap is no smooth turn: a minimum on each mode appears before it is the best, at $d = 2.41$ by the reverse KL and
# $2.76$ by JSD, and the one in the middle stays a minimum. So where descent ends depends on where it starts.

# %%
print(table([CLAIMS["likelihood"].check(grade=grade) for grade in ("numeric", "symbolic")]))

# %% [markdown]
# **Break it.** Sample from another distribution, turn the KL around, do not normalise $p_g$, let its support move with
# $\theta$.

# %%
for broken in CLAIMS["likelihood"].falsifiers:
    print(f"{broken.name}:")
    failed = [found for found in CLAIMS["likelihood"].evidence(broken) if not found.holds]
    print(*(f"    {found}" for found in (failed[0], failed[-1])), f"    and {len(failed) - 2} more", sep="\n")

# %% [markdown]
# **Question.** Two groups fit one Gaussian to the same data, one by maximum likelihood and one by a GAN with an
# all-powerful $D$. On two far-away modes the second group finds one mode only. Has its training failed?
#
# <details><summary>Answer</summary>
#
# Not necessarily. Beyond $d = 4.24$ standard deviations the *best* Gaussian by JSD sits on one mode: missing a mode
# costs about $\frac{3}{4} \log \frac{4}{3} = 0.216$ nats of JSD, and covering the gap costs more. Maximum likelihood
# pays $-\log p_g$ for every sample, without bound, and so covers at any distance. Between $2.76$ and $4.24$ the mode is
# only a local minimum of JSD: the Gaussian in the middle is nearer, and a better start would lead there.
#
# </details>
