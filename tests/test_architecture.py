"""The architecture: light imports, public names with numpydoc docstrings, short modules, versions and contracts.

import-linter checks which package imports which (`make lint`).
"""

import configparser
import enum
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import gan_theory

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "gan_theory"
LONGEST = 300  # lines of a module
USUAL = 250  # lines, which nine in ten modules have at most
MOST_MODULES = 12  # of a package; about eight are usual
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")

# The names that a student meets first.
FIRST_NAMES = (
    *("grid", "Density", "GaussianMixture", "push_forward"),
    *("V", "V_from_logit", "D_star", "C", "U", "kl", "jsd", "tv", "grad_C", "hess_C"),
    *("best_gaussian", "Case", "Evidence", "table", "Recipe", "train"),
)


def value_of(name):
    return getattr(gan_theory, name)


CALLABLE = [name for name in gan_theory.__all__ if callable(value_of(name))]
DOCUMENTED = [
    name for name in CALLABLE if not (inspect.isclass(value_of(name)) and issubclass(value_of(name), enum.Enum))
]
FUNCTIONS = [name for name in DOCUMENTED if inspect.isfunction(value_of(name))]


def sections(value):
    """The sections of a numpydoc docstring, from title to text."""
    parts = re.split(r"^([A-Z][A-Za-z ]+)\n-{3,}\n", inspect.cleandoc(value.__doc__), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def described_parameters(text):
    """The names that a section describes: "a, b : float" describes two."""
    heads = re.findall(r"^([*\w, ]+?)(?: : .+)?$", text, re.MULTILINE)
    return [name.strip(" *") for head in heads for name in head.split(",")]


def test_a_bare_import_loads_nothing_heavy():
    heavy = ("torch", "matplotlib", "sympy", "scipy.stats", "flint")
    code = f"import sys, gan_theory; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_claims_load_no_optimiser_of_scipy_which_takes_longer_than_they_do():
    code = "import sys; from gan_theory import CLAIMS, PAIRS; print('scipy.optimize' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_verify_loads_neither_torch_nor_matplotlib_nor_scipy_stats():
    code = (
        "import sys; from gan_theory.__main__ import main; main(['verify']); "
        "print([m for m in ('torch', 'matplotlib', 'scipy.stats') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout
    assert out.splitlines()[-1] == "[]"


def test_training_loads_torch_only_if_something_is_asked_for_that_only_torch_has(tmp_path):
    """The lessons are run by tests/lessons/test_notebooks.py, which sees what they import."""
    code = """
import sys
from gan_theory import Recipe, train, train_many
from gan_theory.__main__ import main

def loaded():
    return "torch" in sys.modules

short = dict(steps=2, frames=1)
for recipe in (Recipe(**short), Recipe(G="spline", noise="uniform", loss="saturating", k=2, **short)):
    list(train("two-modes", recipe)), list(train_many("two-modes", recipe, seeds=range(2)))
assert main(["train", "--steps", "2", "--out", sys.argv[1]]) == 0
before = loaded()
list(train("two-modes", device="cpu:0", **short))
print(before, loaded())
"""
    command = [sys.executable, "-c", code, str(tmp_path / "run.gif")]
    out = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert out.splitlines()[-1] == "False True"


@pytest.mark.parametrize("name", gan_theory.__all__)
def test_every_public_name_exists_and_is_documented(name):
    assert name in dir(gan_theory)
    if callable(value_of(name)):
        assert value_of(name).__doc__


@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_docstring_of_a_public_name_describes_each_parameter(name):
    parameters = list(inspect.signature(value_of(name)).parameters)
    described = described_parameters(sections(value_of(name)).get("Parameters", ""))
    assert [parameter for parameter in parameters if parameter not in described] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_docstring_of_a_public_function_says_what_it_returns(name):
    assert {"Returns", "Yields"} & set(sections(value_of(name)))


@pytest.mark.parametrize("name", FIRST_NAMES)
def test_a_name_that_a_student_meets_first_has_an_example(name):
    assert ">>> " in sections(value_of(name)).get("Examples", "")


def test_the_examples_in_docstrings_are_run():
    assert "--doctest-modules" in SETUP["tool:pytest"]["addopts"].split()
    assert SETUP["tool:pytest"]["testpaths"].split() == ["gan_theory", "tests"]


def test_the_sections_of_a_docstring_are_read():
    def function(a, b, **c):
        """Do it.

        Parameters
        ----------
        a, b : float
            As in: this.
        **c
            Others.

        Returns
        -------
        float
            A number.
        """

    found = sections(function)
    assert list(found) == ["Parameters", "Returns"]
    assert described_parameters(found["Parameters"]) == ["a", "b", "c"]


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'Discriminator'"):
        gan_theory.Discriminator  # noqa: B018


def test_at_the_top_of_the_package_are_only_packages():
    visible = {path for path in PACKAGE.iterdir() if path.name != "__pycache__"}
    assert {path.name for path in visible if path.is_file()} == {"__init__.py", "__main__.py", "py.typed"}
    assert all((path / "__init__.py").exists() for path in visible if path.is_dir())


def test_modules_are_short():
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}
    longer = {name: count for name, count in lines.items() if count > USUAL}
    assert len(longer) <= len(lines) / 10, longer


def test_packages_are_small():
    sizes = {
        package.parent.relative_to(ROOT).as_posix(): len(list(package.parent.glob("[!_]*.py")))  # parts are private
        for package in PACKAGE.glob("*/**/__init__.py")
    }
    assert {name: size for name, size in sizes.items() if size > MOST_MODULES} == {}


# Modules without a test file of their own, and test files without a module, each with the reason.
WITHOUT_TESTS: dict[str, str] = {}
WITHOUT_MODULE = {
    "behaviour_faults/test_behaviour_faults.py": "what the package does, with faults planted in it",
    "certified/test_package.py": "the package itself, without python-flint",
    "claims/test_claims.py": "every claim by its name",
    "claims/test_evidence_table.py": "every claim by its name, against the golden table",
    "claims/test_grades.py": "every claim by its name, in the other grades",
    "claims/test_mass_defects.py": "every claim whose hypothesis is that masses sum to 1",
    "claims/test_named_formulas.py": "every claim by its name, and the formulas that its equations name",
    "docs/test_glossary.py": "docs/glossary.md",
    "docs/test_pages.py": "README.md and docs/",
    "docs/test_paper.py": "docs/paper.md and docs/paper.bib",
    "docs/test_questions.py": "docs/questions.md",
    "docs/test_site.py": "the website, which docs/conf.py and docs/course/ build",
    "docs/test_teaching.py": "docs/teaching.md, which docs/course/teaching.py completes",
    "faults/test_fault.py": "tests/faults/fault.py",
    "faults/test_faults.py": "every claim by its name, with faults planted in the package",
    "formal/test_definitions.py": "gan_theory/formal/definitions.v",
    "grading/test_exercises.py": "lessons/exercises/",
    "lessons/test_lessons.py": "lessons/",
    "lessons/test_notebooks.py": "lessons/notebooks.py",
    "lessons/test_plain_pytorch.py": "Algorithm 1 in plain PyTorch, a cell of lesson 5",
    "playground/test_accessibility.py": "the page of playground/web/ for everyone",
    "playground/test_be_d.py": "the view Be D of playground/web/views/",
    "playground/test_be_g.py": "the view Be G of playground/web/views/",
    "playground/test_formulas_in_javascript.py": "the formulas of playground/web/mathematics/",
    "playground/test_train_view.py": "the view Train of playground/web/views/",
    "playground/test_training_in_javascript.py": "the training of playground/web/training/",
    "plotting/test_figure_checks.py": "tests/support/figure_checks.py",
    "test_architecture.py": "the package as a whole",
    "test_array_likes.py": "what every function takes for an array",
    "test_mutants.py": "the set-up of mutation runs",
    "test_paper_numbers.py": "numbers that were computed elsewhere, by any module",
    "test_process_state.py": "settings of the process that nothing depends on or changes",
    "test_public_names.py": "gan_theory/__init__.py",
}


def test_the_tests_mirror_the_modules():
    modules = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.name not in ("__init__.py", "__main__.py")
    }
    expected = {file_of_tests(module): module for module in modules}
    tests = {path.relative_to(ROOT / "tests").as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert tests - set(expected) == set(WITHOUT_MODULE)
    untested = {module for test, module in expected.items() if test not in tests}
    assert {module for module in untested if not is_claim(module)} == set(WITHOUT_TESTS)


def file_of_tests(module):
    """The test file of a module: tests/<package>/test_<module>.py."""
    folder, _, name = module.rpartition("/")
    return f"{folder}/test_{name.removeprefix('_')}"


def is_claim(module):
    """Whether a module is a claim or a part of one, which tests/claims/test_claims.py judges by name."""
    path = Path(module)
    of_group = re.fullmatch(r"claims/[a-z]\w*/\w+\.py", module) is not None
    return of_group and (path.stem in gan_theory.CLAIMS or path.stem.startswith("_"))


def test_the_layers_are_all_packages():
    layers = SETUP["importlinter:contract:layers"]["layers"].split()
    assert sorted(layers) == sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


@pytest.mark.parametrize(
    ("library", "packages"),
    [
        ("torch", {"training", "experiments", "grading"}),
        ("matplotlib", {"plotting"}),
        ("sympy", {"claims"}),
        ("flint", {"certified", "claims"}),
    ],
)
def test_a_contract_says_which_packages_import_a_heavy_library(library, packages):
    contract = SETUP[f"importlinter:contract:{library}"]
    assert contract["source_modules"].split() == ["gan_theory"]
    assert contract["forbidden_modules"].split() == [library]
    assert set(re.findall(rf"gan_theory\.(\w+)(?:\.\*\*)? -> {library}\b", contract["ignore_imports"])) == packages


def test_versions_agree():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {gan_theory.__version__}\n" in citation
    assert SETUP["metadata"]["version"] == "attr: gan_theory.__version__"


def test_every_requirement_is_pinned():
    text = SETUP["options"]["install_requires"] + "".join(SETUP["options.extras_require"].values())
    required = {re.split(r"[<>=!]", line)[0].strip() for line in text.split("\n") if line.strip()}
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert required == {name for name in required if re.search(rf"^{name}==", pins, re.M)}
