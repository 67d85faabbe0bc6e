"""Lesson 14. Latent variables: the ELBO, EM, and where GANs are among generative models (after the paper)"""

# %% [markdown]
# **Needs.** Lessons 12 and 13; Bayes' rule.
# **After it** you can prove that the ELBO is a lower bound on $\log p(x)$ and name its gap, say which step of EM raises
# what, and place PixelCNN, VAE, GSN and GAN among the kinds of generative models.
#
# A latent $z$ is another way: $p(x) = \sum_z p(z)\,p(x|z)$. If $z$ has too many values, a lower bound replaces the sum:
# $$ELBO(x) = \sum_z q(z|x) \log \frac{p(x, z)}{q(z|x)} = \log p(x) - KL(q(z|x) \| p(z|x)) \le \log p(x)$$ for *every*
# $q(z|x)$. A VAE trains networks for $q(z|x)$ and $p(x|z)$ together. EM does it in turns: the E step sets $q$ to the
# posterior $p(z|x)$, the M step changes the model (here two Gaussians) while $q$ stays.
#
# **Predict.** Which of the two steps raises the ELBO? Which raises $\log p(x)$?

# %%
import numpy as np

from gan_theory import CLAIMS, Density, GaussianMixture, jsd, plot, refute, table, train
from gan_theory.explicit_models.chain_rule import conditionals, gibbs, sample_chain
from gan_theory.explicit_models.latent_variable import elbo, log_likelihood, m_step, mixture_joint, posterior
from gan_theory.verification.cases.joints import JOINTS, X
from gan_theory.verification.cases.latent_models import LATENT_MODELS

FIGURES, model = plot.figures_folder(), LATENT_MODELS["two modes"]

# %% [markdown]
# **Run it.** At the start $q(z|x) = \frac{1}{2}$ for both values of $z$.

# %%
p_data, joint = model.p_data, model.joint()
q, log_p, bounds, fitted = np.full(joint.shape, 0.5), [], [], [Density(p_data.x, joint.sum(axis=-1))]
for _ in range(20):
    log_p += 2 * [p_data.p @ log_likelihood(joint)]
    bounds.append(p_data.p @ elbo(q, joint))
    q = posterior(joint)  # the E step
    bounds.append(p_data.p @ elbo(q, joint))
    joint = mixture_joint(m_step(q, p_data), p_data.x)  # the M step
    fitted.append(Density(p_data.x, joint.sum(axis=-1)))
for i in (0, 1, 2, 3, 19):
    print(f"step {i + 1:2}: log p(x) {log_p[2 * i]:.4f}, ELBO {bounds[2 * i]:.4f}, after E {bounds[2 * i + 1]:.4f}")
print(f"no model reaches more than −H(p_data) = {p_data.p @ np.log(p_data.p):.4f}")

with plot.figure(FIGURES / "14_elbo.png", columns=2) as (left, right):
    plot.em_steps(left, log_p[:12], bounds[:12])
    left.set(title="E closes the gap, M raises both")
    plot.plot_curves(right, p_data.x, {f"$p_g$ after {step} steps": fitted[step].pdf for step in (0, 2, 20)})
    right.plot(p_data.x, p_data.pdf, **plot.P_DATA)
    right.legend(ncols=2)
    right.set(xlim=(-4, 4), ylim=(0, 0.55), xlabel="$x$", ylabel="density", title="EM fits both modes")

# %% [markdown]
# **See.** The E step raises the ELBO to $\log p(x)$ and leaves $\log p(x)$ as it is. The M step raises both, and a new
# gap opens. Both steps maximise the *same* function, the ELBO; the two players of a GAN do not.
#
# The map: *explicit* models give $p_g(x)$, or a bound on it; *implicit* ones only samples, by a Markov chain or in one
# pass. The chain here (a generative stochastic network, GSN) adds noise to $x$ and draws $x$ given the noisy one.

# %%
noise = np.exp(-(np.subtract.outer(p_data.x, p_data.x) ** 2) / (2 * 0.5**2))
move = gibbs(p_data.p[:, None] * noise / noise.sum(axis=1, keepdims=True))
start = Density.from_pdf(GaussianMixture((-1.5,), (0.1,)).pdf, p_data.x)
few, many = (Density(p_data.x, start.p @ np.linalg.matrix_power(move, moves)) for moves in (3, 300))
*_, gan = train("two-modes", seed=0, steps=1500, frames=2)
print(f"a chain from −1.5: JSD = {jsd(p_data, few):.2f} nats after 3 moves, {jsd(p_data, many):.0e} after 300")

with plot.figure(FIGURES / "14_map.png") as ax:
    chain, latent, markov, direct = plot.generative_models(ax)
    plot.joint_heatmap(chain, JOINTS["two moons"], X, X)
    chain.plot(*X[sample_chain(conditionals(JOINTS["two moons"]), (0, 1), 200, seed=0)].T, ".", color=plot.ORANGE)
    markov.plot(few.x, few.pdf, color=plot.ORANGE, linestyle="--", label="GSN after 3 moves")
    for leaf, p, p_g in ((latent, p_data, fitted[20]), (markov, p_data, many), (direct, gan.p_data, gan.p_g)):
        plot.model_panel(leaf, p, p_g)
    ax.legend(handles=markov.get_lines(), loc="upper left")

# %% [markdown]
# **See.** The four panels are no ranking: the chain rule is given the joint, EM the right family, the chain $p_{data}$;
# only the GAN learnt from samples. Compare what each gives, and what a sample costs.
#
# **Break it.** Let $q$ sum to 1.1; take the posterior of another model.

# %%
print(table([CLAIMS["elbo"].check()]))
print(*(refute(CLAIMS["elbo"], broken) for broken in (1, 2)), sep="\n")

# %% [markdown]
# **Question.** The M step is taken with $q$ fixed, and it maximises the ELBO only. Why can $\log p(x)$ not fall?
#
# <details><summary>Answer</summary>
#
# After the E step $ELBO = \log p(x)$. The M step raises the mean ELBO, and $\log p(x)$ stays at or above it. In a VAE a
# network gives $q$, which is seldom the exact posterior. Then there is a gap before the step, and the ELBO can rise
# while $\log p(x)$ falls: only the gap has become smaller.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: start with `q = np.tile([0.9, 0.1], (p_data.n, 1))`. Which printed numbers change, and which do not? Why?
# 2. Harder: import `ascend` and replace the E step by `ascend(q, joint, 0.5)`, a step of gradient ascent. Must the ELBO
#    still rise at every step? Must $\log p(x)$? How many steps do you need to come within 0.001 nats of the best?
