"""Figures of explicit densities: what is drawn is what was given, and legible from the back row."""

from itertools import pairwise

import matplotlib.text
import numpy as np
import pytest

from gan_theory import PAIRS
from gan_theory.plotting import explicit_models
from gan_theory.verification.cases.joints import JOINTS, X
from tests.support.figure_checks import new_figure

KINDS = [explicit_models.ModelKind(name, name.upper(), f"{name}'s p_g", f"{name} passes") for name in "abcd"]


def test_a_heatmap_has_x_to_the_right_and_y_upwards_with_each_cell_around_its_centre():
    x, y, values = np.array([0.0, 1.0]), np.array([10.0, 12.0, 14.0]), np.arange(6.0).reshape(2, 3)
    with new_figure() as ax:
        image = explicit_models.joint_heatmap(ax, values, x, y)
        np.testing.assert_array_equal(image.get_array(), values.T)
        assert tuple(image.get_extent()) == (-0.5, 1.5, 9, 15)
        assert image.origin == "lower"
        assert (image.norm.vmin, image.norm.vmax) == (0, 5)
        assert image.cmap(0.0)[:3] == (1, 1, 1)


def test_the_elbo_is_below_with_a_mark_for_each_half_step_and_the_gap_is_shaded():
    log_p, bounds = [-3.0, -3.0, -2.0, -2.0], [-4.0, -3.0, -2.5, -2.0]
    with new_figure() as ax:
        above, below = explicit_models.em_steps(ax, log_p, bounds)
        np.testing.assert_array_equal(above.get_xydata(), np.column_stack([[0, 0.5, 1, 1.5], log_p]))
        np.testing.assert_array_equal(below.get_xydata(), np.column_stack([[0, 0.5, 1, 1.5], bounds]))
        assert above.get_linestyle() != below.get_linestyle()
        corners = {tuple(corner) for corner in ax.collections[0].get_paths()[0].vertices}
        assert {(0, -4), (0, -3), (1, -2.5), (1, -2)} <= corners
        assert [text.get_text() for text in ax.get_legend().get_texts()] == ["log $p(x)$", "ELBO", "gap = KL"]


@pytest.fixture
def the_map():
    with new_figure() as ax:
        leaves = explicit_models.generative_models(ax, KINDS)
        explicit_models.joint_heatmap(leaves[0], JOINTS["two moons"], X, X)
        for leaf in leaves[1:]:
            explicit_models.model_panel(leaf, PAIRS["two-modes-covered"].p_data, PAIRS["two-modes-covered"].p_g)
        ax.figure.canvas.draw()
        yield ax, leaves


def test_the_map_s_leaves_stand_in_order_below_their_names_and_apart(the_map):
    ax, leaves = the_map
    positions = [leaf.get_tightbbox() for leaf in leaves]
    names = {text.get_text(): text.get_window_extent() for text in ax.texts}
    for kind, position, leaf in zip(KINDS, positions, leaves, strict=True):
        box, caption = names[f"{kind.name} ({kind.model})"], names[f"{kind.density},\n{kind.cost}"]
        assert box.y0 > position.y1
        assert caption.y1 < position.y0
        for each in (box, caption):
            assert abs((each.x0 + each.x1) / 2 - leaf.bbox.intervalx.mean()) < 1
    assert all(left.x1 < right.x0 for left, right in pairwise(positions))


def test_nothing_on_the_map_overlaps_or_is_cut_off_and_all_is_legible(the_map):
    ax, _ = the_map
    boxes = [text.get_bbox_patch().get_window_extent() for text in ax.texts if text.get_bbox_patch()]
    assert len(boxes) == 7
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert all(0 <= box.x0 and box.x1 <= 1280 and 0 <= box.y0 and box.y1 <= 720 for box in boxes)
    texts = [text for text in ax.figure.findobj(matplotlib.text.Text) if text.get_text()]
    assert min(text.get_fontsize() for text in texts) >= 14


def test_each_box_is_joined_to_its_parent(the_map):
    ax, _ = the_map
    lines = [tuple(map(tuple, line.get_xydata())) for line in ax.get_lines()]
    assert [end for _, end in lines] == [text.get_position() for text in ax.texts[1:] if text.get_bbox_patch()]
    assert [start for start, _ in lines[:2]] == [explicit_models.ROOT] * 2
    assert [start for start, _ in lines[2:]] == [lines[0][1]] * 2 + [lines[1][1]] * 2


def test_a_leaf_shows_p_data_on_top_of_p_g(the_map):
    _, (_, leaf, *_) = the_map
    p_g, p_data = leaf.get_lines()
    case = PAIRS["two-modes-covered"]
    np.testing.assert_array_equal(p_g.get_ydata(), case.p_g.pdf)
    np.testing.assert_array_equal(p_data.get_ydata(), case.p_data.pdf)
    assert (p_g.get_linestyle(), p_data.get_linestyle()) == ("-", ":")
    assert leaf.get_ylim()[1] > case.p_data.pdf.max()


def test_another_number_of_kinds_is_an_error():
    with new_figure() as ax, pytest.raises(ValueError, match="expected 4 kinds of models; got 1"):
        explicit_models.generative_models(ax, KINDS[:1])
