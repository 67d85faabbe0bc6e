"""Be G: what a reader drags and types gives the package's p_g, C, JSD, TV and pulls; the goal can be reached."""

import numpy as np
import pytest
from scipy.special import expit
from scipy.stats import norm

from gan_theory import C, D_star, Density, GaussianMixture, U, jsd, push_forward, tv
from gan_theory.playground.wide_targets import WIDE_GRIDS, wide_target
from gan_theory.plotting import style
from tests.support.canvas import recorded, scale, start_recording
from tests.support.playground import printed_by

START = "view=be-g"
FIGURE, PLOT = "#be-g-figure", "#be-g-plot"
LEFT, RIGHT, UP, DOWN, PAGE_UP, HOME, SHIFT = "\ue012", "\ue014", "\ue013", "\ue015", "\ue00e", "\ue011", "\ue008"
TAB = "\ue004"
MIDDLES = (np.arange(12) + 0.5) / 12
Z = {
    "normal": np.round([-3, *norm.ppf(MIDDLES), 3], 3),
    "uniform": np.round([-1, *(2 * MIDDLES - 1), 1], 3),
}
Z_TEXT = {noise: ",".join(f"{z:g}" for z in places) for noise, places in Z.items()}
RIGHT_HALF = (0.75, 1.13, 1.38, 1.6, 1.84, 2.2, 2.9)  # quantiles of the two modes, about
QUANTILES = [-x for x in RIGHT_HALF[::-1]] + [*RIGHT_HALF]
FOLDED = {3: -2.45, 5: -2.0, 6: -0.85, 7: 2.61, 9: 2.25, 11: 1.38}  # six moves, found by a search


@pytest.fixture
def be_g(playground):
    return playground


def go(page, state="", size="laptop"):
    """Restore a state of the view, at 1280 × 720 or 390 × 844."""
    page.restore(f"view=be-g&{state}".rstrip("&"), size)


class Axes:
    """From z and x to pixels of the plot of G, and from x to pixels of the figure: by the labels that they show."""

    def __init__(self, page):
        words = redrawn(page)["be-g-plot"].pick("word")
        lowest = max(word.y[0] for word in words)
        self.z_of = scale([word for word in words if word.base == "top" and word.y[0] == lowest], 0)
        (self.jsd,) = [word.text for word in words if word.text.startswith("JSD = ")]
        self.x_of = scale([word for word in words if word.align == "right" and word.text != self.jsd], 1)

    def pixels(self, z, x):
        return tuple((value - of(0.0)) / (of(1.0) - of(0.0)) for value, of in ((z, self.z_of), (x, self.x_of)))


def redrawn(page):
    """What the canvases show, drawn anew."""
    start_recording(page.driver)
    page.js(
        "window.drawn = {}; for (const name of ['after', 'before']) document.querySelector(`#be-g .${name}`).click()"
    )
    page.wait(lambda: page.js("return 'be-g-plot' in window.drawn"))
    return recorded(page.driver)


def shown(page, *names):
    return page.numbers(*(f"#be-g output.{name}" for name in names or ("C", "jsd", "tv")))


def expected(p_data, p_g):
    return pytest.approx([C(p_data, p_g), jsd(p_data, p_g), tv(p_data, p_g)], abs=5.1e-5)


def nodes(page, noise="normal"):
    text = page.address().get("g")
    return [float(value) for value in text.split(",")] if text else list(Z[noise])


# Nodes.


def test_the_tab_of_a_page_just_loaded_shows_the_numbers_and_the_settings(playground):
    playground.open()
    playground.click("#be-g-tab")
    numbers = shown(playground)
    assert playground.find("#be-g .target").get_attribute("value") == "two-modes"
    assert not playground.find("#be-g .mu-slider").is_displayed()
    go(playground)
    assert shown(playground) == numbers


