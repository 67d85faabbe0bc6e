"""Data of one's own: G is judged by what it has not seen; a G that only copies is caught, and a good one is not."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from gan_theory import Density, GaussianMixture, push_forward
from gan_theory.cli.main import main
from gan_theory.datasets.splits import train_validation_test_split
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward_pdf
from gan_theory.evaluation.held_out import SIGNIFICANCE, evaluate, nearest, pdf
from gan_theory.training.frame import Frame, Generator

NODES = 4097


def frame_of(G, noise, p_data):
    """A Frame of the function G; its D is a coin."""
    z = NOISES[noise].nodes(NODES)
    p_g = push_forward(z, G(z), noise, p_data.x)
    generator = Generator(lambda theta, z: G(z), np.zeros(0), noise, 0.0, 1.0)
    return Frame(0, noise, z, G(z), p_data, p_g, np.zeros(p_data.n), 0.0, 0.0, 0.0, generator)


def copier(points):
    """A table that has each of the points, and nothing else, for z ~ U(−1, 1)."""
    return lambda z: points[np.clip((z + 1) / 2 * points.size, 0, points.size - 1).astype(int)]


GS = {
    "a line": ("normal", lambda z: 3 - 2 * z, stats.norm(3, 2)),
    "a fold": ("normal", lambda z: z * z, stats.chi2(1)),
    "an exponential": ("normal", np.exp, stats.lognorm(1)),
    "a table's slopes": ("uniform", lambda z: np.where(z < 0, z, 3 * z), None),
}


@pytest.mark.parametrize("name", GS)
def test_the_density_of_g_is_that_of_its_law_at_any_x(name):
    noise, G, law = GS[name]
    z, x = NOISES[noise].nodes(NODES), np.array([0.3, 1.7, 1.2, 2.9, 0.7])
    got = push_forward_pdf(z, G(z), noise, x)
    np.testing.assert_allclose(got, np.full(5, 1 / 6) if law is None else law.pdf(x), rtol=5e-3)


def test_the_density_of_g_is_0_where_it_does_not_reach_and_infinite_at_an_atom():
    z = np.linspace(-1, 1, 5)
    got = push_forward_pdf(z, np.array([0.0, 1.0, 1.0, 2.0, 4.0]), "uniform", np.array([-0.1, 0.5, 1.0, 3.0, 4.1]))
    assert got.tolist() == [0.0, 0.25, np.inf, 0.125, 0.0]


def test_the_density_of_g_integrates_to_the_masses_of_its_cells():
    z = np.linspace(-6, 6, 400)
    G_z = np.sin(2 * z) + z
    density = push_forward(z, G_z, "normal", np.linspace(-3, 3, 61))
    fine = density.edges[0] + density.dx * (np.arange(61 * 4000) + 0.5) / 4000
    means = push_forward_pdf(z, G_z, "normal", fine).reshape(61, 4000).mean(axis=1)
    np.testing.assert_allclose(means[1:-1], density.pdf[1:-1], rtol=5e-3)


def test_an_atom_counts_as_even_over_its_cell():
    p_data = Density.from_scipy(stats.norm())
    frame = frame_of(lambda z: 0.5 + 0 * z, "normal", p_data)
    assert pdf(frame, np.array([0.5])) == pytest.approx(1 / p_data.dx)
    assert pdf(frame, np.array([0.6])) == 0


def test_nearness_is_the_mass_to_the_nearest_that_was_seen():
    p_data, seen = Density.from_scipy(stats.norm()), np.array([2.0, -1.0, 0.0, 2.0])
    x = np.array([-1.5, -0.9, 0.0, 0.4, 1.9, 3.0])
    place, mass = nearest(p_data, seen, x)
    assert place.tolist() == [0, 0, 1, 1, 2, 2]
    expected = abs(stats.norm.cdf(x) - stats.norm.cdf(np.array([-1.0, 0.0, 2.0])[place]))
    np.testing.assert_allclose(mass, expected, atol=1e-4)


LAW = GaussianMixture((-2.0, 2.0), (0.5, 1.0), (0.4, 0.6))
Z = np.linspace(-6, 6, NODES)
QUANTILES = np.array([LAW.ppf(u) for u in stats.norm.cdf(np.clip(Z, -5, 5))])


def judged(seed, m=500, G=None, noise="normal", points=None):
    split = train_validation_test_split(LAW.rvs(m, seed), seed)
    p_data = split.target("data").p_data
    seen = split.train if points is None else split.train[:points]
    G = copier(seen) if G == "copies" else lambda z: np.interp(z, Z, QUANTILES)
    return evaluate(frame_of(G, noise, p_data), split, seen, seed)


def test_the_log_likelihood_is_that_of_the_law_at_the_test_data():
    samples = LAW.rvs(500, 0)
    test = train_validation_test_split(samples, 0).test
    found = judged(0)
    expected = LAW.logpdf(test)
    assert found.log_p_g.mean == pytest.approx(expected.mean(), abs=0.01)
    assert found.log_p_g.error == pytest.approx(expected.std(ddof=1) / 10, rel=0.05)
    assert (found.n, found.unmade) == (100, 0)
    assert found.lack.mean == pytest.approx(found.log_p_data.mean - found.log_p_g.mean, abs=1e-12)
    assert abs(found.parzen.mean - expected.mean()) < 3 * found.parzen.error


def test_the_law_itself_is_said_to_be_learnt_by_heart_as_rarely_as_stated():
    """And the two-sample test rejects it as rarely: 40 seeds, five standard deviations."""
    found = [judged(seed, 200) for seed in range(40)]
    most = lambda alpha: 40 * alpha + 5 * np.sqrt(40 * alpha * (1 - alpha))  # noqa: E731
    assert sum(each.memorised for each in found) <= most(SIGNIFICANCE)
    assert sum(each.ks.p <= 0.05 for each in found) <= most(0.05)
    assert np.mean([each.nearer.value for each in found]) == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("points", [10, 20, None], ids=["10 points", "20 points", "all of them"])
def test_a_g_that_copies_what_it_saw_is_caught(points):
    for seed in range(10):
        found = judged(seed, 200, "copies", "uniform", points)
        assert found.memorised
        assert found.nearer.value > 0.9
        assert found.places == pytest.approx(points or 120, rel=0.1)
        assert found.lack.mean > 5 * found.lack.error
        assert found.seen_more.mean > 5 * found.seen_more.error


def test_a_g_that_has_collapsed_is_not_said_to_have_learnt_by_heart():
    split = train_validation_test_split(LAW.rvs(500, 0))
    for place in split.train[:5]:
        found = evaluate(frame_of(lambda z, x=place: x + 0 * z, "normal", split.target("data").p_data), split)
        assert (found.places, found.memorised) == (1, False)
        assert found.nearer.value == 1


def test_copies_of_unseen_data_are_no_sign_of_learning_by_heart():
    """Half of the data have one value, which is no step: unseen data are copies too, of what both have seen."""
    half = lambda rng: np.where(rng.random(400) < 0.5, 0.0, rng.normal(3, 1, 400))  # noqa: E731
    for seed in range(5):
        rng = np.random.default_rng(seed)
        split, others = train_validation_test_split(half(rng), seed), half(rng)
        assert split.rounding_step == 0 < split.bandwidth
        assert not evaluate(frame_of(copier(others), "uniform", split.target("data").p_data), split).memorised


def test_an_outlier_that_leaves_parzen_windows_without_a_best_width_is_told():
    split = train_validation_test_split(LAW.rvs(300, 0))
    far = replace(split, validation=np.append(split.validation, 1e13))
    found = evaluate(frame_of(lambda z: np.interp(z, Z, QUANTILES), "normal", split.target("data").p_data), far)
    assert found.parzen is None
    assert (
        "\nParzen    none: expected validation points with a best sigma; got wider ones ever better\n"
        in found.in_words()
    )
    assert found.log_p_g == judged(0, 300).log_p_g


def test_the_judgement_follows_the_unit():
    split = train_validation_test_split(LAW.rvs(300, 0))
    far = train_validation_test_split(1e150 * LAW.rvs(300, 0))
    one, other = (
        evaluate(
            frame_of(lambda z, unit=unit: unit * np.interp(z, Z, QUANTILES), "normal", each.target("").p_data), each
        )
        for unit, each in ((1.0, split), (1e150, far))
    )
    assert other.log_p_g.mean == pytest.approx(one.log_p_g.mean - np.log(1e150), abs=1e-6)
    assert other.ks == one.ks
    assert other.lack.mean == pytest.approx(one.lack.mean, abs=1e-6)


def test_nothing_is_judged_without_test_data():
    split = train_validation_test_split(np.arange(10.0) ** 1.5)
    with pytest.raises(ValueError, match="expected a number of test data, an integer >= 2; got 0"):
        evaluate(frame_of(np.exp, "normal", split.target("data").p_data), split)


RNG = np.random.default_rng(0)
NORMAL = RNG.normal(size=200)
OWN = {
    "outliers": (np.append(NORMAL, [1e3, 1.001e3, 0.999e3, 1e6]), r"note      \d\.\d% of p_data lies beyond the grid"),
    "whole numbers": (RNG.integers(0, 10, 200), "note      the samples are rounded to 1, and spread evenly over it"),
    "rounded to a half": (np.rint(6 * NORMAL) / 2, "note      the samples are rounded to 0.5, and spread"),
    "two values": (RNG.integers(0, 2, 200), "note      the samples are rounded to 1, and spread evenly over it"),
    "ten points": (NORMAL[:10], "held out  none, of so few distinct samples: what G is worth on data that it has not"),
    "forty points": (NORMAL[:40], "held out  13 samples that judge G\n"),
    "a gap": (np.append(NORMAL, 100 + NORMAL), "held out  80 samples that chose the smoothing, and 80 samples that"),
    "three clusters": (np.append(NORMAL, [10 + NORMAL, 50 + 0.3 * NORMAL]), "held out  120 samples that chose the"),
    "heavy tails": (
        RNG.standard_cauchy(1000),
        "note      .*% of p_data lies beyond the grid, .* and counts to its ends",
    ),
    "all positive": (RNG.lognormal(size=300), "held out  60 samples that chose the smoothing, and 60 samples that"),
    "many": (RNG.normal(size=20_000), "held out  2,000 samples that chose the smoothing, and 2,000 samples that"),
}


def run(tmp_path, samples, *options):
    (tmp_path / "data.csv").write_text("x\n" + "\n".join(map(repr, np.asarray(samples).tolist())))
    out = tmp_path / "run.json"
    arguments = ["train", "--data", str(tmp_path / "data.csv"), "--no-animation", "--out", str(out), *options]
    assert main(arguments) == 0
    return json.loads(out.read_text(), parse_constant=pytest.fail)


@pytest.mark.parametrize("name", OWN)
def test_any_data_are_trained_on_and_judged(name, tmp_path, capsys):
    samples, line = OWN[name]
    document = run(tmp_path, samples, "--steps", "20")
    out = capsys.readouterr().out
    assert re.search(line, out), out
    held_out = document["held_out"]
    assert held_out["train"] + held_out["validation"] + held_out["test"] == len(samples)
    assert 0 < document["bandwidth"] < np.ptp(samples)
    found = held_out["judgement"]
    assert (found is None) == (name == "ten points")
    if found is not None:
        assert f"log p_g   {found['log_p_g']['mean']:.3f}".replace("-", "−") in out
        assert f"KS        {found['ks']['value']:.3f} between 10,000 samples of G and the {found['n']:,}, p" in out
        assert f"by heart  {'yes' if found['memorised'] else 'no'}: " in out
        assert found["n"] == held_out["test"]
        assert abs(found["log_p_data"]["mean"]) < 20


def test_a_gan_that_learns_twenty_points_by_heart_is_told_from_one_that_learns_their_law(tmp_path, capsys):
    samples = LAW.rvs(400, 1)
    found = [run(tmp_path, samples, "--steps", "1500", *more)["held_out"] for more in ((), ("--points", "20"))]
    good, heart = (each["judgement"] for each in found)
    assert not good["memorised"] and heart["memorised"]
    assert abs(good["lack"]["mean"]) < 0.2 < 1 < heart["lack"]["mean"]
    assert heart["ks"]["p"] < 0.05
    assert "D sees 20 points" in capsys.readouterr().out


def test_a_named_target_is_all_of_its_samples(tmp_path):
    arguments = ["train", "--target", "old-faithful", "--steps", "1", "--no-animation"]
    assert main([*arguments, "--out", str(tmp_path / "run.json")]) == 0
    assert json.loads((tmp_path / "run.json").read_text())["held_out"] is None
