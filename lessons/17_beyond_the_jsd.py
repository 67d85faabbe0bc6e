"""Lesson 17. Beyond the Jensen–Shannon divergence: f-divergences, Wasserstein-1 and penalties (later papers)"""

# %% [markdown]
# **Needs.** Lessons 2, 7, 11 and 12.
# **After it** you can derive the GAN from an f-divergence, define $W_1$ by its critic, and say what each repairs.
#
# Three problems: for disjoint supports the JSD is constant (lesson 7); the best $p_g$ may miss a mode (lesson 12);
# gradient steps turn around the equilibrium (lesson 11). Three changes to the game were proposed.
#
# **Another f.** For convex $f$, $D_f(p \| q) = \sum q\,f(p/q) = \sup_T E_p T - E_q f^*(T)$, where $f^*$ is the convex
# conjugate; $T = f'(p/q)$ attains it where $p, q > 0$. With $f(u) = u \log u - (u + 1) \log(u + 1)$ and $T = \log D$
# this is $V$, and $D_f = 2 \cdot JSD - \log 4$. Other $f$ give the KLs and $\chi^2 = \sum (p - q)^2/q$, a game each.
#
# **Predict.** Which $f$ shows $G$ a direction if the supports are disjoint?

# %%
import numpy as np

from gan_theory import CLAIMS, D_star, Density, GaussianMixture, grid, jsd, plot, refute, table
from gan_theory.game.f_divergences import F_DIVERGENCES
from gan_theory.game.relativistic_gan import RelativisticDiracGAN, relativistic_eigenvalues, relativistic_path
from gan_theory.game.wasserstein import critic_value, optimal_critic, path_of_point, w1

# %% [markdown]
# **Run it.** First uniform distributions on $[0, 1]$ and on $[\theta, \theta + 1]$, then Gaussians.

# %%
FIGURES, x = plot.figures_folder(), grid(-6, 10, 1600)
for theta in (0.5, 1, 2, 4):
    p, q = (Density.from_pdf(1.0 * ((x > left) & (x < left + 1)), x).p for left in (0, theta))
    found = (f"{name} {each.divergence(p, q):.3f}" for name, each in F_DIVERGENCES.items())
    print(f"θ = {theta:3}: {', '.join(found)}; W1 {w1(p, q, x):.2f}")
means, scales = np.linspace(0, 6, 25), np.linspace(0.3, 1.7, 57)
wide, narrow = ([Density.from_pdf(GaussianMixture((mean,), (std,)).pdf, x) for mean in means] for std in (1.0, 0.3))
p, q = wide[0].p, wide[4].p  # N(0, 1) and N(1, 1)
bounds = {n: [f.lower_bound(s * f.best_T(p, q), p, q) for s in scales] for n, f in F_DIVERGENCES.items()}
values = {name: np.array([f.divergence(p, each.p) for each in wide]) for name, f in F_DIVERGENCES.items()}
with plot.figure(FIGURES / "17_f_divergences.png", columns=2) as (left, right):
    plot.bounds_by_scale(left, scales, bounds, {name: each[4] for name, each in values.items()})
    plot.divergences_by_distance(right, means, values | {"GAN": values["GAN"] + np.log(4)})

# %% [markdown]
# **See.** Left, the best $T$ gives the highest bound, $D_f$, for each $f$. The choice of $f$ decides whether a simple
# $p_g$ covers two modes or seeks one. On disjoint supports, $D_f = f(0) + f'(\infty)$ at any distance, for every $f$.
#
# **Wasserstein-1.** $W_1 = \int |F_p - F_q|\,dx = \max (E_p f - E_q f)$ over all critics $f$ with slopes in $[-1, 1]$:
# the least mean distance by which mass must be moved. **Predict.** What is the critic's slope at samples of $G$?

# %%
p_data, p_g, at = narrow[0], narrow[12], np.abs(x - 3).argmin()  # N(0, 0.3²) and N(3, 0.3²)
critic, D = optimal_critic(p_data, p_g), D_star(p_data, p_g)
print(f"JSD {jsd(p_data, p_g):.6f}, W1 {w1(p_data, p_g):.4f}; by the critic {critic_value(critic, p_data, p_g):.4f}")
print(f"slopes at x = 3: of D* {np.gradient(D, x)[at]:.0e}, of the critic {np.gradient(critic, x)[at]:.4f}")
print(f"a point that follows the critic to the data at 0: {path_of_point(1.2, 0.5, 6).round(3)}")
with plot.figure(FIGURES / "17_wasserstein.png", columns=2) as (left, right):
    plot.jsd_and_w1(left, means, [jsd(p_data, each) for each in narrow], [w1(p_data, each) for each in narrow])
    plot.discriminator_and_critic(right, p_data, p_g, D, critic - np.interp(1.5, x, critic))

# %% [markdown]
# **See.** The critic's slope is $-1$ at any distance: this repairs lesson 7, but near the data fixed steps overshoot.
#
# **Penalties.** $D$ also pays for the slope of its logit $l$: $\frac{\gamma_1}{2} E\,l'^2$ on data (R1), and similarly
# on samples of $G$ (R2). R3GAN has both; its $D$ ascends $\log \sigma(l(x) - l(G(z)))$, for pairs. On the Dirac-GAN:

# %%
games = {"no penalty": (0.0, 0.0), "R1 + R2, 0.3 each": (0.3, 0.3)}
paths = {name: relativistic_path(RelativisticDiracGAN(name, 0.5, *each), 60) for name, each in games.items()}
distances = {name: np.hypot(*path.T) for name, path in paths.items()}
for name, each in games.items():
    print(f"{name}: eigenvalues {relativistic_eigenvalues(*each)}, after 60 steps {distances[name][-1]:.4f} away")
distances["$W_1$ of two points"] = np.abs(path_of_point(1.2, 0.5, 60))
with plot.figure(FIGURES / "17_penalties.png", columns=2) as axes:
    plot.path_and_distances(axes, paths["R1 + R2, 0.3 each"], distances)

# %% [markdown]
# **See.** With penalties steps near the equilibrium converge: this repairs lesson 11. (One pair cannot show what pairs
# repair.) Nothing repairs the collapse against a fixed $D$. **Break it.** $f$ not convex, steep critics, no penalty.

# %%
names = ("f_divergences", "wasserstein", "relativistic_gan")
print(table([CLAIMS[name].check() for name in names]))
print(*(refute(CLAIMS[name], n) for name, n in zip(names, (0, 2, 2))), sep="\n")

# %% [markdown]
# **Question.** The critic must have slopes in $[-1, 1]$, while $D$ of the original game may be any function. What would
# happen without that constraint?
#
# <details><summary>Answer</summary>
#
# If $E_p f - E_q f = c > 0$ for some $f$, then $1000 f$ gives $1000\,c$: the supremum is infinite, or 0 for equal
# distributions. $V$ needs no constraint, because a confident $D$ that is wrong loses without bound. In practice a WGAN
# clips weights or penalises slopes; either enforces the constraint only approximately.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: start `path_of_point` at 1.234, with steps of 0.1 and 0.01. How near the data does it come, and how soon?
# 2. Harder: $p_{data}$ has equal modes $N(\pm d, 0.3^2)$, and $p_g$ is one of them. Compute JSD and $W_1$ for
#    $d = 1, 2, 4$. By which of the two does a missing mode cost more if it is farther away?
