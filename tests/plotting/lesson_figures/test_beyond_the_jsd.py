"""Figures of f-divergences, W₁ and penalties: what is drawn is what was given, and legible from the back row."""

import numpy as np

from gan_theory import D_star, Density, GaussianMixture, grid
from gan_theory.game.relativistic_gan import RelativisticDiracGAN, relativistic_path
from gan_theory.game.wasserstein import optimal_critic
from gan_theory.plotting.lesson_figures import beyond_the_jsd
from tests.support.figure_checks import faults, new_figure


def test_lower_bounds_are_drawn_below_their_divergences_with_a_mark_where_T_is_best():
    scales = np.array([0.5, 1, 1.5])
    with new_figure() as ax:
        lines = beyond_the_jsd.bounds_by_scale(
            ax, scales, {"A": [0.7, 1, 0.8], "B": [-1.5, -1.3, -1.4]}, {"A": 1, "B": -1.3}
        )
        np.testing.assert_allclose([line.get_ydata() for line in lines], [[-0.3, 0, -0.2], [-0.2, 0, -0.1]], atol=1e-15)
        assert [list(line.get_xdata()) for line in lines] == [[0.5, 1, 1.5]] * 2
        assert ax.get_lines()[-1].get_xydata().tolist() == [[1, 0]]
        assert faults(ax.figure) == []


def test_divergences_are_drawn_over_the_mean():
    with new_figure() as ax:
        lines = beyond_the_jsd.divergences_by_distance(ax, [0, 1, 2], {"A": [0, 0.5, 2], "B": [0, 0.3, 0.5]})
        assert [list(line.get_ydata()) for line in lines] == [[0, 0.5, 2], [0, 0.3, 0.5]]
        assert [line.get_label() for line in lines] == ["A", "B"]
        assert faults(ax.figure) == []


def test_jsd_and_w1_are_drawn_over_the_mean():
    with new_figure() as ax:
        jsd, w1 = beyond_the_jsd.jsd_and_w1(ax, [0, 1, 2], [0, 0.6, 0.69], [0, 1, 2])
        assert (list(jsd.get_ydata()), list(w1.get_ydata())) == ([0, 0.6, 0.69], [0, 1, 2])
        assert (jsd.get_label(), w1.get_label()) == ("JSD", "$W_1$")
        assert faults(ax.figure) == []


def test_discriminator_and_critic_are_drawn_in_front_of_the_densities():
    x = grid(-2, 5, 700)
    p_data, p_g = (Density.from_pdf(GaussianMixture((mean,), (0.3,)).pdf, x) for mean in (0.0, 3.0))
    D, critic = D_star(p_data, p_g), optimal_critic(p_data, p_g) + 3
    with new_figure() as ax:
        lines = beyond_the_jsd.discriminator_and_critic(ax, p_data, p_g, D, critic)
        np.testing.assert_array_equal(lines[0].get_ydata(), D)
        np.testing.assert_array_equal(lines[1].get_ydata(), critic)
        assert len(ax.collections) == 2
        assert faults(ax.figure) == []


def test_a_path_is_drawn_beside_the_distances_of_several():
    path = relativistic_path(RelativisticDiracGAN("R1 + R2", 0.5, 0.3, 0.3), 30)
    distances = {"A": np.full(31, 2.0), "B": np.hypot(*path.T), "C": np.full(31, 0.3)}
    with new_figure(columns=2) as axes:
        (drawn, *_), lines = beyond_the_jsd.path_and_distances(axes, path, distances)
        np.testing.assert_array_equal(drawn.get_xydata(), path)
        np.testing.assert_array_equal([line.get_ydata() for line in lines], list(distances.values()))
        assert list(lines[0].get_xdata()) == list(range(31))
        assert axes[1].get_yscale() == "log"
        assert faults(axes[0].figure) == []
