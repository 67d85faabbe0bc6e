"""The short paper: it has the parts that JOSE asks for, is short, and cites what its list of references has."""

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAPER = (ROOT / "docs" / "paper.md").read_text(encoding="utf-8")
PARTS = ("Summary", "Statement of need", "Learning objectives", "Content and design", "Use and adoption", "Story")

spec = importlib.util.spec_from_file_location("paper", ROOT / "docs" / "course" / "paper.py")
paper = importlib.util.module_from_spec(spec)
spec.loader.exec_module(paper)
ENTRIES = paper.references(ROOT / "docs" / "paper.bib")


def test_the_paper_has_its_parts_and_is_short():
    assert re.findall(r"^# (.+)$", PAPER, re.MULTILINE) == [*PARTS, "References"]
    header, body = PAPER.split("---\n", 2)[1:]
    assert 250 <= len(body.split()) <= 1000
    for key in ("title", "tags", "authors", "affiliations", "date", "bibliography"):
        assert re.search(rf"^{key}:", header, re.MULTILINE)


def test_each_citation_has_a_reference_and_each_reference_is_cited():
    cited = {key for found in paper.CITATION.findall(PAPER) for key in paper.keys(found)}
    assert cited == set(ENTRIES)
    assert len(cited) == (ROOT / "docs" / "paper.bib").read_text(encoding="utf-8").count("\n@") + 1
    for entry in ENTRIES.values():
        assert {"author", "title", "year"} <= set(entry) and {"doi", "eprint", "url"} & set(entry)


def test_on_the_site_citations_and_references_are_written_out():
    page = paper.on_site(PAPER, ENTRIES)
    assert "@" not in page
    assert "(Goodfellow et al. 2014)" in page
    assert "(Goodfellow et al. 2016; Zhang et al. 2023; Prince 2023)" in page
    assert "<https://doi.org/10.1109/TVCG.2018.2864500>" in page and "<https://arxiv.org/abs/1406.2661>" in page
    assert [line for line in page.splitlines() if line.startswith("# ")] == ["# A short paper on the course"]
