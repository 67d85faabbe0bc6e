"""The view "Train": Algorithm 1 runs in the page, step by step or at full speed, as its controls say."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import norm
from selenium.webdriver.common.keys import Keys

from gan_theory import Density, GaussianMixture, Recipe, push_forward
from gan_theory.experiments.named_recipes import RECIPES
from gan_theory.playground.assembly import WEB
from gan_theory.playground.javascript_modules import join_modules
from gan_theory.plotting import style
from tests.support.canvas import number, recorded, scale, start_recording

START = SMALL = "view=train&batch=16&width=4&steps=30"  # quick to train
SMALL_FIELDS = {"batch": 16, "width": 4, "steps": 30}
NUMBERS = ("V", "C", "tv", "D_gap", "G_gap", "jsd")

TRAIN = """
const { changes, rounds, before, ...options } = arguments[0], trainer = window.ganTheory.trainer(options);
trainer.rounds(before);
trainer.change(changes);
trainer.rounds(rounds);
return trainer.frame();
"""


@pytest.fixture
def page(playground):
    """The page with the view "Train" as it is at the start, but with small runs, which are quick."""
    return playground


def trained(page, rounds=0, before=0, changes=None, target="two-modes", seed=0, **fields):
    """The numbers after some rounds, a change of fields, and some more, as the console's trainer has them."""
    options = dict(target=target, seed=seed, rounds=rounds, before=before, changes=changes or {})
    return page.js(TRAIN, {**options, **SMALL_FIELDS, **fields})


def differ(frame, other):
    """Whether two frames differ in the numbers that the page shows."""
    return any(abs(frame[name] - other[name]) > 1e-4 for name in NUMBERS)


def shown(page):
    """The numbers that the page shows."""
    texts = page.js(
        "return arguments[0].map(name => document.querySelector(`#train output.${name}`).textContent)", NUMBERS
    )
    return {name: float(text.replace("−", "-")) for name, text in zip(NUMBERS, texts)}


def check_numbers(page, frame):
    assert shown(page) == pytest.approx({name: frame[name] for name in NUMBERS}, abs=6e-5)


def step(page):
    return page.js("return document.querySelector('#train .step').textContent")


def message(page):
    return page.js("return document.querySelector('#train .message').textContent")


def press(page, *buttons):
    for button in buttons:
        page.click(f"#train .{button}")


def is_playing(page):
    return page.text("#train .play") == "pause"


def run_to_the_end(page):
    press(page, "play")
    page.wait(lambda: "steps are done" in message(page))


# By hand.


def test_a_step_of_D_leaves_C_and_one_of_G_moves_both(page):
    before = shown(page)
    press(page, "step-D")
    after_D = shown(page)
    assert step(page) == "step 0 of G, 1 of D · D moved"
    assert {name for name in NUMBERS if after_D[name] != before[name]} == {"V", "D_gap"}
    press(page, "step-G")
    assert step(page) == "step 1 of G, 1 of D · G moved"
    assert all(shown(page)[name] != after_D[name] for name in ("V", "C", "jsd"))
    check_numbers(page, trained(page, rounds=1))
    press(page, "round", "round")
    assert step(page) == "step 3 of G, 3 of D"
    check_numbers(page, trained(page, rounds=3))
    press(page, "reset")
    assert step(page) == "step 0 of G, 0 of D"
    assert shown(page) == before


def test_a_frozen_player_makes_no_steps(page):
    page.click("#train [name=train-freeze][value=D]")
    press(page, "round", "round", "step-D")
    assert step(page) == "step 2 of G, 0 of D"
    page.click("#train [name=train-freeze][value=G]")
    before = shown(page)
    press(page, "round", "round", "step-G")
    assert step(page) == "step 2 of G, 2 of D"
    assert {name for name in NUMBERS if shown(page)[name] != before[name]} == {"V", "D_gap"}
    assert page.address()["frozen"] == "G"
    lines = page.as_python()
    assert "# - D was frozen from the start." in lines and "# - G was frozen at step 2." in lines


# At full speed.


def test_play_runs_all_steps_and_gives_what_the_trainer_gives(page):
    run_to_the_end(page)
    assert not is_playing(page)
    assert step(page) == "step 30 of G, 30 of D"
    assert message(page) == "All 30 steps are done. Press play to go on."
    check_numbers(page, trained(page, rounds=30))
    press(page, "play")
    page.wait(lambda: int(step(page).split()[1]) > 40)
    assert "it/s" in page.text("#train .rate")
    press(page, "play")


