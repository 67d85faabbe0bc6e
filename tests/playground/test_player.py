"""The page is one small file that holds the frames, needs no network, and plays them in a browser."""

import base64
import contextlib
import json
import os
import time
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from scipy.stats import norm

from gan_theory import Density, Frame, Recipe, grid, push_forward, train
from gan_theory.game import functions
from gan_theory.playground.player import MAX_CELLS, MEASURES, page
from gan_theory.plotting import style
from gan_theory.plotting.figure_1_geometry import ARROWS
from tests.support.canvas import drawings, number, scale


@pytest.fixture(scope="module")
def frames():
    return list(train("old-faithful", Recipe(steps=119, frames=119), seed=0))


@pytest.fixture(scope="module")
def path(frames, tmp_path_factory):
    return page(frames, tmp_path_factory.mktemp("page") / "run.html", name="old-faithful", fps=20)


class Parts(HTMLParser):
    """The tags of a page with their attributes, and the text of its title, heading and scripts."""

    def __init__(self, path):
        super().__init__()
        self.tags, self.texts, self.open = [], {}, None
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.open = dict(attributes).get("id", tag)

    def handle_data(self, text):
        self.texts[self.open] = self.texts.get(self.open, "") + text

    def handle_endtag(self, tag):
        self.open = None


def data_of(path):
    return json.loads(Parts(path).texts["data"])


def decoded(text, *shape):
    return np.frombuffer(base64.b64decode(text), "<f4").reshape(*shape)


def test_a_page_of_120_frames_is_small(frames, path):
    assert len(frames) == 120
    assert path.stat().st_size <= 2e6


def test_the_embedded_data_are_the_frames(frames, path):
    data, n = data_of(path), frames[0].x.size
    for measure in MEASURES:
        assert data[measure] == [getattr(frame, measure) for frame in frames]
    (low, high), top = data["limits"], data["top"]
    for name, values in (
        ("p_g", [frame.p_g.pdf / top for frame in frames]),
        ("D", [frame.D for frame in frames]),
        ("D_star", [frame.D_star for frame in frames]),
        ("p_data", [frames[0].p_data.pdf / top]),
        ("x", [(frames[0].x - low) / (high - low)]),
    ):
        np.testing.assert_allclose(decoded(data[name], -1, n), values, rtol=1e-7, atol=1e-38)
    z = decoded(data["z"], ARROWS)
    ends = [np.interp(z, frame.z, frame.G_z) for frame in frames]
    np.testing.assert_allclose(low + (high - low) * decoded(data["G_z"], -1, ARROWS), ends, rtol=1e-5)


def test_a_page_needs_no_network(path):
    parts = Parts(path)
    assert not [tag for tag, attributes in parts.tags if tag in ("img", "iframe") or "src" in attributes]
    assert [attributes["href"] for _, attributes in parts.tags if "href" in attributes] == ["data:,"]
    assert "://" not in path.read_text(encoding="utf-8")
    (policy,) = [attributes["content"] for _, attributes in parts.tags if "http-equiv" in attributes]
    assert policy.startswith("default-src 'none';")


def test_the_same_frames_give_the_same_page(frames, path, tmp_path):
    again = page(frames, tmp_path / "again.html", name="old-faithful", fps=20)
    assert again.read_bytes() == path.read_bytes()


def test_a_name_is_text_and_never_markup(frames, tmp_path):
    name = "</title><script>alert('@DATA@')</script> & \"x\""
    parts = Parts(page(frames[:1], tmp_path / "run.html", name=name))
    assert parts.texts["title"] == parts.texts["h1"] == f"Algorithm 1 on {name}"
    assert sum(tag == "script" for tag, _ in parts.tags) == 2
    escaped = replace(frames[0], moved="</script>")
    assert data_of(page([escaped], tmp_path / "escaped.html"))["moved"] == ["</script>"]


def test_of_a_fine_grid_evenly_spaced_cells_are_shown(frames, tmp_path):
    x = grid(0, 7, 5000)
    p_data, p_g = frames[0].p_data, push_forward(frames[0].z, frames[0].G_z, "normal", x)
    masses = np.interp(x, p_data.x, p_data.pdf)
    p_data = Density(x, masses / masses.sum())
    fine = replace(frames[0], p_data=p_data, p_g=p_g, logit=np.zeros(5000))
    data = data_of(page([fine], tmp_path / "run.html"))
    shown = decoded(data["x"], -1)
    assert MAX_CELLS / 2 < len(shown) <= MAX_CELLS
    np.testing.assert_allclose(decoded(data["D_star"], -1), functions.D_star(p_data, p_g)[::5], rtol=1e-6)