def test_the_mouse_drags_a_node_and_p_g_is_the_push_forward(be_g):
    p_data = wide_target("two-modes")
    assert shown(be_g) == expected(p_data, push_forward(Z["normal"], Z["normal"], "normal", p_data.x))
    axes, z = Axes(be_g), Z["normal"]
    for node, to in ((8, 1.5), (3, -2.5), (4, 2.0)):  # the last one folds G
        be_g.drag(PLOT, [axes.pixels(z[node], z[node]), axes.pixels(z[node], 0), axes.pixels(z[node], to)])
        assert nodes(be_g)[node] == pytest.approx(to, abs=0.03)  # pixels are whole numbers
    moved = nodes(be_g)
    assert [i for i in range(14) if moved[i] != z[i]] == [3, 4, 8]
    assert Axes(be_g).jsd == f"JSD = {be_g.text('#be-g output.jsd')}"
    p_g = push_forward(z, moved, "normal", p_data.x)
    assert shown(be_g) == expected(p_data, p_g)
    assert jsd(p_data, p_g) != pytest.approx(jsd(p_data, push_forward(z, z, "normal", p_data.x)), abs=1e-3)


def test_a_finger_drags_a_node_and_scrolls_the_page_elsewhere(be_g):
    go(be_g, size="phone")
    axes, z = Axes(be_g), Z["normal"]
    be_g.box(PLOT)
    before = be_g.js("return scrollY")
    be_g.touch(PLOT, [axes.pixels(z[11], z[11]), axes.pixels(z[11], 2), axes.pixels(z[11], 3)])
    assert be_g.js("return scrollY") == before
    moved = nodes(be_g)
    assert [i for i in range(14) if moved[i] != z[i]] == [11]
    assert moved[11] == pytest.approx(3, abs=0.05)
    p_data = wide_target("two-modes")
    assert shown(be_g) == expected(p_data, push_forward(z, moved, "normal", p_data.x))
    be_g.touch(PLOT, [axes.pixels(-2, 4), axes.pixels(-2, 3)])
    assert nodes(be_g) == moved


def test_the_keys_choose_and_move_nodes(be_g):
    be_g.js(f"document.querySelector('{PLOT}').focus()")
    be_g.type(PLOT, RIGHT, UP, UP, SHIFT + DOWN)
    values = list(Z["normal"])
    values[8] = round(values[8] + 0.19, 3)
    assert nodes(be_g) == values
    assert be_g.find(PLOT).get_attribute("aria-valuetext") == f"z = 0.319: x = {values[8]}"
    assert be_g.text("#be-g .place") == "0.319"
    be_g.type(PLOT, HOME, LEFT, PAGE_UP)
    values[0] = -2.5
    assert nodes(be_g) == values
    p_data = wide_target("two-modes")
    assert shown(be_g) == expected(p_data, push_forward(Z["normal"], values, "normal", p_data.x))


def test_a_node_is_typed_and_chosen_by_buttons(be_g):
    be_g.click("#be-g .after")
    be_g.fill("#be-g .value", 1.25)
    be_g.click("#be-g .before")
    be_g.click("#be-g .before")
    be_g.fill("#be-g .value", -1)
    be_g.fill("#be-g .value", 99)  # outside the axis: ignored while it is typed
    values = list(Z["normal"])
    values[8], values[6] = 1.25, -1
    assert nodes(be_g) == values
    be_g.click("#be-g .reset")
    assert nodes(be_g) == list(Z["normal"])


def test_each_target_and_noise_gives_the_package_s_numbers(be_g):
    for noise in ("uniform", "normal"):
        be_g.choose("#be-g .noise", noise)
        for name in WIDE_GRIDS:
            be_g.choose("#be-g .target", name)
            p_data = wide_target(name)
            assert shown(be_g) == expected(p_data, push_forward(Z[noise], Z[noise], noise, p_data.x))


# The line and the mixture.


