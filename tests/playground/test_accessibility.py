"""The views for everyone: names and contrast by axe-core, text that is large enough, tabs and tours by keyboard."""

from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.support.playground import SIZES, Playground

AXE = Path(__file__).with_name("javascript") / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = ("be-d", "be-g", "train")
VIOLATIONS = """
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"] }).then(
  found => done(found.violations.map(each => [each.id, ...each.nodes.map(node => node.html.slice(0, 120))])));
"""
SMALL_TEXT = """
const small = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const { parentElement: element, textContent } = walker.currentNode;
  if (!textContent.trim() || !element.checkVisibility() || element.closest("script")) continue;
  if (parseFloat(getComputedStyle(element).fontSize) < arguments[0]) small.push(textContent.trim());
}
return small;
"""
MOVING = """
const all = [...document.querySelectorAll("*")];
return all.filter(element => getComputedStyle(element).transitionDuration !== "0s").length;
"""


@pytest.fixture(scope="module")
def loaded(chromium, playground_file):
    """The page, loaded once for all tests of this module."""
    page = Playground(chromium, playground_file)
    page.open()
    return page


@pytest.fixture
def playground(loaded):
    """The page with its first view in sight; by the end nothing is logged to the console."""
    loaded.restore("view=be-d")
    yield loaded
    loaded.check_silence()


@pytest.fixture(scope="module")
def violations(loaded):
    """What axe-core finds, as pairs of the rule and the elements that break it."""
    if not AXE.exists():
        pytest.skip("needs axe-core: make lint-js")
    loaded.js(AXE.read_text(encoding="utf-8"))
    return lambda: loaded.driver.execute_async_script(VIOLATIONS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(playground, violations, view, size):
    playground.restore(f"view={view}", size)
    assert violations() == []


def test_axe_finds_a_button_without_a_name(playground, violations):
    playground.js("document.querySelector('#start-tour').textContent = ''")
    try:
        assert [rule for rule, *_ in violations()] == ["button-name"]
    finally:
        playground.js("document.querySelector('#start-tour').textContent = 'tour'")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_text_has_14_px(playground, view, size):
    playground.restore(f"view={view}", size)
    assert playground.js(SMALL_TEXT, 14) == []
    assert playground.js(SMALL_TEXT, 1000)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_fits_the_projector_and_no_phone_scrolls_sideways(playground, view):
    playground.restore(f"view={view}")
    assert playground.js("return document.documentElement.scrollHeight") <= 720
    for size, (width, _) in SIZES.items():
        playground.restore(f"view={view}", size)
        assert playground.js("return document.documentElement.scrollWidth") <= width


def test_tabs_follow_the_arrow_keys(playground):
    playground.type("#be-d-tab", Keys.ARROW_RIGHT)
    assert playground.find("#be-g").is_displayed() and not playground.find("#be-d").is_displayed()
    playground.type("#be-g-tab", Keys.END)
    assert playground.find("#train").is_displayed()
    assert playground.address()["view"] == "train"
    playground.type("#train-tab", Keys.ARROW_RIGHT)
    assert playground.find("#be-d").is_displayed()


@pytest.mark.parametrize("view", VIEWS)
def test_a_tour_has_five_to_eight_steps_beside_elements_in_sight(playground, view):
    playground.restore(f"view={view}")
    playground.click("#start-tour")
    steps = int(playground.text("#tour .count").split()[-1])
    assert 5 <= steps <= 8
    texts = set()
    for step in range(1, steps + 1):
        assert playground.text("#tour .count") == f"{step} of {steps}"
        assert len(playground.find_all(".in-tour")) == 1 and playground.find(".in-tour").is_displayed()
        texts.add(playground.text("#tour .text"))
        playground.type("#tour .next", Keys.ENTER)
    assert len(texts) == steps
    assert not playground.find("#tour").is_displayed()
    assert playground.find_all(".in-tour") == []


def test_a_tip_explains_a_symbol_on_focus_and_escape_hides_it(playground):
    playground.js("document.querySelector('#be-d [data-tip=C]').focus()")
    tip = playground.find("#tip")
    assert tip.is_displayed() and "−log 4 + 2·JSD" in tip.text
    assert [link.text for link in tip.find_elements("css selector", "a")] == ["claim A4", "lesson 3"]
    playground.type("#be-d [data-tip=C]", Keys.ESCAPE)
    assert not tip.is_displayed()


def test_every_symbol_has_a_tip(playground):
    names = set(playground.js("return [...document.querySelectorAll('[data-tip]')].map(e => e.dataset.tip)"))
    assert {"V", "C", "D_star", "D_gap", "G_gap", "jsd", "tv"} <= names
    for name in names:
        playground.js("document.querySelector('#tip').hidden = true")
        playground.js("document.querySelector(`[data-tip='${arguments[0]}']`).click()", name)
        assert playground.text("#tip"), name


def test_nothing_moves_for_those_who_want_it_so(playground):
    feature = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    playground.click("#start-tour")
    assert playground.js(MOVING) > 0
    playground.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", feature)
    try:
        assert playground.js(MOVING) == 0
    finally:
        playground.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
