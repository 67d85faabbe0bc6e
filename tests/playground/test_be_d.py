"""Be D: what a reader draws by hand, drags and types gives the package's V, C, D*, JSD and TV."""

import numpy as np
import pytest
from scipy.special import expit

from gan_theory import PAIRS, C, D_star, Density, GaussianMixture, V, jsd, tv
from gan_theory.plotting import style
from tests.support.canvas import recorded, scale, start_recording
from tests.support.playground import printed_by

NODES = 129
LOG_4 = np.log(4)
FIGURE, LOSS = "#be-d-figure", "#be-d-loss"
LEFT, RIGHT, UP, DOWN, PAGE_DOWN, END = "\ue012", "\ue014", "\ue013", "\ue015", "\ue00f", "\ue010"
SHIFT, CONTROL = "\ue008", "\ue009"
TWO_PEAKS = [(-4, 0.05), (-2.3, 0.6), (-1.4, 0.8), (0, 0.05), (1.4, 0.8), (2.3, 0.6), (4, 0.05)]


class Axes:
    """From x and D to pixels of the figure: by the labels that it shows."""

    def __init__(self, page):
        marks = marks_of(page)
        words = [word for word in marks.pick("word", base="top") if word.text[-1].isdigit()]
        self.x_of = scale(words, 0)
        zero, one = (marks.one("word", text=text, align="left", color=style.BLUE) for text in "01")
        self.zero, self.one = zero.y[0], one.y[0]

    def pixels(self, x, D):
        slope = self.x_of(1.0) - self.x_of(0.0)
        return (x - self.x_of(0.0)) / slope, self.zero + (self.one - self.zero) * D


def marks_of(page, canvas="be-d-figure"):
    """What a canvas shows when it is drawn anew."""
    start_recording(page.driver)
    page.js("window.drawn = {}; document.querySelector('#be-d .modes [aria-pressed=true]').click()")
    return page.wait(lambda: recorded(page.driver) if page.js("return 'be-d-loss' in window.drawn") else None)[canvas]


def shown(page):
    """V, C, C − V, 2·JSD and TV as the page shows them."""
    texts = page.js("return [...document.querySelectorAll('#be-d output')].map(output => output.innerText)")
    return [float(text.replace("−", "-").replace("∞", "inf")) for text in texts]


def expected(D, p_data, p_g):
    V_D, C_G = V(D, p_data, p_g), C(p_data, p_g)
    return pytest.approx([V_D, C_G, C_G - V_D, 2 * jsd(p_data, p_g), tv(p_data, p_g)], abs=5.1e-5)


def drawn(page, low=-4.0, high=4.0, x=None):
    """The D of the address in the cells of a pair: thousandths at even nodes, two digits of base 36 each."""
    text = page.address()["D"]
    nodes = [int(text[i : i + 2], 36) / 1000 for i in range(0, len(text), 2)]
    assert len(nodes) == NODES
    return np.interp(PAIRS["two-modes-covered"].x() if x is None else x, np.linspace(low, high, NODES), nodes)


def parts(name):
    return PAIRS[name].p_data, PAIRS[name].p_g


def off_0_and_1(D):
    return np.clip(D, 5e-324, 1 - 2**-53)


# Named pairs and formulas.


def test_D_of_one_half_gives_minus_log_4_for_every_named_pair(playground):
    names = [option.get_attribute("value") for option in playground.find_all("#be-d .pair option")]
    assert sorted(names) == sorted([*PAIRS, "own"])
    for name in PAIRS:
        playground.choose("#be-d .pair", name)
        assert shown(playground) == expected(0.5, *parts(name))
        assert shown(playground)[0] == -1.3863


