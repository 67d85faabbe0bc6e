"""The site is built without a warning; its links lead somewhere, nothing is fetched, and it fits a phone."""

import importlib
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from PIL import Image
from selenium.webdriver.support.ui import WebDriverWait

import gan_theory
from gan_theory import CLAIMS
from gan_theory.verification.claim_table import COLUMNS
from tests.lessons.test_lessons import FIGURES
from tests.support.shared_folder import filled_once

pytest.importorskip("sphinx_gallery", reason="needs the extra docs")
pytest.importorskip("furo", reason="needs the extra docs")

ROOT = Path(__file__).parents[2]
LESSONS = sorted(lesson.stem for lesson in (ROOT / "lessons").glob("[0-9]*.py"))
MADE = ("_build", "claim_pages", "extra", "lessons", "manual", "notebooks", "notes", "pictures", "worksheets")
FILES = (
    "CHANGELOG.md",
    "CITATION.cff",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "setup.cfg",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return filled_once(tmp_path_factory, "checkout", build) / "html"


def build(root):
    """The site of a copy of the checkout, built with warnings as errors; lesson 1 is run, other figures are blank.

    The run to play is short.
    """
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns(*MADE, "__pycache__"))
    for folder in ("figures", "gan_theory", "lessons", "tests"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("node_modules"))
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


SPAN = re.compile(r'<span(?: class="[^">]*")?>|</span>')  # of each token of code: without an id, and costly to parse


