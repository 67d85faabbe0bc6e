"""The formulas in JavaScript give the package's numbers, in Chromium, and a wrong formula is noticed."""

import base64
import shutil

import numpy as np
import pytest
from scipy.special import ndtri

from gan_theory import PAIRS, C, Density, GaussianMixture, V, V_from_logit, grid
from gan_theory.claims._shared.grid_search import best_logistic_D
from gan_theory.datasets.targets import TARGETS, as_target
from gan_theory.densities.grid import grid_for
from gan_theory.densities.noise import NOISES
from gan_theory.game.formulas import PAPER
from gan_theory.playground.assembly import WEB
from gan_theory.playground.javascript_modules import join_modules
from tests.support.javascript_formulas import COMPARE, RECEIVE, compared_pairs, compared_pushes
from tests.support.wrong_javascript_formulas import WRONG_FORMULAS

NAMES = ["V", "U", "DStar", "C", "kl", "jsd", "tv", "gradC", "pushForward"]
MATHS = """
import { pageData } from "./shell/page_data.js";
import { bestLogistic, clipD, deficit } from "./mathematics/discriminators.js";
import { mean, pdfMasses, pdfOf, quantileOf, std } from "./mathematics/densities.js";
import { VFromLogit } from "./mathematics/formulas.js";
import { grid, gridFor } from "./mathematics/grids.js";
import {
  mixtureCdf, mixtureMasses, mixturePdf, mixturePdfMasses, mixtureQuantile, mixtureSf,
} from "./mathematics/mixtures.js";
import { NOISES } from "./mathematics/noises.js";
import { pushForward } from "./mathematics/push_forward.js";
window.maths = {
  pageData, bestLogistic, clipD, deficit, mean, pdfMasses, pdfOf, quantileOf, std, VFromLogit, grid, gridFor,
  mixtureCdf, mixtureMasses, mixturePdf, mixturePdfMasses, mixtureQuantile, mixtureSf, NOISES, pushForward,
};
"""
"""A module that offers what the views use beside the formulas of the console."""

COMPARE_PLANTED = f"""
const given = arguments, own = window.ganTheory;
try {{
  {{ SCRIPT }}
  return (function () {{ {COMPARE} }})(...given);
}} finally {{
  window.ganTheory = own;
}}
"""

BACK = """
const m = window.maths, sent = values => btoa(String.fromCharCode(
  ...new Uint8Array(Float64Array.from(typeof values === "number" ? [values] : values).buffer)));
const result = (() => { BODY })();
return Object.fromEntries(Object.entries(result).map(([name, values]) => [name, sent(values)]));
"""


@pytest.fixture(scope="module")
def page(chromium, playground_file, tmp_path_factory):
    """The playground with all cases to compare, and with what its views use beside the formulas."""
    root = tmp_path_factory.mktemp("maths") / "web"
    shutil.copytree(WEB, root)
    (root / "maths.js").write_text(MATHS, encoding="utf-8")
    chromium.get(playground_file.as_uri())
    assert chromium.execute_script(RECEIVE, list(compared_pairs()), list(compared_pushes())) == 500
    chromium.execute_script(join_modules("maths.js", root))
    return chromium


def numbers(page, body, *arguments):
    """What a function body returns, an object of numbers and arrays of them, exact, with inf and nan."""
    found = page.execute_script(BACK.replace("BODY", body), *arguments)
    return {name: np.frombuffer(base64.b64decode(text), "<f8") for name, text in found.items()}


