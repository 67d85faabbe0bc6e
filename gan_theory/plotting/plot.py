"""Everything that draws, in one namespace: `from gan_theory import plot`."""

from gan_theory.plotting.animation import animate
from gan_theory.plotting.curves import (
    densities,
    discriminators,
    plot_curves,
    quartile_bands,
    seed_curves,
    shaded_densities,
)
from gan_theory.plotting.diagnostics import eigenvalues, success_rates, trajectory
from gan_theory.plotting.explicit_models import em_steps, generative_models, joint_heatmap, model_panel
from gan_theory.plotting.figure_1 import figure_1, figure_1_panels
from gan_theory.plotting.figure_files import common_legend, figure, figures_folder
from gan_theory.plotting.lesson_figures.beyond_the_jsd import (
    bounds_by_scale,
    discriminator_and_critic,
    divergences_by_distance,
    jsd_and_w1,
    path_and_distances,
)
from gan_theory.plotting.lesson_figures.framework import framework
from gan_theory.plotting.lesson_figures.held_out import (
    densities_and_data,
    distances_to_training,
    scores_by_smoothing,
)
from gan_theory.plotting.lesson_figures.likelihood import (
    best_gaussians,
    best_stds,
    errors_by_size,
    likelihood_and_kl,
)
from gan_theory.plotting.lesson_figures.moves import changes_of_V
from gan_theory.plotting.lesson_figures.parzen import (
    errors_by_dimension,
    scores_by_bandwidth,
    scores_by_samples,
    table_1,
    windows_and_densities,
)
from gan_theory.plotting.live_window import live
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
    "D",
    "animate",
    "best_gaussians",
    "best_stds",
    "bounds_by_scale",
    "changes_of_V",
    "common_legend",
    "densities",
    "densities_and_data",
    "discriminator_and_critic",
    "discriminators",
    "distances_to_training",
    "divergences_by_distance",
    "eigenvalues",
    "em_steps",
    "errors_by_dimension",
    "errors_by_size",
    "figure",
    "figure_1",
    "figure_1_panels",
    "figures_folder",
    "framework",
    "generative_models",
    "joint_heatmap",
    "jsd_and_w1",
    "likelihood_and_kl",
    "live",
    "model_panel",
    "path_and_distances",
    "plot_curves",
    "quartile_bands",
    "scores_by_bandwidth",
    "scores_by_samples",
    "scores_by_smoothing",
    "seed_curves",
    "shaded_densities",
    "success_rates",
    "table_1",
    "training_monitor",
    "trajectory",
    "windows_and_densities",
]
