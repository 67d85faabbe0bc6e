"""The views for everyone: names and contrast by axe-core, text that is large enough, tabs and tours by keyboard."""

from pathlib import Path

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.support.playground import SIZES

AXE = Path(__file__).with_name("javascript") / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = ("be-d", "be-g", "train")
STATES = (
    *VIEWS,
    "be-d&D=logistic:1,-1&logistic=1&star=1",
    "be-d&drag=p_g&p_g=-1,1;0.5,0.5;0.5,0.5",
    "be-g&way=mixture&frozen=line!normal!1,1&pulls=1",
    "train&preset=helvetica&target=mixture:-1,2;1,1;0.5,0.5&seed=1&k=2&lr_D=0.02&batch=16&width=4&noise=uniform&frozen=D",
)
VIOLATIONS = """
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"] }).then(
  found => done(found.violations.map(each => [each.id, ...each.nodes.map(node => node.html.slice(0, 120))])));
"""
HIDDEN_BY_THE_TOUR = """
const tour = document.querySelector("#tour").getBoundingClientRect();
return [...document.querySelectorAll(`#${arguments[0]} canvas`)].filter(canvas => {
  const { right, bottom } = canvas.getBoundingClientRect();
  return right > tour.left && bottom > tour.top;
}).map(canvas => canvas.id);
"""
IN_TOUR = """
return [...document.querySelectorAll(".in-tour")].map(each => each.checkVisibility({ visibilityProperty: true }));
"""
MOVING = """
const all = [...document.querySelectorAll("*")];
return all.filter(element => getComputedStyle(element).transitionDuration !== "0s").length;
"""


@pytest.fixture(scope="module")
def violations(loaded):
    """What axe-core finds, as pairs of the rule and the elements that break it."""
    if not AXE.exists():
        pytest.skip("needs axe-core: make lint-js")
    loaded.js(AXE.read_text(encoding="utf-8"))
    return lambda: loaded.driver.execute_async_script(VIOLATIONS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(playground, violations, state, size):
    playground.restore(f"view={state}", size)
    assert violations() == []


def test_axe_finds_a_button_without_a_name(playground, violations):
    playground.js("document.querySelector('#start-tour').textContent = ''")
    try:
        assert [rule for rule, *_ in violations()] == ["button-name"]
    finally:
        playground.js("document.querySelector('#start-tour').textContent = 'tour'")


@pytest.mark.parametrize("state", STATES)
def test_a_view_has_text_of_14_px_fits_the_projector_and_no_phone_scrolls_sideways(playground, state):
    playground.restore(f"view={state}")
    playground.check_fits_without_scrolling()
    playground.restore(f"view={state}", "phone")
    playground.check_fits()
    assert playground.small_text(pixels=1000)


def test_tabs_follow_the_arrow_keys(playground):
    playground.type("#be-d-tab", Keys.ARROW_RIGHT)
    assert playground.find("#be-g").is_displayed() and not playground.find("#be-d").is_displayed()
    playground.type("#be-g-tab", Keys.END)
    assert playground.find("#train").is_displayed()
    assert playground.address()["view"] == "train"
    playground.type("#train-tab", Keys.ARROW_RIGHT)
    assert playground.find("#be-d").is_displayed()


@pytest.mark.parametrize("name", ["", "none", "constructor", "__proto__"])
def test_the_name_of_no_view_leaves_the_view_in_sight(playground, name):
    playground.restore("view=be-g")
    playground.restore(f"view={name}&pulls=1")
    assert playground.address() == {"view": "be-g", "pulls": "1"}


@pytest.mark.parametrize("view", VIEWS)
def test_a_tour_has_five_to_eight_steps_beside_elements_in_sight(playground, view):
    playground.restore(f"view={view}")
    playground.click("#start-tour")
    steps = int(playground.text("#tour .count").split()[-1])
    assert 5 <= steps <= 8
    texts = set()
    for step in range(1, steps + 1):
        assert playground.text("#tour .count") == f"{step} of {steps}"
        assert playground.js(IN_TOUR) == [True]
        texts.add(playground.text("#tour .text"))
        assert playground.text("#tour .answer") == ""
        playground.js("document.querySelector('#tour summary').click()")
        assert playground.text("#tour .answer")
        playground.type("#tour .next", Keys.ENTER)
    assert len(texts) == steps
    assert not playground.find("#tour").is_displayed()
    assert playground.find_all(".in-tour") == []


@pytest.mark.parametrize("view", ["be-d", "be-g"])
def test_a_tour_leaves_the_figures_in_sight(playground, view):
    playground.restore(f"view={view}")
    playground.click("#start-tour")
    steps = int(playground.text("#tour .count").split()[-1])
    for _ in range(steps):
        assert playground.js(HIDDEN_BY_THE_TOUR, view) == []
        playground.click("#tour .next")


def test_a_tip_explains_a_symbol_on_focus_and_escape_hides_it(playground):
    playground.js("document.querySelector('#be-d [data-tip=C]').focus()")
    tip = playground.find("#tip")
    assert tip.is_displayed() and "−log 4 + 2·JSD" in tip.text
    assert [link.text for link in tip.find_elements("css selector", "a")] == ["claim A4", "lesson 3"]
    playground.type("#be-d [data-tip=C]", Keys.ESCAPE)
    assert not tip.is_displayed()


def test_the_pointer_reaches_the_links_of_a_tip(playground):
    symbol, tip = playground.find("#be-d [data-tip=V]"), playground.find("#tip")
    left, top, _, height = playground.box("#be-d [data-tip=V]")
    mouse = ActionChains(playground.driver, duration=0)
    mouse.move_to_element(symbol).perform()
    link = tip.find_element("css selector", "a")
    for step in range(1, 6):
        mouse.w3c_actions.pointer_action.move_to_location(round(left) + 5, round(top + height / 2) + 4 * step)
        mouse.perform()
        assert tip.is_displayed()
    mouse.move_to_element(link).perform()
    assert tip.is_displayed() and link.text == "claim A1"
    mouse.move_to_element(playground.find("#be-d-loss")).perform()
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
