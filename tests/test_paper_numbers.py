"""Numbers computed elsewhere, by ball arithmetic and in closed form, against the same values on a grid."""

import numpy as np
import pytest

from gan_theory import C, Density, GaussianMixture, grid, jsd, kl

TWO_MODES = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5))
STANDARD = GaussianMixture((0.0,), (1.0,))

# p_data, p_g, C, JSD, KL(p_data‖p_g), KL(p_g‖p_data), as many digits as are known to be right
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


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_values_on_a_grid_are_those_of_the_continuous_densities(row):
    p_data, p_g, *digits = row
    x = grid(-10, 18 if p_g.means == (8.0,) else 10, 16384)
    p, q = Density.from_pdf(p_data.pdf, x), Density.from_pdf(p_g.pdf, x)
    for value, known in zip((C(p, q), jsd(p, q), kl(p, q), kl(q, p)), digits):
        if known is not None:
            decimals = len(known.partition(".")[2])
            tolerance = 0.6 * 10.0**-decimals if decimals else 1e-10
            assert abs(value - float(known)) <= max(tolerance, 4e-15), known


def test_jsd_of_a_point_against_an_even_coin():
    assert jsd([1, 0], [0.5, 0.5]) == pytest.approx(np.log(4 / 3) / 2 + np.log(4 / 3) / 4, abs=1e-16)
    assert np.sqrt(jsd([1, 0], [0.5, 0.5])) == pytest.approx(0.464501404022, abs=5e-13)
