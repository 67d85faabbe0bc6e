"""Lesson 11. When theory and practice part: steps that spiral, gradients that change, a p_g that is not free"""

# %% [markdown]
# The smallest GAN there is: the data are the point 0, $G$ makes the point $\theta$, and $D(x)$ has the logit $\psi x$.
# The equilibrium is $\theta = \psi = 0$. The gradient field turns around it: its eigenvalues are $\pm i/2$.
#
# **Predict.** Both players step at once: do they reach the equilibrium? $G$ steps after $D$, as in Algorithm 1? $D$
# also pays $\frac{\gamma}{2}\psi^2$, a zero-centred gradient penalty?

# %%
import numpy as np

from gan_theory import CLAIMS, PAPER, C, D_star, Density, GaussianMixture, grid, plot, table, train_many
from gan_theory.claims._shared.descent import path as ideal
from gan_theory.game.dirac_gan import UPDATE_SCHEMES, growth, path, step_eigenvalues

FIGURES, SEEDS = plot.figures_folder(), range(5)

# %% [markdown]
# **Run it.** The growth per step $h = ½$ near the equilibrium, beside the radius that the eigenvalues predict; and how
# far 400 and 10,000 steps from $(1, 0)$ lead, where the loss is no longer linear. In the figure the square is the
# start, the cross the equilibrium; the scales differ.

# %%
for name, scheme in UPDATE_SCHEMES.items():
    near, far = growth(path(scheme, 400, (1e-6, 0))), np.hypot(*path(scheme, 10_000).T)
    early, late = far[301:401].max(), far[-100:].max()
    print(f"{name}: radius {scheme.radius():.4f}, measured {near:.4f}")
    print(f"    from (1, 0) at most {early:.3f} away in steps 301 to 400, and {late:.3f} in the last 100 of 10,000")

with plot.figure(FIGURES / "11_dirac_gan.png", 2, 3) as axes:
    for (upper, lower), (name, scheme) in zip(axes.T, UPDATE_SCHEMES.items()):
        plot.trajectory(upper, path(scheme, 60, (0.5, 0)))
        upper.set(title=name.replace(" ", "\n", 1))
        plot.eigenvalues(lower, step_eigenvalues(scheme))
        lower.set(title=f"radius {scheme.radius():.3f}", xlim=(-1.3, 1.3), ylim=(-1.3, 1.3))
    plot.common_legend(axes)

# %% [markdown]
# **See.** The eigenvalues (below) lie outside the circle, on it and within it, and near the equilibrium the paths
# (above) do as they say: out, around, in. The three differ only in the order of the moves and in the penalty.
#
# From $(1, 0)$ neither of the first two paths is a circle. A simultaneous step multiplies $\theta^2 + \psi^2$ by
# $1 + h^2 \sigma(\theta\psi)^2$ wherever it is, however little: the path is 3.49 away after 400 steps,
# 5.14 after 1,000, 7.79 after a million. Alternating steps drift outwards slowly: at most 1.109 away in 1,000 steps,
# 1.164 in 10,000, about 4.9 in 100,000.
#
# Theory lets $p_g$ move freely, with $D$ optimal. Proposition 2 gives no rate; with the exponentiated gradient steps of
# lesson 4, of size $\eta = 1$, the difference $p_{data} - p_g$ halves at each step. Practice moves the weights of a
# network, on minibatches, with a $D$ that lags. Theory starts here where seed 0 does:

# %%
runs = list(zip(*train_many("two-modes", seeds=SEEDS, steps=1500, frames=60)))
steps, start = [frame.step for frame in runs[0]], runs[0][0]
theory = ideal(PAPER, start.p_data.p, np.log(np.maximum(start.p_g.p, 1e-300)), 1.0, steps=60)[0] + np.log(4)
practice = [[frame.G_gap for frame in run] for run in runs]
print(f"C + log 4 after 60 steps in theory: {theory[-1]:.1e}; 1,500 in practice: {np.median(practice, 0)[-1]:.1e}")

