"""The GAN paper, executable: Goodfellow et al. 2014, its theory verified on discretized densities, and its 1-D GANs.

>>> from gan_theory import PAIRS, jsd, train
"""

from importlib import import_module

__version__ = "0.1.0"

# Each public name and the module it lives in. A name is imported when it is first used (PEP 562), so that
# `import gan_theory` pays for neither torch nor matplotlib.
_MODULES = {
    "densities.density": ("Density",),
    "densities.grid": ("grid",),
    "densities.gaussian_mixture": ("GaussianMixture",),
    "densities.pushforward": ("push_forward",),
    "game.functions": ("V", "V_from_logit", "D_star", "C", "U", "kl", "jsd", "tv", "grad_C", "hess_C"),
    "game.formulas": ("Formulas", "PAPER"),
    "explicit_models.gaussian_fits": ("best_gaussian", "stationary_gaussians"),
    "_utils.csv": ("read_column",),
    "datasets.targets": ("TARGETS", "Target"),
    "verification.cases.pairs": ("Case", "PAIRS"),
    "verification.evidence": ("Evidence", "Grade"),
    "verification.claim": ("Claim",),
    "verification.verdict": ("Verdict",),
    "verification.user_formulas": ("read_formulas",),
    "claims": ("CLAIMS",),
    "grading.feedback": ("table",),
    "training.recipe": ("Recipe",),
    "training.frame": ("Frame",),
    "training.algorithm_1": ("Algorithm1",),
    "training.train": ("train",),
    "training.ensemble": ("train_many",),
    "training.figure_1_stages": ("figure_1_stages",),
    "evaluation.parzen": ("parzen_log_likelihood", "select_sigma", "across_folds"),
    "experiments.named_recipes": ("RECIPES",),
    "experiments.sweep": ("sweep", "summary"),
}
_MODULE = {name: module for module, names in _MODULES.items() for name in names}
__all__ = [*_MODULE, "plot"]


def __getattr__(name):
    if name == "plot":
        return import_module("gan_theory.plotting.plot")
    if name not in _MODULE:
        raise AttributeError(f"module 'gan_theory' has no attribute {name!r}")
    return getattr(import_module(f"gan_theory.{_MODULE[name]}"), name)


def __dir__():
    return sorted([*globals(), *__all__])
