"""The GAN paper, executable: Goodfellow et al. 2014, its theory verified on discretized densities, and its 1-D GANs.

>>> from gan_theory import PAIRS, jsd, train
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# Each public name and the module it is in. A name is imported when it is first used (PEP 562), so that
# `import gan_theory` loads neither torch nor matplotlib. The same names below are for type checkers.
_MODULES = {
    "densities.density": ("Density",),
    "densities.grid": ("grid",),
    "densities.gaussian_mixture": ("GaussianMixture",),
    "densities.pushforward": ("push_forward",),
    "game.functions": ("V", "V_from_logit", "D_star", "C", "U", "grad_C", "hess_C"),
    "game.divergences": ("kl", "jsd", "tv"),
    "game.formulas": ("Formulas", "PAPER"),
    "explicit_models.gaussian_fits": ("best_gaussian", "stationary_gaussians"),
    "_utils.csv": ("read_column",),
    "datasets.targets": ("TARGETS", "Target"),
    "verification.cases.pairs": ("Case", "PAIRS"),
    "verification.evidence": ("Evidence", "Grade"),
    "verification.claim": ("Claim",),
    "verification.verdict": ("Verdict",),
    "verification.report": ("refute",),
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


def __getattr__(name: str) -> Any:
    if name == "plot":
        return import_module("gan_theory.plotting.plot")
    if name not in _MODULE:
        raise AttributeError(f"module 'gan_theory' has no attribute {name!r}")
    return getattr(import_module(f"gan_theory.{_MODULE[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


if TYPE_CHECKING:
    from gan_theory._utils.csv import read_column as read_column
    from gan_theory.claims import CLAIMS as CLAIMS
    from gan_theory.datasets.targets import TARGETS as TARGETS
    from gan_theory.datasets.targets import Target as Target
    from gan_theory.densities.density import Density as Density
    from gan_theory.densities.gaussian_mixture import GaussianMixture as GaussianMixture
    from gan_theory.densities.grid import grid as grid
    from gan_theory.densities.pushforward import push_forward as push_forward
    from gan_theory.evaluation.parzen import across_folds as across_folds
    from gan_theory.evaluation.parzen import parzen_log_likelihood as parzen_log_likelihood
    from gan_theory.evaluation.parzen import select_sigma as select_sigma
    from gan_theory.experiments.named_recipes import RECIPES as RECIPES
    from gan_theory.experiments.sweep import summary as summary
    from gan_theory.experiments.sweep import sweep as sweep
    from gan_theory.explicit_models.gaussian_fits import best_gaussian as best_gaussian
    from gan_theory.explicit_models.gaussian_fits import stationary_gaussians as stationary_gaussians
    from gan_theory.game.divergences import jsd as jsd
    from gan_theory.game.divergences import kl as kl
    from gan_theory.game.divergences import tv as tv
    from gan_theory.game.formulas import PAPER as PAPER
    from gan_theory.game.formulas import Formulas as Formulas
    from gan_theory.game.functions import C as C
    from gan_theory.game.functions import D_star as D_star
    from gan_theory.game.functions import U as U
    from gan_theory.game.functions import V as V
    from gan_theory.game.functions import V_from_logit as V_from_logit
    from gan_theory.game.functions import grad_C as grad_C
    from gan_theory.game.functions import hess_C as hess_C
    from gan_theory.grading.feedback import table as table
    from gan_theory.plotting import plot as plot
    from gan_theory.training.algorithm_1 import Algorithm1 as Algorithm1
    from gan_theory.training.ensemble import train_many as train_many
    from gan_theory.training.figure_1_stages import figure_1_stages as figure_1_stages
    from gan_theory.training.frame import Frame as Frame
    from gan_theory.training.recipe import Recipe as Recipe
    from gan_theory.training.train import train as train
    from gan_theory.verification.cases.pairs import PAIRS as PAIRS
    from gan_theory.verification.cases.pairs import Case as Case
    from gan_theory.verification.claim import Claim as Claim
    from gan_theory.verification.evidence import Evidence as Evidence
    from gan_theory.verification.evidence import Grade as Grade
    from gan_theory.verification.report import refute as refute
    from gan_theory.verification.user_formulas import read_formulas as read_formulas
    from gan_theory.verification.verdict import Verdict as Verdict
