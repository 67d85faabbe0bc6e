"""Evidence that the noise z is what its density says: its samples, its pdf and its masses."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.special import ndtr

from gan_theory.claims._shared.draws import STANDARD_ERRORS
from gan_theory.densities.noise import NOISES
from gan_theory.verification.evidence import Evidence, equal, equation

DRAWS = 20_000
THRESHOLDS = np.linspace(-0.95, 0.95, 39)
"""Below which samples are counted."""
ENDS = np.linspace(-3, 3, 13)
"""Of the intervals over which the pdf is integrated; ±1 are among them."""
NODES, WEIGHTS = np.polynomial.legendre.leggauss(8)


@cache
def noise_evidence(noise: str) -> tuple[Evidence, ...]:
    """Compare samples with the probabilities of 39 thresholds, and the integral of the pdf with masses, also beyond ±1.

    Parameters
    ----------
    noise : str
        "normal" or "uniform".

    Returns
    -------
    tuple of Evidence
        The same for each case, so computed once.
    """
    shares = ndtr(THRESHOLDS) if noise == "normal" else (1 + THRESHOLDS) / 2
    samples = np.sort(NOISES[noise].sample(DRAWS, np.random.default_rng(0)))
    z_score = (np.searchsorted(samples, THRESHOLDS) / DRAWS - shares) / np.sqrt(shares * (1 - shares) / DRAWS)
    what = f"|z| of the share of {noise} noise below some thresholds, against its probability"
    half = (ENDS[1] - ENDS[0]) / 2
    masses = half * NOISES[noise].pdf((ENDS[:-1] + half)[:, None] + half * NODES) @ WEIGHTS
    return (
        equal(what, z_score, 0, STANDARD_ERRORS),
        equation(f"∫ p_z dz of {noise} noise", "its mass", masses, NOISES[noise].mass(ENDS[:-1], ENDS[1:])),
    )
