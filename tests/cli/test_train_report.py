"""The report of train: notes on what limits the meaning of the result."""

import re

from gan_theory.cli.main import main

SHORT = ["train", "--steps", "20", "--seed", "1"]


def test_what_limits_the_meaning_of_the_result_is_noted(tmp_path, capsys):
    values = ["0", "1", "3.7", "9.2", "20.5", "50.1"]
    rows = [values[i % 6] for i in range(270)] + ["100000"] * 30
    (tmp_path / "ties.csv").write_text("n\n" + "\n".join(rows) + "\n")
    arguments = [*SHORT, "--data", str(tmp_path / "ties.csv"), "--no-animation", "--out", str(tmp_path / "a.json")]
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "target    n, 300 samples: p_data is 180 of them smoothed by" in out
    assert "note      the tails stretch the grid to [" in out
    assert "note      the samples take only 7 values, between which p_data is a guess" in out
    assert main([*arguments, "--points", "300"]) == 0
    out = capsys.readouterr().out
    assert "; D sees 180 points\n" in out
    assert "note      the samples take only 7 values, which D can distinguish from any density" in out


def test_numbers_of_the_report_have_minus_signs_and_names_keep_their_hyphens(tmp_path, capsys):
    rows = [f"{-1e-7 * i * i:.12f}" for i in range(1, 300)]
    (tmp_path / "few.csv").write_text("a-1\n" + "\n".join(rows) + "\n")
    arguments = [*SHORT, "--data", str(tmp_path / "few.csv"), "--no-animation", "--out", str(tmp_path / "a.json")]
    assert main(arguments) == 0
    report, _ = capsys.readouterr().out.split("history ")
    assert report.startswith("target    a-1, 299 samples: p_data is ")
    assert not re.search(r"(?<!\w)-\d|\de-\d", report)
    assert re.search(r"smoothed by \S*−|smoothed by 0\.", report) and "V         −1." in report
