"""The functions of the game against exact arithmetic and other people's code, at every scale of mass."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf
from scipy import stats

from gan_theory import PAPER, C, D_star, Density, U, V, grad_C, grid, hess_C, jsd, kl, tv
from gan_theory.game import functions
from gan_theory.game.stable import BLOCK
from tests.conftest import mass_pairs, mass_vectors

LOG_2 = np.log(2)


@pytest.fixture(autouse=True)
def fifty_digits():
    with mp.workdps(50):
        yield


def exact_sum(term, *arrays):
    """Σ term(cell) in 50 digits, on the very doubles."""
    return mp.fsum(term(*(mpf(float(value)) for value in cell)) for cell in zip(*arrays))


def times_log(a, b):
    return a * mp.log(b) if a else mpf(0)


def exact_jsd(p, q):
    return exact_sum(
        lambda a, b: (times_log(a, 2 * a / (a + b)) + times_log(b, 2 * b / (a + b))) / 2 if a + b else 0, p, q
    )


def exact_C(p, q):
    return exact_sum(lambda a, b: times_log(a, a / (a + b)) + times_log(b, b / (a + b)) if a + b else 0, p, q)


def relative(value, exact):
    return float(abs(mpf(float(value)) - exact) / abs(exact))


@given(mass_pairs())
def test_jsd_is_right_to_1e_14_on_the_very_doubles(pair):
    exact = exact_jsd(*pair)
    if exact >= mpf("1e-30"):
        assert relative(jsd(*pair), min(exact, mp.log(2))) <= 1e-14
    else:
        assert 0 <= jsd(*pair) <= 1.1e-30


@given(mass_pairs())
def test_jsd_is_symmetric_and_within_its_bounds(pair):
    p, q = pair
    assert jsd(p, q) == jsd(q, p)
    assert 0 <= jsd(p, q) <= LOG_2
    assert jsd(p, p) == 0


@pytest.mark.parametrize("exponent", range(-15, 1))
@pytest.mark.parametrize("n", [10, 2000])
def test_jsd_is_right_to_1e_14_from_near_to_far(exponent, n):
    rng = np.random.default_rng(0)
    p = rng.dirichlet(np.ones(n))
    q = p * (1 + 10.0**exponent * rng.uniform(-1, 1, n))
    q /= q.sum()
    assert exact_jsd(p, q) > mpf("1e-33")
    assert relative(jsd(p, q), exact_jsd(p, q)) <= 1e-14


def test_jsd_across_the_switch_of_its_two_forms():
    t = np.linspace(0.69, 0.71, 101)
    p, q = np.stack([1 + t, 1 - t], axis=-1) / 2, np.stack([1 - t, 1 + t], axis=-1) / 2
    assert max(relative(a, exact_jsd(b, c)) for a, b, c in zip(jsd(p, q), p, q)) <= 1e-15


def test_jsd_of_disjoint_laws_is_at_most_log_2_though_their_sum_may_round_beyond_it():
    p, q = np.kron(np.eye(2)[:, None], np.random.default_rng(0).dirichlet(np.ones(6), 1000))
    assert (PAPER.jsd(p, q) > LOG_2).any()
    assert jsd(p, q).max() == LOG_2
    np.testing.assert_allclose(jsd(p, q), LOG_2, rtol=1e-15)


def cells_given_to(name, monkeypatch):
    """A list that grows by the number of cells at each call of the function of that name in game.py."""
    cells, function = [], getattr(functions, name)
    monkeypatch.setattr(functions, name, lambda *arrays: cells.append(arrays[0].shape) or function(*arrays))
    return cells


def test_jsd_takes_each_cell_once_and_a_block_at_a_time(monkeypatch):
    cells = cells_given_to("_jsd_block", monkeypatch)
    jsd(*np.random.default_rng(0).dirichlet(np.ones(2 * BLOCK + 5), 2))
    assert cells == [(BLOCK,), (BLOCK,), (5,)]


BLOCKED = {
    "jsd": "_jsd_block",
    "C": "_C_cells",
    "D_star": "_share",
    "grad_C": "_slope",
    "hess_C": "_bend",
    "tv": "_distance",
}


@pytest.mark.parametrize("name", BLOCKED)
def test_a_formula_of_many_cells_goes_by_blocks_and_gives_the_same(name, monkeypatch):
    p, q = np.random.default_rng(0).dirichlet(np.ones(2 * BLOCK + 5), 2)
    p[7] = q[11] = p[-1] = q[-1] = 0
    cells = cells_given_to(BLOCKED[name], monkeypatch)
    whole = getattr(PAPER, name)(p, q)
    assert [shape for shape in cells if shape != (1,)] == [(BLOCK,), (BLOCK,), (5,)]
    halves = [
        getattr(PAPER, name)(p[part], q[part])
        for part in (slice(BLOCK), slice(BLOCK, 2 * BLOCK), slice(2 * BLOCK, None))
    ]
    if np.ndim(whole):
        np.testing.assert_array_equal(whole, np.concatenate(halves))
    else:
        assert whole == pytest.approx(sum(halves), rel=1e-14)


def test_V_goes_by_blocks_for_a_D_of_every_shape():
    p, q = np.random.default_rng(0).dirichlet(np.ones(2 * BLOCK), 2)
    D = np.random.default_rng(1).uniform(0.1, 0.9, (3, 2 * BLOCK))
    expected = (np.log(D) * p + np.log1p(-D) * q).sum(axis=-1)
    assert PAPER.V(D, p, q) == pytest.approx(expected, rel=1e-13)
    assert [PAPER.V(row, p, q) for row in D] == pytest.approx(expected, rel=1e-13)
    assert PAPER.V(0.5, p, q) == pytest.approx(-2 * np.log(2), rel=1e-13)


def test_jsd_spares_itself_the_logarithms_that_it_knows(monkeypatch):
    long_way, near = cells_given_to("_jsd_terms", monkeypatch), cells_given_to("_phi_near", monkeypatch)
    jsd([0.5, 0.25, 0.25, 0.0, 0.0], [0.5, 0.0, 0.0, 0.25, 0.25])
    assert (long_way, near) == ([], [])
    jsd([0.5, 0.4, 0.1, 0.0], [0.5, 0.01, 0.0, 0.49])
    assert (long_way, near) == ([(1,)], [])
    jsd([0.9, 0.1], [0.1, 0.9])
    assert (long_way, near) == ([(1,), (2,)], [])
    jsd([0.6, 0.4], [0.4, 0.6])
    assert (long_way, near) == ([(1,), (2,), (2,)], [(2,)])


def test_jsd_of_one_half_and_its_neighbour():
    x = np.nextafter(0.5, 0)
    assert jsd([x, 1 - x], [1 - x, x]) == pytest.approx(2.0**-109, rel=1e-14)


def test_jsd_of_float32_masses():
    p, q = np.float32([0.027501475, 0.055202297]), np.float32([0.027537677, 0.055334348])
    p, q = p / p.sum(), q / q.sum()
    assert p.dtype == np.float32
    assert jsd(p, q) == pytest.approx(3.1976e-8, rel=1e-4)
    assert relative(jsd(p, q), exact_jsd(p, q)) <= 1e-14


def float32_rows():
    half, tiny = np.float32(0.5), np.nextafter(np.float32(0), np.float32(1))
    below = np.nextafter(half, np.float32(0))
    yield "neighbours of one half", [below, 1 - below], [1 - below, below]
    yield "the smallest mass there is", [0, 1], [tiny, 1]
    x = grid(-9, 9, 200)
    yield "a shift by 1e-3", *(Density.from_pdf(stats.norm(shift).pdf, x).p for shift in (0, 1e-3))


FLOAT32 = {name: [np.array(masses, np.float32) for masses in pair] for name, *pair in float32_rows()}


@pytest.mark.parametrize(("p", "q"), FLOAT32.values(), ids=FLOAT32)
def test_jsd_of_hard_float32_masses_is_right_on_the_very_numbers(p, q):
    exact = exact_jsd(p, q)
    assert exact > 0
    assert relative(jsd(p, q), exact) <= 1e-14 or (exact < mpf("1e-30") and 0 <= jsd(p, q) <= 1.1e-30)
    assert jsd(p, p) == 0 and jsd(p, q) == jsd(q, p)


def test_jsd_of_the_smallest_mass_there_is():
    assert jsd([0, 1], [5e-324, 1]) == 0


def test_jsd_of_a_shift_by_1e_10():
    x = grid(-9, 9, 2000)
    p, q = (Density.from_pdf(stats.norm(shift).pdf, x) for shift in (0, 1e-10))
    assert jsd(p, q) == pytest.approx(1.25e-21, rel=1e-5)
    assert relative(jsd(p, q), exact_jsd(p.p, q.p)) <= 1e-14


@given(mass_pairs())
def test_C_is_right(pair):
    assert float(abs(mpf(C(*pair)) - exact_C(*pair))) <= 1e-14


@given(mass_pairs())
def test_C_is_at_least_minus_log_4(pair):
    assert C(*pair) >= -np.log(4) - 1e-15


@given(mass_pairs())
def test_kl_is_right(pair):
    p, q = pair
    if ((q == 0) & (p > 0)).any():
        assert kl(p, q) == np.inf
    else:
        exact = exact_sum(lambda a, b: times_log(a, a / b) if a else 0, p, q)
        assert float(abs(mpf(kl(p, q)) - exact)) <= 1e-14 * max(1, float(abs(exact)))


@given(mass_pairs())
def test_kl_agrees_with_scipy_s_entropy(pair):
    p, q = pair
    assert kl(p, q) == pytest.approx(stats.entropy(p, q), abs=1e-12)


@given(mass_pairs())
def test_tv_is_right(pair):
    exact = exact_sum(lambda a, b: abs(a - b) / 2, *pair)
    assert tv(*pair) == pytest.approx(float(exact), rel=1e-14, abs=0)


@given(mass_pairs())
def test_D_star_is_right(pair):
    for D, a, b in zip(D_star(*pair), *pair):
        exact = mpf(a) / (mpf(a) + mpf(b)) if a + b else mpf("0.5")
        assert abs(float(mpf(float(D)) - exact)) <= 2e-16


@given(mass_pairs())
def test_grad_C_is_right_to_the_last_digits_in_both_tails(pair):
    for slope, a, b in zip(grad_C(*pair), *pair):
        if a + b == 0:
            assert slope == 0
        elif b == 0:
            assert slope == -np.inf
        else:
            exact = -mp.log1p(mpf(a) / mpf(b))
            assert float(abs(mpf(float(slope)) - exact)) <= 1e-14 * float(abs(exact)) + 5e-324


@given(mass_pairs())
def test_hess_C_is_right(pair):
    for bend, a, b in zip(hess_C(*pair), *pair):
        if a == 0:
            assert bend == 0
        elif b == 0:
            assert bend == np.inf
        else:
            exact = float(mpf(a) / (mpf(b) * (mpf(a) + mpf(b))))
            assert bend == pytest.approx(exact, rel=1e-14)


@given(mass_pairs(), st.data())
def test_V_is_right_for_D_and_for_its_logit(pair, data):
    p, q = pair
    D = np.array(data.draw(st.lists(st.floats(1e-300, 1 - 1e-10), min_size=len(p), max_size=len(p))))
    sure = np.array(data.draw(st.lists(st.booleans(), min_size=len(p), max_size=len(p))))
    D = np.where(sure & (q == 0), 1.0, np.where(sure & (p == 0), 0.0, D))
    exact = exact_sum(lambda d, a, b: times_log(a, d) + times_log(b, 1 - d), D, p, q)
    assert V(D, p, q) == pytest.approx(float(exact), rel=1e-13)
    with np.errstate(divide="ignore"):
        logit = np.log(D) - np.log1p(-D)
    assert V(None, p, q, logit=logit) == pytest.approx(float(exact), rel=1e-12)
    assert U(q, D, p) == PAPER.U(q, D, p) == V(D, p, q)
    assert U(q, p_data=p, logit=logit) == V(None, p, q, logit=logit)


def test_V_at_the_logit_of_D_star_is_C_where_D_star_rounds_to_1():
    p, q = np.array([1.0, 0.0]), np.array([1e-30, 1.0])
    with np.errstate(divide="ignore"):
        logit = np.log(p) - np.log(q)
    assert V(D_star(p, q), p, q) == -np.inf
    assert V(None, p, q, logit=logit) == pytest.approx(C(p, q), rel=1e-14)


def test_V_survives_D_0_and_1_where_no_mass_sits():
    assert V([1, 0], [1, 0], [0, 1]) == 0
    assert V(None, [1, 0], [0, 1], logit=[np.inf, -np.inf]) == 0
    assert V([0, 1], [1, 0], [0, 1]) == -np.inf


def test_V_takes_a_number_for_D():
    assert V(0.5, [0.2, 0.8], [0.7, 0.3]) == pytest.approx(-np.log(4), rel=1e-15)


@given(st.integers(2, 6).flatmap(lambda n: st.tuples(*[mass_vectors(n)] * 4)))
def test_every_function_works_over_leading_axes(laws):
    p, q = np.stack(laws[:2]), np.stack(laws[2:])
    D = np.random.default_rng(0).random(p.shape)
    for f in (C, jsd, tv, kl, D_star, grad_C, hess_C, lambda a, b: V(D, a, b)):
        whole = f(p[:, None], q[None])
        assert whole.shape[:2] == (2, 2)
    for f in (C, jsd, tv, kl, D_star, grad_C, hess_C):
        parts = [[f(a, b) for b in q] for a in p]
        np.testing.assert_allclose(f(p[:, None], q[None]), parts, rtol=1e-14)
    np.testing.assert_allclose(V(None, p, q, logit=D), [V(None, *row, logit=d) for *row, d in zip(p, q, D)], rtol=1e-14)


def test_one_pair_gives_a_plain_float():
    p, q = [0.2, 0.8], [0.7, 0.3]
    for value in (C(p, q), jsd(p, q), tv(p, q), kl(p, q), V(0.5, p, q), U(q, 0.5, p)):
        assert type(value) is float


def test_bare_formulas_judge_masses_that_do_not_sum_to_1_as_they_are():
    p, q = np.array([0.5, 0.7]), np.array([0.9, 0.0])
    assert PAPER.jsd(p, q) == pytest.approx(float(exact_jsd(p, q)), rel=1e-14)
    assert PAPER.C(p, q) + np.log(4) - 2 * PAPER.jsd(p, q) == pytest.approx(LOG_2 * (2 - 1.2 - 0.9), rel=1e-13)


def test_densities_and_plain_arrays_give_the_same():
    x = grid(-5, 5)
    p, q = (Density.from_pdf(stats.norm(mean).pdf, x) for mean in (0, 1))
    for f in (C, jsd, tv, kl):
        assert f(p, q) == f(p.p, q.p) == f(p, q.p)


BAD = {
    "negative": ([0.5, 0.5], [-0.5, 1.5], r"expected q that are non-negative; got -0.5"),
    "nan": ([0.5, 0.5], [np.nan, 1], r"non-negative; got nan"),
    "infinite": ([0.5, 0.5], [np.inf, 0.5], r"sum to 1 within 1e-09; got a sum of inf"),
    "another sum": (
        [0.5, 0.6],
        [0.5, 0.5],
        r"expected p that sum to 1 .* got a sum of 1.1: .*Density.from_pdf normalise",
    ),
    "the worst of three": (
        [[0.5, 0.5], [0.5, 0.9], [0.5, 0.7]],
        [0.5, 0.5],
        r"got a sum of 1.4: divide by the sum, or let Density.from_pdf normalise$",
    ),
    "other lengths": ([0.5, 0.5], [0.2, 0.3, 0.5], r"equally many cells; got shapes \(2,\) and \(3,\)"),
    "other batches": (np.full((2, 2), 0.5), np.full((3, 2), 0.5), r"leading axes .* got shapes \(2, 2\) and \(3, 2\)"),
    "a number": (1.0, [1.0], r"shape \(..., n\); got shape \(\)"),
    "empty": ([], [], r"shape \(..., n\); got shape \(0,\)"),
    "words": (["a"], [1.0], r"expected p of real numbers; got list"),
    "no laws": (np.zeros((0, 2)), np.zeros((0, 2)), r"shape \(..., n\); got shape \(0, 2\)"),
    "nothing": (None, [1.0], r"expected p, a Density or masses \(..., n\); got None"),
    "float32, far off": (np.float32([0.5, 0.50001]), [0.5, 0.5], r"sum to 1 within 1e-06"),
}


@pytest.mark.parametrize(("p", "q", "message"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("f", [jsd, kl, tv], ids=["jsd", "kl", "tv"])
def test_bad_masses_are_told_apart(f, p, q, message):
    with pytest.raises(ValueError, match=message):
        f(p, q)


@pytest.mark.parametrize(
    "f", [D_star, C, grad_C, hess_C, lambda p, q: V(0.5, p, q)], ids=["D_star", "C", "grad_C", "hess_C", "V"]
)
def test_bad_masses_are_told_by_the_player_s_name(f):
    for masses, name in ((([-0.5, 1.5], [0.5, 0.5]), "p_data"), (([0.5, 0.5], [-0.5, 1.5]), "p_g")):
        with pytest.raises(ValueError, match=f"^expected {name} that are non-negative; got -0.5$"):
            f(*masses)


def test_densities_on_different_grids_do_not_mix():
    p, q = (Density.from_pdf(stats.norm.pdf, grid(-5, hi)) for hi in (5, 6))
    with pytest.raises(ValueError, match=r"^expected p_data and p_g on the same grid; got Density.* and Density"):
        C(p, q)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (dict(D=None), "expected D or logit=, one of them; got neither"),
        (dict(D=0.5, logit=0.0), "got both"),
        (dict(D=[0.5, 1.5]), r"expected D in \[0, 1\]; got values from 0.5 to 1.5"),
        (dict(D=[0.5, np.nan]), "expected D without nan; got 1"),
        (dict(D=[0.5, 0.5, 0.5]), r"expected D that goes with masses of shapes \(2,\) and \(2,\); got \(3,\)"),
        (dict(D=[[0.5, 0.5]] * 2, p_data=[[0.5, 0.5]] * 3), r"got \(2, 2\)"),
        (dict(D=[[0.5, 0.5]] * 2, p_g=[[0.5, 0.5]] * 3), r"got \(2, 2\)"),
        (dict(D="half"), "expected D of real numbers; got str"),
        (dict(D=[1j, 0.5]), "expected D of real numbers; got list"),
        (dict(logit=[0.5, np.nan]), "expected logit without nan"),
    ],
    ids=[
        "neither",
        "both",
        "beyond 1",
        "nan",
        "another length",
        "another batch",
        "another batch than p_g",
        "a word",
        "complex",
        "nan logit",
    ],
)
def test_bad_discriminators_are_told_apart(arguments, message):
    with pytest.raises(ValueError, match=message):
        V(**{"p_data": [0.5, 0.5], "p_g": [0.5, 0.5], **arguments})