def test_the_space_bar_plays_and_pauses(page):
    page.restore(f"{SMALL}&speed=one-step")
    body = page.find("body")
    body.send_keys(" ")
    assert is_playing(page)
    body.send_keys(" ")
    assert not is_playing(page)
    press(page, "step-G")  # the focus is on this button now, but the reader has not chosen it by a key
    page.find("#train .step-G").send_keys(" ")
    assert is_playing(page)
    page.find("#train select.speed").send_keys(" ", Keys.ESCAPE)
    assert is_playing(page)
    page.click("#be-d-tab")
    page.click("#train-tab")
    assert not is_playing(page)
    page.js("document.querySelector('#train .round').focus()")
    before = step(page)
    page.find("#train .round").send_keys(" ")
    assert not is_playing(page) and step(page) != before


def test_a_slow_run_shows_who_has_moved(page):
    page.choose("#train .speed", "five-steps")
    press(page, "play")
    page.wait(lambda: "D moved" in step(page))
    page.wait(lambda: "G moved" in step(page))
    press(page, "play")


def test_a_run_that_diverges_stops_and_says_why(page):
    page.restore("view=train&batch=16&width=8&lr_D=30&lr_G=30&ema_decay=0")
    press(page, "play")
    page.wait(lambda: "diverged at step" in message(page))
    assert not is_playing(page)
    assert message(page).endswith("Lower a learning rate, then reset.")
    before = step(page)
    press(page, "step-D", "step-G", "round", "play")
    assert step(page) == before and not is_playing(page)
    press(page, "reset")
    assert message(page) == "" and step(page) == "step 0 of G, 0 of D"


# The controls.


def set_field(page, name, value):
    """Set a field as a reader does: by typing, choosing or the arrow keys."""
    selector = f"#train [data-field={name}]"
    field = page.find(selector)
    if field.tag_name == "select":
        page.choose(selector, value)
    elif field.get_attribute("type") == "number":
        page.fill(selector, value)
        field.send_keys(Keys.TAB)
    else:
        field.send_keys(*([Keys.ARROW_LEFT if value[0] == "−" else Keys.ARROW_RIGHT] * int(value[1:])))


LIVE = {
    "k": ("3", 3),
    "k_G": ("3", 3),
    "lr_D": ("−3", 0.015),
    "lr_G": ("+2", 0.006),
    "final_lr_factor": ("+23", 1),
    "steps": ("9", 9),
    "loss": ("saturating", "saturating"),
    "batch": ("64", 64),
    "ema_decay": ("0", 0),
}


@pytest.mark.parametrize("name", LIVE)
def test_a_change_while_it_runs_takes_effect_with_the_next_step(page, name):
    typed, value = LIVE[name]
    press(page, *4 * ["round"])
    set_field(page, name, typed)
    assert step(page) == "step 4 of G, 4 of D"
    press(page, *4 * ["round"])
    frame = trained(page, before=4, changes={name: value}, rounds=4)
    check_numbers(page, frame)
    assert differ(frame, trained(page, rounds=8))
    assert page.address()[name] == str(value)
    assert f"# - {name} became {value} at step 4." in page.as_python()


FROM_THE_START = {
    "width": ("8", 8),
    "noise": ("uniform", "uniform"),
    "dataset_size": ("20", 20),
    "initial_offset": ("+3", 1.5),
}


@pytest.mark.parametrize("name", FROM_THE_START)
def test_a_change_of_what_a_run_starts_from_starts_a_new_run(page, name):
    typed, value = FROM_THE_START[name]
    press(page, "round", "round")
    set_field(page, name, typed)
    assert step(page) == "step 0 of G, 0 of D"
    assert message(page) == f"New run: {name} = {value}."
    press(page, "round", "round")
    frame = trained(page, rounds=2, **{name: value})
    check_numbers(page, frame)
    assert differ(frame, trained(page, rounds=2))
    assert page.address()[name] == str(value)


def test_another_target_and_another_seed_start_a_new_run(page):
    press(page, "round")
    page.choose("#train .target", "three-modes")
    assert step(page) == "step 0 of G, 0 of D"
    check_numbers(page, trained(page, target="three-modes"))
    press(page, "round")
    page.fill("#train .seed", 7)
    page.find("#train .seed").send_keys(Keys.TAB)
    assert step(page) == "step 0 of G, 0 of D"
    check_numbers(page, trained(page, target="three-modes", seed=7))
    assert page.address().items() >= {"target": "three-modes", "seed": "7"}.items()


