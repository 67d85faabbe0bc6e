"""Lesson 13. Explicit densities: the chain rule, the ELBO, and where GANs stand on the map (after the paper)"""

# %% [markdown]
# A GAN never writes $p_g(x)$ down. Other models do. The first way is the chain rule, $p(x, y) = p(x)\,p(y|x)$: each
# variable in turn, given those before it, as PixelCNN makes the pixels of an image.
#
# **Predict.** The density is a ring. Draw $x$ from $p(x)$, then $y$ from $p(y|x)$: what do the samples look like? And
# if $y$ goes first? And if $y$ is drawn from $p(y)$, whatever $x$ is?

# %%
import numpy as np

from gan_theory import CLAIMS, Density, GaussianMixture, jsd, kl, plot, table, train
from gan_theory.explicit_models.chain_rule import conditionals, gibbs, marginal, product, sample_chain
from gan_theory.explicit_models.latent_variable import ascend, elbo, log_likelihood, m_step, mixture_joint, posterior
from gan_theory.verification.cases.joints import JOINTS, X
from gan_theory.verification.cases.latent_models import LATENT_MODELS

FIGURES, rng = plot.figures_folder(), np.random.default_rng(0)
ring, moons = JOINTS["a ring"], JOINTS["two moons"]
apart = marginal(ring, (0,)) * marginal(ring, (1,))
for order in ((0, 1), (1, 0)):
    print(f"in the order {order} the product is off by {np.abs(product(conditionals(ring, order)) - ring).max():.0e}")
print(f"p(x) p(y) in place of p(x, y): KL = {kl(ring.ravel(), apart.ravel()):.4f} nats, the information in x about y")

# %% [markdown]
# **Run it.** A column of $p(y|x)$ with two dark cells says: given this $x$, $y$ is up or down. Below, 2,000 samples.

# %%
tables = {"$p(x, y)$": ring, "$p(y|x)$: columns sum to 1": conditionals(ring, (0, 1))[1]}
tables["$p(x|y)$: rows sum to 1"] = conditionals(ring, (1, 0))[1]
draws = {"$x$, then $y$ given $x$": (ring, (0, 1)), "$y$, then $x$ given $y$": (ring, (1, 0))}
draws["$x$, and $y$ without it"] = apart, (0, 1)

with plot.figure(FIGURES / "13_chain_rule.png", 2, 3) as axes:
    for ax, (name, values) in zip(axes[0], tables.items()):
        plot.joint_heatmap(ax, values, X, X)
        ax.set(title=name)
    for ax, (name, (joint, order)) in zip(axes[1], draws.items()):
        cells = sample_chain(conditionals(joint, order), order, 2000, seed=0)
        points = X[cells] + (X[1] - X[0]) * (rng.random(cells.shape) - 0.5)  # even within each cell
        ax.plot(*points.T, ".", color=plot.BLUE, markersize=4)
        ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xlabel="$x$", ylabel="$y$", title=name)

# %% [markdown]
# **See.** Either order gives the ring, by other conditionals. Without $x$, $y$ fills the square: both marginals are
# right, and the joint density is not.
#
# The second way has a latent $z$: $p(x) = \sum_z p(z)\,p(x|z)$. With too many $z$ to sum over, a VAE climbs a bound:
# $\log p(x) - ELBO = KL(q(z|x) \| p(z|x)) \ge 0$ for *every* guess $q(z|x)$. EM does it in turns: the E step takes
# $q = p(z|x)$ and closes the gap, the M step moves the model.
#
# **Predict.** Which of the two steps raises the ELBO? Which raises $\log p(x)$?

# %%
p_data, joint = LATENT_MODELS["two modes"].p_data, LATENT_MODELS["two modes"].joint()
q, log_p, bounds, fitted = np.full(joint.shape, 0.5), [], [], [Density(p_data.x, joint.sum(axis=-1))]
gaps, climbing = [], q
for _ in range(5):
    gaps.append(p_data.p @ (log_likelihood(joint) - elbo(climbing, joint)))
    climbing = ascend(climbing, joint, 0.5)
print("q climbs the ELBO's gradient by steps of ½; the gap:", *(f"{gap:.4f}" for gap in gaps))
for _ in range(20):
    log_p += 2 * [p_data.p @ log_likelihood(joint)]
    bounds.append(p_data.p @ elbo(q, joint))
    q = posterior(joint)  # the E step
    bounds.append(p_data.p @ elbo(q, joint))
    joint = mixture_joint(m_step(q, p_data), p_data.x)
    fitted.append(Density(p_data.x, joint.sum(axis=-1)))
for step in (0, 1, 2, 19):
    before, after = bounds[2 * step : 2 * step + 2]
    print(f"EM, step {step:2}: log p = {log_p[2 * step]:.4f}, ELBO = {before:.4f}, after the E step {after:.4f}")

