"""Fixtures for the tests of certified values."""

import pytest
from mpmath import mp


@pytest.fixture(autouse=True)
def no_value_is_kept():
    """Forget the values of pairs before and after each test, since tests change what they are computed by."""
    certified = pytest.importorskip("gan_theory.certified")
    pairwise = [getattr(certified, name) for name in ("C", "jsd", "kl", "tv")]
    for function in pairwise:
        function.cache_clear()
    yield
    for function in pairwise:
        function.cache_clear()


@pytest.fixture(autouse=True)
def fifty_digits_and_the_same_precision_after():
    """Compute in 50 digits with mpmath, and let no test change the precision of ball arithmetic."""
    flint = pytest.importorskip("flint")
    before = flint.ctx.prec
    with mp.workdps(50):
        yield
    assert flint.ctx.prec == before
