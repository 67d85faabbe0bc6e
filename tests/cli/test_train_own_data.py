"""Train on data of one's own: any data train and are evaluated, and memorising is reported."""

import json
import re

import numpy as np
import pytest

from gan_theory import GaussianMixture
from gan_theory.cli.main import main

TWO_MODES = GaussianMixture((-2.0, 2.0), (0.5, 1.0), (0.4, 0.6))
RNG = np.random.default_rng(0)
NORMAL = RNG.normal(size=200)
OWN = {
    "outliers": (np.append(NORMAL, [1e3, 1.001e3, 0.999e3, 1e6]), r"note      \d\.\d% of p_data lies beyond the grid"),
    "whole numbers": (RNG.integers(0, 10, 200), "note      the samples are rounded to 1, and spread evenly over it"),
    "rounded to a half": (np.rint(6 * NORMAL) / 2, "note      the samples are rounded to 0.5, and spread"),
    "two values": (RNG.integers(0, 2, 200), "note      the samples are rounded to 1, and spread evenly over it"),
    "ten points": (NORMAL[:10], "held out  none: too few distinct samples"),
    "forty points": (NORMAL[:40], "held out  13 test samples\n"),
    "a gap": (np.append(NORMAL, 100 + NORMAL), "held out  80 validation samples, and 80 test samples"),
    "three clusters": (np.append(NORMAL, [10 + NORMAL, 50 + 0.3 * NORMAL]), "held out  120 validation samples"),
    "heavy tails": (
        RNG.standard_cauchy(1000),
        "note      .*% of p_data lies beyond the grid, .* and counts to its ends",
    ),
    "all positive": (RNG.lognormal(size=300), "held out  60 validation samples, and 60 test samples"),
    "many": (RNG.normal(size=20_000), "held out  2,000 validation samples, and 2,000 test samples"),
}


def train_on(tmp_path, samples, *options):
    (tmp_path / "data.csv").write_text("x\n" + "\n".join(map(repr, np.asarray(samples).tolist())))
    out = tmp_path / "run.json"
    arguments = ["train", "--data", str(tmp_path / "data.csv"), "--no-animation", "--out", str(out), *options]
    assert main(arguments) == 0
    return json.loads(out.read_text(), parse_constant=pytest.fail)


@pytest.mark.parametrize("name", OWN)
def test_any_data_are_trained_on_and_evaluated(name, tmp_path, capsys):
    samples, line = OWN[name]
    document = train_on(tmp_path, samples, "--steps", "20")
    out = capsys.readouterr().out
    assert re.search(line, out), out
    held_out = document["held_out"]
    assert held_out["train"] + held_out["validation"] + held_out["test"] == len(samples)
    assert 0 < document["bandwidth"] < np.ptp(samples)
    found = held_out["judgement"]
    assert (found is None) == (name == "ten points")
    if found is not None:
        assert f"log p_g   {found['log_p_g']['mean']:.3f}".replace("-", "−") in out
        assert (
            f"KS        {found['ks']['value']:.3f} between 10,000 samples of G and the {found['n']:,} test data, p"
            in out
        )
        assert f"memorised {'yes' if found['memorised'] else 'no'}: " in out
        assert found["n"] == held_out["test"]
        assert abs(found["log_p_data"]["mean"]) < 20


def test_a_gan_that_memorises_twenty_points_is_distinguished_from_one_that_learns_their_distribution(tmp_path, capsys):
    samples = TWO_MODES.rvs(400, 1)
    found = [train_on(tmp_path, samples, "--steps", "1500", *more)["held_out"] for more in ((), ("--points", "20"))]
    good, memorising = (each["judgement"] for each in found)
    assert not good["memorised"] and memorising["memorised"]
    assert abs(good["lack"]["mean"]) < 0.2 < 1 < memorising["lack"]["mean"]
    assert memorising["ks"]["p"] < 0.05
    assert "D sees 20 points" in capsys.readouterr().out


def test_a_named_target_has_no_data_held_out(tmp_path):
    arguments = ["train", "--target", "old-faithful", "--steps", "1", "--no-animation"]
    assert main([*arguments, "--out", str(tmp_path / "run.json")]) == 0
    assert json.loads((tmp_path / "run.json").read_text())["held_out"] is None