def test_mu_and_sigma_are_typed_slid_and_dragged(be_g):
    be_g.choose("#be-g .target", "gaussian")
    be_g.click("#be-g [data-way=line]")
    p_data = wide_target("gaussian")
    be_g.fill("#be-g .mu", 3)
    be_g.fill("#be-g .sigma", 0.75)
    assert shown(be_g) == expected(p_data, push_forward([-1, 1], [2.25, 3.75], "normal", p_data.x))
    be_g.type("#be-g .sigma-slider", RIGHT)
    assert be_g.address()["g"] == "3,0.8"
    mean, std = handles(be_g)
    be_g.drag(FIGURE, [mean, (mean[0] + 10, mean[1]), (mean[0] + 20, mean[1])])
    mean_after, std_after = handles(be_g)
    assert (mean_after[0] - mean[0], std_after[0] - std[0]) == pytest.approx((20, 20), abs=1)
    be_g.drag(FIGURE, [std_after, (std_after[0] - 5, std_after[1])])
    mu, sigma = map(float, be_g.address()["g"].split(","))
    assert mu > 3.2 and 0.5 < sigma < 0.8
    assert shown(be_g) == expected(p_data, push_forward([-1, 1], [mu - sigma, mu + sigma], "normal", p_data.x))
    be_g.fill("#be-g .mu", 4)
    be_g.fill("#be-g .sigma", 0.5)
    assert [be_g.text(f"#be-g output.{name}") for name in ("C", "jsd", "tv")] == ["−1.3863", "0.0000", "0.0000"]


def test_rounding_errors_are_shown_as_0(be_g):
    go(be_g, "target=gaussian&way=mixture&g=4,4;0.5,0.5;0.3,0.7")  # TV is 1e-16
    assert [be_g.text(f"#be-g output.{name}") for name in ("C", "jsd", "tv")] == ["−1.3863", "0.0000", "0.0000"]


def test_mass_beyond_the_axis_is_said(be_g):
    go(be_g, "way=line&g=0,1")
    assert be_g.text("#be-g .outside") == ""
    go(be_g, "way=line&g=4,1")
    outside = norm.sf(WIDE_GRIDS["two-modes"].hi, 4, 1)
    assert outside > 0.1
    assert be_g.text("#be-g .outside").startswith(f"{100 * outside:.2g} % of ")


def test_a_number_beyond_the_limits_becomes_the_nearest_one_within_them(be_g):
    go(be_g, "way=line")
    for name, typed, nearest in [("mu", "99", 5), ("mu", "-99", -5), ("sigma", "0", 0.05)]:
        be_g.fill(f"#be-g .{name}", typed)
        be_g.type(f"#be-g .{name}", TAB)
        assert be_g.js(f"return document.querySelector('#be-g .{name}').valueAsNumber") == nearest


def handles(page):
    """Where the first mode's two handles are: a disc and a diamond with a white rim."""
    rims = redrawn(page)["be-g-figure"].pick("stroke", color="#ffffff")
    return [tuple(rim.points.mean(axis=0)) for rim in rims[:2]]


def test_a_mixture_is_typed_and_dragged_by_a_finger(be_g):
    go(be_g, "way=mixture", size="phone")
    be_g.js("document.querySelector('#be-g .of-mixture > button').click()")
    for row, (mean, std) in enumerate([(-1.5, 0.5), (1, 0.5)], 1):
        for column, value in enumerate((mean, std), 1):
            be_g.fill(f"#be-g .of-mixture tr:nth-child({row}) td:nth-child({column}) input", value)
    p_data = wide_target("two-modes")
    one, half = GaussianMixture((-1.5, 1.0), (0.5, 0.5), (0.5, 0.5)), (0.5, 0.5)
    assert shown(be_g) == expected(p_data, Density.from_scipy(one, p_data.x))
    be_g.box(FIGURE)
    rims = redrawn(be_g)["be-g-figure"].pick("stroke", color="#ffffff")
    x, y = rims[2].points.mean(axis=0)
    before = be_g.js("return scrollY")
    be_g.touch(FIGURE, [(x, y), (x + 8, y - 30), (x + 16, y - 60)])
    assert be_g.js("return scrollY") == before
    means, stds, weights = (list(map(float, part.split(","))) for part in be_g.address()["g"].split(";"))
    assert means[0] == -1.5 and 1.2 < means[1] < 2 and (stds, weights) == ([0.5, 0.5], [*half])
    p_g = Density.from_scipy(GaussianMixture(tuple(means), half, half), p_data.x)
    assert shown(be_g) == expected(p_data, p_g)