@pytest.mark.parametrize("name", ["two-modes-one-found", "disjoint-supports"])
def test_the_buttons_set_D_star_the_best_logistic_D_and_one_half(playground, name):
    playground.choose("#be-d .pair", name)
    p_data, p_g = parts(name)
    playground.click("#be-d .set-logistic")
    kind, _, line = playground.address()["D"].partition(":")
    a, b = map(float, line.split(","))
    assert kind == "logistic"
    D = off_0_and_1(expit(a + b * PAIRS[name].x()))
    assert shown(playground) == expected(D, p_data, p_g)
    for da, db in ((0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01)):
        other = off_0_and_1(expit(a + da + (b + db) * PAIRS[name].x()))
        assert V(other, p_data, p_g) <= V(D, p_data, p_g) + 1e-15  # of disjoint supports there is no best one, V → 0
    playground.click("#be-d .set-star")
    assert shown(playground) == expected(off_0_and_1(D_star(p_data, p_g)), p_data, p_g)
    assert playground.text("#be-d output.gap") == "0.0000"
    playground.click("#be-d .set-half")
    assert shown(playground) == expected(0.5, p_data, p_g)


def test_the_bar_of_V_ends_at_the_mark_of_one_half_and_at_the_ceiling(playground):
    def middle(selector):
        left, _, width, _ = playground.box(f"#be-d .meter {selector}")
        return left + width / 2

    def end_of_bar():
        left, _, width, _ = playground.box("#be-d .meter .bar")
        return left + width

    assert end_of_bar() == pytest.approx(middle("i[data-mark='log 4']"), abs=2)
    playground.click("#be-d .set-star")
    assert end_of_bar() == pytest.approx(middle("i[data-mark='C']"), abs=2)
    assert middle("i[data-mark='C']") - middle("i[data-mark='log 4']") > 100
    assert middle("span[data-mark='C']") == pytest.approx(middle("i[data-mark='C']"), abs=10)


def test_D_star_is_hidden_until_it_is_asked_for(playground):
    def thin_curves():
        strokes = marks_of(playground).pick("stroke", color=style.BLUE, dash=False)
        return [mark for mark in strokes if len(mark.points) > 100]

    assert thin_curves() == []
    assert not playground.find("#be-d .star-key").is_displayed()
    assert "D*" not in playground.text("#be-d .explanation")
    playground.click("#be-d .show-star input")
    (curve,) = thin_curves()
    assert playground.find("#be-d .star-key").is_displayed()
    p_data, p_g = parts("two-modes-covered")
    top, bottom = curve.y.min(), curve.y.max()  # of D*, the same shares of the axis of D
    shares = D_star(p_data, p_g)
    seen = (bottom - curve.y) / (bottom - top)
    np.testing.assert_allclose(seen, (shares - shares.min()) / np.ptp(shares), atol=1e-3)


def test_the_largest_loss_is_explained_with_its_x(playground):
    playground.click("#be-d .show-star input")
    pair = PAIRS["two-modes-covered"]
    p, q = pair.masses()
    best = D_star(p, q)
    loss = (p + q) * (best * np.log(best / 0.5) + (1 - best) * np.log((1 - best) / 0.5))
    cell = loss.argmax()
    words = playground.text("#be-d .explanation").replace("−", "-")
    assert f"At x = {pair.x()[cell]:.2f}, D is 0.50, D* is {best[cell]:.2f}: D is too high" in words
    assert f"{loss[cell] / pair.p_data.dx:.4f} nats per unit of x" in words


# Drawing.


def test_the_mouse_draws_D(playground):
    axes = Axes(playground)
    playground.drag(FIGURE, [axes.pixels(x, D) for x, D in TWO_PEAKS])
    D = drawn(playground)
    line = np.interp(PAIRS["two-modes-covered"].x(), *np.transpose(TWO_PEAKS))
    np.testing.assert_allclose(D, line, atol=0.03)  # pixels are whole numbers
    assert shown(playground) == expected(D, *parts("two-modes-covered"))
    assert -1.2 < playground.number("#be-d output.V") < C(*parts("two-modes-covered"))


def test_a_finger_draws_D_and_does_not_scroll_the_page(playground):
    playground.restore("view=be-d", size="phone")
    axes = Axes(playground)
    playground.box(FIGURE)
    before = playground.js("return scrollY")
    playground.touch(FIGURE, [axes.pixels(x, D) for x, D in [*TWO_PEAKS[:4], (0.01, 0.95)]])
    assert playground.js("return scrollY") == before
    D = drawn(playground)
    x = PAIRS["two-modes-covered"].x()
    left = x < -0.1
    np.testing.assert_allclose(D[left], np.interp(x[left], *np.transpose(TWO_PEAKS[:4])), atol=0.04)
    assert (D[x > 0.2] == 0.5).all()
    assert shown(playground) == expected(D, *parts("two-modes-covered"))


