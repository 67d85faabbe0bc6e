"""The map of success rates, and the trajectory and eigenvalues of the Dirac-GAN, show what they are given."""

import matplotlib
import numpy as np
import pytest

from gan_theory import plot
from tests.support.figure_checks import faults, new_figure


def test_the_map_of_rates_is_written_in_its_cells_and_legible():
    rates = np.array([[0, 0.25, 0.45], [0.5, 1, np.nan]])
    with new_figure() as ax:
        image, *texts = plot.success_rates(ax, [1, 5], [1, 2.5, 10], rates)
        np.testing.assert_array_equal(image.get_array().filled(np.nan), rates)
        assert [text.get_text() for text in texts] == ["0%", "25%", "45%", "50%", "100%", "–"]
        assert [label.get_text() for label in ax.get_xticklabels()] == ["1 : 1", "2.5 : 1", "10 : 1"]
        assert [label.get_text() for label in ax.get_yticklabels()] == ["1", "5"]
        ax.figure.canvas.draw()
        (below, _), (above, _) = (label.get_window_extent().min[::-1] for label in ax.get_yticklabels())
        assert below < above
        for text, rate in zip(texts, rates.flat):
            back = np.power(image.cmap(image.norm(rate))[:3], 2.2) @ (0.2126, 0.7152, 0.0722) if rate >= 0 else 1
            front = 0 if text.get_color() == plot.BLACK else 1
            assert (max(front, back) + 0.05) / (min(front, back) + 0.05) > 4
        assert min(text.get_fontsize() for text in ax.findobj(matplotlib.text.Text) if text.get_text()) >= 14
    assert (np.diff(matplotlib.colormaps["viridis"](np.linspace(0, 1, 50))[:, :3] @ (0.2126, 0.7152, 0.0722)) > 0).all()


def test_many_cells_are_still_legible():
    with new_figure() as ax:
        _, *texts = plot.success_rates(ax, range(1, 13), range(1, 13), np.full((12, 12), 1.0))
        ax.figure.canvas.draw()
        widths = [text.get_window_extent().width for text in texts]
        assert max(widths) < ax.get_window_extent().width / 12
        assert texts[0].get_fontsize() >= 14


def test_rates_of_another_shape_are_an_error():
    with new_figure() as ax, pytest.raises(ValueError, match=r"shape \(1, 2\); got \(2,\)"):
        plot.success_rates(ax, [1], [1, 2], [0.5, 1])


@pytest.mark.parametrize("shape", [(1, 1), (3, 4), (12, 12)])
def test_the_map_of_rates_can_be_read(shape):
    rates = np.linspace(0, 1, shape[0] * shape[1]).reshape(shape)
    with new_figure() as ax:
        plot.success_rates(ax, range(1, shape[0] + 1), range(1, shape[1] + 1), rates)
        ax.set_title("old-faithful-waiting: share of 10 seeds that reach JSD ≤ 0.01")
        assert faults(ax.figure) == []


def test_a_trajectory_has_a_start_and_an_end_and_eigenvalues_have_the_unit_circle():
    points = np.array([[1.0, 0.0], [0.5, 0.2], [0.1, 0.1]])
    with new_figure(columns=2) as (left, right):
        path, start, end = plot.trajectory(left, points)
        np.testing.assert_array_equal(path.get_xydata(), points)
        np.testing.assert_array_equal(start.get_xydata(), points[:1])
        np.testing.assert_array_equal(end.get_xydata(), [[0, 0]])
        circle, found = plot.eigenvalues(right, [0.5 + 1j, 0.5 - 1j])
        np.testing.assert_allclose(np.hypot(*circle.get_xydata().T), 1)
        np.testing.assert_array_equal(found.get_xydata(), [[0.5, 1], [0.5, -1]])