def test_another_way_starts_from_the_present_p_g(be_g):
    mixture = GaussianMixture((-1.0, 1.5), (0.4, 0.6), (0.25, 0.75))
    go(be_g, "way=mixture&g=-1,1.5;0.4,0.6;0.25,0.75")
    be_g.click("#be-g [data-way=nodes]")
    np.testing.assert_allclose(nodes(be_g), [mixture.ppf(u) for u in norm.cdf(Z["normal"])], atol=5.1e-4)
    p_g = push_forward(Z["normal"], nodes(be_g), "normal", wide_target("two-modes").x)
    be_g.click("#be-g [data-way=line]")
    assert be_g.address()["g"] == f"{p_g.mean():.3f},{p_g.std():.3f}"


def test_the_curve_and_the_arrows_are_those_of_G(be_g):
    go(be_g, "way=mixture&g=-1,1.5;0.4,0.6;0.25,0.75")
    axes = Axes(be_g)
    marks = redrawn(be_g)
    (curve,) = [mark for mark in marks["be-g-plot"].pick("stroke", color=style.GREEN, width=3) if len(mark.points) > 99]
    z, x = axes.z_of(curve.x), axes.x_of(curve.y)
    mixture, inside = GaussianMixture((-1.0, 1.5), (0.4, 0.6), (0.25, 0.75)), slice(60, -60, 25)
    np.testing.assert_allclose(x[inside], [mixture.ppf(u) for u in norm.cdf(z[inside])], atol=2e-3)
    figure = marks["be-g-figure"]
    x_of = scale([word for word in figure.pick("word", base="bottom") if word.text[-1].isdigit()], 0)
    z_of = scale([word for word in figure.pick("word", base="top") if word.text[-1].isdigit()], 0)
    shafts = figure.pick("stroke", color=style.GREY)
    starts, ends = z_of([shaft.x[0] for shaft in shafts]), x_of([shaft.x[1] for shaft in shafts])
    np.testing.assert_allclose(starts, norm.ppf((np.arange(24) + 0.5) / 24), atol=1e-3)
    np.testing.assert_allclose(ends, mixture.stratified(24), atol=1e-3)


def test_the_figure_shows_both_densities_and_D_star(be_g):
    go(be_g, "way=line&g=1,0.8")
    p_data = wide_target("two-modes")
    p_g = push_forward([-1, 1], [0.2, 1.8], "normal", p_data.x)
    figure = redrawn(be_g)["be-g-figure"]
    zero, one = (figure.one("word", text=text, align="left", color=style.BLUE).y[0] for text in "01")
    labels = [word for word in figure.pick("word", align="right") if word.text[-1].isdigit()]
    density_of = scale(labels, 1)
    (thin,) = [mark for mark in figure.pick("stroke", color=style.BLUE) if len(mark.points) == p_data.n]
    np.testing.assert_allclose((zero - thin.y) / (zero - one), D_star(p_data, p_g), atol=1e-6)
    for color, p in ((style.BLACK, p_data), (style.GREEN, p_g)):
        (curve,) = [mark for mark in figure.pick("stroke", color=color) if len(mark.points) == p_data.n]
        np.testing.assert_allclose(density_of(curve.y), p.pdf, atol=1e-6)


# D frozen.