def test_the_keys_move_a_cursor_and_change_D_around_it(playground):
    playground.js(f"document.querySelector('{FIGURE}').focus()")
    playground.type(FIGURE, RIGHT, RIGHT, UP, UP)
    D, x = drawn(playground), np.linspace(-4, 4, NODES)
    at = x[NODES // 2 + 8]
    moved = drawn(playground, x=x) != 0.5
    assert drawn(playground, x=at) == 0.6
    assert moved.any() and np.abs(x[moved] - at).max() < 0.45
    assert shown(playground) == expected(D, *parts("two-modes-covered"))
    playground.type(FIGURE, SHIFT + UP + LEFT)
    assert drawn(playground, x=at) == pytest.approx(0.61)
    playground.type(FIGURE, END, PAGE_DOWN)
    assert drawn(playground, x=4.0) == 0.25
    assert playground.find(FIGURE).get_attribute("aria-valuetext").startswith("x = 4.00: D = 0.25")


def test_undo_takes_back_one_stroke_at_a_time(playground):
    axes = Axes(playground)
    assert not playground.find("#be-d .undo").is_enabled()
    playground.drag(FIGURE, [axes.pixels(-2, 0.7), axes.pixels(-1, 0.8), axes.pixels(-0.5, 0.4)])
    once = playground.address()["D"]
    playground.drag(FIGURE, [axes.pixels(1, 0.7), axes.pixels(2, 0.8)])
    assert playground.address()["D"] != once
    playground.click("#be-d .undo")
    assert playground.address()["D"] == once
    playground.type("body", CONTROL + "z")
    assert "D" not in playground.address()
    assert shown(playground) == expected(0.5, *parts("two-modes-covered"))


@pytest.mark.parametrize(
    ("D", "words"), [(-0.05, "D is exactly 0, but pdata is not 0"), (1.05, "D is exactly 1, but pg is")]
)
def test_a_D_of_0_or_1_where_it_must_not_be_is_explained(playground, D, words):
    axes = Axes(playground)
    playground.drag(FIGURE, [axes.pixels(-1.5, 0.5), axes.pixels(-1.3, D), axes.pixels(-1.2, D)])
    assert playground.text("#be-d output.V") == "−∞"
    assert playground.text("#be-d output.gap") == "∞"
    assert playground.find("#be-d .meter").get_attribute("aria-valuetext").startswith("V is −∞, its ceiling C is −0.99")
    assert words in playground.text("#be-d .explanation")
    assert V(drawn(playground), *parts("two-modes-covered")) == -np.inf
    playground.click("#be-d .undo")
    assert playground.text("#be-d output.V") == "−1.3863"


def test_a_D_that_does_worse_than_one_half_is_called_so_also_where_C_is_minus_log_4(playground):
    playground.choose("#be-d .pair", "equal")
    axes = Axes(playground)
    playground.drag(FIGURE, [axes.pixels(-1, 0.8), axes.pixels(0, 0.9), axes.pixels(1, 0.8)])
    assert playground.number("#be-d output.gap") > 0.1
    assert "This D does worse than ½" in playground.text("#be-d .explanation")


def test_the_loss_of_a_steep_logistic_D_is_finite_where_V_is(playground):
    playground.restore("view=be-d&pair=shifted&D=logistic:0,300&star=1")
    assert np.isfinite(shown(playground)).all()
    assert "∞" not in (words := playground.text("#be-d .explanation")) and "Infinity" not in words
    playground.restore("view=be-d&D=logistic:1e308,1e308")
    assert playground.address() == {"view": "be-d"}


def test_the_orange_area_is_C_minus_V(playground):
    axes = Axes(playground)
    playground.drag(FIGURE, [axes.pixels(x, D) for x, D in TWO_PEAKS])
    marks = marks_of(playground, "be-d-loss")
    (area,) = marks.pick("fill")
    words = [word for word in marks.pick("word", align="right") if word.text[-1].isdigit()]
    loss_of, x_of = scale(words, 1), axes.x_of
    x, loss = x_of(area.x), loss_of(area.y)
    n = x.size // 2
    dx = PAIRS["two-modes-covered"].p_data.dx
    assert (loss[n:] - loss[:n][::-1]).sum() * dx == pytest.approx(playground.number("#be-d output.gap"), rel=1e-3)


# One logistic curve.


def test_a_logistic_D_follows_the_pointer_and_falls_short_of_C(playground):
    axes = Axes(playground)
    playground.click("#be-d .logistic-only input")
    assert not playground.find("#be-d .set-star").is_enabled()
    playground.drag(FIGURE, [axes.pixels(-2, 0.5), axes.pixels(-2, 0.7), axes.pixels(-1.5, 0.8)])
    a, b = map(float, playground.address()["D"].removeprefix("logistic:").split(","))
    assert expit(a + b * -1.5) == pytest.approx(0.8, abs=0.01)
    pair = PAIRS["two-modes-covered"]
    assert shown(playground) == expected(expit(a + b * pair.x()), pair.p_data, pair.p_g)
    assert playground.number("#be-d output.V") < -LOG_4
    playground.click("#be-d .set-logistic")
    assert playground.text("#be-d output.V") == "−1.3863"  # by symmetry
    assert f"{C(pair.p_data, pair.p_g) + LOG_4:.4f} short of C" in playground.text("#be-d .explanation")


# Dragging the densities.


def test_a_handle_moves_p_g_and_C_falls_to_minus_log_4_on_p_data(playground):
    playground.choose("#be-d .pair", "shifted")
    playground.click("#be-d .set-star")
    playground.click("#be-d .mode-p_g")
    x_of = Axes(playground).x_of
    mean, _ = handles(playground)
    playground.drag(FIGURE, [mean, (mean[0] - 30, mean[1]), (mean[0] - 60, mean[1])])
    x = PAIRS["shifted"].x()
    moved = 1 + x_of(mean[0] - 60) - x_of(mean[0])
    p_data = PAIRS["shifted"].p_data
    found = [float(number) for number in playground.address()["p_g"].split(";")]
    assert found == [pytest.approx(moved, abs=0.006), 1, 1]
    p_g = Density.from_pdf(GaussianMixture((found[0],), (1.0,)).pdf, x)
    assert shown(playground) == expected(off_0_and_1(D_star(p_data, p_g)), p_data, p_g)
    playground.fill("#be-d .mixture-of-p_g input", 0)
    assert playground.text("#be-d output.C") == "−1.3863"
    assert shown(playground) == expected(0.5, p_data, p_data)


def test_a_finger_changes_the_standard_deviation_of_p_data(playground):
    playground.restore("view=be-d&pair=shifted&drag=p_data", size="phone")
    x_of = Axes(playground).x_of
    _, std = handles(playground)
    playground.touch(FIGURE, [std, (std[0] + 10, std[1]), (std[0] + 25, std[1])])
    found = [float(number) for number in playground.address()["p_data"].split(";")]
    assert found == [0, pytest.approx(1 + x_of(std[0] + 25) - x_of(std[0]), abs=0.01), 1]
    p_data = Density.from_pdf(GaussianMixture((0.0,), (found[1],)).pdf, PAIRS["shifted"].x())
    assert shown(playground) == expected(0.5, p_data, PAIRS["shifted"].p_g)


def handles(page):
    """Where the first mode's two handles are: discs and diamonds with a white rim."""
    rims = marks_of(page).pick("stroke", color="#ffffff")
    return [tuple(rim.points.mean(axis=0)) for rim in rims[:2]]


def test_modes_are_added_typed_and_removed(playground):
    playground.click("#be-d .mode-p_g")
    table = "#be-d .mixture-of-p_g"
    playground.js(f"document.querySelector('{table} > button').click()")
    assert [field.get_property("value") for field in playground.find_all(f"{table} input")] == [
        *("0", "1", "0.5"),
        *("3", "1", "0.5"),
    ]
    second = f"{table} tr:nth-child(2)"
    playground.fill(f"{second} td:nth-child(1) input", 1.5)
    playground.fill(f"{second} td:nth-child(2) input", 0.5)
    playground.fill(f"{second} td:nth-child(3) input", 0.25)
    mixture = GaussianMixture((0.0, 1.5), (1.0, 0.5), (0.75, 0.25))
    pair = PAIRS["two-modes-covered"]
    assert shown(playground) == expected(0.5, pair.p_data, Density.from_pdf(mixture.pdf, pair.x()))
    assert playground.find("#be-d .pair").get_property("value") == "own"
    playground.click(f"{table} tr:nth-child(1) button")
    p_g = Density.from_pdf(GaussianMixture((1.5,), (0.5,)).pdf, pair.x())
    assert shown(playground) == expected(0.5, pair.p_data, p_g)


def test_a_number_beyond_the_limits_becomes_the_nearest_one_within_them(playground):
    playground.click("#be-d .mode-p_g")
    field = "#be-d .mixture-of-p_g input"
    for typed, kept in (("99", "4"), ("-99", "-4"), ("", "-4")):
        playground.fill(field, typed or "\ue003")  # backspace
        playground.click("#be-d .modes .mode-p_g")
        assert playground.find(field).get_property("value") == kept
    assert playground.address()["p_g"] == "-4;1;1"


def test_a_density_that_is_no_mixture_cannot_be_dragged(playground):
    playground.choose("#be-d .pair", "heavy-tail")
    assert [playground.find(f"#be-d .mode-{which}").is_enabled() for which in ("p_data", "p_g")] == [False, True]


# The address, and the same in Python.

STATES = [
    "pair=far-apart&D=star&star=1",
    "pair=shifted&p_g=0.25,2;0.8,0.5;0.4,0.6&D=logistic:0.4,-1.25&drag=p_g&logistic=1",
    f"p_data=-1;0.5;1&D={''.join(np.base_repr(4 * i, 36).lower().zfill(2) for i in range(NODES))}&star=1",
    "pair=old-faithful&D=logistic:12,-4",
]


@pytest.mark.parametrize("state", STATES)
def test_an_address_gives_the_same_page_again_and_python_the_same_numbers(playground, state):
    playground.open(f"view=be-d&{state}")
    written = "&".join(f"{name}={value}" for name, value in playground.address().items())
    assert written == f"view=be-d&{state}"
    printed = printed_by(playground.as_python())
    V_D, C_G, gap, jsd_2, tv_ = shown(playground)
    lines = f"V = {V_D:.4f}, C = {C_G:.4f}, C - V = {gap:.4f}\n2 JSD = {jsd_2:.4f}, TV = {tv_:.4f}\n"
    assert printed.replace("-0.0000", "0.0000") == lines.replace("-0.0000", "0.0000")


def test_a_bad_address_is_ignored(playground):
    playground.restore("view=be-d&pair=none&p_g=1;-1;1&p_data=0;1&D=logistic:1&drag=x&star=yes&logistic=2")
    assert playground.address() == {"view": "be-d"}
    playground.restore("view=be-d&pair=spike&drag=p_data&p_data=0;1;1&D=" + "zz" * NODES)
    assert playground.address() == {"view": "be-d", "pair": "spike"}
    assert shown(playground) == expected(0.5, *parts("spike"))


# What the page looks like.

LONGEST = [
    "D=logistic:1,-1&logistic=1&star=1",
    "drag=p_g&p_g=-2,-1,0,1,2;0.5,0.5,0.5,0.5,0.5;0.2,0.2,0.2,0.2,0.2",
]


@pytest.mark.parametrize("state", LONGEST)
def test_the_view_fits_a_projector_and_a_phone(playground, state):
    playground.restore(f"view=be-d&{state}")
    playground.check_fits_without_scrolling()
    playground.restore(f"view=be-d&{state}", size="phone")
    playground.check_fits()
    _, top, _, high = playground.box(FIGURE)
    assert top + high < 844 < playground.js("return document.querySelector('#be-d .numbers').offsetTop + innerHeight")
