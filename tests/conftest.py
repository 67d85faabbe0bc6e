"""What the tests share: mass vectors at every scale, a browser, and the table of claims that closes a run."""

import gc
import shutil
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st

from gan_theory import CLAIMS
from gan_theory.verification.evidence import Grade
from tests.support import shared_runs

settings.register_profile("default", max_examples=150, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("mutants", settings.get_profile("default"), phases=(Phase.explicit, Phase.generate))
settings.load_profile("default")

SPECIAL = [0.0, 5e-324, 1e-300, 1e-160, 1e-17, 1e-8, 0.25, 1.0]


def pytest_addoption(parser):
    parser.addoption("--all-faults", action="store_true", help="try all planted faults, not a sample of them")


def pytest_configure(config):
    config.addinivalue_line("markers", "apart: one of many similar tests, which runs with --all-faults only")
    shared_runs.make_folder(config)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Collect without the garbage collector, which then passes over what is there: thousands of tests, and packages.

    Later it starts after 10,000 new objects, not after 700: tests leave few cycles.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(10_000)


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--all-faults"):
        for item in items:
            if item.get_closest_marker("apart"):
                item.add_marker(pytest.mark.skip(reason="only with --all-faults"))


@st.composite
def mass_vectors(draw, n):
    """Masses (n,) that sum to 1 to rounding, among them zeros, subnormals and tiny ones."""
    cells = st.one_of(st.sampled_from(SPECIAL), st.floats(0, 1))
    raw = np.array(draw(st.lists(cells, min_size=n, max_size=n)))
    raw[draw(st.integers(0, n - 1))] = 1.0
    return raw / raw.sum()


@st.composite
def mass_pairs(draw):
    """Two mass vectors of one length: unrelated, equal, or neighbours one rounding apart in each cell."""
    n = draw(st.integers(2, 8))
    p = draw(mass_vectors(n))
    kind = draw(st.sampled_from(["unrelated", "near", "unrelated", "near", "neighbours", "equal"]))
    if kind == "equal":
        return p, p.copy()
    if kind == "neighbours":
        return p, np.nextafter(p, np.array(draw(st.lists(st.sampled_from([0.0, 2.0]), min_size=n, max_size=n))))
    if kind == "near":
        q = p * (1 + 10.0 ** draw(st.integers(-15, -1)) * np.cos(np.arange(n)))
        return p, q / q.sum()
    return p, draw(mass_vectors(n))


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMEDRIVER = shutil.which("chromedriver")
FLAGS = """--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync --hide-scrollbars --force-device-scale-factor=1
--disable-features=BackForwardCache"""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    if not (CHROMIUM and CHROMEDRIVER):
        pytest.skip("needs chromium and chromedriver on the PATH")
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS.split(), f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(executable_path=CHROMEDRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def findings(record_property):
    """Called with a claim and its evidence, which the closing table then shows, from whichever process it came."""

    def note(claim, found):
        for evidence in found:
            numbers = (float(number) for number in (evidence.gap, evidence.tol, evidence.severity))
            record_property("evidence", (claim.name, str(evidence.grade), *numbers, bool(evidence.holds)))

    return note


def pytest_terminal_summary(terminalreporter):
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    found = defaultdict(list)
    for report in reports:
        for kind, evidence in report.user_properties if report.when == "call" else ():
            if kind == "evidence":
                found[evidence[0]].append(tuple(evidence[1:]))
    if not found:
        return
    terminalreporter.section("claims")
    for name, claim in CLAIMS.items():
        if name in found:
            grades = [grade for grade in Grade if all(each[-1] for each in found[name] if each[0] == grade)]
            held = [grade for grade in grades if any(each[0] == grade for each in found[name])]
            _, gap, tol, *_ = max(found[name], key=lambda each: each[-2])
            state = "holds" if all(each[-1] for each in found[name]) else "FAILS"
            worst = f"worst gap {gap:.1e} (tolerance {tol:.0e})"
            terminalreporter.write_line(
                f"{claim.claim_id:4}{state}  {', '.join(held) or 'none'}  {worst}  {claim.statement}"
            )
