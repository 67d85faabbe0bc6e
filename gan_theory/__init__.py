"""The GAN paper, executable: Goodfellow et al. 2014, its theory verified on discretized densities, and its 1-D GANs.

>>> from gan_theory import PAIR, jsd, train
"""

from importlib import import_module

__version__ = "0.1.0"

# Each public name and the module it lives in. A name is imported when it is first asked for (PEP 562), so that
# `import gan_theory` pays for neither torch nor matplotlib.
_HOMES = {
    "density": ("Density", "grid"),
    "game": ("V", "D_star", "C", "U", "kl", "jsd", "tv", "grad_C", "hess_C", "Formulas", "PAPER"),
    "pushforward": ("push_forward",),
    "samples": ("read_column",),
    "parzen": ("parzen_log_likelihood", "select_sigma", "across_folds"),
    "law": ("GaussianMixture",),
    "cases": ("Case", "PAIRS", "PAIR"),
    "fits": ("best_gaussian", "gaussians_at_rest"),
    "evidence": ("Evidence",),
    "claim": ("Claim", "Verdict"),
    "asked": ("read_formulas",),
    "report": ("table",),
    "targets": ("TARGETS", "Target"),
    "claims": ("CLAIMS",),
    "frame": ("Frame", "Recipe"),
    "algorithm_1": ("Algorithm1", "moments", "train", "train_many"),
    "recipes": ("RECIPES",),
    "sweeps": ("sweep", "summary"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
__all__ = [*_HOME, "plot"]


def __getattr__(name):
    if name == "plot":
        return import_module("gan_theory.plot")
    if name not in _HOME:
        raise AttributeError(f"module 'gan_theory' has no attribute {name!r}")
    return getattr(import_module(f"gan_theory.{_HOME[name]}"), name)


def __dir__():
    return sorted([*globals(), *__all__])
