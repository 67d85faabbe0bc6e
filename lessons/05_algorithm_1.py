"""Lesson 5. Algorithm 1 and Figure 1, on the eruptions of a geyser"""

# %% [markdown]
# In theory $D$ is optimal at each step and $p_g$ moves freely. In practice both are networks, trained in turns on
# minibatches: $k$ steps up for $D$, one step down for $G$. That is Algorithm 1.
#
# The data are 272 eruptions of Old Faithful: how long each took, in minutes. There are short ones and long ones.
#
# **Predict.** What will $D$ answer at the end, if $G$ succeeds? What is $V$ then?

# %%
import numpy as np

from gan_theory import (
    CLAIMS,
    Algorithm1,
    Density,
    GaussianMixture,
    Recipe,
    figure_1_stages,
    grid,
    jsd,
    plot,
    push_forward,
    read_column,
    table,
    train,
)
from gan_theory.datasets.targets import OLD_FAITHFUL

FIGURES = plot.figures_folder()
frames = list(train("old-faithful", Recipe(k=1, loss="non-saturating", frame_spacing="early"), seed=0))
last = frames[-1]
print(f"{len(frames)} frames; p_data is the samples smoothed by {last.p_data.bandwidth:.3f} minutes")
for frame in [*frames[::30], last]:
    print(f"step {frame.step:4d}  V = {frame.V:.4f}  JSD = {frame.jsd:.4f}  D is {frame.D_from_half:.4f} from ½")

# %% [markdown]
# **Run it.** The animation is the paper's Figure 1, with a clock. $p_g$ is no histogram: in one dimension the density
# of $G(z)$ can be computed exactly, folds and flat stretches included.

# %%
print(f"animation: {plot.animate(frames[::2], FIGURES / '06_old_faithful.gif', unit='minutes', fps=8)}")

# %% [markdown]
# **See.** The arrows gather under the two modes within some hundred steps; the valley between them is emptied last,
# since a continuous $G$ has to cross it. The dashed $D$ ends flat at ½, also where $D^*$, thin, jumps to 1: $p_g$ ends
# there, and data are too rare for $D$ to learn it.
#
# Two things can go wrong, and two numbers distinguish them. $C - V$ says how far $D$ is from optimal;
# $C + \log 4 = 2 \cdot JSD$ says how far $G$ is from the data. $V$ may lie a little below $-\log 4$: $D$ has learned
# from minibatches and from $G$ as it is, and is judged here by the densities and an average of $G$'s weights.

# %%
print(f"D falls short of D* by {last.D_gap:.4f} nats; G falls short of the data by {last.G_gap:.4f} nats")
minutes = last.sample(100_000, seed=1)
print(f"100,000 eruptions made up by G: mean {minutes.mean():.2f} minutes, {np.mean(minutes < 3):.1%} under 3")
_, eruptions = read_column(OLD_FAITHFUL)
print(f"272 eruptions of the geyser:    mean {eruptions.mean():.2f} minutes, {np.mean(eruptions < 3):.1%} under 3")

# %% [markdown]
# The four panels of the paper's figure are four moments of one run: (a) $p_g$ near $p_{data}$, $D$ half-trained; (b)
# $D$ trained alone, until it is $D^*$; (c) $G$ moved alone, along $D$'s gradient; (d) the end.

# %%
captions = {
    "a": r"near $p_{\mathrm{data}}$, $D$ partially accurate",
    "b": "$D$ trained alone, to $D^{*}$",
    "c": "$G$ moved along $D$'s gradient",
    "d": r"$p_g = p_{\mathrm{data}}$, $D = ½$, nearly",
}
four = figure_1_stages("two-modes", steps=2500, seed=0)
for letter, frame in four.items():
    print(f"({letter}) V = {frame.V:.4f}  C = {frame.C:.4f}  JSD = {frame.jsd:.4f}")
plot.figure_1_panels(FIGURES / "06_figure_1.png", four, captions)

# %% [markdown]
# What do the two want? $D$ wants $D(x) \to 1$ and $D(G(z)) \to 0$, $G$ wants $D(G(z)) \to 1$. Move by move each gets
# its way, and undoes the other's work; over the run both numbers come to ½, where neither can gain.

# %%
moves = list(Algorithm1("old-faithful", Recipe(steps=20, ema_decay=0), seed=0).phases())
with plot.figure(FIGURES / "05_what_they_want.png", columns=2) as (left, right):
    for ax, run in ((left, moves), (right, frames)):
        wants = {"$E\\,D(x)$": [f.D_on_data for f in run], "$E\\,D(G(z))$": [f.D_on_G for f in run]}
        plot.plot_curves(ax, range(len(run)) if run is moves else [f.step for f in run], wants)
        ax.set(ylabel="$D$, on average", ylim=(0.2, 0.8))
    left.set(xlabel="moves of $D$ and $G$ in turns", title="the first 20 rounds")
    right.set(xlabel="step of $G$", title="a whole run")

