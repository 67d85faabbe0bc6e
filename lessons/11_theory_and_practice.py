"""Lesson 11. Theory and practice: steps that do not converge, and the direction of G's gradient (after the paper)"""

# %% [markdown]
# **Needs.** Lessons 4 and 7; eigenvalues.
# **After it** you can predict from eigenvalues whether steps converge, and name what each loss of $G$ descends.
#
# The smallest GAN: the data are the point 0, $G$ makes the point $\theta$, and $D(x)$ has the logit $\psi x$. The
# equilibrium is $\theta = \psi = 0$; the eigenvalues of the gradient field are $\pm i/2$ there.
#
# **Predict.** Do both players reach it if they step at once? If $G$ steps after $D$, as in Algorithm 1? If $D$ also
# pays $\frac{\gamma}{2}\psi^2$, a zero-centred gradient penalty?

# %%
import numpy as np

from gan_theory import CLAIMS, PAPER, D_star, Density, GaussianMixture, grid, jsd, kl, plot, refute, table, train_many
from gan_theory.claims._shared.descent import iterates
from gan_theory.game.dirac_gan import UPDATE_SCHEMES, path, step_eigenvalues

FIGURES = plot.figures_folder()

# %% [markdown]
# **Run it.** The spectral radius of a step of size $h = ½$ near the equilibrium, and how far the paths from $(1, 0)$
# get, where the loss is not linear. In the figure the square is the start; the scales above differ.

# %%
for name, scheme in UPDATE_SCHEMES.items():
    far = np.hypot(*path(scheme, 10_000).T)
    print(f"{name}: radius {scheme.radius():.4f}; from (1, 0):")
    print(f"    at most {far[:401].max():.3f} away in 400 steps, and {far.max():.3f} in 10,000; at last {far[-1]:.3f}")
with plot.figure(FIGURES / "11_dirac_gan.png", 2, 3) as axes:
    for (upper, lower), (name, scheme), where in zip(axes.T, UPDATE_SCHEMES.items(), ("outside", "on it", "inside")):
        plot.trajectory(upper, path(scheme, 60, (0.5, 0)))
        upper.set(title=name.replace(" ", "\n", 1))
        plot.eigenvalues(lower, step_eigenvalues(scheme))
        lower.set(title=f"radius {scheme.radius():.3f}: {where}", xlim=(0.75, 1.14), ylim=(0.1, 0.35))
    plot.common_legend(axes)

# %% [markdown]
# **See.** Below, one of the two eigenvalues: outside the unit circle, on it, or inside. Near the equilibrium the path
# moves away, turns, or converges. From $(1, 0)$ neither of the first two is a circle: a simultaneous step multiplies
# $\theta^2 + \psi^2$ by $1 + h^2 \sigma(\theta\psi)^2 > 1$ (7.787 away after $10^6$ steps); alternating ones drift out.
#
# In theory $p_g$ moves freely and $D$ is optimal. The paper gives no rate; by the steps of lesson 4 with $\eta = 1$ the
# difference $p_{data} - p_g$ halves at each. A network moves its weights, on minibatches. Both have the same starts.

# %%
runs = list(zip(*train_many("two-modes", seeds=range(5), steps=1000, frames=30, frame_spacing="early")))
steps, target = np.array([frame.step for frame in runs[0]]), runs[0][0].p_data.p
logs = [np.log(np.maximum(run[0].p_g.p, 1e-300)) for run in runs]
theory = [2 * jsd(target, np.exp(iterates(PAPER, target, log_p_g, np.ones(20)))) for log_p_g in logs]
practice = [[frame.G_gap for frame in run] for run in runs]
print(f"2·JSD: {np.median(theory, 0)[-1]:.1e} after 20 steps of theory, {np.median(practice, 0)[-1]:.1e} after 1,000")

# %% [markdown]
# In which direction does $G$ go? With $D^*$ frozen the saturating loss has the gradient of $2 \cdot JSD$, the other
# that of $KL(p_g\|p_{data}) - 2 \cdot JSD = 2 \cdot KL(m\|p_{data})$, $m = (p_{data} + p_g)/2$: a divergence too. For
# $N(0, 1)$ and $N(\theta, 1)$ the logit of $D^*$ has the slope $-\theta$.

# %%
x, theta = grid(-8, 16, 1024), np.linspace(0, 8, 81)
p_data, *p_g = (Density.from_pdf(GaussianMixture((mean,), (1.0,)).pdf, x).p for mean in (0.0, *theta))
D_on_G = np.sum(p_g * D_star(p_data, p_g), axis=-1)  # E D*(G(z))
saturating, other = theta * D_on_G, theta * (1 - D_on_G)
print(f"at θ = 8 the gradient is {saturating[-1]:.1e} saturating, {other[-1]:.3f} non-saturating")
gap = np.abs(kl(p_g, p_data) - 2 * jsd(p_data, p_g) - 2 * kl((p_data + p_g) / 2, p_data)).max()
print(f"KL(p_g‖p_data) − 2·JSD = 2·KL(m‖p_data) for all θ, to {gap:.0e}")
with plot.figure(FIGURES / "11_theory_and_practice.png", columns=2) as (left, right):
    plot.quartile_bands(left, 1 + steps, {"a network": practice}, [plot.P_G])
    plot.quartile_bands(left, 1 + np.arange(21), {"theory: $p_g$ is free": theory}, [plot.D])
    left.set(xscale="log", yscale="log", ylim=(1e-8, 10), title="how fast, 5 seeds")
    left.set(xlabel="1 + step of $G$", ylabel=r"$2 \cdot JSD$ [nats]")
    slopes = {r"$2 \cdot JSD$": saturating, r"$2 \cdot KL(m \| p_{\mathrm{data}})$": other, "their sum, $KL$": theta}
    plot.plot_curves(right, theta, slopes)
    right.set(xlabel=r"$\theta$, the mean of $p_g$", ylabel="gradient [nats per unit]", title="which direction")

# %% [markdown]
# **See.** Left, ten steps of theory come further than 1,000 of a network. Right, the saturating gradient vanishes.
# **Break it.** With $h \sqrt{k} = 5$ alternating steps move away. With the $D^*$ of another $p_g$ both equalities fail.

# %%
print(table([CLAIMS[name].check() for name in ("dirac_gan", "frozen_gradients")]))
print(refute(CLAIMS["dirac_gan"]), refute(CLAIMS["frozen_gradients"]), sep="\n")

# %% [markdown]
# **Question.** Smaller steps make $\sqrt{1 + h^2/4}$ smaller. Do simultaneous steps converge if $h$ is small enough?
#
# <details><summary>Answer</summary>
#
# No. For every $h > 0$ the radius is above 1. To cover a time $T$ takes $T/h$ steps, which multiply a small distance by
# about $\exp(hT/8)$: smaller steps move away more slowly. A zero-centred gradient penalty with $\gamma < 1$ moves both
# eigenvalues of the field to the left by $\gamma/2$: simultaneous steps converge near the equilibrium if $h < 4\gamma$.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: take `DiracGAN("small", h=0.05, simultaneous=True)` of `gan_theory.game.dirac_gan`. How far away is its
#    `path` from $(0.5, 0)$ after 1,000 and 2,000 steps, and what does $\exp(hT/8)$ predict?
# 2. Harder: by `radius()`, for which $\gamma$ do simultaneous steps of $h = 0.5$ converge? Why is a large $\gamma$ bad?