def test_the_formulas_give_the_package_s_numbers_on_500_pairs(page):
    worst = page.execute_script(COMPARE, NAMES)
    assert sorted(worst) == sorted(NAMES)
    assert {name: found for name, found in worst.items() if not found[0] <= 1} == {}


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A function that joins the modules for the console, with a text in one of them replaced."""
    root = tmp_path_factory.mktemp("planted") / "web"
    shutil.copytree(WEB, root)

    def join(module, old, new):
        path = root / "mathematics" / f"{module}.js"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        (root / "console.js").write_text(
            'import { offerToConsole } from "./shell/console.js";\nofferToConsole();', encoding="utf-8"
        )
        script = join_modules("console.js", root)
        path.write_text(text, encoding="utf-8")
        return script

    return join


@pytest.mark.parametrize(
    ("name", "mistake"), [(name, mistake) for name, mistakes in WRONG_FORMULAS.items() for mistake in mistakes]
)
def test_a_wrong_formula_is_noticed(page, planted, name, mistake):
    script = planted(*WRONG_FORMULAS[name][mistake])
    ratio, _ = page.execute_script(COMPARE_PLANTED.replace("SCRIPT", script), [name])[name]
    assert ratio > 1


def test_formulas_in_which_nothing_is_planted_are_right(page, planted):
    script = planted("formulas", "return V(D, p_data, p_g);", "return V(D, p_data, p_g);")
    worst = page.execute_script(COMPARE_PLANTED.replace("SCRIPT", script), NAMES)
    assert {name: found for name, found in worst.items() if not found[0] <= 1} == {}


ERRORS = {  # a call, and its message
    "V(0.5, [0.5, 0.6], [0.5, 0.5])": "expected p_data that sum to 1 within 1e-9; got a sum of 1.1",
    "V(0.5, [1.5, -0.5], [0.5, 0.5])": "expected p_data that are non-negative; got -0.5 in cell 1",
    "V(0.5, [NaN, 0.5], [0.5, 0.5])": "expected p_data that are non-negative; got NaN in cell 0",
    "V(0.5, [0.5, , 0.5], [0.5, 0.5])": "expected p_data of real numbers; got undefined",
    "V(0.5, 1, [0.5, 0.5])": "expected p_data, an array of numbers; got number",
    "V(0.5, [], [0.5, 0.5])": "expected p_data, at least one number; got none",
    "V(0.5, [0.5, 0.5], [1])": "expected p_data and p_g with equally many cells; got 2 and 1",
    "V(1.5, [0.5, 0.5], [0.5, 0.5])": "expected D in [0, 1]; got 1.5 in cell 0",
    "V([0.5, -1e-9], [0.5, 0.5], [0.5, 0.5])": "expected D in [0, 1]; got -1e-9 in cell 1",
    "V([0.5, NaN], [0.5, 0.5], [0.5, 0.5])": "expected D without nan; got nan in cell 1",
    "V([0.5], [0.5, 0.5], [0.5, 0.5])": "expected D, a number or 2 of them; got 1",
    "U([0.5, 0.5], 0.5, null)": "expected p_data, an array of numbers; got null",
    'kl(["a", 1], [0.5, 0.5])': "expected p of real numbers; got string",
    "jsd([0.5, 0.5], [2, -1])": "expected q that are non-negative; got -1 in cell 1",
    'pushForward([0, 1], [0, 1], "t", [0, 1])': "expected the name of a noise; got t (known: normal, uniform)",
    'pushForward([0, 1], [0, 1], "constructor", [0, 1])': (
        "expected the name of a noise; got constructor (known: normal, uniform)"
    ),
    'pushForward([0, 0], [0, 1], "normal", [0, 1])': "expected nodes z that increase; got some that do not",
    'pushForward([0], [0], "normal", [0, 1])': "expected z and G_z of one length, at least 2; got 1 and 1",
    'pushForward([0, 1], [0, Infinity], "normal", [0, 1])': (
        "expected finite values of G at finite distances; got Infinity"
    ),
    'pushForward([0, 1], [-1.7e308, 1.7e308], "normal", [0, 1])': (
        "expected finite values of G at finite distances; got 1.7e+308"
    ),
    'pushForward([NaN, 1], [0, 1], "normal", [0, 1])': "expected finite nodes z at finite distances; got NaN",
    'pushForward([0, 1], [0, 1], "normal", [0, 1, 3])': "expected an even, increasing grid x; got steps from 1 to 2",
    'pushForward([0, 1], [0, 1], "normal", [0])': "expected a grid x of at least 2 cell centres; got 1",
}


def test_bad_input_is_an_error_that_says_what_was_expected(page):
    script = """return arguments[0].map(call => {
      try { return String(new Function("formulas", `return formulas.${call}`)(window.ganTheory)); }
      catch (error) { return error instanceof RangeError ? error.message : String(error); }
    });"""
    assert dict(zip(ERRORS, page.execute_script(script, list(ERRORS)))) == ERRORS


def test_results_are_numbers_and_plain_arrays_also_of_typed_arrays(page):
    script = """
    const { V, DStar, gradC, pushForward } = window.ganTheory, p = Float64Array.of(0.5, 0.5, 0), q = [0.5, 0, 0.5];
    return [V(0.5, p, q), DStar(p, q), gradC(q, q), pushForward([-1, 1], [-1, 1], "Uniform", Float64Array.of(-1, 1))]
      .map(value => [Array.isArray(value), value]);"""
    assert page.execute_script(script) == [
        [False, pytest.approx(-np.log(4))],
        [True, [0.5, 1, 0]],
        [True, [pytest.approx(-np.log(2)), 0, pytest.approx(-np.log(2))]],
        [True, [0.5, 0.5]],
    ]


# What the views use beside the formulas of the console.


def test_the_data_of_the_page_are_the_package_s(page):
    found = numbers(
        page,
        """return Object.fromEntries([
          ...m.pageData.targets.flatMap(t =>
            [["x", t.x], ["p_data", t.p_data], ["numbers", [t.centre, t.scale]]]
              .map(([name, values]) => [`target ${t.name} ${name}`, values])),
          ...m.pageData.pairs.flatMap(pair =>
            [["x", pair.x], ["p_data", pair.p_data.p], ["p_g", pair.p_g.p]]
              .map(([name, values]) => [`pair ${pair.name} ${name}`, values])),
        ]);""",
    )
    for name in TARGETS:
        target = as_target(name)
        np.testing.assert_array_equal(found[f"target {name} x"], target.p_data.x)
        rounding = 2e-16 if isinstance(TARGETS[name](), GaussianMixture) else 0  # of the cdf from the parameters
        np.testing.assert_allclose(found[f"target {name} p_data"], target.p_data.p, rtol=1e4 * rounding, atol=rounding)
        assert list(found[f"target {name} numbers"]) == [target.centre, target.scale]
    for name, case in PAIRS.items():
        np.testing.assert_array_equal(found[f"pair {name} x"], case.x())
        for density, masses in zip(("p_data", "p_g"), case.masses()):
            np.testing.assert_allclose(found[f"pair {name} {density}"], masses, rtol=1e-12, atol=1e-300)
    ranges = page.execute_script("return Object.entries(window.maths.pageData.recipe.ranges).map(([n, r]) => n + r)")
    assert "lr_D0,Infinity,()" in ranges and "beta_10,1,[)" in ranges


MIXTURES = [
    GaussianMixture((0.0,), (1.0,)),
    GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5)),
    GaussianMixture((-3.0, 0.0, 2.5), (0.5, 1e-3, 4.0), (0.5, 0.2, 0.3)),
    GaussianMixture((1e6,), (1e-3,)),
]


@pytest.mark.parametrize("mixture", MIXTURES, ids=str)
def test_mixtures_are_those_of_the_package(page, mixture):
    x = grid_for(mixture)
    found = numbers(
        page,
        """const [mixture, x, u] = arguments, masses = m.mixtureMasses(mixture, x);
        return { x: m.gridFor(each => m.mixtureQuantile(mixture, each)), p: masses.p, outside: masses.outside,
          pdf: x.map(each => m.mixturePdf(mixture, each)), ofPdf: m.mixturePdfMasses(mixture, x),
          cdf: x.map(each => m.mixtureCdf(mixture, each)), sf: x.map(each => m.mixtureSf(mixture, each)),
          u: u.map(each => m.mixtureCdf(mixture, m.mixtureQuantile(mixture, each))) };""",
        vars(mixture),
        x.tolist(),
        [1e-9, 1e-5, 0.3, 0.5, 0.7, 1 - 1e-5],
    )
    exact = Density.from_scipy(mixture, x)
    rounding = 1e-12 + 1e-15 * np.abs(x).max() / min(mixture.stds)  # of x − mean
    np.testing.assert_allclose(found["x"], x, atol=2e-9 * np.ptp(x))  # to which the package finds quantiles
    np.testing.assert_allclose(found["p"], exact.p, rtol=rounding, atol=1e-18)
    np.testing.assert_allclose(found["outside"], exact.outside, rtol=rounding)
    np.testing.assert_allclose(found["pdf"], mixture.pdf(x), rtol=rounding)
    np.testing.assert_allclose(found["ofPdf"], Density.from_pdf(mixture.pdf, x).p, rtol=rounding)
    np.testing.assert_allclose(found["cdf"], mixture.cdf(x), rtol=rounding)
    np.testing.assert_allclose(found["sf"], mixture.sf(x), rtol=rounding)
    np.testing.assert_allclose(found["u"], [1e-9, 1e-5, 0.3, 0.5, 0.7, 1 - 1e-5], rtol=rounding)


def test_the_noise_is_that_of_the_package_to_all_digits_in_both_tails(page):
    ends = np.linspace(-37, 37, 149)
    u = [1e-300, 1e-20, 1e-5, 0.02, 0.5, 0.7, 1 - 1e-12]
    for name, noise in NOISES.items():
        found = numbers(
            page,
            """const [noise, ends, u] = [m.NOISES[arguments[0]], arguments[1], arguments[2]];
            return { mass: ends.slice(1).map((b, i) => noise.mass(ends[i], b)), pdf: ends.map(noise.pdf),
              whole: noise.mass(...noise.support), nodes: noise.nodes(13), quantile: u.map(noise.quantile) };""",
            name,
            ends.tolist(),
            u,
        )
        np.testing.assert_allclose(found["mass"], noise.mass(ends[:-1], ends[1:]), rtol=3e-13, atol=1e-320)
        np.testing.assert_allclose(found["pdf"], noise.pdf(ends), rtol=1e-13)
        np.testing.assert_array_equal(found["nodes"], noise.nodes(13))
        assert found["whole"] == 1
        quantiles = ndtri(u) if name == "normal" else 2 * np.array(u) - 1
        np.testing.assert_allclose(found["quantile"], quantiles, rtol=1e-13, atol=2e-16)


def test_the_outside_of_a_push_forward_is_that_of_the_package(page):
    script = """return { outside: [[-2, 2], [1, 1], [-1, -1], [1.5, 1.5]].map(G =>
      m.pushForward([-1, 1], G, "uniform", m.grid(-1, 1, 4)).outside) };"""
    np.testing.assert_allclose(numbers(page, script)["outside"], [0.5, 0, 0, 1])


def best_logistic(page, name):
    return numbers(
        page,
        """const { p_data, p_g, x } = m.pageData.pairs.find(pair => pair.name === arguments[0]);
        const { a, b, D, V } = m.bestLogistic(p_data.p, p_g.p, x);
        return { a, b, D, V, lost: m.deficit(D, p_data.p, p_g.p), half: m.deficit(0.5, p_data.p, p_g.p) };""",
        name,
    )


@pytest.mark.parametrize("name", ["near", "shifted", "underflowing", "two-modes-one-found", "old-faithful", "spike"])
def test_the_best_logistic_D_is_the_maximum(page, name):
    """V is concave in a and b, so that a point where both derivatives are 0 is the maximum."""
    (p, q), x, found = PAIRS[name].masses(), PAIRS[name].x(), best_logistic(page, name)
    D = 1 / (1 + np.exp(-found["a"] - found["b"] * x))
    np.testing.assert_allclose(found["D"], D, atol=1e-12)
    slopes = p * (1 - D) - q * D
    np.testing.assert_allclose([slopes.sum(), slopes @ x], 0, atol=1e-8)
    np.testing.assert_allclose(found["V"], V(found["D"], p, q), rtol=0, atol=1e-12)
    assert found["V"] >= best_logistic_D(PAPER.V, p, q, x)[1].sum() - 1e-12
    for lost, at in (("lost", found["D"]), ("half", 0.5)):
        assert found[lost].min() >= 0
        np.testing.assert_allclose(found[lost].sum(), C(p, q) - V(at, p, q), atol=1e-12)


@pytest.mark.parametrize("name", ["near", "shifted", "spike", "two-modes-one-found", "two-modes-covered"])
def test_the_best_logistic_D_is_that_of_the_package(page, name):
    (p, q), x, found = PAIRS[name].masses(), PAIRS[name].x(), best_logistic(page, name)
    D, values = best_logistic_D(PAPER.V, p, q, x)
    np.testing.assert_allclose(found["V"], values.sum(), rtol=0, atol=1e-12)
    np.testing.assert_allclose(found["D"], D, atol=1e-6)


def test_a_logistic_D_that_separates_the_supports_reaches_V_of_0(page):
    found = best_logistic(page, "disjoint-supports")
    assert -1e-14 < found["V"] <= 0
    assert np.isfinite([*found["a"], *found["b"]]).all()
    assert V(found["D"], *PAIRS["disjoint-supports"].masses()) > -1e-14


def test_the_deficit_is_finite_where_D_is_not_0_or_1(page):
    p, q, D = [1e-3, 0.999, 0], [0.5, 0.5, 0], [5e-324, 1 - 2.0**-53, 0]
    found = numbers(page, "return { lost: m.deficit(arguments[2], arguments[0], arguments[1]) };", p, q, D)["lost"]
    np.testing.assert_allclose(found.sum(), C(p, q) - V(D, p, q), rtol=1e-12)
    assert found[2] == 0


def test_V_from_the_logit_stays_finite_where_D_star_rounds_to_1(page):
    p, q = [1.0, 0.0], [1e-30, 1.0]
    body = "const [p, q, l] = arguments; return { V: m.VFromLogit(l, p, q), clipped: m.clipD([0, 0.5, 1]) };"
    found = numbers(page, body, p, q, [69.0, -700.0])
    np.testing.assert_allclose(found["V"], V_from_logit([69.0, -700.0], p, q), rtol=1e-12)
    assert list(found["clipped"]) == [5e-324, 0.5, 1 - 2.0**-53]


def test_moments_and_quantiles_are_those_of_a_density(page):
    u = np.array([0.0, 1e-12, 0.2, 0.5, 0.7, 1.0])
    for name in ("uniform", "old-faithful", "skewed"):
        p_data = as_target(name).p_data
        found = numbers(
            page,
            """const [name, u] = arguments, { x, p_data: p } = m.pageData.targets.find(t => t.name === name);
            return { moments: [m.mean(p, x), m.std(p, x)], pdf: m.pdfOf(p, x), u: u.map(m.quantileOf(p, x)) };""",
            name,
            u.tolist(),
        )
        np.testing.assert_allclose(found["moments"], [p_data.mean(), p_data.std()], rtol=1e-13, atol=1e-13)
        np.testing.assert_allclose(found["pdf"], p_data.pdf, rtol=1e-15)
        np.testing.assert_allclose(found["u"][1:-1], p_data.ppf(u)[1:-1], rtol=1e-9)


def test_grids_are_those_of_the_package(page):
    found = numbers(page, "return { a: m.grid(-1.5, 8.5), b: m.grid(0.1, 0.7, 37), p: m.pdfMasses([1, 0, 3]) };")
    np.testing.assert_array_equal(found["a"], grid(-1.5, 8.5))
    np.testing.assert_array_equal(found["b"], grid(0.1, 0.7, 37))
    assert list(found["p"]) == [0.25, 0, 0.75]