def test_numbers_out_of_range_become_the_nearest_possible_ones(page):
    for selector, typed, expected in (
        ("#train [data-field=k]", "0", "1"),
        ("#train [data-field=k]", "2.6", "3"),
        ("#train [data-field=k_G]", "100000", "1000"),
        ("#train .seed", "", "0"),
    ):
        page.fill(selector, typed or Keys.DELETE)
        page.find(selector).send_keys(Keys.TAB)
        assert page.find(selector).get_property("value") == expected
    assert int(page.address()["steps"]) == 1000  # a multiple of k_G


# Presets, the address and Python.


def called_with(lines):
    """The target, the recipe and the seed with which the lines call train, which is not called."""
    calls = []

    class Last:
        jsd = 0.0

    def train(target, recipe, *, seed):
        calls.append((target, recipe, seed))
        return [Last]

    exec(lines.replace("Recipe, train", "Recipe"), {"train": train, "print": lambda *_: None})
    return calls[0]


def test_each_preset_is_its_named_recipe(page):
    presets = [option.get_property("value") for option in page.find_all("#train .presets option")]
    assert len(presets) >= 11 and presets[0] == ""
    for name in presets[1:]:
        page.choose("#train .presets", name)
        target, recipe, seed = called_with(page.as_python())
        named = RECIPES[name]
        assert (target, recipe, seed) == (named.target, replace(named.recipe, frames=Recipe().frames), 0)
        assert page.address() == {"view": "train", "preset": name}
        words, *links = page.js("""return ["p", "a", "a + a"].map(
            each => document.querySelector(`#train .preset ${each}`).textContent)""")
        assert words.count("Watch ") == 1
        assert [link.split()[0] for link in links] == ["claim", "lesson"]
    page.choose("#train .presets", "")
    assert called_with(page.as_python()) == ("two-modes", Recipe(), 0)
    set_field(page, "k", "2")
    assert page.text("#train .watch").endswith("Changed: k.")


EVERYTHING = {
    "preset": "k-1-slow-G",
    "target": "mixture:-1,2.5;0.3,0.7;0.25,0.75",
    "seed": "12",
    "k": "2",
    "k_G": "3",
    "loss": "saturating",
    "steps": "33",
    "batch": "24",
    "width": "6",
    "lr_D": "0.0123",
    "lr_G": "0.003",
    "final_lr_factor": "0.5",
    "ema_decay": "0.95",
    "initial_offset": "-1.5",
    "dataset_size": "7",
    "noise": "uniform",
    "frozen": "D",
    "speed": "one-round",
}


def test_a_link_opens_the_same_page(page):
    page.restore("view=train&" + "&".join(f"{name}={value}" for name, value in EVERYTHING.items()))
    assert page.address() == {"view": "train", **EVERYTHING}
    target, recipe, seed = called_with(page.as_python())
    assert target == GaussianMixture((-1, 2.5), (0.3, 0.7), (0.25, 0.75)) and seed == 12
    assert (recipe.batch, recipe.lr_D, recipe.initial_offset) == (24, 0.0123, -1.5)


def test_bad_values_of_a_link_are_ignored(page):
    bad = {
        **{"preset": "nothing", "target": "mixture:0;0;1", "seed": "-1", "k": "0", "k_G": "1e9", "loss": "hinge"},
        **{"steps": "many", "batch": "1e6", "width": "5000", "lr_D": "0", "lr_G": "inf", "noise": "pink", "G": "table"},
        **{"frozen": "both", "speed": "0"},
    }
    page.restore("view=train&" + "&".join(f"{name}={value}" for name, value in bad.items()))
    assert page.address() == {"view": "train"}
    page.restore("view=train&speed=constructor&preset=constructor&target=constructor")
    assert page.address() == {"view": "train"}
    for target in (
        "mixture:0;200;1",
        "mixture:1e5;1;1",
        "drawn:1,2,3",
        "drawn:" + ",".join(["0"] * 65),
        "drawn:" + ",".join(["1"] * 64 + ["-1"]),
        "drawn:",
    ):
        page.restore(f"view=train&target={target}")
        assert page.address() == {"view": "train"}


def test_the_python_lines_run(page, capsys):
    press(page, "round")
    exec(page.as_python(), {})
    assert 0 < float(capsys.readouterr().out) < math.log(2)


