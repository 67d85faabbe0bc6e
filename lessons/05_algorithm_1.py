"""Lesson 5. Algorithm 1: D and G are trained in turns, on minibatches"""

# %% [markdown]
# **Needs.** Lessons 1 to 4, stochastic gradient descent, a little PyTorch.
# **After it** you can write Algorithm 1 in 25 lines, say why $D$ is a logistic classifier, and read the two losses.
#
# In Proposition 2, $D$ is optimal and $p_g$ moves freely. In Algorithm 1 both players are networks with weights, and
# only samples are known: $D$ takes $k$ gradient steps up $V$, then $G$ takes one step down.
#
# **Predict.** What is the loss of $D$ at the end, if $G$ succeeds? Does every single step of $D$ raise $V$?

# %%
import numpy as np

from gan_theory import CLAIMS, Density, GaussianMixture, Recipe, grid, jsd, plot, push_forward, refute, table
from gan_theory.training.algorithm_1 import Algorithm1

FIGURES = plot.figures_folder()
with plot.figure(FIGURES / "05_framework.png") as ax:
    plot.framework(ax)

# %% [markdown]
# **Run it.** Below, the comments are the paper's box, and the code is plain PyTorch. $D$ is a *logistic classifier*:
# its network gives a logit; label 1 means data, label 0 means $G$. Binary cross-entropy is the mean of $-\log D$ at
# label 1 and of $-\log(1 - D)$ at label 0. So the sum of the two is $-V$, and $D$ ascends $V$ by descending it.

# %%
import torch
from torch import nn


def algorithm_1(G, D, noise, data, iterations, k=1, lr_D=1e-2, lr_G=1e-3, betas=(0.0, 0.99)):
    cross_entropy = nn.BCEWithLogitsLoss()
    adam_D, adam_G = (torch.optim.Adam(net.parameters(), lr, betas) for net, lr in ((D, lr_D), (G, lr_G)))
    for _ in range(iterations):  # for number of training iterations do
        for _ in range(k):  # for k steps do
            z = next(noise)  # sample a minibatch of m noise samples z
            x = next(data)  # sample a minibatch of m examples x
            on_data, on_G = D(x), D(G(z).detach())  # logits; detached, since G does not move here
            loss_D = cross_entropy(on_data, torch.ones_like(on_data)) + cross_entropy(on_G, torch.zeros_like(on_G))
            adam_D.zero_grad()
            loss_D.backward()
            adam_D.step()  # ascend the gradient in θ_d of (1/m) Σ log D(x) + log(1 − D(G(z)))
        # end for
        z = next(noise)  # sample a minibatch of m noise samples z
        on_G = D(G(z))
        loss_G = cross_entropy(on_G, torch.ones_like(on_G))  # −log D(G(z)), for log(1 − D(G(z))): Section 3
        adam_G.zero_grad()
        loss_G.backward()
        adam_G.step()  # descend the gradient in θ_g of (1/m) Σ of this loss
    # end for
    return loss_D.item(), loss_G.item()


# %%
torch.manual_seed(0)
samples = 4 + 0.5 * torch.randn(10_000, 1)
mean, std = samples.mean(), samples.std()
noise = (torch.randn(128, 1) for _ in range(1200))
data = ((samples[torch.randint(10_000, (128,))] - mean) / std for _ in range(600))  # standardised
G, D = (nn.Sequential(nn.Linear(1, 32), nn.Tanh(), nn.Linear(32, 32), nn.Tanh(), nn.Linear(32, 1)) for _ in range(2))
loss_D, loss_G = algorithm_1(G, D, noise, data, iterations=600)
z = torch.linspace(-6, 6, 2001)[:, None]
p_data = Density.from_pdf(GaussianMixture((4.0,), (0.5,)).pdf, grid(1, 7))
p_g = push_forward(z[:, 0], (mean + std * G(z)).detach()[:, 0], "normal", p_data.x)
print(f"p_g: mean {p_g.mean():.2f}, standard deviation {p_g.std():.2f}, JSD = {jsd(p_data, p_g):.4f} nats")
print(f"last loss of D: {loss_D:.3f}, of G: {loss_G:.3f}")

# %% [markdown]
# **See.** $p_g$ is near $N(4, 0.5^2)$, $D$'s loss near $\log 4 = 1.386$, $G$'s near $\log 2$: $D$ is near ½. This loss
# alone proves nothing: an untrained $D$ has it too. Single steps may go wrong, as minibatch gradients are noisy. How
# often? First as in `train`, then with larger $m$ and a slower $D$. **Break it.** Let $G$ ascend $V$ too (last lines).

# %%
print("20 rounds, 5 seeds: D's steps that raise V | raise E D(x), lower E D(G(z)) | G's that lower V | raise E D(G(z))")
with plot.figure(FIGURES / "05_what_they_want.png", columns=2) as axes:
    for ax, m, lr_D in zip(axes, (256, 1024), (0.03, 0.005)):
        recipe = Recipe(steps=20, batch=m, lr_D=lr_D, ema_decay=0)
        runs = [list(Algorithm1("two-modes", recipe, seed).phases()) for seed in range(5)]
        V, on_data, on_G = np.diff([[(f.V, f.D_on_data, f.D_on_G) for f in run] for run in runs], axis=1).T
        shares = (V[::2] > 0, (on_data[::2] > 0) & (on_G[::2] < 0), V[1::2] < 0, on_G[1::2] > 0)
        print(f"m = {m:4}, lr_D = {lr_D:5}:", *(f"{share.mean():5.0%}" for share in shares))
        plot.changes_of_V(ax, runs[0])
        ax.set(title=f"$m = {m}$, learning rate of $D$: {lr_D}", ylim=(-0.1, 0.2))
print(table([CLAIMS["adversaries"].check()]) + "\n" + refute(CLAIMS["adversaries"], 1))

# %% [markdown]
# **Question.** With small, accurate steps $D$ raises $V$ each time. Why do $E D(x)$ and $E D(G(z))$ not always follow?
#
# <details><summary>Answer</summary>
#
# $V$ is the sum $E \log D(x) + E \log(1 - D(G(z)))$. If $D$ is too small everywhere, $V$ rises when both means rise. On
# average over the run $D$ does raise their difference, $E D(x) - E D(G(z))$, and $G$ raises $E D(G(z))$.
#
# </details>

# %% [markdown]
# **Exercises.**
# 1. Easier: descend the loss of the box, `-cross_entropy(on_G, torch.zeros_like(on_G))`. What is its value at the end?
# 2. Harder: write the losses and one round yourself, in [training_step.py](exercises/training_step.py), with its tests.
