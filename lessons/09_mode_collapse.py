"""Lesson 9. The Helvetica scenario and other failures: what G can't do, and what it can (Section 6)"""

# %% [markdown]
# For a fixed $D$, all that $G$ wants is the one $x$ that $D$ trusts most. Train $G$ for long without updating $D$,
# and it sends too many $z$ to one and the same $x$: the Helvetica scenario.
#
# **Predict.** After 200 steps of $G$ against one $D$, how large is the standard deviation of $p_g$? What will the next
# $D$ say, and where does $p_g$ go then?

# %%
import numpy as np

from gan_theory import CLAIMS, RECIPES, GaussianMixture, plot, table, train
from gan_theory.claims.practice.sharpness import two_modes
from gan_theory.experiments.named_recipes import success_rate
from gan_theory.explicit_models.markov_chain import metropolis

FIGURES, SEEDS, FIRST_SEEDS = plot.figures_folder(), range(10), range(5)

# %% [markdown]
# **Run it.** One step of $D$, then 200 of $G$; beside it, as many steps of $G$ in turns.

# %%
runs = {name: RECIPES[name].runs(SEEDS) for name in ("helvetica", "in-turns")}
ratios = {name: [[f.p_g.std() / f.p_data.std() for f in run] for run in each] for name, each in runs.items()}
for name, each in runs.items():
    print(f"{name:9} {RECIPES[name].criterion}: on {success_rate(name, runs=each):.0%} of {len(SEEDS)} seeds")
    print("    std(p_g)/std(p_data), median of each seed:", *(f"{np.median(run[1:]):.2f}" for run in ratios[name]))

with plot.figure(FIGURES / "09_helvetica.png", columns=2) as (left, right):
    shown = {f"after {frame.step}": frame for frame in runs["helvetica"][0][1:4]}
    shown["in turns"] = runs["in-turns"][0][-1]
    usual = np.abs(shown["in turns"].z) < 3
    plot.plot_curves(left, shown["in turns"].z[usual], {name: f.G_z[usual] for name, f in shown.items()})
    left.set(xlabel="$z$", ylabel="$x = G(z)$", title="seed 0: all $z$ to one $x$")
    lowest, highest = left.get_ylim()
    left.set_ylim(lowest, highest + 0.25 * (highest - lowest))  # room for the legend
    left.legend(ncols=2)
    plot.quartile_bands(right, [frame.step for frame in runs["helvetica"][0]], ratios)
    right.set(xlabel="step of $G$", ylabel=r"standard deviation of $p_g$ / that of $p_{\mathrm{data}}$")
    right.set(ylim=(0, 1.5), title="10 seeds")

# %% [markdown]
# **See.** Left, the lines of the Helvetica run are flat: every $z$ goes to one $x$, near $-1.4$ at first. After a step
# of $D$ all go to another $x$, near $-5.2$, where there are no data, and then to $-3.3$: $D$ responds only after $G$
# has moved. Right, within one round the standard deviation falls to a few hundredths of the data's.
#
# On some seeds $D$ trusts one point on either side, and $p_g$ collapses onto two points. Sharpness by itself is no
# failure: $p_g$ may be a spike, where a Markov chain needs blur. But between two spikes a continuous $G$ must grow a
# near-leap. In 800 steps some seeds come near it, and others not at all.

# %%
sharp = {name: RECIPES[name].runs(FIRST_SEEDS) for name in ("spike", "two-spikes")}
for name, each in sharp.items():
    jsd = np.quantile([frames[-1].jsd for frames in each], (0, 0.5, 1))
    share = f"{success_rate(name, runs=each):.0%} of the seeds"
    print(f"{name:10} JSD = {jsd[0]:.4f} to {jsd[2]:.4f}, median {jsd[1]:.4f}; <= 0.05 on {share}")

with plot.figure(FIGURES / "10_spikes.png", columns=2) as (left, right):
    one, two = sharp["spike"][0][-1], sharp["two-spikes"][0][-1]
    left.plot(1e3 * (one.x - 4), one.p_data.pdf, **plot.P_DATA)
    left.plot(1e3 * (one.x - 4), one.p_g.pdf, **plot.P_G)
    left.set(xlabel="$1000\\,(x - 4)$", ylabel="density", xlim=(-5, 5), title="a spike: $p_g$ is as sharp")
    left.legend(loc="upper right")
    plot.plot_curves(right, two.z, {f"seed {seed}": sharp["two-spikes"][seed][-1].G_z for seed in range(4)})
    right.set(xlabel="$z$", ylabel="$x = G(z)$", xlim=(-3, 3), ylim=(-3, 4), title="two spikes, at ±2: $G$ must leap")