class Page(HTMLParser):
    """The ids of a page, what it links to, what it loads, its pictures with their descriptions, and its words."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.loads, self.pictures, self.words = set(), [], [], [], ""
        self.feed(SPAN.sub("", path.read_text(encoding="utf-8")))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids.add(attributes.get("id"))
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag in ("img", "script", "iframe") and "src" in attributes:
            self.loads.append(attributes["src"])
        if tag == "img":
            self.pictures.append((attributes["src"], attributes.get("alt", "")))
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
    files = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    for name, page in pages.items():
        for link in {*page.links, *page.loads}:
            address, place = urldefrag(link)
            if "://" in address or address.startswith(("data:", "mailto:")):
                continue
            key = name
            if address:
                key = os.path.normpath(os.path.join(os.path.dirname(name), unquote(address.partition("?")[0])))
            assert Path(key).as_posix() in files, (name, link)
            if place and key in pages:
                assert place in pages[key].ids or unquote(place) in pages[key].ids, (name, link)


CURRENT = re.compile(
    r'<li class="toctree-l(\d) current (has-children )?current-page"><a class="current reference internal" href="#">'
)


def test_the_table_of_contents_marks_the_page_and_opens_the_branch_it_is_on(site):
    for address in set(ADDRESSES) - {"index.html"}:
        text = (site / address).read_text(encoding="utf-8")
        ((level, has_pages_below),) = CURRENT.findall(text)  # one entry, which leads nowhere else
        assert text.count('<li class="toctree-l1 current') == 1, address
        assert level == ("2" if "/" in address and not address.endswith("/index.html") else "1"), address
        opened = text.count(' checked="" class="toctree-checkbox"')
        assert opened == (1 if level == "2" or has_pages_below else 0), address


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
            assert letters(claim.statement) in letters(words)
        assert "CLAIM = Claim(" in page.words
        assert f"../_images/{claim.figure}" in page.loads


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
    assert {name for name in taken if name != "training_step.py"} == {f"{stem}.py", f"{stem}.ipynb"}
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max_D V = C(p_g): D* < q(z|x), U", r"$\max _{D} V = C(p_{g})$: $D^{*} \lt  q(z\vert x)$, $U$"),
        ("A fair coin: P(data | x), I(label; x)", r"A fair coin: $P(\text{data} \vert  x)$, $I(\text{label}; x)$"),
        ("C(G) + log 4 = 2·JSD >= TV²", r"$C(G) + \log  4$ ${}= 2\cdot \mathrm{JSD}$ ${}\ge  \mathrm{TV} ^{2}$"),
        ("4(√(γ² + 1) − γ), 1/√n and 2^−(j+2)", r"$4(\sqrt{γ^{2} + 1} - γ)$, $1/\sqrt{n}$ and $2^{-(j+2)}$"),
        ("(a) D's value; masses sum to 1.1 (3e-13)", r"(a) $D$'s value; masses sum to 1.1 (3e-13)"),
        ("log-likelihood in [0, 1], x ~ p_data", r"log-likelihood in \[0, 1\], $x \sim  p_{\mathrm{data}}$"),
    ],
)
def test_formulas_in_plain_text_become_tex_and_words_do_not(text, expected, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "docs")
    assert importlib.import_module("course.mathematics").with_formulas(text) == expected


TEX = {
    r"\vert": "|",
    r"\Vert": "‖",
    r"\le": "<=",
    r"\ge": ">=",
    r"\lt": "<",
    r"\gt": ">",
    r"\cdot": "·",
    r"\sim": "~",
    r"\to": "→",
    r"\infty": "∞",
    r"\partial": "∂",
    r"\int": "∫",
    r"\sum": "Σ",
    r"\prod": "Π",
    r"\langle": "⟨",
    r"\rangle": "⟩",
    r"\pm": "±",
    r"\sqrt": "√",
}
WRITTEN = {"½": "12", "¼": "14", "″": "''", "′": "'", "−": "-"} | dict(zip("⁰¹²³⁻₀₁₂₃", "0123-0123"))


def letters(text):
    """What a text says, with formulas in TeX or in plain text: without spaces, brackets, and what raises and lowers."""
    text = text.replace(r"\|", "‖")
    text = re.sub(r"\\(?:text|mathrm|operatorname|tfrac)(?![a-z])", "", text.replace(r"\,", ""))
    text = re.sub(r"\\[A-Za-z]+", lambda found: TEX.get(found[0], found[0][1:]), text.replace("’", "'"))
    return re.sub(r"[\s{}()^_$\\]", "", "".join(WRITTEN.get(each, each) for each in text))


@pytest.mark.parametrize("name", CLAIMS)
def test_a_statement_with_formulas_says_what_it_says_without(name, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "docs")
    with_formulas = importlib.import_module("course.mathematics").with_formulas
    claim = CLAIMS[name]
    for text in (claim.statement, *(case.name for case in claim.falsifiers), *(h.__doc__ for h in claim.hypotheses)):
        assert letters(with_formulas(text)) == letters(text)


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
    assert text.index("/pictures/05_b_moves.gif") < text.index(":alt: 05_b_moves") < text.index("/pictures/05_a.png")
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


SEEN = """
const read = [...document.querySelectorAll("article p, article li, article td, article th, article pre, article dt")];
return {
  width: document.documentElement.scrollWidth,
  scrolls_sideways: [...document.querySelectorAll(".content")].some(e => e.scrollWidth > e.clientWidth),
  least_font: Math.min(...read.filter(e => e.offsetHeight && !e.closest("mjx-container"))
    .map(e => parseFloat(getComputedStyle(e).fontSize))),
  formulas: document.querySelectorAll(".math").length,
  typeset: document.querySelectorAll("mjx-container").length,
  cut_code: [...document.querySelectorAll("article pre")].filter(e => e.scrollWidth > e.clientWidth + 1).length,
};
"""


@pytest.fixture(scope="module")
def seen(chromium, site):
    """What a reader sees of the pages on a phone and on a laptop, by address and width."""
    found = {}
    chromium.minimize_window()  # pages are laid out all the same, and not painted
    for address in ADDRESSES:
        for width in (390, 1280):  # loaded as on a phone, and then widened
            size = dict(width=width, height=844, deviceScaleFactor=1, mobile=width < 600)
            chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            if width == 390:
                chromium.get((site / address).as_uri())
            found[address, width] = chromium.execute_script(SEEN)
        chromium.execute_script("document.body.remove()")  # before it is laid out again for a phone
    chromium.set_window_rect(width=1280, height=844)
    return found


def test_formulas_are_typeset_where_pages_are_looked_at(seen):
    for (address, width), page in seen.items():
        assert page["typeset"] == page["formulas"], (address, width)
    assert sum(page["formulas"] > 20 for page in seen.values()) > len(LESSONS)


def test_no_page_is_wider_than_its_screen_and_no_text_is_tiny(seen):
    for (address, width), page in seen.items():
        assert page["width"] <= width and not page["scrolls_sideways"], (address, width)
        assert page["least_font"] >= 12, (address, width)


def test_lines_of_code_fit_a_screen_of_1280_pixels(seen):
    for stem in LESSONS:
        assert seen[f"lessons/{stem}.html", 1280]["cut_code"] == 0, stem


def test_an_answer_is_folded_until_it_is_asked_for(chromium, site):
    chromium.get((site / "lessons" / f"{LESSONS[0]}.html").as_uri())
    (details,) = chromium.find_elements("tag name", "details")
    assert details.get_property("open") is False
    folded = details.size["height"]
    chromium.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", details)
    details.find_element("tag name", "summary").click()
    assert details.size["height"] > 2 * folded
    assert len(details.text.split()) > 20


def test_each_figure_has_a_description(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "docs")
    descriptions = importlib.import_module("course.descriptions").DESCRIPTIONS
    assert sorted(descriptions) == sorted(name for names in FIGURES.values() for name in names)
    for name, text in descriptions.items():
        assert 8 <= len(text.split()) <= 60, name
    assert len(set(descriptions.values())) == len(descriptions)


def test_the_pictures_of_the_site_are_described(pages):
    pictures = [picture for page in pages.values() for picture in page.pictures]
    described = {Path(load).name: text for load, text in pictures if "_images" in load}
    described = {name: text for name, text in described.items() if not name.endswith("_thumb.png")}  # beside a title
    assert len(described) >= 20
    for name, text in described.items():
        assert len(text.split()) >= 8, (name, text)


def test_the_notes_index_has_minutes_and_topics(pages):
    for lesson in LESSONS:
        note = (ROOT / "lessons" / "notes" / f"{lesson}.md").read_text(encoding="utf-8")
        topics = re.search(r"^\*\*Topics\.\*\* (.+?)\.?$", note, re.MULTILINE)[1]
        assert letters(topics) in letters(pages["notes/index.html"].words)
        assert f"{lesson}.html" in pages["notes/index.html"].links


def test_the_playground_is_on_the_first_page(pages):
    assert "game.html" in pages["index.html"].loads and "game.html" in pages["index.html"].links


def test_the_search_finds_a_page_without_a_network(chromium, site):
    chromium.get((site / "search.html").as_uri() + "?q=Helvetica")
    found = WebDriverWait(chromium, 20).until(lambda browser: browser.find_elements("css selector", "ul.search li a"))
    assert any("helvetica" in link.get_attribute("href") for link in found)


def test_the_table_of_claims_fits_a_screen_of_1280_pixels(chromium, site):
    size = dict(width=1280, height=720, deviceScaleFactor=1, mobile=False)
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    chromium.get((site / "claims.html").as_uri())
    WebDriverWait(chromium, 30).until(lambda browser: browser.find_elements("css selector", "td mjx-container"))
    script = "return [...document.querySelectorAll('.table-wrapper')].map(e => e.scrollWidth - e.clientWidth)"
    assert max(chromium.execute_script(script)) <= 0
