"""What the tests share: mass vectors at every scale, and the table of claims that closes a run."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st

FINDINGS = pytest.StashKey()

settings.register_profile("house", max_examples=150, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("mutants", settings.get_profile("house"), phases=(Phase.explicit, Phase.generate))
settings.load_profile("house")

SPECIAL = [0.0, 5e-324, 1e-300, 1e-160, 1e-17, 1e-8, 0.25, 1.0]


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


@pytest.fixture
def findings(request):
    """Where tests leave (claim, evidence) for the closing table."""
    return request.config.stash.setdefault(FINDINGS, defaultdict(list))


def pytest_terminal_summary(terminalreporter, config):
    findings = config.stash.get(FINDINGS, {})
    if not findings:
        return
    terminalreporter.section("claims")
    for claim, found in findings.items():
        grades = ", ".join(sorted({evidence.grade for evidence in found if evidence.holds})) or "none"
        worst = max(found, key=lambda evidence: evidence.severity)
        state = "holds" if all(evidence.holds for evidence in found) else "FAILS"
        terminalreporter.write_line(
            f"{claim.row:4}{state}  {grades}  worst gap {worst.gap:.1e} (tolerance {worst.tol:.0e})  {claim.statement}"
        )
