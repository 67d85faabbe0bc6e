"""The changes of V are those between the frames before and after each move of a player."""

import numpy as np

from gan_theory import Algorithm1, Recipe, plot
from tests.support.figure_checks import faults, new_figure


def test_each_change_is_drawn_with_who_moved():
    frames = list(Algorithm1("two-modes", Recipe(k=2, steps=3, ema_decay=0), seed=0).phases())
    with new_figure() as ax:
        of_D, of_G = plot.changes_of_V(ax, frames)
        np.testing.assert_array_equal(of_D.get_xdata(), [1, 2, 4, 5, 7, 8])
        np.testing.assert_array_equal(of_G.get_xdata(), [3, 6, 9])
        V = np.array([frame.V for frame in frames])
        np.testing.assert_allclose(of_D.get_ydata(), np.diff(V)[[0, 1, 3, 4, 6, 7]])
        np.testing.assert_allclose(of_G.get_ydata(), np.diff(V)[[2, 5, 8]])
        assert (of_D.get_marker(), of_D.get_color()) == ("^", plot.BLUE)
        assert (of_G.get_marker(), of_G.get_color()) == ("v", plot.GREEN)
        ax.set_title("a")
        assert faults(ax.figure) == []
