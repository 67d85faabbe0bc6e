"""Figures of Parzen windows: what is drawn is what was given, and legible from the back row."""

import numpy as np

from gan_theory import PAIRS
from gan_theory.plotting.lesson_figures import parzen
from tests.support.figure_checks import faults, new_figure

SIGMAS = np.geomspace(0.02, 2, 5)


def test_scores_are_medians_over_sets_of_samples_beside_their_limit_and_the_true_value():
    scores = {20: [[-3, -2, -1.6, -1.6, -1.8], [-2, -1.8, -1.5, -1.6, -1.8], [-4, -3, -1.7, -1.7, -1.9]]}
    limit = [-1.4, -1.4, -1.42, -1.5, -1.8]
    with new_figure() as ax:
        (median,) = parzen.scores_by_bandwidth(ax, SIGMAS, scores, limit, truth=-1.4)
        np.testing.assert_array_equal(median.get_xydata(), np.column_stack([SIGMAS, [-3, -2, -1.6, -1.6, -1.8]]))
        labels = {line.get_label(): line for line in ax.get_lines()}
        assert median.get_label() == "$m = 20$"
        np.testing.assert_array_equal(labels[r"$m \to \infty$"].get_ydata(), limit)
        assert [-1.4, -1.4] in [list(line.get_ydata()) for line in ax.get_lines()]
        assert ax.get_xscale() == "log"
        assert faults(ax.figure) == []


def test_the_scores_of_two_generators_are_drawn_with_their_true_values():
    scores, truths = {"A": [[-1.5, -1.44]], "B": [[-1.46, -1.42]]}, {"A": -1.4, "B": -1.45}
    with new_figure() as ax:
        lines = parzen.scores_by_samples(ax, (50, 500), scores, truths)
        assert [list(line.get_ydata()) for line in lines] == [[-1.5, -1.44], [-1.46, -1.42]]
        assert [list(line.get_ydata()) for line in ax.get_lines()[2:]] == [[-1.4, -1.4], [-1.45, -1.45]]
        assert [(text.get_text(), text.xy) for text in ax.texts] == [
            ("true value, A", (500, -1.4)),
            ("true value, B", (500, -1.45)),
        ]
        low, high = ax.get_ylim()
        assert low < -1.5 and high > -1.4
        assert faults(ax.figure) == []


def test_errors_by_dimension_are_drawn_on_a_logarithmic_axis():
    with new_figure() as ax:
        lines = parzen.errors_by_dimension(ax, (1, 10, 100), {"A": [0, -0.1, -0.2], "B": [-0.02, 0, 0]})
        assert [list(line.get_ydata()) for line in lines] == [[0, -0.1, -0.2], [-0.02, 0, 0]]
        assert list(lines[0].get_xdata()) == [1, 10, 100]
        assert ax.get_xscale() == "log"
        assert faults(ax.figure) == []


def test_table_1_is_the_paper_s():
    with new_figure(columns=2) as axes:
        bars = parzen.table_1(axes)
        found = {ax.get_title(): list(bar.lines[0].get_xdata()) for ax, bar in zip(axes, bars, strict=True)}
        assert found == {"Table 1, MNIST": [225, 214, 121, 138], "Table 1, TFD": [2057, 1890, 2110, 1909]}
        lengths = [np.ptp(segment[:, 0]) / 2 for bar in bars for segment in bar.lines[2][0].get_segments()]
        np.testing.assert_allclose(lengths, [2, 1.1, 1.6, 2, 26, 29, 50, 66])
        assert [text.get_text() for text in axes[0].get_yticklabels()] == list(parzen.MODELS)
        assert faults(axes[0].figure) == []


def test_windows_are_drawn_beside_the_densities_on_a_logarithmic_axis():
    case = PAIRS["two-modes-covered"]
    windows = case.p_g.pdf + 1e-3
    with new_figure() as ax:
        p_data, p_g, drawn = parzen.windows_and_densities(ax, case.p_data, case.p_g, windows)
        np.testing.assert_array_equal(p_data.get_ydata(), case.p_data.pdf)
        np.testing.assert_array_equal(p_g.get_ydata(), case.p_g.pdf)
        np.testing.assert_array_equal(drawn.get_ydata(), windows)
        assert ax.get_yscale() == "log"
        assert faults(ax.figure) == []
