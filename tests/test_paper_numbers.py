"""Numbers from outside, each with its source, at the full accuracy that they were given with."""

import numpy as np
import pytest

from gan_theory import C, Density, GaussianMixture, grid, jsd, kl
from gan_theory.game.dirac_gan import DiracGAN, eigenvalues
from gan_theory.game.relativistic_gan import relativistic_eigenvalues

TWO_MODES = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5))
STANDARD = GaussianMixture((0.0,), (1.0,))

# p_data, p_g, C, JSD, KL(p_data‖p_g), KL(p_g‖p_data): continuous densities, by quadrature elsewhere and, where they are
# Gaussians, the KL in closed form; as many digits as are known to be right.
ROWS = {
    "two modes, N(0, 1)": (
        TWO_MODES,
        STANDARD,
        "-0.997683554194",
        "0.194305403463",
        "0.753849247531",
        "1.158434608205",
    ),
    "two modes, N(2.4, 0.35²)": (
        TWO_MODES,
        GaussianMixture((2.4,), (0.35,)),
        "-0.442604666144",
        "0.471844847488",
        "32.16831283732",
        "2.414822122406",
    ),
    "N(0, 1), N(1, 0.5²)": (
        STANDARD,
        GaussianMixture((1.0,), (0.5,)),
        "-0.938326808022888",
        "0.223983776548501",
        "2.806852819440",
        "0.818147180560",
    ),
    "N(0, 1), N(8, 1)": (STANDARD, GaussianMixture((8.0,), (1.0,)), None, "0.693053645483", "32", "32"),
}


def tolerance(known):
    """Half a unit of the last digit, and a rounding."""
    decimals = len(known.partition(".")[2])
    return max(0.5 * 10.0**-decimals if decimals else 0.0, 2 * np.spacing(abs(float(known)))) * (1 + 1e-9)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_values_on_a_grid_are_those_of_the_continuous_densities(row):
    p_data, p_g, *digits = row
    x = grid(-40, 40, 16384) if p_g.means == (8.0,) else grid(-12, 12, 16384)
    p, q = Density.from_pdf(p_data.pdf, x), Density.from_pdf(p_g.pdf, x)
    for value, known in zip((C(p, q), jsd(p, q), kl(p, q), kl(q, p)), digits):
        if known is not None:
            assert abs(value - float(known)) <= tolerance(known) + 1e-13 * abs(value), known


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_enclosures_are_those_of_the_continuous_densities(row):
    certified = pytest.importorskip("gan_theory.certified", exc_type=ImportError)
    p, q = (certified.ExactMixture.of(mixture) for mixture in row[:2])
    values = certified.C(p, q), certified.jsd(p, q), certified.kl(p, q), certified.kl(q, p)
    for enclosure, known in zip(values, row[2:]):
        if known is not None:
            assert certified.is_narrow(enclosure, 1e-13)
            assert certified.distance(enclosure, enclosure) <= 1e-13
            assert abs(float(enclosure) - float(known)) <= tolerance(known), known


def test_kl_of_gaussians_in_closed_form():
    certified = pytest.importorskip("gan_theory.certified", exc_type=ImportError)
    p, q = certified.ExactMixture.gaussian(0, 1), certified.ExactMixture.gaussian(1, "0.5")
    with certified.precision(200):
        log_2 = certified.log(2)
        assert (certified.kl(p, q, 1e-30) - (4 - certified.ball(1) / 2 - log_2)).contains(0)
        assert (certified.kl(q, p, 1e-30) - (log_2 + certified.ball(5) / 8 - certified.ball(1) / 2)).contains(0)
        assert (certified.kl(p, certified.ExactMixture.gaussian(8, 1), 1e-30) - 32).contains(0)


def test_jsd_of_a_point_against_an_even_coin():
    """(3/4) log(4/3); its root is what SciPy's jensenshannon returns."""
    assert jsd([1, 0], [0.5, 0.5]) == pytest.approx(0.75 * np.log(4 / 3), abs=1e-16)
    assert np.sqrt(jsd([1, 0], [0.5, 0.5])) == pytest.approx(0.464501404022, abs=5e-13)


