"""Lesson 10. Sharp densities: nothing blurs G(z), a Markov chain needs blur, and G need not be a network (Section 6)"""

# %% [markdown]
# **Needs.** Lessons 1 and 9; Markov chains.
# **After it** you can show that nothing blurs $G(z)$, explain peaks of $p_g$, and say what a Markov chain needs.
#
# A sample is $x = G(z)$, with no noise added: $p_g$ can be very sharp, even degenerate. Data are standardised, so a
# single narrow mode shows nothing: its std is the unit. A narrow mode *beside a wide one* does. **Predict.** Half of
# the data are from $N(0, 1)$, half from $N(2, 0.05^2)$. Where is $G$ flat?

# %%
import numpy as np

from gan_theory import CLAIMS, RECIPES, GaussianMixture, jsd, plot, refute, table, train_many
from gan_theory.claims.practice.sharpness import mass_near_narrow_mode, two_modes
from gan_theory.explicit_models.markov_chain import metropolis

FIGURES, SEEDS = plot.figures_folder(), range(3)

# %% [markdown]
# **Run it.** With noise of standard deviation 0.5 added to $G(z)$, $p_g$ would have at most as much mass within 0.1 of
# 2 as the noise has within 0.1 of 0, whatever $G$ is.

# %%
p_data, noise = RECIPES["narrow-beside-wide"].target, GaussianMixture((0.0,), (0.5,))
near, at_most = float(p_data.cdf(2.1) - p_data.cdf(1.9)), float(noise.cdf(0.1) - noise.cdf(-0.1))
least = jsd(np.array([near, 1 - near]), np.array([at_most, 1 - at_most]))
print(f"within 0.1 of 2: p_data has {near:.3f}; with noise at most {at_most:.3f}, and JSD at least {least:.3f}")
narrow = [run[-1] for run in RECIPES["narrow-beside-wide"].runs(SEEDS)]
print("p_g of each seed (and its JSD):", *(f"{mass_near_narrow_mode(each):.3f} ({each.jsd:.3f})" for each in narrow))
with plot.figure(FIGURES / "10_spikes.png", columns=2) as (left, right):
    plot.densities(left, narrow[0].p_data, narrow[0].p_g)
    blurred = GaussianMixture((0.0, 2.0), (1.25**0.5, 0.2525**0.5), (0.5, 0.5)).pdf(narrow[0].x)
    left.plot(narrow[0].x, blurred, color=plot.ORANGE, linestyle="--", label="data plus noise, std 0.5")
    left.set(xlim=(-3, 3), title="a narrow mode beside a wide one, seed 0")
    left.legend(loc="upper left")
    plot.plot_curves(right, narrow[0].z, {f"seed {seed}": frame.G_z for seed, frame in zip(SEEDS, narrow)})
    right.set(xlabel="$z$", ylabel="$x = G(z)$", xlim=(-3, 3), ylim=(-3, 4), title="$G$ is flat near $x = 2$")

# %% [markdown]
# **See.** $p_g(x)$ is the sum of $p_z(z)/|G'(z)|$ over all $z$ with $G(z) = x$: it is large where $G$ is flat. Each
# seed has more mass near 2, and a smaller JSD, than any $p_g$ with that noise. A Markov chain needs blur: a Metropolis
# chain starts in the left of two modes, at ±2, with steps of at most 1. After 10,000 steps its distribution is known.

# %%
pair = GaussianMixture((-2.0, 2.0), (0.2, 0.2), (0.5, 0.5))
*_, last = train_many(pair, seeds=SEEDS, steps=1200, batch=128, frames=1)
print("modes of std 0.2: mass of p_g at the right one:", *(f"{frame.p_g.p[frame.x > 0].sum():.3f}" for frame in last))

with plot.figure(FIGURES / "10_sharp_and_blurred.png", columns=3) as (one, two, three):
    plot.plot_curves(one, last[0].z, {f"seed {seed}": frame.G_z for seed, frame in zip(SEEDS, last)})
    one.set(xlabel="$z$", ylabel="$x = G(z)$", xlim=(-3, 3), ylim=(-3, 4), title="modes of std 0.2")
    plot.densities(two, last[0].p_data, last[0].p_g)
    two.set(xlim=(-4, 4), ylim=(0, 3), title=f"seed 0: JSD = {last[0].jsd:.3f}")
    two.legend(loc="upper right")
    for std, style in {0.2: dict(color=plot.ORANGE), 0.8: dict(color=plot.BLUE, linestyle="--")}.items():
        modes = two_modes(std)
        start = np.where(modes.x < 0, modes.p, 0) / modes.p[modes.x < 0].sum()
        after = start @ np.linalg.matrix_power(metropolis(modes), 10_000)
        print(f"modes of std {std}: mass of the chain at the right one: {after[modes.x > 0].sum():.3f}")
        three.plot(modes.x, after / modes.dx, label=f"std {std}", **style)
    three.set(xlabel="$x$", ylabel="density", xlim=(-4, 4), ylim=(0, 3), title="chain, 10,000 steps")
    three.legend(loc="upper right")

# %% [markdown]
# **See.** The chain with sharp modes has not left the left one. $G$ draws each $x$ afresh and makes both modes, with
# unequal masses. It is continuous, so it is steep between them. At the edges of a mode $G$ turns round: $G' = 0$ there,
# and $p_g$ has a peak. $G$ need not be a perceptron, only differentiable in its weights.

# %%
free = {name: [run[-1] for run in RECIPES[name].runs(SEEDS)] for name in ("polynomial", "table", "line")}
with plot.figure(FIGURES / "10_any_G.png", columns=3) as axes:
    for ax, (name, each) in zip(axes, free.items()):
        print(f"{name:10} JSD of each seed:", *(f"{frame.jsd:.3f}" for frame in each))
        plot.densities(ax, each[0].p_data, each[0].p_g)
        ax.set(xlim=(-4, 4), ylim=(0, 0.9), title=f"{name}: JSD = {each[0].jsd:.3f}")
    plot.common_legend(axes)

# %% [markdown]
# **See.** The noise is uniform here, so a line makes a uniform $p_g$, whatever its weights: it has no two modes.
# **Break it.** Add noise to $G(z)$: nothing is sharp. Let $G$ jump at $z = \theta$, its weight: the gradient is 0.

# %%
print(table([CLAIMS[name].check() for name in ("sharpness", "any_generator")]))
print(refute(CLAIMS["sharpness"]), refute(CLAIMS["any_generator"]), sep="\n")

# %% [markdown]
# **Question.** A GAN trained on $N(0, 0.001^2)$ has a standard deviation of about 0.001. Does this show sharpness?
#
# <details><summary>Answer</summary>
#
# No. The data are standardised first, so the run is that of $N(0, 1)$ in other units. "Sharp" needs a comparison that
# the unit does not change: a wide mode in the same data, or a given noise.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: give the chain's modes the standard deviations 0.3, 0.4 and 0.5. How much of its mass is at the right one?
# 2. Harder: train the recipe `two-spikes` from ten seeds. On how many is JSD at most 0.05, and what does $G$ look like?