def test_with_D_frozen_the_best_p_g_is_a_point_where_D_is_largest(be_g):
    p_data = wide_target("old-faithful")
    be_g.choose("#be-g .target", "old-faithful")
    assert not be_g.find("#be-g .best").is_displayed()
    be_g.click("#be-g .freeze")
    then = push_forward(Z["normal"], Z["normal"], "normal", p_data.x)
    D = D_star(p_data, then)
    assert shown(be_g, "V") == pytest.approx([C(p_data, then)], abs=5.1e-5)
    for button in ("#be-g .after", "#be-g .after"):
        be_g.click(button)
    be_g.fill("#be-g .value", 3)
    moved = push_forward(Z["normal"], nodes(be_g), "normal", p_data.x)
    before = U(moved, D, p_data)
    assert shown(be_g, "V", "C") == pytest.approx([before, C(p_data, moved)], abs=5.1e-5)
    point = np.eye(p_data.n)[D.argmax()]
    assert (U(np.eye(p_data.n)[::8], D, p_data) > U(point, D, p_data)).all()
    assert f"The least V for this D is {U(point, D, p_data):.4f}".replace("-", "−") in be_g.text("#be-g .remark")
    be_g.click("#be-g .best")
    assert set(nodes(be_g)) == {round(p_data.x[D.argmax()], 3)}
    assert shown(be_g) == expected(p_data, point)
    assert shown(be_g, "V") == pytest.approx([U(point, D, p_data)], abs=5.1e-5)
    assert f"from {before:.4f} to {U(point, D, p_data):.4f}".replace("-", "−") in be_g.text("#be-g .remark")
    labels = [word.text for word in redrawn(be_g)["be-g-figure"].pick("word")]
    assert "all of p_g is in one cell" in labels
    be_g.click("#be-g .freeze")
    assert f"risen from {U(point, D, p_data):.4f} to C = {C(p_data, point):.4f}".replace("-", "−") in be_g.text(
        "#be-g .remark"
    )
    assert be_g.number("#be-g output.jsd") > 0.6
    assert not be_g.find("#be-g output.V").is_displayed()


def test_D_of_1_in_many_cells_is_explained(be_g):
    go(be_g, "target=exponential&noise=uniform&frozen=nodes!uniform!" + Z_TEXT["uniform"])
    p_data = wide_target("exponential")
    D = D_star(p_data, push_forward(Z["uniform"], Z["uniform"], "uniform", p_data.x))
    assert f"D is largest in {(D == 1).sum()} cells" in be_g.text("#be-g .remark")
    be_g.click("#be-g .best")
    assert be_g.text("#be-g output.V") == "−∞"


# The pulls of the two losses.


def test_the_pulls_are_minus_the_slopes_of_the_losses(be_g):
    go(be_g, "target=gaussian&way=line&g=2,0.8&pulls=1")
    middles = (Z["normal"][:-1] + Z["normal"][1:])[[0, 1, 2, 4, 6, 8, 10, 11, 12]] / 2
    x = 2 + 0.8 * middles
    slope = -(x - 4) / 0.5**2 + (x - 2) / 0.8**2  # of log p_data − log p_g, which are Gaussian
    logit = norm.logpdf(x, 4, 0.5) - norm.logpdf(x, 2, 0.8)
    pulls = {style.PURPLE: expit(logit) * slope, style.ORANGE: expit(-logit) * slope}
    axes, marks = Axes(be_g), redrawn(be_g)["be-g-plot"]
    size = be_g.js("return parseFloat(getComputedStyle(document.documentElement).fontSize)")
    for color, width in ((style.PURPLE, 2), (style.ORANGE, 4)):
        shafts = [mark for mark in marks.pick("stroke", color=color, width=width) if len(mark.points) == 2]
        key, shafts = shafts[-4:], shafts[:-4]
        decade = {style.PURPLE: lambda m: m.y[1] - m.y[0], style.ORANGE: lambda m: m.y[1] - m.y[0]}[color]
        lengths = np.array([abs(decade(mark)) for mark in key])
        np.testing.assert_allclose(np.diff(lengths), 0.85 * size, atol=0.01)
        strong = np.abs(pulls[color]) > 0.004
        assert len(shafts) == strong.sum() > 3
        seen = np.array([decade(mark) for mark in shafts])
        np.testing.assert_allclose(axes.x_of([mark.y[0] for mark in shafts]), x[strong], atol=0.01)
        assert (np.sign(-seen) == np.sign(pulls[color][strong])).all()
        strengths = np.exp(np.interp(np.abs(seen), lengths, np.log([0.01, 0.1, 1, 10])))
        between = (np.abs(pulls[color][strong]) > 0.01) & (np.abs(pulls[color][strong]) < 10)
        np.testing.assert_allclose(strengths[between], np.abs(pulls[color][strong])[between], rtol=0.05)