def test_the_dirac_gan_is_that_of_mescheder_et_al_2018():
    assert DiracGAN("", h=0.2, simultaneous=True).radius() == pytest.approx(1.004987562, abs=5e-10)
    assert eigenvalues(0.3) == pytest.approx([-0.15 + 0.4769696j, -0.15 - 0.4769696j], abs=5e-8)
    assert sorted(eigenvalues(2).real) == pytest.approx([-1.8660254, -0.1339746], abs=5e-8)
    assert np.abs(eigenvalues(2).imag).max() == 0


def test_the_relativistic_dirac_gan_with_both_penalties():
    """−0.3 ± 0.4i: computed elsewhere."""
    assert relativistic_eigenvalues(0.3, 0.3) == pytest.approx([-0.3 + 0.4j, -0.3 - 0.4j], abs=1e-15)


@pytest.mark.parametrize(
    ("gamma", "expected"), [(0.3, [-0.15 - 0.4769696j, -0.15 + 0.4769696j]), (2, [-1.8660254, -0.1339746])]
)
def test_torch_finds_the_eigenvalues_of_the_dirac_gan(gamma, expected):
    torch = pytest.importorskip("torch")

    def directions(at):
        theta, psi = at
        V = -torch.nn.functional.softplus(-psi * 0) - torch.nn.functional.softplus(psi * theta)
        slopes = torch.autograd.grad(V, at, create_graph=True)[0]
        return torch.stack([-slopes[0], slopes[1] - gamma * psi])

    at = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    found = torch.linalg.eigvals(torch.autograd.functional.jacobian(directions, at)).numpy()
    assert sorted(found, key=lambda value: (value.real, value.imag)) == pytest.approx(expected, abs=5e-8)


# Inputs on which SciPy 1.17's jensenshannon gives nan or inf, and the right JSD with the accuracy known.
BELOW_HALF = np.nextafter(0.5, 0)
FLOAT32 = [np.array(a, np.float32) for a in ([0.027501475, 0.055202297], [0.027537677, 0.055334348])]
NEAR = {
    "scipy/scipy#20779": ([BELOW_HALF, 1 - BELOW_HALF], [1 - BELOW_HALF, BELOW_HALF], 2.0**-109, 1e-14),
    "scipy/scipy#20083": (*(a / a.sum() for a in FLOAT32), 3.1976e-8, 2e-5),
    "scipy/scipy#19436": ([0.0, 1.0], [5e-324, 1.0], 5e-324 * np.log(2) / 2, 0.0),
}


@pytest.mark.parametrize("name", NEAR)
def test_jsd_where_scipy_gives_none(name):
    p, q, right, relative = NEAR[name]
    assert jsd(p, q) == pytest.approx(right, rel=relative, abs=5e-324)


def test_jsd_of_gaussians_shifted_by_1e_minus_10():
    x = grid(-12, 12, 4096)
    p = Density.from_pdf(GaussianMixture((0.0,), (1.0,)).pdf, x)
    q = Density.from_pdf(GaussianMixture((1e-10,), (1.0,)).pdf, x)
    assert jsd(p, q) == pytest.approx(1.25e-21, rel=2e-6)
    certified = pytest.importorskip("gan_theory.certified", exc_type=ImportError)
    assert certified.ulps(jsd(p, q), certified.exact_jsd(p.p, q.p)) <= 4


# The paper's Table 1, log-likelihoods by Parzen windows with their standard errors: MNIST, TFD.
TABLE_1 = {
    "DBN": ((138, 2), (1909, 66)),
    "stacked CAE": ((121, 1.6), (2110, 50)),
    "deep GSN": ((214, 1.1), (1890, 29)),
    "adversarial nets": ((225, 2), (2057, 26)),
}


@pytest.mark.parametrize(("column", "best", "sure"), [(0, "adversarial nets", True), (1, "stacked CAE", False)])
def test_table_1_puts_adversarial_nets_first_on_mnist_and_within_the_error_of_the_first_on_tfd(column, best, sure):
    values = {name: row[column] for name, row in TABLE_1.items()}
    (mean, error), (second, other) = sorted(values.values(), reverse=True)[:2]
    assert values[best] == (mean, error)
    assert (mean - second > 3 * np.hypot(error, other)) == sure
    if not sure:
        assert values["adversarial nets"] == (second, other)
        assert mean - second < np.hypot(error, other)
