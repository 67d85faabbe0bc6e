"""Everything that draws, in one namespace: `from gan_theory import plot`."""

from gan_theory.plotting.animation import animate
from gan_theory.plotting.curves import densities, discriminators, plot_curves, quartile_bands, shaded_densities
from gan_theory.plotting.diagnostics import eigenvalues, success_rates, trajectory
from gan_theory.plotting.explicit_models import em_steps, generative_models, joint_heatmap, model_panel
from gan_theory.plotting.figure_1 import figure_1, figure_1_panels
from gan_theory.plotting.figure_files import common_legend, figure, figures_folder
from gan_theory.plotting.framework import framework
from gan_theory.plotting.live_window import live
from gan_theory.plotting.moves import changes_of_V
from gan_theory.plotting.style import (
    BLACK,
    BLUE,
    D_STAR,
    GREEN,
    GREY,
    LOG_4,
    ORANGE,
    P_DATA,
    P_G,
    PURPLE,
    SIZE,
    STYLE,
    D,
)
from gan_theory.plotting.training_monitor import training_monitor

__all__ = [
    "BLACK",
    "BLUE",
    "D",
    "D_STAR",
    "GREEN",
    "GREY",
    "LOG_4",
    "ORANGE",
    "PURPLE",
    "P_DATA",
    "P_G",
    "SIZE",
    "STYLE",
    "animate",
    "changes_of_V",
    "common_legend",
    "densities",
    "discriminators",
    "eigenvalues",
    "em_steps",
    "figure",
    "figure_1",
    "figure_1_panels",
    "figures_folder",
    "framework",
    "generative_models",
    "joint_heatmap",
    "live",
    "model_panel",
    "plot_curves",
    "quartile_bands",
    "shaded_densities",
    "success_rates",
    "training_monitor",
    "trajectory",
]