with plot.figure(FIGURES / "14_elbo.png", columns=2) as (left, right):
    plot.em_steps(left, log_p[:12], bounds[:12])
    left.set(title="E closes the gap, M raises both")
    names = ("$p_g$ at the start", "$p_g$ after 2 steps", "$p_g$ after 20 steps")
    plot.plot_curves(right, p_data.x, {name: fitted[step].pdf for name, step in zip(names, (0, 2, 20))})
    right.plot(p_data.x, p_data.pdf, **plot.P_DATA)
    right.set(xlim=(-4, 4), ylim=(0, 0.55), xlabel="$x$", ylabel="density", title="$p_g$ finds both modes")
    right.legend(ncols=2)

# %% [markdown]
# **See.** At each half step the dashed line meets the solid one, which has not moved: the E step raises the ELBO only.
# The M step raises both, and opens a gap anew.
#
# The map. *Explicit* models write $p_g(x)$ down, or an integral that a bound stands in for. *Implicit* ones only draw
# from $p_g$: by a Markov chain, or at one go, as a GAN does. The chain here, a generative stochastic network (GSN),
# blurs $x$ and draws $x$ from $p(x|blurred)$, the other conditional of their joint. This leaves $p_{data}$ as it is.

# %%
blur = np.exp(-(np.subtract.outer(p_data.x, p_data.x) ** 2) / (2 * 0.5**2))
move = gibbs(p_data.p[:, None] * blur / blur.sum(axis=1, keepdims=True))
start = Density.from_pdf(GaussianMixture((-1.5,), (0.1,)).pdf, p_data.x)
few, many = (Density(p_data.x, start.p @ np.linalg.matrix_power(move, moves)) for moves in (3, 300))
*_, gan = train("two-modes", seed=0, steps=1500, frames=2)
kinds = {"tractable:\nthe chain rule": "PixelCNN", "intractable:\na latent $z$, the ELBO": "VAE"}
kinds |= {"by a Markov chain:\nblur, draw, blur, …": "GSN", "direct:\n$x = G(z)$": "GAN"}
found = {
    "exact": jsd(product(conditionals(moons)).ravel(), moons.ravel()),
    f"ELBO {bounds[-1]:.2f}": jsd(p_data, fitted[20]),
}
found |= {"300 moves": jsd(p_data, many), "1,500 steps": gan.jsd}
print(f"a chain that starts at −1.5: JSD = {jsd(p_data, few):.4f} after 3 moves, {jsd(p_data, many):.1e} after 300")

with plot.figure(FIGURES / "14_map.png") as ax:
    chain, latent, markov, direct = leaves = plot.generative_models(ax, kinds)
    plot.joint_heatmap(chain, moons, X, X)
    chain.plot(*X[sample_chain(conditionals(moons), (0, 1), 200, seed=0)].T, ".", color=plot.ORANGE)
    markov.plot(few.x, few.pdf, color=plot.ORANGE, linestyle="--", label="GSN after 3 moves")
    for leaf, p, p_g in ((latent, p_data, fitted[20]), (markov, p_data, many), (direct, gan.p_data, gan.p_g)):
        plot.model_panel(leaf, p, p_g)
    for leaf, (name, value) in zip(leaves, found.items()):
        leaf.set_xlabel(f"$x$\n{name}: JSD {value:.4f}".replace("-", "−"))
    ax.legend(handles=markov.get_lines(), loc="upper left")

# %% [markdown]
# **See.** One line of numbers, but no race: the chain is given $p_{data}$, EM the right family of distributions, and
# the chain rule the joint itself. The GAN alone was given samples only.
#
# The evidence. **Break it.** Take $x$ and $y$ for independent, condition on what comes later, let $q$ sum to 1.1, take
# another model's posterior: each breaks one hypothesis, and the evidence fails.

# %%
print(table([CLAIMS[name].check() for name in ("chain_rule", "elbo")]))
for claim in (CLAIMS["chain_rule"], CLAIMS["elbo"]):
    for broken in claim.falsifiers:
        first, *_ = (evidence for evidence in claim.evidence(broken) if not evidence.holds)
        print(f"{claim.name}, but {broken.name}:\n    {first}")

# %% [markdown]
# **Question.** The M step is taken with $q$ held fixed, and only the ELBO is sure to rise. Why can $\log p(x)$, which
# nobody looked at, not fall?
#
# <details><summary>Answer</summary>
#
# After the E step the bound touches: $ELBO = \log p(x)$. The M step raises the ELBO, and $\log p(x)$ stays above the
# ELBO whatever the model is, so it rises by at least as much: by $KL(q \| p(z|x))$ more, to be exact, with the new
# model's posterior. A VAE takes $q$ from a network that seldom reaches the posterior. Then the bound does not touch:
# the ELBO can rise while $\log p(x)$ falls, and what was gained is a smaller gap.
#
# </details>