def test_the_numbers_of_a_pull_have_the_factor_of_claim_A10(be_g):
    go(be_g, "target=gaussian&way=line&g=2,0.8&pulls=1")
    be_g.js(f"document.querySelector('{PLOT}').focus()")
    be_g.type(PLOT, RIGHT, RIGHT)
    z = (Z["normal"][8] + Z["normal"][9]) / 2
    x = 2 + 0.8 * z
    D = expit(norm.logpdf(x, 4, 0.5) - norm.logpdf(x, 2, 0.8))
    words = be_g.text("#be-g .pull-remark").replace("−", "-")
    assert f"G({z:.2f}) = {x:.2f}" in words
    found = float(words.split("(1 - D)/D = ")[1].split(" times")[0])
    assert found == pytest.approx((1 - D) / D, rel=0.1)  # within half a cell


def test_where_D_is_flat_the_pulls_are_0_and_have_the_factor_of_D(be_g):
    go(be_g, "target=uniform&noise=uniform&way=line&g=3,0.1&frozen=line!uniform!0,1&pulls=1")  # D = ½ without mass
    words = be_g.text("#be-g .pull-remark")
    assert "where D = 0.5. Pull of log(1 − D): 0; of −log D: 0. That is (1 − D)/D = 1 times" in words


# The goal.


def test_the_goal_is_reached_by_dragging_the_nodes_near_the_quantiles(be_g):
    be_g.choose("#be-g .target", "uniform")
    be_g.click("#be-g .goal .start")
    assert be_g.find("#be-g .target").get_property("value") == "two-modes"
    axes, z = Axes(be_g), Z["normal"]
    for move, node in enumerate(range(1, 13), 1):
        assert "Well done" not in be_g.text("#be-g .said")
        be_g.drag(PLOT, [axes.pixels(z[node], z[node]), axes.pixels(z[node], QUANTILES[node])])
        assert be_g.text("#be-g .said").startswith((f"{move} move", "Well done"))
    p_data = wide_target("two-modes")
    assert jsd(p_data, push_forward(z, nodes(be_g), "normal", p_data.x)) <= 0.01
    assert be_g.number("#be-g output.jsd") <= 0.01
    assert "Well done: JSD ≤ 0.01 in 12 moves" in be_g.text("#be-g .said")
    be_g.type(PLOT, UP)
    assert "in 12 moves" in be_g.text("#be-g .said")
    be_g.click("#be-g .goal .start")
    assert be_g.text("#be-g .said").startswith("0 moves")
    assert nodes(be_g) == list(z)


