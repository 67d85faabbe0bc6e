"""Figures of held-out data: what is drawn is what was given, and legible from the back row."""

import numpy as np

from gan_theory import Density, GaussianMixture, grid
from gan_theory.plotting.lesson_figures import held_out
from tests.support.figure_checks import faults, new_figure

P_DATA = Density.from_pdf(GaussianMixture((70.0,), (10.0,)).pdf, grid(30, 110, 200))


def test_scores_are_drawn_over_the_bandwidth_and_the_chosen_one_is_marked():
    with new_figure() as ax:
        lines = held_out.scores_by_smoothing(ax, [0.1, 1, 10], {"A": [-3, -3.5, -4], "B": [-5, -4, -4.2]}, chosen=2.5)
        assert [list(line.get_ydata()) for line in lines] == [[-3, -3.5, -4], [-5, -4, -4.2]]
        assert list(lines[0].get_xdata()) == [0.1, 1, 10]
        assert list(ax.get_lines()[-1].get_xdata()) == [2.5, 2.5]
        assert [text.get_text() for text in ax.texts] == ["chosen: $h$ = 2.50"]
        assert ax.get_title()
        assert faults(ax.figure) == []


def test_data_are_marked_below_the_densities():
    test, training = np.array([60.0, 75.0]), np.array([50.0, 70.0, 90.0])
    p_g = Density.from_pdf(GaussianMixture((65.0,), (5.0,)).pdf, P_DATA.x)
    with new_figure() as ax:
        data, model, tests, points = held_out.densities_and_data(ax, P_DATA, p_g, test, training)
        np.testing.assert_array_equal(data.get_ydata(), P_DATA.pdf)
        np.testing.assert_array_equal(model.get_ydata(), p_g.pdf)
        np.testing.assert_array_equal(tests.get_xdata(), test)
        np.testing.assert_array_equal(points.get_xdata(), training)
        assert max(tests.get_ydata()) < 0 and max(points.get_ydata()) < min(tests.get_ydata())
        assert faults(ax.figure) == []


def test_distances_are_cumulative_shares_on_axes_that_do_not_depend_on_them():
    limits = []
    for scale in (1, 5):
        with new_figure() as ax:
            of_g, of_test = held_out.distances_to_training(
                ax, scale * np.array([0.01, 0.002]), scale * np.array([0.01])
            )
            np.testing.assert_allclose(of_g.get_xydata(), [[0.2 * scale, 0.5], [1.0 * scale, 1]])
            np.testing.assert_allclose(of_test.get_xydata(), [[1.0 * scale, 1]])
            limits.append((ax.get_xlim(), ax.get_ylim()))
            assert faults(ax.figure) == []
    assert limits[0] == limits[1]
