"""The diagram of the framework: its arrows lead from the noise through G, and from the data, to D; it can be read."""

import numpy as np

from gan_theory import plot
from gan_theory.plotting.lesson_figures import framework
from tests.support.figure_checks import faults, new_figure

EXPECTED = [
    ("noise", "generator"),
    ("generator", "sample"),
    ("data set", "example"),
    ("sample", "discriminator"),
    ("example", "discriminator"),
    ("discriminator", "$D(x)$"),
]


def test_each_arrow_leads_from_the_edge_of_one_box_to_that_of_the_next():
    with new_figure() as ax:
        arrows = plot.framework(ax)
        boxes = {text.get_text().split("\n")[0]: text.get_position() for text in ax.texts if text.get_text()}
        assert len(arrows) == len(EXPECTED)
        for arrow, names in zip(arrows, EXPECTED):
            start, end = (np.array(boxes[name]) for name in names)
            tail, head = np.array(arrow.xyann), np.array(arrow.xy)
            assert np.isclose(tail, head).any()  # it is horizontal or vertical
            direction = (end - start) / np.linalg.norm(end - start)
            along = [(point - start) @ direction for point in (start, tail, head, end)]
            assert along == sorted(along) and len(set(along)) == 4


def test_no_two_boxes_touch_and_the_figure_can_be_read():
    boxes = list({box: None for arrow in framework.ARROWS for box in arrow})
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            apart_x = abs(one.x - other.x) - (one.width + other.width) / 2
            assert apart_x > 0.03 or abs(one.y - other.y) > framework.HEIGHT + 0.03
    with new_figure() as ax:
        plot.framework(ax)
        assert faults(ax.figure) == []


def test_each_text_lies_within_its_box():
    with new_figure() as ax:
        plot.framework(ax)
        ax.figure.canvas.draw()
        inside = 0
        for text in ax.texts:
            for patch in ax.patches:
                box = patch.get_window_extent()
                x, y = ax.transData.transform(text.get_position())
                if text.get_text() and abs(x - (box.x0 + box.x1) / 2) < 2 and abs(y - (box.y0 + box.y1) / 2) < 2:
                    extent = text.get_window_extent()
                    assert box.x0 < extent.x0 and extent.x1 < box.x1 and box.y0 < extent.y0 and extent.y1 < box.y1
                    inside += 1
        assert inside == 7