def test_no_frames_a_bad_speed_and_bad_paths_are_errors(frames, tmp_path):
    for nothing in ([], None, "frames"):
        with pytest.raises(ValueError, match="expected at least one Frame, in a list or from train; got"):
            page(nothing, tmp_path / "run.html")
    for name, message in (("run.gif", "ends in .html; got"), ("none/run.html", "expected a folder that exists")):
        with pytest.raises(ValueError, match=message):
            page(frames, tmp_path / name)
    with pytest.raises(ValueError, match="expected fps, an integer >= 1; got 0"):
        page(frames, tmp_path / "run.html", fps=0)
    assert os.listdir(tmp_path) == []


def test_a_page_that_is_interrupted_keeps_the_old_file(frames, tmp_path, monkeypatch):
    (tmp_path / "run.html").write_text("old")

    def broken(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(Frame, "D_star", property(broken))
    with pytest.raises(KeyboardInterrupt):
        page(frames, tmp_path / "run.html")
    assert (tmp_path / "run.html").read_text() == "old"
    assert os.listdir(tmp_path) == ["run.html"]


# In a browser.


@pytest.fixture
def browser(chromium, path):
    """The page, just opened."""
    with opened(chromium, path):
        yield chromium


@contextlib.contextmanager
def opened(chromium, path):
    """Open the page; by the end nothing is logged to the console or requested from a network."""
    view(chromium, 1280, 720)
    for kind in ("browser", "performance"):
        chromium.get_log(kind)
    chromium.get(path.as_uri())
    yield
    assert chromium.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
    requested = {
        event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"
    }
    assert path.as_uri() in requested
    assert {url.partition(":")[0] for url in requested} <= {"file", "data"}


def view(driver, width, height):
    size = dict(width=width, height=height, deviceScaleFactor=1, mobile=False)
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def at(driver):
    """The number of the frame that is shown."""
    return int(driver.find_element("id", "scrubber").get_property("value"))


def pixels(driver):
    return driver.execute_script("return document.getElementById('figure').toDataURL()")


def press(driver, keys):
    driver.find_element("tag name", "body").send_keys(keys)


def test_a_click_on_next_changes_the_frame(browser, frames):
    seen = [pixels(browser)]
    for i in range(1, 4):
        browser.find_element("id", "next").click()
        assert browser.find_element("id", "readout").text == f"step {frames[i].step}"
        seen.append(pixels(browser))
    assert len(set(seen)) == 4
    browser.find_element("id", "previous").click()
    assert pixels(browser) == seen[2]
    browser.find_element("id", "last").click()
    assert at(browser) == len(frames) - 1
    browser.find_element("id", "next").click()
    assert at(browser) == len(frames) - 1
    browser.find_element("id", "first").click()
    assert pixels(browser) == seen[0]


def test_the_meters_show_the_frame_s_numbers(browser, frames):
    browser.find_element("id", "last").click()
    for name in ("V", "D_gap", "G_gap", "D_from_half"):
        meter = browser.find_element("id", name)
        assert meter.find_element("tag name", "output").text.replace("−", "-") == f"{getattr(frames[-1], name):.4f}"
        assert meter.find_element("tag name", "canvas").size["height"] >= 40
    words = browser.find_element("id", "meters").text
    for label in ("V, to end at −log 4", "D’s gap", "C − V", "G’s gap", "2·JSD", "|D − ½|"):
        assert label in words


def test_play_goes_on_and_pause_stops(browser, frames):
    button = browser.find_element("id", "play")
    button.click()
    wait(lambda: at(browser) >= 3)
    assert button.text == "pause"
    button.click()
    assert button.text == "play"
    stopped = at(browser)
    time.sleep(0.3)  # six frames' time
    assert at(browser) == stopped < len(frames) - 1


def test_play_stops_at_the_end_and_starts_again_from_there(browser, frames):
    browser.find_element("css selector", "#speed option[value='4']").click()
    browser.find_element("id", "last").click()
    browser.find_element("id", "previous").click()
    button = browser.find_element("id", "play")
    button.click()
    wait(lambda: button.text == "play")
    assert at(browser) == len(frames) - 1
    button.click()
    wait(lambda: 0 < at(browser) < 100)


def wait(reached, seconds=20):
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_scrubber_and_the_keys_move(browser, frames):
    scrubber = browser.find_element("id", "scrubber")
    browser.execute_script("arguments[0].value = 40; arguments[0].dispatchEvent(new Event('input'))", scrubber)
    assert browser.find_element("id", "readout").text == f"step {frames[40].step}"
    for key, position in (("\ue014", 41), ("\ue012", 40), ("\ue010", 119), ("\ue011", 0)):  # right, left, End, Home
        press(browser, key)
        assert at(browser) == position
    scrubber.send_keys("\ue014")
    assert at(browser) == 1
    browser.find_element("id", "next").click()  # which has the focus now, and which a space must not press
    press(browser, " ")
    assert browser.find_element("id", "play").text == "pause"
    press(browser, " ")
    assert browser.find_element("id", "play").text == "play"


def test_who_moved_is_shown(chromium, frames, tmp_path):
    moves = [replace(frame, moved=player) for frame, player in zip(frames, ("", "D", "G"))]
    chromium.get(page(moves, tmp_path / "moves.html").as_uri())
    for text in ("step 0", "step 1 · D moved", "step 2 · G moved"):
        assert chromium.find_element("id", "readout").text == text
        chromium.find_element("id", "next").click()


FITS = """
const cut = [...document.querySelectorAll("h1, h2, p, li, button, #readout")].filter(e => {
  const box = e.getBoundingClientRect();
  return e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 || box.left < 0 || box.right > innerWidth;
});
const small = [...document.querySelectorAll("h1, h2, p, li, button, select, output")]
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < arguments[0]);
return [cut.map(e => e.textContent), small.map(e => e.textContent), document.documentElement.scrollWidth];
"""


@pytest.mark.parametrize(("width", "height", "least"), [(1280, 720, 14 * 96 / 72), (390, 844, 16)])
def test_text_fits_and_is_legible(browser, width, height, least):
    view(browser, width, height)
    assert browser.execute_script(FITS, least) == [[], [], width]
    if width == 1280:
        assert browser.execute_script("return document.documentElement.scrollHeight") == height


# What the canvases show, in the numbers of their own labels.


MOMENTS = (0, 1, 59, 60, 119)  # the frames that are looked at
WIDTHS = "return Object.fromEntries(arguments[0].map(id => [id, document.querySelector(`#${id} canvas`).clientWidth]))"


@pytest.fixture(scope="module")
def drawn(chromium, path):
    """What each canvas shows, by the number of the frame, and the widths of the meters: read from one page."""
    with opened(chromium, path):
        marks = {i: drawings(chromium, i) for i in MOMENTS}
        return marks, chromium.execute_script(WIDTHS, list(METERS))


class Figure:
    """Figure 1 of a frame as a reader of the page sees it: curves in the units of the labels on the axes."""

    def __init__(self, marks):
        self.marks = marks
        words = [word for word in marks.pick("word") if word.text[-1].isdigit()]
        self.x_of = scale([word for word in words if word.base == "bottom"], 0)
        self.z_of = scale([word for word in words if word.base == "top"], 0)
        self.density_of = scale([word for word in words if word.align == "right"], 1)
        (half,) = marks.pick("word", text="½")
        zero, one = (marks.one("word", text=text, align="left") for text in "01")
        self.D_of = scale([zero, one], 1)
        assert self.D_of(half.y[0]) == pytest.approx(0.5)
        assert {word.color.lower() for word in (zero, half, one)} == {style.BLUE.lower()}

    def curve(self, n, y_of, **look):
        stroke = self.marks.one("stroke", points=n, **look)
        return self.x_of(stroke.x), y_of(stroke.y), stroke.width


@pytest.mark.parametrize("i", [0, 60, 119])
def test_figure_1_shows_the_frame_in_the_units_of_its_axes(drawn, frames, i):
    frame, shown, n = frames[i], Figure(drawn[0][i]["figure"]), frames[i].x.size
    top = 1.45 * frame.p_data.pdf.max()
    for values, y_of, tolerance, look in (
        (frame.p_data.pdf, shown.density_of, 1e-3 * top, dict(color=style.BLACK, dash=True)),
        (frame.p_g.pdf, shown.density_of, 1e-3 * top, dict(color=style.GREEN, dash=False)),
        (frame.D, shown.D_of, 1e-4, dict(color=style.BLUE, dash=True)),
        (frame.D_star, shown.D_of, 1e-4, dict(color=style.BLUE, dash=False)),
    ):
        x, y, _ = shown.curve(n, y_of, **look)
        np.testing.assert_allclose(x, frame.x, atol=1e-4)
        np.testing.assert_allclose(y, np.minimum(values, 2 * top if y_of == shown.density_of else 1), atol=tolerance)


def test_arrows_lead_from_z_to_G_of_z(drawn, frames):
    for i in (0, 119):
        shown, frame = Figure(drawn[0][i]["figure"]), frames[i]
        shafts = shown.marks.pick("stroke", color=style.GREY)
        heads = shown.marks.pick("fill", color=style.GREEN)
        quantiles = norm.ppf((np.arange(ARROWS) + 0.5) / ARROWS)
        ends = np.interp(quantiles, frame.z, frame.G_z)
        low, high = data_limits(frame)
        inside = (ends >= low) & (ends <= high)
        np.testing.assert_allclose([shown.z_of(shaft.x[0]) for shaft in shafts], quantiles[inside], atol=2e-3)
        np.testing.assert_allclose([shown.x_of(shaft.x[1]) for shaft in shafts], ends[inside], atol=5e-3)
        np.testing.assert_allclose([shown.x_of(head.x[0]) for head in heads], ends[inside], atol=5e-3)
        assert all(shaft.y[0] > shaft.y[1] > head.y[0] for shaft, head in zip(shafts, heads))


def data_limits(frame):
    """The ends of the x axis: 99.8% of p_data and a fifth of that more on either side, within the grid."""
    low, high = frame.p_data.ppf([0.001, 0.999])
    first, last = frame.p_data.edges[[0, -1]]
    return max(first, low - (high - low) / 5), min(last, high + (high - low) / 5)


def test_the_axes_are_those_of_figure_1(drawn, frames):
    shown = Figure(drawn[0][0]["figure"])
    clip = shown.marks.one("clip")
    np.testing.assert_allclose(shown.x_of(clip.x), data_limits(frames[0]), atol=1e-3)
    np.testing.assert_allclose(shown.z_of(clip.x), 1.1 * norm.ppf((0.5 / ARROWS, 1 - 0.5 / ARROWS)), atol=2e-3)
    np.testing.assert_allclose(shown.density_of(clip.y[0]), 1.45 * frames[0].p_data.pdf.max(), rtol=1e-3)
    half = shown.marks.one("stroke", dash=True, color=style.BLUE, points=2)
    np.testing.assert_allclose(shown.D_of(half.y), 0.5, atol=1e-6)
    np.testing.assert_allclose(half.x, clip.x)
    ticks = [
        stroke for stroke in shown.marks.pick("stroke", points=2, dash=False) if np.ptp(stroke.points, 0).max() < 8
    ]
    words = [word for word in shown.marks.pick("word") if word.text[-1] in "0123456789½"]
    assert len(ticks) == len(words)
    for tick, word in zip(ticks, words):
        assert min(abs(tick.x - word.x).max(), abs(tick.y - word.y).max()) < 1e-3  # of a pixel
        assert abs(tick.points - word.points).max() < 20


def test_who_moved_is_drawn_thicker(chromium, frames, tmp_path):
    moves = [replace(frame, moved=player) for frame, player in zip(frames, ("", "D", "G"))]
    chromium.get(page(moves, tmp_path / "moves.html").as_uri())
    widths = []
    for i in range(3):
        shown = Figure(drawings(chromium, i)["figure"])
        widths.append([shown.curve(frames[0].x.size, shown.D_of, color=style.BLUE, dash=True)[2]])
        widths[-1].append(shown.curve(frames[0].x.size, shown.density_of, color=style.GREEN)[2])
    (D, G), (D_after_D, G_after_D), (D_after_G, G_after_G) = widths
    assert D == G == G_after_D == D_after_G
    assert D_after_D == G_after_G > 1.5 * D


METERS = {
    "V": (style.BLACK, False),
    "D_gap": (style.BLUE, True),
    "G_gap": (style.GREEN, False),
    "D_from_half": (style.BLUE, True),
}


@pytest.mark.parametrize("name", METERS)
@pytest.mark.parametrize("i", [0, 1, 59, 119])
def test_a_meter_shows_the_run_up_to_the_frame(drawn, frames, name, i):
    color, dashed = METERS[name]
    marks, width, count = drawn[0][i][name], drawn[1][name], len(frames)
    whole = marks.one("stroke", color=style.GREY)
    present = marks.one("stroke", color=color, width=3)
    assert bool(present.dash) is dashed
    assert (len(whole.points), len(present.points)) == (count, i + 1)
    np.testing.assert_allclose(present.points, whole.points[: i + 1])
    dot = marks.one("fill", color=color)
    np.testing.assert_allclose(dot.points[0], whole.points[i])
    (cursor,) = [
        stroke for stroke in marks.pick("stroke", points=2, color=style.BLACK, dash=False) if stroke.x[0] == dot.x[0]
    ]
    assert np.ptp(cursor.x) == 0 and cursor.y.min() < whole.y.min() and cursor.y.max() > whole.y.max()
    steps = np.diff(whole.x)
    np.testing.assert_allclose(steps, steps.mean())
    axis = next(line for line in marks.pick("stroke", points=2, dash=False) if np.ptp(line.x) == 0)
    assert 0 < whole.x[0] - axis.x[0] < 8 and 0 < width - whole.x[-1] < 8
    slope, start = np.polyfit(values(name, frames), whole.y, 1)
    marked, heights = marked_values(name, marks)
    np.testing.assert_allclose(slope * values(name, frames) + start, whole.y, atol=0.01)
    np.testing.assert_allclose(slope * np.array(marked) + start, heights, atol=0.01)
    assert slope < 0
    assert np.ptp([*whole.y, *heights]) > 0.6 * np.ptp(cursor.y)


def values(name, frames):
    """What the vertical axis of a meter shows of each frame: the value, or its decimal logarithm."""
    numbers = np.array([getattr(frame, name) for frame in frames])
    return np.log10(np.maximum(numbers, 1e-6)) if name.endswith("gap") else numbers


def marked_values(name, marks):
    """The values that a meter marks, by labels or by the dotted line at −log 4 or 0, and their heights."""
    words = marks.pick("word")
    if name.endswith("gap"):
        return [np.log10(number(word.text)) for word in words], [word.y[0] for word in words]
    (word,) = words
    line = marks.one("stroke", color=style.BLACK, dash=True)
    assert line.y[0] == line.y[1] and abs(word.y[0] - line.y[0]) <= 10
    assert word.text == {"V": "−log 4", "D_from_half": "0"}[name]
    return [{"V": -np.log(4), "D_from_half": 0.0}[name]], [line.y[0]]


def test_the_meters_have_one_scale_for_both_gaps(drawn):
    shown = drawn[0][0]
    labels = [[word.text for word in shown[name].pick("word")] for name in ("D_gap", "G_gap")]
    assert labels[0] == labels[1]


DELAYS = """
window.delays = [];
const real = window.setInterval;
window.setInterval = (call, delay) => { window.delays.push(delay); return real(call, delay); };
"""


def test_the_speed_selector_sets_the_pace(browser):
    """The page has 20 frames per second at first."""
    browser.execute_script(DELAYS)
    play = browser.find_element("id", "play")
    choices = {"0.25": 200, "0.5": 100, "1": 50, "2": 25, "4": 12.5}
    for speed, delay in choices.items():
        browser.find_element("css selector", f"#speed option[value='{speed}']").click()
        play.click()
        assert browser.execute_script("return window.delays") == [delay]
        play.click()
        browser.execute_script("window.delays.length = 0")
    play.click()
    browser.find_element("css selector", "#speed option[value='0.25']").click()
    assert browser.execute_script("return window.delays") == [12.5, 200]
    assert play.text == "pause"
    play.click()


# Data far from 0, and in extreme units.

ABOUT_0 = np.round(np.random.default_rng(0).normal([-0.5, 0.5], [0.2, 0.25], (150, 2)).ravel() * 1024) / 1024
PLACES = {  # centre, unit: 2³⁰ and so on, which float64 adds to the samples exactly
    "+ 1000000000": (1e9, 1.0),
    "− 1000000000": (-1e9, 1.0),
    "+ 10000": (1e4, 1.0),
    "× 1e39": (0.0, 1e39),
    "× 1e−39": (0.0, 1e-39),
    "× 1e200": (0.0, 1e200),
    "+ 1e21": (1e21, 1e12),
    "× 1e−4 + 1": (1.0, 1e-4),
}


@pytest.fixture(scope="module")
def about_0(chromium, tmp_path_factory):
    """The marks of Figure 1, the frame and the notes where the data are about 0 and in units of 1."""
    return shown_of(chromium, ABOUT_0, tmp_path_factory.mktemp("zero") / "run.html")


@pytest.fixture(scope="module", params=PLACES.values(), ids=PLACES)
def elsewhere(request, chromium, tmp_path_factory):
    """The same, where the data are at one of the other places."""
    centre, unit = request.param
    return shown_of(chromium, centre + unit * ABOUT_0, tmp_path_factory.mktemp("place") / "run.html")


def shown_of(driver, samples, path):
    view(driver, 1280, 720)
    frames = list(train(samples, Recipe(steps=5, frames=1), seed=0))
    driver.get(page(frames, path).as_uri())
    return drawings(driver, 1)["figure"], frames[1], driver.find_element("id", "notes").text


def test_a_page_shows_data_at_any_offset_and_in_any_unit(about_0, elsewhere):
    marks, frame, _ = elsewhere
    n, size = frame.x.size, {"color": style.GREEN, "points": frame.x.size}
    assert len(np.unique(marks.one("stroke", **size).x)) == n
    for look in (size, dict(color=style.BLACK, dash=True), dict(color=style.BLUE, dash=True, points=n)):
        here, there = (within_axes(each, each.one("stroke", **look).points) for each in (marks, about_0[0]))
        np.testing.assert_allclose(here, there, atol=5e-4)
    here, there = (
        [within_axes(each, shaft.points) for shaft in each.pick("stroke", color=style.GREY)]
        for each in (marks, about_0[0])
    )
    np.testing.assert_allclose(here, there, atol=5e-4, rtol=0.02)


def within_axes(marks, points):
    """Points as shares of the axes, whose height depends on how many lines the legend has."""
    (left, top), (right, bottom) = marks.one("clip").points
    return (points - (left, bottom)) / (right - left, top - bottom)


def test_the_labels_and_the_note_say_where_the_data_are(elsewhere):
    marks, frame, text = elsewhere
    words = [word for word in marks.pick("word") if word.text[-1].isdigit()]
    assert max(len(word.text) for word in words) <= 7
    notes = dict(note.split(": labels") for note in text.split("; "))
    curve = marks.one("stroke", color=style.GREEN, points=frame.x.size)
    for name, axis, look, expected in (
        ("x", 0, dict(base="bottom"), frame.x),
        ("density", 1, dict(align="right"), np.minimum(frame.p_g.pdf, 2.9 * frame.p_data.pdf.max())),
    ):
        labels = [word for word in words if all(getattr(word, key) == value for key, value in look.items())]
        factor, offset = note_numbers(notes.get(name, ""))
        shown = offset + factor * scale(labels, axis)(curve.points[:, axis])
        np.testing.assert_allclose(shown, expected, atol=1e-4 * np.ptp(expected))


def note_numbers(note):
    """The factor and the offset of a note such as " × 1e−4 + 1"."""
    factor, _, offset = note.replace(" − ", " + -").replace("−", "-").rpartition(" + ")
    factor, offset = (factor, offset) if "×" not in offset else (offset, "0")
    return float(factor.replace("×", "") or 1), float(offset or 0)


def test_no_note_is_shown_where_the_labels_are_numbers_themselves(browser):
    assert browser.find_element("id", "notes").text == ""


def test_a_page_of_another_size_is_drawn_anew(browser):
    size = "const c = document.getElementById('figure'); return [c.width, c.height, c.clientWidth, c.clientHeight]"
    before = browser.execute_script(size)
    view(browser, 900, 800)
    wait(lambda: browser.execute_script(size)[:2] != before[:2])
    width, height, *shown = browser.execute_script(size)
    assert [width, height] == shown


def test_a_screen_reader_is_told_the_step(browser, frames):
    scrubber = browser.find_element("id", "scrubber")
    for i in (1, 2):
        browser.find_element("id", "next").click()
        assert scrubber.get_attribute("aria-valuetext") == f"step {frames[i].step}"


def test_at_two_pixels_a_point_the_same_is_drawn_finer(browser):
    once = drawings(browser, 5)["figure"].pick("stroke")
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", dict(width=1280, height=720, deviceScaleFactor=2, mobile=False)
    )
    twice = drawings(browser, 5)["figure"].pick("stroke")
    assert browser.execute_script("const c = document.getElementById('figure'); return c.width / c.clientWidth") == 2
    for one, other in zip(once, twice, strict=True):
        np.testing.assert_allclose(one.points, other.points, atol=1)