# %% [markdown]
# Algorithm 1 in plain PyTorch, with the lines of the paper's box as comments. `BCEWithLogitsLoss` is the mean of
# $-\log D$ at label 1 and of $-\log(1 - D)$ at label 0, so $D$ ascends by descending the sum of the two.

# %%
import torch
from torch import nn


class Sine(nn.Module):
    def forward(self, a):
        return torch.sin(a)


def perceptron(activation, h=32):
    return nn.Sequential(nn.Linear(1, h), activation, nn.Linear(h, h), activation, nn.Linear(h, 1))


def algorithm_1(G, D, noise, data, iterations, k=1, lr_D=1e-2, lr_G=1e-3, betas=(0.0, 0.99)):
    cross_entropy = nn.BCEWithLogitsLoss()
    adam_D = torch.optim.Adam(D.parameters(), lr_D, betas)
    adam_G = torch.optim.Adam(G.parameters(), lr_G, betas)
    for _ in range(iterations):  # for number of training iterations do
        for _ in range(k):  # for k steps do
            z = noise()  # sample a minibatch of m noise samples z
            x = data()  # sample a minibatch of m examples x
            on_data, on_G = D(x), D(G(z).detach())  # logits; detached, since G does not move here
            loss_D = cross_entropy(on_data, torch.ones_like(on_data)) + cross_entropy(on_G, torch.zeros_like(on_G))
            adam_D.zero_grad()
            loss_D.backward()
            adam_D.step()  # ascend the gradient in θ_d of (1/m) Σ log D(x) + log(1 − D(G(z)))
        # end for
        z = noise()  # sample a minibatch of m noise samples z
        on_G = D(G(z))
        loss_G = cross_entropy(on_G, torch.ones_like(on_G))  # −log D(G(z)), for log(1 − D(G(z))): Section 3
        adam_G.zero_grad()
        loss_G.backward()
        adam_G.step()  # descend the gradient in θ_g of (1/m) Σ of this loss
    # end for


# %% [markdown]
# It learns $N(4, 0.5^2)$ from 10,000 samples. They are standardised, as `train` does too. Otherwise $G$, which starts
# near 0, has to travel eight standard deviations first, and folds on the way.

# %%
torch.manual_seed(0)
torch.set_num_threads(1)  # the networks are too small for two
samples = 4 + 0.5 * torch.randn(10_000, 1)
mean, std = samples.mean(), samples.std()


def noise():
    return torch.randn(128, 1)


def data():
    return (samples[torch.randint(len(samples), (128,))] - mean) / std


G, D = perceptron(nn.Tanh()), perceptron(Sine())
algorithm_1(G, D, noise, data, iterations=600)

z = torch.linspace(-6, 6, 2001)[:, None]
G_z = (mean + std * G(z)).detach()
p_data = Density.from_pdf(GaussianMixture((4.0,), (0.5,)).pdf, grid(1, 7))
p_g = push_forward(z[:, 0], G_z[:, 0], "normal", p_data.x)
print(f"plain PyTorch: p_g has mean {p_g.mean():.2f} and standard deviation {p_g.std():.2f}; p_data has 4 and 0.5")
print(f"JSD = {jsd(p_data, p_g):.4f} nats after 600 iterations, without an average of weights")

# %% [markdown]
# The evidence: the four panels as numbers on every pair, that $p_g$ is indeed the density of $G(z)$ (eq. 3), and what
# $D$ and $G$ want.

# %%
names = ("figure_1", "lotus", "adversaries")
print(table([CLAIMS[name].check() for name in names]))
for name in names:
    broken = CLAIMS[name].falsifiers[0]
    print(f"{name}, but {broken.name}:")
    print(*(f"    {found}" for found in CLAIMS[name].evidence(broken) if not found.holds), sep="\n")

# %% [markdown]
# **Break it.** Train with `loss="saturating"`, with `k=5`, with `ema_decay=0`, or stop after `steps=300`. Which of the
# two gaps under the animation shows it first: $D$'s gap, $C - V$, or $G$'s gap, $2 \cdot JSD$?

# %% [markdown]
# **Play.** `python -m gan_theory play` opens the [playground](../docs/playground.md): in “Train” take single steps of
# $D$ and of $G$, then let it run. What does $D$ do first?

# %% [markdown]
# **Question.** At the end $V = -1.386$, which is $-\log 4$ to three digits. Does that alone show that $G$ has
# succeeded?
#
# <details><summary>Answer</summary>
#
# No. A $D$ that has learned nothing answers ½ everywhere, and $V$ is $-\log 4$ against any $G$. In panel (a) $V$ is
# $-1.358$, close to $-1.386$, while the best $D$ would reach $C = -1.185$. Only $C$, or a $D$ known to be near $D^*$,
# shows it: that is why the strip under the animation has *two* curves.
#
# </details>
