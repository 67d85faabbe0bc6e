"""The checks of figures find each fault, and none in a figure that can be read."""

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from gan_theory import plot
from tests.support.figure_checks import VISION, faults, new_figure


def drawn(draw, **keywords):
    with new_figure(**keywords) as ax:
        draw(ax)
        return faults(np.ravel(ax)[0].figure)


def well(ax):
    plot.plot_curves(ax, [0, 1, 2], {"one": [0, 1, 2], "other": [0, 0, 0]})
    ax.fill_between([0, 1], 0.1, 0.2, color=plot.BLACK, alpha=0.35, linewidth=0, label="dark")
    ax.fill_between([0, 1], 0.3, 0.4, color=plot.GREEN, alpha=0.35, linewidth=0, label="bright")
    ax.set(xlabel="$x$", ylabel="$C$ [nats]", title="title")


def test_a_figure_that_can_be_read_has_no_faults():
    assert drawn(well) == []
    assert drawn(lambda axes: [well(ax) for ax in axes.flat], rows=2, columns=2) == []


FAULTY = {
    "'title' has 13.0 points at 1280 × 720": lambda ax: ax.set_title("title", fontsize=13),
    "'far' is cut off by the edge": lambda ax: ax.annotate("far", (0.99, 0.5), xycoords="figure fraction"),
    "'1st' and '2nd' overlap": lambda ax: [ax.text(1.5, 0.5, text) for text in ("1st", "2nd")],
    "'on it' lies on 'one'": lambda ax: ax.text(1.5, 1.5, "on it", ha="center", va="center"),
    "'on the mark' lies on 'mark'": lambda ax: [
        ax.plot([0.5], [1.5], "kx", label="mark"),
        ax.text(0.5, 1.5, "on the mark", ha="center", va="center"),
    ],
    "the x axis of 'title' has no label": lambda ax: ax.set_xlabel(""),
    "the y axis of 'title' has no label": lambda ax: ax.set_ylabel(""),
    "the y axis '$C$' of 'title' has no unit": lambda ax: ax.set_ylabel("$C$"),
    "'one' and 'third' differ at most in colour": lambda ax: ax.plot(
        [0, 1], [2, 1], "-", color=plot.GREEN, label="third"
    ),
    "'other' and a line of 3 points differ at most in colour": lambda ax: ax.plot([0, 1, 2], [1, 1, 2], "k--"),
    "'one' and 'same' differ at most in colour": lambda ax: ax.plot([0, 1], [2, 1], color=plot.BLUE, label="same"),
    "a line of 'title' has the colour #ff0000, which is not of the palette": lambda ax: ax.axhline(1, color="red"),
    "a text of 'title' has the colour #ff0000, which is not of the palette": lambda ax: ax.text(0, 1, "a", color="red"),
    "a shape of 'title' has the colour #ff0000, which is not of the palette": lambda ax: ax.axvspan(0, 1, color="red"),
    "a map of 'title' has the colours jet, not viridis or cividis or Greys": lambda ax: ax.imshow([[0, 1]], cmap="jet"),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_each_fault_is_found_and_named(fault):
    def badly(ax):
        well(ax)
        FAULTY[fault](ax)

    assert fault in drawn(badly)


def test_shapes_that_look_alike_to_some_readers_are_found_unless_they_are_hatched():
    def shapes(hatch):
        def draw(ax):
            ax.set(xlabel="$x$", ylabel="$y$")
            ax.bar([0], [1], color=plot.BLUE, label="one")
            ax.bar([1], [1], color=plot.PURPLE, label="other", hatch=hatch)

        return draw

    found = drawn(shapes(None))
    assert found == [f"shapes of colours #0072b2 and #bb4488 look alike {vision}" for vision in VISION]
    assert drawn(shapes("//")) == []


def test_a_larger_figure_needs_larger_text():
    assert any("10.0 points" in fault for fault in drawn(well, size=(20.48, 7.2)))
    assert any("10.0 points" in fault for fault in drawn(well, size=(12.8, 11.52)))
    assert drawn(well, size=(10, 6)) == []


def test_animated_artists_are_checked_and_stay_animated():
    with matplotlib.rc_context(plot.STYLE):
        fig = Figure(figsize=plot.SIZE)
        ax = fig.subplots()
        well(ax)
        text = ax.text(1.5, 1.5, "on it", ha="center", va="center", animated=True)
        assert "'on it' lies on 'one'" in faults(fig, [text])
        assert text.get_animated()
