"""The site is built without a warning; its links lead somewhere, nothing is fetched, and it fits a phone."""

import importlib
import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from PIL import Image

import gan_theory
from gan_theory import CLAIMS
from gan_theory.verification.claim_table import COLUMNS
from tests.support.shared_folder import filled_once

pytest.importorskip("sphinx_gallery", reason="needs the extra docs")
pytest.importorskip("furo", reason="needs the extra docs")

ROOT = Path(__file__).parents[2]
LESSONS = sorted(lesson.stem for lesson in (ROOT / "lessons").glob("[0-9]*.py"))
MADE = ("_build", "claim_pages", "extra", "lessons", "manual", "notebooks", "notes", "pictures", "worksheets")
FILES = ("CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "LICENSE", "setup.cfg")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return filled_once(tmp_path_factory, "checkout", build) / "html"


def build(root):
    """The site of a copy of the checkout, built with warnings as errors; lesson 1 is run, other figures are blank.

    The run to play is short.
    """
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns(*MADE, "__pycache__"))
    for folder in ("figures", "gan_theory", "lessons", "tests"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for name in FILES:
        shutil.copy(ROOT / name, root / name)
    (root / "docs" / "pictures").mkdir()
    for claim in CLAIMS.values():
        Image.new("RGB", (16, 9)).save(root / "docs" / "pictures" / claim.figure)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "docs", "html"]
    only = ["-D", "sphinx_gallery_conf.filename_pattern=01_", "-D", "play_steps=200"]
    environment = {**os.environ, "PYTHONUTF8": "1", "MPLBACKEND": "agg"}
    run = subprocess.run([*command, *only], cwd=root, env=environment, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr


class Page(HTMLParser):
    """The ids of a page, what it links to, what it loads, and its words."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.loads, self.words = set(), [], [], ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids.add(attributes.get("id"))
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag in ("img", "script", "iframe") and "src" in attributes:
            self.loads.append(attributes["src"])
        if tag == "link" and attributes.get("rel") in ("stylesheet", "preload", "icon"):
            self.loads.append(attributes["href"])

    def handle_data(self, text):
        self.words += text


@pytest.fixture(scope="module")
def pages(site):
    return {path.relative_to(site).as_posix(): Page(path) for path in site.rglob("*.html")}


def test_each_lesson_claim_package_note_and_page_of_docs_has_a_page(pages):
    expected = {f"{folder}/{stem}.html" for folder in ("lessons", "notes") for stem in LESSONS}
    expected |= {f"claim_pages/{name}.html" for name in CLAIMS}
    expected |= {manual_page(module) for module in PUBLIC}
    expected |= {f"{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}
    assert expected <= set(pages)


PUBLIC = {"plotting.plot", "playground.player", "certified", *gan_theory._MODULE.values()}


def manual_page(module):
    """The page of the package that the module is in; of a private package only one module has a place there."""
    return f"manual/gan_theory.{module.partition('.')[0]}.html"


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_each_public_module_has_a_section_in_the_manual(module, pages):
    assert f"module-gan_theory.{module}" in pages[manual_page(module)].ids


def test_every_link_leads_somewhere(site, pages):
    for name, page in pages.items():
        for link in {*page.links, *page.loads}:
            address, place = urldefrag(link)
            if "://" in address or address.startswith(("data:", "mailto:")):
                continue
            target = (site / name).parent / unquote(address.partition("?")[0]) if address else site / name
            assert target.exists(), (name, link)
            key = target.resolve().relative_to(site.resolve()).as_posix()
            if place and key in pages:
                assert place in pages[key].ids or unquote(place) in pages[key].ids, (name, link)


def test_nothing_is_fetched_from_elsewhere(pages):
    assert [load for page in pages.values() for load in page.loads if "://" in load or load.startswith("//")] == []


def test_the_table_of_claims_links_to_code_test_lesson_and_figure(pages):
    table = pages["claims.html"]
    for column in COLUMNS:
        assert column in table.words
    for claim in CLAIMS.values():
        (lesson,) = [stem for stem in LESSONS if stem[:2] == claim.figure[:2]]
        links = {f"claim_pages/{claim.name}.html", "claim_pages/tests.html", f"lessons/{lesson}.html"}
        assert links <= set(table.links)
        page = pages[f"claim_pages/{claim.name}.html"]
        for words in (table.words, page.words):
            assert in_html(claim.statement) in in_html(words)
        assert "CLAIM = Claim(" in page.words
        assert f"../_images/{claim.figure}" in page.loads


def in_html(text):
    """The words of a text in which p_data has a subscript, and apostrophes may be curly."""
    return " ".join(text.replace("_", "").replace("’", "'").split())


@pytest.mark.parametrize("name", gan_theory.__all__)
def test_every_public_name_is_in_the_manual(name, pages):
    module = "plotting.plot" if name == "plot" else gan_theory._MODULE[name]
    anchor = f"module-gan_theory.{module}" if name == "plot" else f"gan_theory.{module}.{name}"
    page = manual_page(module)
    assert f"{page.removeprefix('manual/')}#{anchor}" in pages["manual/index.html"].links
    assert anchor in pages[page].ids


def test_numpydoc_s_sections_are_lists_and_examples(pages):
    words = " ".join(pages["manual/gan_theory.verification.html"].words.split())
    assert "Parameters:" in words and "Returns:" in words and "Raises:" in words and "Examples" in words
    assert "----" not in words
    assert "at_x (tuple of float, optional)" in words
    assert '>>> Evidence("1 + 1 = 3", gap=1.0, tol=1e-12).holds' in words


@pytest.mark.parametrize("stem", LESSONS)
def test_a_lesson_s_page_has_its_parts_and_takes_one_along(stem, site, pages):
    page = pages[f"lessons/{stem}.html"]
    for word in ("Predict.", "Run it.", "See.", "Break it.", "Question.", "Answer"):
        assert word in page.words
    assert "$" not in page.words.partition("Predict.")[2].partition("import")[0]
    assert f"../notes/{stem}.html" in page.links
    taken = {
        link.rpartition("/")[2]: (site / "lessons" / link).resolve() for link in page.links if "_downloads" in link
    }
    assert set(taken) == {f"{stem}.py", f"{stem}.ipynb"}
    assert taken[f"{stem}.py"].read_bytes() == (ROOT / "lessons" / f"{stem}.py").read_bytes()


def test_a_lesson_that_was_run_shows_its_output_and_the_picture_that_it_wrote(site, pages):
    page = pages["lessons/01_the_game_and_its_value.html"]
    assert "C = -0.9977" in page.words
    assert [load for load in page.loads if "_images" in load] == ["../_images/01_the_game_and_its_value.png"]
    with Image.open(site / "_images" / "01_the_game_and_its_value.png") as image:
        assert image.size == (1280, 720)


def test_plain_text_is_escaped_but_for_code_and_examples(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "docs")
    plain = importlib.import_module("course.plain")
    assert plain.restructured("|D − ½| of D*_g, in `a*b`") == r"\|D − ½\| of D\*\_g, in ``a*b``"
    assert plain.restructured("D*\n\n>>> D*2\n`x`\n\n.. [1] A*") == "D\\*\n\n>>> D*2\n`x`\n\n\\[1\\] A\\*"
    assert plain.typeset("max_D V = C(p_g): D* < q(z|x), U") == (
        r"max<sub><i>D</i></sub> <i>V</i> = <i>C</i>(<i>p</i><sub>g</sub>): <i>D</i>\* \< "
        r"<i>q</i>(<i>z</i>\|<i>x</i>), <i>U</i>"
    )


def test_the_gallery_takes_the_files_that_a_lesson_writes(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "docs")
    pictures = importlib.import_module("course.pictures")
    for folder in ("worksheets/lessons", "worksheets/figures", "images", "pictures"):
        (tmp_path / folder).mkdir(parents=True)
    for number, name in enumerate(("05_b_moves.gif", "05_a.png")):
        (tmp_path / "worksheets" / "figures" / name).write_bytes(name.encode())
        os.utime(tmp_path / "worksheets" / "figures" / name, (number, number))
    names = iter(tmp_path / "images" / f"{i}.png" for i in (1, 2))
    variables = {"src_file": tmp_path / "worksheets" / "lessons" / "05.py", "image_path_iterator": names}
    text = pictures.scraper(None, variables, {"src_dir": tmp_path})
    assert text.index("/pictures/05_b_moves.gif") < text.index(":alt: b moves") < text.index("/pictures/05_a.png")
    for path in (tmp_path / "images" / "1.gif", tmp_path / "pictures" / "05_b_moves.gif"):
        assert path.read_bytes() == b"05_b_moves.gif"
    assert pictures.scraper(None, variables, {"src_dir": tmp_path}) == ""


ADDRESSES = ["index.html", "lessons/index.html", *(f"lessons/{stem}.html" for stem in LESSONS)]
ADDRESSES += [f"{path.stem}.html" for path in sorted((ROOT / "docs").glob("*.md")) if path.stem != "index"]
ADDRESSES += [
    "claim_pages/theorem_1.html",
    "claim_pages/tests.html",
    "manual/index.html",
    "manual/gan_theory.game.html",
]
ADDRESSES += ["manual/gan_theory.plotting.html", *(f"notes/{stem}.html" for stem in LESSONS)]


def test_no_page_is_wider_than_its_screen_and_no_text_is_tiny(chromium, site):
    for address in ADDRESSES:
        for width in (390, 1280):  # loaded as on a phone, and then widened
            size = dict(width=width, height=844, deviceScaleFactor=1, mobile=width < 600)
            chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            if width == 390:
                chromium.get((site / address).as_uri())
            assert chromium.execute_script("return document.documentElement.scrollWidth") <= width, (address, width)
            assert chromium.execute_script(LEAST) >= 12, (address, width)


LEAST = """
const read = [...document.querySelectorAll("article p, article li, article td, article th, article pre, article dt")];
return Math.min(...read.filter(e => e.offsetHeight && !e.closest("mjx-container"))
  .map(e => parseFloat(getComputedStyle(e).fontSize)));
"""


def test_an_answer_is_folded_until_it_is_asked_for(chromium, site):
    chromium.get((site / "lessons" / f"{LESSONS[0]}.html").as_uri())
    (details,) = chromium.find_elements("tag name", "details")
    assert details.get_property("open") is False
    folded = details.size["height"]
    chromium.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", details)
    details.find_element("tag name", "summary").click()
    assert details.size["height"] > 2 * folded
    assert "nats" in details.text
