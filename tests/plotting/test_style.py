"""The colours of the palette differ for every reader."""

from itertools import combinations

import numpy as np
import pytest

from tests.support.figure_checks import PALETTE, VISION, seen


def lab(colour, vision):
    """CIELAB under the white of daylight. Source: CIE 15; IEC 61966-2-1."""
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    x, y, z = np.cbrt(np.maximum(to_xyz @ seen(colour, vision) / (0.95047, 1, 1.08883), 1e-6))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("vision", VISION)
def test_the_palette_stands_out_from_white_and_its_colours_from_each_other(vision):
    for colour in PALETTE:
        assert 1.05 / (seen(colour, VISION[vision]) @ (0.2126, 0.7152, 0.0722) + 0.05) >= 3  # WCAG 2, 1.4.11
    for one, other in combinations(PALETTE, 2):
        assert np.linalg.norm(lab(one, VISION[vision]) - lab(other, VISION[vision])) >= 15
