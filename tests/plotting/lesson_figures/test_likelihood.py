"""Figures of maximum likelihood: what is drawn is what was given, and legible from the back row."""

import numpy as np
import pytest

from gan_theory import PAIRS, GaussianMixture
from gan_theory.plotting.lesson_figures import likelihood
from tests.support.figure_checks import faults, new_figure


def test_kl_and_likelihood_are_drawn_with_their_sum_and_marks_where_samples_are_most_likely():
    theta = np.linspace(1, 3, 5)
    divergence, mean_log = (theta - 2) ** 2, -2 - (theta - 2) ** 2
    few = np.array([mean_log + 0.1, np.roll(mean_log, 1)])
    with new_figure() as ax:
        kl, log_p_g, total = likelihood.likelihood_and_kl(ax, theta, divergence, mean_log, few)
        np.testing.assert_array_equal(kl.get_ydata(), divergence)
        np.testing.assert_array_equal(log_p_g.get_ydata(), mean_log)
        np.testing.assert_allclose(total.get_ydata(), -2, atol=1e-15)
        (marks,) = (line for line in ax.get_lines() if line.get_label() == "their greatest values")
        np.testing.assert_array_equal(marks.get_xydata(), [[2, -1.9], [2.5, -2]])
        (rule,) = (line for line in ax.get_lines() if list(line.get_ydata()) == [0, 1])
        assert list(rule.get_xdata()) == [2, 2]
        assert faults(ax.figure) == []


def test_errors_are_drawn_on_logarithmic_axes_beside_their_limit():
    sizes, limit = np.array([10, 100, 1000]), np.array([0.1, 0.03, 0.01])
    with new_figure() as ax:
        measured, theory = likelihood.errors_by_size(ax, sizes, 1.1 * limit, limit)
        np.testing.assert_array_equal(measured.get_xydata(), np.column_stack([sizes, 1.1 * limit]))
        np.testing.assert_array_equal(theory.get_xydata(), np.column_stack([sizes, limit]))
        assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
        assert faults(ax.figure) == []


def test_the_best_gaussians_are_drawn_on_p_data():
    p_data = PAIRS["two-modes-covered"].p_data
    best = {"A": GaussianMixture((0.0,), (3.0,)), "B": GaussianMixture((3.0,), (1.0,))}
    with new_figure() as ax:
        lines = likelihood.best_gaussians(ax, p_data, best)
        for line, gaussian in zip(lines, best.values(), strict=True):
            np.testing.assert_array_equal(line.get_ydata(), gaussian.pdf(p_data.x))
        np.testing.assert_array_equal(ax.get_lines()[0].get_ydata(), p_data.pdf)
        assert faults(ax.figure) == []


def test_standard_deviations_are_drawn_over_the_distance_of_the_modes_with_a_mark():
    d, stds = [0, 1, 2], {"A": [1, 2, 3], "B": [1, 1.5, 1]}
    with new_figure() as ax:
        lines = likelihood.best_stds(ax, d, stds, shown=1)
        assert [list(line.get_ydata()) for line in lines] == list(stds.values())
        assert list(ax.get_lines()[-1].get_xdata()) == pytest.approx([1, 1])
        assert faults(ax.figure) == []