# A density of one's own.


def drawn_density(page):
    """The density that the lines of Python make, after a check that the page shows the numbers of the same one."""
    target, *_ = called_with(page.as_python())
    p_data = target if isinstance(target, Density) else Density.from_scipy(target)
    press(page, "round")
    check_numbers(page, trained(page, rounds=1, target={"x": p_data.x.tolist(), "p": p_data.p.tolist()}))
    return p_data


def open_dialog(page):
    press(page, "edit")
    _, _, width, height = page.box("#train-drawing")
    return lambda x, share: (16 + (x + 4) / 8 * (width - 44), (1 - share) * (height - 40) + 10)


@pytest.mark.parametrize("how", ["drag", "touch"])
def test_a_density_drawn_with_mouse_or_finger_is_what_G_learns(page, how):
    place = open_dialog(page)
    getattr(page, how)("#train-drawing", [place(0, 0.02), place(1, 0.9), place(2, 0.02)])
    press(page, "use")
    p_data = drawn_density(page)
    assert p_data.mean() == pytest.approx(1, abs=0.1)
    assert p_data.std() == pytest.approx(math.sqrt(1 / 6), abs=0.05)  # of a triangle on [0, 2]
    assert page.find("#train .target").get_property("value") == "drawn"
    address = page.address()
    page.restore("&".join(f"{name}={value}" for name, value in address.items()))
    assert page.address() == address
    assert drawn_density(page).p.tolist() == p_data.p.tolist()


def test_a_density_is_drawn_with_keys_and_cancelled(page):
    page.choose("#train .target", "drawn")
    press(page, "clear", "use")
    assert page.text("#train .target-dialog .error") == "Nothing is drawn yet."
    canvas = page.find("#train-drawing")
    canvas.send_keys(Keys.ARROW_RIGHT * 8, Keys.ARROW_UP * 4)
    page.wait(lambda: page.text("#train .target-dialog .cursor") == "x = 1: height 20 of 100")
    page.find("#train-drawing").send_keys(Keys.SHIFT, Keys.ARROW_RIGHT * 8)
    press(page, "cancel")
    assert page.address().get("target") is None
    assert page.find("#train .target").get_property("value") == "two-modes"
    press(page, "edit")
    press(page, "use")
    p_data = drawn_density(page)
    assert (p_data.mean(), p_data.std()) == pytest.approx((1.5, 1 / math.sqrt(12)), abs=0.05)


def test_a_mixture_is_made_by_handles_and_numbers(page):
    page.choose("#train .target", "mixture")
    page.fill(".modes [aria-label='weight of mode 1 of p_data']", "0.25")
    page.fill(".modes [aria-label='mean of mode 2 of p_data']", "2")
    press(page, "use")
    target, *_ = called_with(page.as_python())
    assert (target.means, target.stds) == ((-1.5, 2.0), (0.5, 0.5)) and target.weights == pytest.approx((0.25, 0.75))
    drawn_density(page)
    place = open_dialog(page)
    peak = 0.4 * 0.75 / 0.5 / (1.2 * 0.4 * 0.75 / 0.5)
    (x, y), (to, _) = place(2, peak), place(1, peak)
    page.drag("#train-drawing", [(x, y), ((x + to) / 2, y), (to, y)])
    press(page, "use")
    target, *_ = called_with(page.as_python())
    assert target.means == pytest.approx((-1.5, 1.0), abs=0.02) and target.weights == pytest.approx((0.25, 0.75))


# What is drawn.


def drawings(page, *buttons):
    """What the canvases show after buttons have been pressed."""
    start_recording(page.driver)
    page.js("window.drawn = {}")
    press(page, *buttons)
    return recorded(page.driver)