# %% [markdown]
# And which way does $G$ go? With $D^*$ frozen, the saturating loss has the gradient of $2 \cdot JSD$, the other one
# that of $KL(p_g\|p_{data}) - 2 \cdot JSD = 2 \cdot KL(m\|p_{data})$ with $m = (p_{data} + p_g)/2$: also a divergence,
# least at $p_g = p_{data}$ only. Take $N(0, 1)$ for data and $N(\theta, 1)$ for $p_g$: the logit of $D^*$ has slope
# $-\theta$.

# %%
x, theta = grid(-8, 16, 1024), np.linspace(0, 8, 81)
p_data = Density.from_pdf(GaussianMixture((0.0,), (1.0,)).pdf, x)
shifted = np.stack([Density.from_pdf(GaussianMixture((mean,), (1.0,)).pdf, x) for mean in theta])
believed = (shifted * D_star(p_data, shifted)).sum(axis=-1)  # E D*(G(z))
saturating, other = theta * believed, theta * (1 - believed)
print(f"at θ = 8 the gradient is {saturating[-1]:.1e} saturating, {other[-1]:.3f} non-saturating")
between = np.gradient(C(p_data, shifted), theta)[1:-1] - saturating[1:-1]
print(f"differences of C = 2·JSD − log 4 from θ to θ have the saturating slope, to {np.abs(between).max():.0e}")

with plot.figure(FIGURES / "11_theory_and_practice.png", columns=2) as (left, right):
    plot.quartile_bands(left, steps, {"a network, 5 seeds": practice})
    left.plot(np.arange(61), np.maximum(theory, 1e-9), color=plot.ORANGE, linestyle="--", label="theory: $p_g$ is free")
    left.set(
        xscale="symlog",
        yscale="log",
        ylim=(1e-8, 10),
        xlabel="step of $G$",
        ylabel=r"$C + \log\,4$ [nats]",
        title="how fast",
    )
    left.legend()
    slopes = {r"$2 \cdot JSD$": saturating, r"$KL - 2 \cdot JSD$": other, "their sum, $KL$": theta}
    plot.plot_curves(right, theta, slopes)
    right.set(
        xlabel=r"$\theta$, the mean of $p_g$",
        ylabel=r"gradient in $\theta$ [nats per unit of $\theta$]",
        title="which way: gradients",
    )

# %% [markdown]
# **See.** Left, a dozen steps of theory come further than 1,500 of a network. Right, at $\theta = 8$ the solid line is
# at 0: the further off $G$ is, the smaller its gradient.
#
# **Break it.** Take alternating steps with $h \sqrt{k} = 5$, and a penalty too weak for its step, $h > 4\gamma$: both
# paths move away. Take the $D^*$ of another $p_g$: the gradients are those of neither divergence.

# %%
print(table([CLAIMS[name].check() for name in ("dirac_gan", "frozen_gradients")]))
for name, number in (("dirac_gan", 0), ("dirac_gan", 3), ("frozen_gradients", 0)):
    broken = CLAIMS[name].falsifiers[number]
    print(f"{name}, but {broken.name}:")
    print(*(f"    {found}" for found in CLAIMS[name].evidence(broken) if not found.holds), sep="\n")

# %% [markdown]
# **Question.** Smaller steps make $\sqrt{1 + h^2/4}$ smaller. Do simultaneous steps converge if $h$ is small
# enough?
#
# <details><summary>Answer</summary>
#
# No. For every $h > 0$ the radius is above 1. To cover a time $T$ takes $T/h$ steps, which multiply a small distance
# by about $\exp(hT/8)$: smaller steps spiral out more slowly. Only in the limit $h \to 0$, the gradient flow, does the
# path circle for ever. What helps is something that pulls inwards: a zero-centred gradient penalty with $\gamma < 1$
# moves both eigenvalues of the field to the left by $\gamma/2$, and simultaneous steps converge near the equilibrium
# if $h < 4\gamma$.
#
# </details>