def test_six_moves_are_enough_and_each_kind_of_move_counts_once(be_g):
    be_g.click("#be-g .goal .start")
    for node, x in FOLDED.items():
        be_g.js(f"document.querySelector('{PLOT}').focus()")
        be_g.type(PLOT, HOME, *[RIGHT] * node)
        be_g.fill("#be-g .value", x)
    be_g.js(f"document.querySelector('{PLOT}').focus()")
    p_data = wide_target("two-modes")
    assert jsd(p_data, push_forward(Z["normal"], nodes(be_g), "normal", p_data.x)) <= 0.01
    assert "in 6 moves. D* is near ½ where most of the mass is. No way with fewer" in be_g.text("#be-g .said")
    be_g.click("#be-g .goal .start")
    be_g.type(PLOT, UP, DOWN)
    assert be_g.text("#be-g .said").startswith("2 moves")
    be_g.drag(PLOT, [Axes(be_g).pixels(Z["normal"][9], Z["normal"][9])] * 2)  # a click moves nothing
    assert be_g.text("#be-g .said").startswith("2 moves")
    be_g.click("#be-g [data-way=mixture]")
    be_g.click("#be-g [data-way=nodes]")
    assert be_g.text("#be-g .said").startswith("Start at G(z) = z")


# The address, and the same in Python.

STATES = [
    "",
    "target=gaussian&noise=uniform&g=" + ",".join(f"{0.3 * i - 1:.4g}" for i in range(14)),
    "target=skewed&way=line&g=1.5,0.7&frozen=nodes!normal!" + Z_TEXT["normal"],
    "target=old-faithful&way=mixture&g=2,4.2;0.3,0.5;0.25,0.75&frozen=line!uniform!3,2&pulls=1",
    "target=three-modes&way=line&g=0,2&frozen=mixture!normal!-1,2;0.5,0.5;0.5,0.5",
]


@pytest.mark.parametrize("state", STATES)
def test_an_address_gives_the_same_page_again_and_python_the_same_numbers(be_g, state):
    go(be_g, state)
    written = "&".join(f"{name}={value}" for name, value in be_g.address().items())
    assert written == f"view=be-g&{state}".rstrip("&")
    printed = printed_by(be_g.as_python())
    names = ["C", "jsd", "tv", *(["V"] if "frozen" in state else [])]
    numbers = [float(line.split("=")[1]) for line in printed.splitlines()]
    assert shown(be_g, *names) == pytest.approx(numbers, abs=5.1e-5)


def test_a_bad_address_is_ignored(be_g):
    go(be_g, "target=none&way=x&noise=1&g=1,2,3&frozen=nodes&pulls=yes")
    assert be_g.address() == {"view": "be-g", "frozen": "nodes!normal!" + Z_TEXT["normal"]}
    for bad in ("way=line&g=0,0", "way=mixture&g=0;1", "way=mixture&g=0;1;-1", "g=" + ",".join(["1e9"] * 14)):
        go(be_g, f"{bad}&frozen=!")
        assert set(be_g.address()) <= {"view", "way"}


# What the page looks like.

LONGEST = [
    "target=gaussian&frozen=line!normal!1,1&pulls=1",
    "way=mixture&g=-2,-1,0,1,2;0.5,0.5,0.5,0.5,0.5;0.2,0.2,0.2,0.2,0.2&frozen=line!normal!1,1&pulls=1",
]


@pytest.mark.parametrize("state", LONGEST)
def test_the_view_fits_a_projector_and_a_phone(be_g, state):
    go(be_g, state)
    be_g.check_fits_without_scrolling()
    go(be_g, state, size="phone")
    be_g.check_fits()
    _, top, _, high = be_g.box(FIGURE)
    assert top + high < 844


def test_the_symbols_lead_to_their_claims_and_lessons(be_g):
    go(be_g, "frozen=line!normal!1,1&pulls=1")
    code = """return Object.fromEntries([...document.querySelectorAll("#be-g [data-tip]")].map(e => {
        e.focus();
        return [e.dataset.tip, [...document.querySelectorAll("#tip a")].map(a => a.textContent)];
    }))"""
    about = be_g.js(code)
    for tip, claim, lesson in (
        *(("push_forward", "A2", 6), ("C", "A4", 3), ("jsd", "A5", 3), ("tv", "A5", 3)),
        *(("saturating", "A10", 7), ("non_saturating", "A10", 7), ("helvetica", "A11", 9)),
    ):
        assert about[tip] == [f"claim {claim}", f"lesson {lesson}"]