# %% [markdown]
# The chain that needs blur: a Metropolis chain with $p_{data}$ as its stationary distribution, started in the left
# mode. Its distribution after 10,000 steps is known, as a power of its matrix. Is it $p_{data}$? $G$ draws each $x$
# afresh.

# %%
*_, last = train(GaussianMixture((-2.0, 2.0), (0.2, 0.2), (0.5, 0.5)), seed=0, frames=1)
print(f"modes of standard deviation 0.2: a GAN has {last.p_g.p[last.x > 0].sum():.3f} of its mass at the right one")

with plot.figure(FIGURES / "10_sharp_and_blurred.png", columns=2) as (left, right):
    plot.densities(left, last.p_data, last.p_g)
    left.set(title=f"a GAN: JSD = {last.jsd:.3f}")
    styles = {0.2: dict(color=plot.ORANGE, label="sharp, std 0.2"), 0.8: plot.D | {"label": "blurred, std 0.8"}}
    for std, style in styles.items():
        modes = two_modes(std)
        start = np.where(modes.x < 0, modes.p, 0) / modes.p[modes.x < 0].sum()
        after = start @ np.linalg.matrix_power(metropolis(modes), 10_000)
        print(
            f"modes of standard deviation {std}: the chain has {after[modes.x > 0].sum():.3f} there after 10,000 steps"
        )
        right.plot(modes.x, after / modes.dx, **style)
    right.set(xlabel="$x$", ylabel="density", title="a Markov chain, 10,000 steps from the left")
    for ax in (left, right):
        ax.set(xlim=(-4, 4), ylim=(0, 2.5))
        ax.legend(loc="upper right")

# %% [markdown]
# **See.** Right, the sharp chain has not left its mode, and the blurred one has. Left, $G$ makes both modes, but on
# this seed their masses are unequal.
#
# (Try `train_many` on the two spikes with the default recipe: 4,000 steps and larger minibatches help, and do not
# suffice on every seed.)
#
# $G$ does not have to be a perceptron. A polynomial, a spline, a table of values: each is
# differentiable in its weights, and also learns this target, on most seeds.

# %%
free = {name: RECIPES[name].runs(FIRST_SEEDS) for name in ("perceptron", "polynomial", "spline", "table", "line")}
for name, each in free.items():
    jsd = np.median([frames[-1].jsd for frames in each])
    print(f"{name:10} JSD = {jsd:.4f} in the median; <= 0.05 on {success_rate(name, runs=each):.0%} of the seeds")

with plot.figure(FIGURES / "10_any_G.png", 2, 3) as axes:
    for ax, (name, each) in zip(axes.flat, free.items()):
        plot.densities(ax, each[0][-1].p_data, each[0][-1].p_g)
        ax.set(xlim=(-4, 4), ylim=(0, 0.9), title=f"{name}: JSD = {each[0][-1].jsd:.3f}")
    axes[1, 2].axis("off")
    axes[1, 2].legend(*axes[0, 0].get_legend_handles_labels(), title="seed 0", loc="center")

# %% [markdown]
# **Break it.** Update $D$ after each step, and nothing collapses; add noise to $G(z)$, and nothing is sharp.

# %%
print(table([CLAIMS[name].check() for name in ("helvetica", "sharpness", "any_generator")]))
for name in ("helvetica", "sharpness", "any_generator"):
    broken = CLAIMS[name].falsifiers[0]
    print(f"{name}, but {broken.name}:")
    print(*(f"    {found}" for found in CLAIMS[name].evidence(broken) if not found.holds), sep="\n")

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): in “Be G” freeze $D$, and find
# the best $p_g$ for it. Unfreeze it: what does $D^*$ say?

# %% [markdown]
# **Question.** In the Helvetica scenario $G$ does exactly what its loss rewards, and its loss falls. So what is wrong:
# $G$, $D$, or the training?
#
# <details><summary>Answer</summary>
#
# The training: it minimises in $G$ before it has maximised in $D$. $V(D, G)$ is linear in $p_g$, so for a fixed $D$ its
# minima are the distributions on $\arg\max D$: a point mass, if that is a single point. $\min_G \max_D V(D, G)$ is
# $p_{data}$. Whoever takes 200 steps of $G$ for one of $D$ solves the first problem. With as many steps of $G$, taken
# in turns, $p_g$ keeps 0.89 to 1.02 times the data's standard deviation.
#
# </details>
