"""The page's data are the package's numbers, exactly, in types of JSON."""

import base64
import json
from dataclasses import fields, replace

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, RECIPES, Density, GaussianMixture, Recipe, grid
from gan_theory.datasets.targets import TARGETS, as_target
from gan_theory.playground.assembly import json_for_script
from gan_theory.playground.page_data import LESSONS, PRESETS, encoded, encoded_grid, page_data
from gan_theory.playground.wide_targets import WIDE_GRIDS, wide_target
from gan_theory.training.recipe import COUNTS, RANGES
from tests.test_architecture import ROOT


@pytest.fixture(scope="module")
def data():
    return json.loads(json_for_script(page_data()))


def decoded(given):
    if isinstance(given, str):
        return np.frombuffer(base64.b64decode(given), "<f8")
    return np.concatenate([np.full(count, value) for count, value in given])


def decoded_grid(given):
    return grid(*given) if isinstance(given[0], float) else decoded(given)


def mixture(given):
    return GaussianMixture(**{name: tuple(values) for name, values in given.items()})


def test_the_data_are_small(data):
    assert len(json_for_script(data)) < 120_000


def test_the_targets_have_the_package_s_numbers_to_the_last_digit(data):
    targets = {target["name"]: target for target in data["targets"]}
    assert [name for name, target in targets.items() if target["named"]] == list(TARGETS)
    for name, found in targets.items():
        target = as_target(name if found["named"] else RECIPES[name].target)
        np.testing.assert_array_equal(decoded_grid(found["x"]), target.p_data.x)
        by_parameters = "mixture" in found["p_data"]
        masses = (
            Density.from_scipy(mixture(found["p_data"]["mixture"])).p if by_parameters else decoded(found["p_data"])
        )
        np.testing.assert_array_equal(masses, target.p_data.p)
        assert (found["centre"], found["scale"]) == (target.centre, target.scale)
    with_mixture = [name for name, target in targets.items() if "mixture" in target["p_data"]]
    assert with_mixture == ["gaussian", "wide-gaussian", "two-modes", "three-modes", "narrow-beside-wide", "two-spikes"]


def test_the_wide_targets_have_the_package_s_numbers_to_the_last_digit(data):
    assert [found["name"] for found in data["wide_targets"]] == list(WIDE_GRIDS)
    for found in data["wide_targets"]:
        p_data, x = wide_target(found["name"]), grid(*found["x"])
        np.testing.assert_array_equal(x, p_data.x)
        by_parameters = "mixture" in found["p_data"]
        masses = (
            Density.from_scipy(mixture(found["p_data"]["mixture"]), x).p if by_parameters else decoded(found["p_data"])
        )
        np.testing.assert_array_equal(masses, p_data.p)


def test_the_pairs_are_the_named_ones(data):
    assert [pair["name"] for pair in data["pairs"]] == list(PAIRS)
    for pair in data["pairs"]:
        case = PAIRS[pair["name"]]
        x = decoded_grid(pair["x"])
        np.testing.assert_array_equal(x, case.x())
        for name, masses in zip(("p_data", "p_g"), case.masses()):
            if "mixture" in pair[name]:
                found = Density.from_pdf(mixture(pair[name]["mixture"]).pdf, x).p
            else:
                found = decoded(pair[name])
            np.testing.assert_array_equal(found, masses)
        assert ("mixture" in pair["p_data"] and "mixture" in pair["p_g"]) == (case.mixtures is not None)


def test_the_recipe_s_fields_have_their_defaults_and_ranges(data):
    recipe = data["recipe"]
    assert recipe["defaults"] == {field.name: getattr(Recipe(), field.name) for field in fields(Recipe)}
    assert recipe["counts"] == {name: list(limits) for name, limits in COUNTS.items()}
    for name, (low, high, brackets) in recipe["ranges"].items():
        assert (low, np.inf if high is None else high, brackets) == RANGES[name]
    assert recipe["noises"] == ["normal", "uniform"]
    assert recipe["losses"] == {"non-saturating": "−log D(G(z))", "saturating": "log(1 − D(G(z)))"}


def test_the_presets_are_named_recipes_of_which_each_has_a_claim(data):
    targets = {target["name"] for target in data["targets"]}
    assert [preset["name"] for preset in data["presets"]] == list(PRESETS)
    for preset in data["presets"]:
        named = RECIPES[preset["name"]]
        assert replace(Recipe(), **preset["recipe"]) == named.recipe
        assert preset["target"] in targets
        assert preset["target"] == (named.target if isinstance(named.target, str) else named.name)
        assert data["claims"][preset["claim"]]["name"] in CLAIMS
        assert preset["claim"] == named.claim_id


def test_links_lead_to_files_of_the_repository_or_to_pages_of_the_site(data):
    start = "https://github.com/gan-theory/gan-theory/blob/main/"
    links = [*data["claims"].values(), *data["lessons"].values()]
    for link in links:
        assert link["href"].startswith(start)
        assert (ROOT / link["href"].removeprefix(start)).is_file()
    assert set(data["claims"]) == {claim.claim_id for claim in CLAIMS.values()}
    assert all(str(claim["lesson"]) in data["lessons"] for claim in data["claims"].values())
    site = page_data(on_site=True)
    assert {link["href"] for link in site["claims"].values()} == {f"claim_pages/{name}.html" for name in CLAIMS}
    stems = [path.stem for path in sorted((ROOT / "lessons").glob("[0-9]*.py"))]
    assert [link["href"] for link in site["lessons"].values()] == [f"lessons/{stem}.html" for stem in stems]
    assert [stem for stem, _ in LESSONS.values()] == stems


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (np.zeros(500), list),
        (np.repeat([0.1, -0.0, 5e-324, 1e308], 20), list),
        (np.random.default_rng(0).normal(size=50), str),
        (np.array([1 / 3, np.nextafter(1, 2)]), None),
    ],
)
def test_arrays_are_encoded_exactly(values, kind):
    code = json.loads(json.dumps(encoded(values)))
    np.testing.assert_array_equal(decoded(code), values)
    np.testing.assert_array_equal(np.signbit(decoded(code)), np.signbit(values))
    assert kind is None or isinstance(code, kind)


@pytest.mark.parametrize("limits", [(0.1, 0.7, 33), (-1e6, -999_999.0, 512), (1e-5, 3e5, 480), (-1 / 3, 1 / 7, 100)])
def test_grids_are_encoded_by_their_ends_or_as_arrays(limits):
    x = grid(*limits)
    np.testing.assert_array_equal(decoded_grid(encoded_grid(x)), x)
    uneven = x + np.spacing(x) * np.random.default_rng(0).integers(0, 2, x.size)
    assert isinstance(encoded_grid(uneven), str)
    np.testing.assert_array_equal(decoded_grid(encoded_grid(uneven)), uneven)
