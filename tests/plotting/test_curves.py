"""Densities, discriminators and quartile bands show what they are given."""

import numpy as np

from gan_theory import PAIRS, plot
from tests.support.figure_checks import faults, new_figure


def test_densities_are_drawn():
    case = PAIRS["shifted"]
    with new_figure(columns=2) as (left, right):
        p_data, p_g = plot.densities(left, case.p_data, case.p_g)
        np.testing.assert_allclose(p_g.get_ydata(), case.p_g.pdf)
        np.testing.assert_allclose(p_data.get_ydata(), case.p_data.pdf)
        assert len(plot.shaded_densities(right, case.p_data, case.p_g)) == 2


def test_a_band_holds_the_quartiles_over_the_seeds_and_leaves_out_what_diverged():
    values = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0], [4.0, np.nan], [5.0, np.nan]])
    with new_figure() as ax:
        one, other = plot.quartile_bands(ax, [0, 1], {"one": values, "other": 2 * values})
        np.testing.assert_array_equal(one.get_ydata(), [3, 20])
        assert (one.get_color(), one.get_linestyle()) != (other.get_color(), other.get_linestyle())
        assert one.get_linestyle() != other.get_linestyle()
        corners = ax.collections[0].get_paths()[0].vertices
        assert {(0, 2), (0, 4), (1, 15), (1, 25)} <= {tuple(corner) for corner in corners}
        (third,) = plot.quartile_bands(ax, [0, 1], {"third": values}, [plot.P_G])
        assert (third.get_color(), third.get_linestyle(), third.get_label()) == (plot.GREEN, "-", "third")


def test_each_seed_has_a_line_and_each_group_one_style_and_one_label():
    values = np.array([[1.0, 10.0], [2.0, np.nan], [3.0, 30.0]])
    with new_figure() as ax:
        lines = plot.seed_curves(ax, [0, 1], {"one": values, "other": 2 * values[:2]})
        np.testing.assert_array_equal([line.get_ydata() for line in lines], [*values, *2 * values[:2]])
        styles = [(line.get_color(), line.get_linestyle()) for line in lines]
        assert styles[0] == styles[1] == styles[2] != styles[3] == styles[4]
        assert [text.get_text() for text in ax.get_legend().get_texts()] == ["one", "other"]
        ax.set(xlabel="step", ylabel="value")
        assert faults(ax.figure) == []


def test_discriminators_have_the_styles_given_and_the_others_differ():
    curves = {"one": [0, 1], "best": [0, 0.5], "two": [1, 0]}
    with new_figure() as ax:
        one, best, two = plot.discriminators(ax, [0, 1], curves, styles={"best": plot.D_STAR})
        assert [line.get_label() for line in (one, best, two)] == list(curves)
        assert (best.get_color(), best.get_linestyle(), best.get_linewidth()) == (plot.BLUE, "-", 1.5)
        assert (one.get_color(), one.get_linestyle()) == (plot.BLUE, "--")
        assert two.get_linestyle() not in ("-", "--")
