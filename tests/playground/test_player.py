"""The page is one small file that holds the frames, needs no network, and plays them in a browser."""

import base64
import json
import os
import time
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from gan_theory import Density, Frame, Recipe, grid, push_forward, train
from gan_theory.game import functions
from gan_theory.playground.player import MAX_CELLS, MEASURES, page
from gan_theory.plotting.figure_1_geometry import ARROWS


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
    for name, values in (
        ("p_g", [frame.p_g.pdf for frame in frames]),
        ("D", [frame.D for frame in frames]),
        ("D_star", [frame.D_star for frame in frames]),
        ("p_data", [frames[0].p_data.pdf]),
        ("x", [frames[0].x]),
    ):
        np.testing.assert_allclose(decoded(data[name], -1, n), values, rtol=1e-7, atol=1e-38)
    z = decoded(data["z"], ARROWS)
    ends = [np.interp(z, frame.z, frame.G_z) for frame in frames]
    np.testing.assert_allclose(decoded(data["G_z"], -1, ARROWS), ends, rtol=1e-5)


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
    """The page, just opened; by the end nothing is logged to the console or requested from a network."""
    view(chromium, 1280, 720)
    for kind in ("browser", "performance"):
        chromium.get_log(kind)
    chromium.get(path.as_uri())
    yield chromium
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
    for label in ("V, to end at −log 4", "D is not optimal", "2·JSD − log 4 − V", "G is not there", "|D − ½|"):
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