@pytest.mark.parametrize("offset", [0, 8])
def test_figure_1_shows_the_run_also_where_G_starts_far_from_the_data(page, offset):
    page.restore(f"{SMALL}&initial_offset={offset}")
    figure, frame = drawings(page, "round")["train-figure"], trained(page, rounds=1, initial_offset=offset)
    words = [word for word in figure.pick("word") if word.text[-1].isdigit()]
    x_of = scale([word for word in words if word.base == "bottom"], 0)
    density_of = scale([word for word in words if word.align == "right"], 1)
    D_of = scale([figure.one("word", text=text, align="left") for text in "01"], 1)
    p_data, p_g = figure.one("stroke", color=style.BLACK, dash=True), figure.one("stroke", color=style.GREEN)
    D, x, cells = figure.one("stroke", color=style.BLUE, dash=True, width=3.5), np.array(frame["x"]), len(p_g.points)
    dx = x[1] - x[0]
    assert cells == x.size if offset == 0 else cells > x.size
    wide = x[0] + dx * np.arange(cells)
    np.testing.assert_allclose(x_of(p_g.x), wide, atol=1e-3)
    p_g_there = push_forward(frame["z"], frame["G_z"], "normal", wide).pdf
    top = max(np.array(frame["p_data"])) / dx
    np.testing.assert_allclose(density_of(p_g.y), np.minimum(p_g_there, 2.9 * top), atol=2e-3 * top)
    np.testing.assert_allclose(density_of(p_data.y)[: x.size], np.array(frame["p_data"]) / dx, atol=2e-3 * top)
    np.testing.assert_allclose(D_of(D.y)[: x.size], frame["D"], atol=1e-3)
    heads = x_of([head.x[0] for head in figure.pick("fill", color=style.GREEN)])
    ends = np.interp(norm.ppf((np.arange(33) + 0.5) / 33), frame["z"], frame["G_z"])
    low, high = x_of(figure.one("clip").x)
    np.testing.assert_allclose(heads, ends[(ends >= low) & (ends <= high)], atol=5e-3)
    assert len(heads) == 33


def test_the_meters_show_V_C_and_both_gaps_over_time(page):
    marks = drawings(page, "round", "round", "round")
    frames = [trained(page, rounds=rounds) for rounds in range(4)]
    top, log_4 = (marks["train-V"].one("word", text=text) for text in ("−0.5", "−log 4"))
    V_of = np.poly1d(np.polyfit([top.y[0], log_4.y[0]], [-0.5, -math.log(4)], 1))
    gap_of = scale_of_logarithms(marks["train-gaps"])
    for canvas, name, look, value_of in (
        ("train-V", "V", dict(color=style.BLACK, width=2, dash=False), V_of),
        ("train-V", "C", dict(color=style.BLUE), V_of),
        ("train-gaps", "D_gap", dict(color=style.BLUE, dash=True), gap_of),
        ("train-gaps", "G_gap", dict(color=style.GREEN), gap_of),
    ):
        curve = marks[canvas].one("stroke", **look)
        np.testing.assert_allclose(value_of(curve.y), [frame[name] for frame in frames], rtol=0.02)
        apart = np.diff(curve.x)
        np.testing.assert_allclose(apart, apart.mean())


def scale_of_logarithms(marks):
    """A function from heights to the values on a logarithmic axis with a label at either end."""
    low, high = sorted(marks.pick("word"), key=lambda word: number(word.text))
    logarithms = [math.log10(number(word.text)) for word in (low, high)]
    line = np.polyfit([low.y[0], high.y[0]], logarithms, 1)
    return lambda y: 10 ** np.polyval(line, y)


# What is kept of a long run.

HISTORY = """
const { History } = __modules["training/history.js"], history = new History(arguments[0]);
let isLast = true;
for (let time = 0; time <= 12345; time++) {
  history.add({ time, V: -time, C: 0, D_gap: time, G_gap: 0 });
  isLast &&= history.last.time === time;
}
return [isLast, history.moments];
"""


@pytest.mark.parametrize("most", [99, 100])
def test_of_a_long_run_moments_at_even_distances_are_kept(page, most):
    is_last, moments = page.js(join_modules("training/history.js", WEB) + HISTORY, most)
    assert is_last
    times = [moment["time"] for moment in moments]
    assert most / 2 <= len(times) <= most and times[0] == 0 and times[-1] == 12345
    apart = [after - before for before, after in pairwise(times)]
    assert max(apart) <= 2 * min(apart[:-1]) and max(apart) <= 4 * 12345 / 100
    assert all(moment["V"] == -moment["time"] for moment in moments)


# The page.


def test_play_remains_in_sight_on_a_phone(page):
    page.restore(SMALL, "phone")
    tops = [page.box(selector)[1] for selector in ("#train-figure", "#train .play", "#train .presets")]
    assert tops == sorted(tops) and tops[1] < 844 - 44
    page.js("window.scrollTo(0, 1e6)")
    assert page.js("return document.querySelector('#train .play').getBoundingClientRect().top") >= 0
    run_to_the_end(page)
