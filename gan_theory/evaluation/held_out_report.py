"""The report of a held-out evaluation: its numbers, as JSON and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory._utils.number_text import with_minus
from gan_theory.evaluation.parzen import ParzenEstimate
from gan_theory.evaluation.two_samples import TestResult

N_SAMPLES = 10_000
"""How many samples of G an evaluation draws: as many as the paper's Parzen windows have."""

SIGNIFICANCE = 0.01
"""The p-value below which G counts as memorising."""

COLLAPSED = 2
"""How many effective neighbours a collapsed G has at most: it may be near data that D saw by chance."""


@dataclass(frozen=True)
class MeanEstimate:
    """A mean and its standard error.

    Parameters
    ----------
    mean, standard_error : float
        In nats per sample.
    """

    mean: float
    standard_error: float

    @classmethod
    def of(cls, values: Array) -> MeanEstimate:
        """Return the mean of values, with its standard error.

        Parameters
        ----------
        values : array, shape (m,)
            The values, m >= 2.

        Returns
        -------
        MeanEstimate
            The estimate.
        """
        return cls(float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size)))

    def __sub__(self, other: MeanEstimate) -> MeanEstimate:
        return MeanEstimate(self.mean - other.mean, float(np.hypot(self.standard_error, other.standard_error)))

    def __str__(self) -> str:
        return _signed(self.mean, self.standard_error)

    def as_dict(self) -> dict[str, float]:
        """Return the estimate in the types of JSON."""
        return {"mean": self.mean, "error": self.standard_error}


@dataclass(frozen=True)
class HeldOutReport:
    """How good a G is, judged by n test data that neither G nor D has seen.

    log_p_g and log_p_data are those of mixtures with a Cauchy distribution (`OutlierMixture`), so that no outlier costs
    more than a bounded number of nats.

    Parameters
    ----------
    n : int
        The number of test data.
    log_p_g : MeanEstimate
        The mean of log p_g at the test data; exact, as p_g is.
    log_p_data : MeanEstimate
        The mean log density there of the smoothed training data, from which D's data are drawn.
    gap : MeanEstimate
        The mean of log_p_data − log_p_g, paired.
    outside_support : int
        The number of test data at which p_g is 0.
    parzen : ParzenEstimate or None
        The paper's estimate of log p_g, without a mixture; None if there is none.
    parzen_error : str
        Why there is no such estimate; empty if there is one.
    ks : TestResult
        The Kolmogorov-Smirnov test of G's samples against the test data.
    seen_gain : MeanEstimate
        By how much the mean of log p_g is higher at the data that D saw.
    nearest : TestResult
        The Mann-Whitney test of memorising: the share of pairs of a sample of G and a test datum in which the sample
        is nearer to the data that D saw. It is about ½ if nothing was memorised.
    effective_neighbours : float
        How many of the data that D saw are nearest to some sample of G: 1/Σ w², where w is the share of the samples to
        which a datum is nearest.
    n_seen : int
        The number of data that D saw.
    """

    n: int
    log_p_g: MeanEstimate
    log_p_data: MeanEstimate
    gap: MeanEstimate
    outside_support: int
    parzen: ParzenEstimate | None
    parzen_error: str
    ks: TestResult
    seen_gain: MeanEstimate
    nearest: TestResult
    effective_neighbours: float
    n_seen: int

    @property
    def memorised(self) -> bool:
        """Whether G's samples are nearer to what D saw than test data are (p < 0.01), and G has not collapsed."""
        return self.nearest.pvalue < SIGNIFICANCE and self.effective_neighbours > COLLAPSED

    def as_dict(self) -> dict[str, Any]:
        """Return the report in the types of JSON, with the keys of the history file."""
        return {
            "n": self.n,
            "log_p_g": self.log_p_g.as_dict(),
            "log_p_data": self.log_p_data.as_dict(),
            "lack": self.gap.as_dict(),
            "unmade": self.outside_support,
            "parzen": None if self.parzen is None else _parzen_as_dict(self.parzen),
            "no_parzen": self.parzen_error,
            "ks": _test_as_dict(self.ks),
            "seen_more": self.seen_gain.as_dict(),
            "nearer": _test_as_dict(self.nearest),
            "places": self.effective_neighbours,
            "seen": self.n_seen,
            "memorised": self.memorised,
        }

    def in_words(self) -> str:
        """Return the report as text: a line each for likelihood, gap, Parzen, KS and memorising."""
        return "\n".join(
            (
                f"log p_g   {self._likelihood_in_words()}",
                f"gap       {self.gap} nats per sample to the smoothed training data, whose mean is {self.log_p_data}",
                f"Parzen    {self._parzen_in_words()}",
                f"KS        {self._ks_in_words()}",
                f"memorised {self._memorised_in_words()}",
            )
        )

    def _likelihood_in_words(self) -> str:
        outside = f"; p_g = 0 at {self.outside_support:,} of the {self.n:,}" if self.outside_support else ""
        return f"{self.log_p_g} nats per sample, {self.seen_gain} more on the data that D saw{outside}"

    def _parzen_in_words(self) -> str:
        if self.parzen is None:
            return f"none: {self.parzen_error}"
        score = _signed(self.parzen.mean, self.parzen.standard_error)
        return f"{score} nats per sample, with the bandwidth σ = {with_minus(f'{self.parzen.sigma:.3g}')}"

    def _ks_in_words(self) -> str:
        distance, p = self.ks.statistic, _pvalue_in_words(self.ks)
        return f"{distance:.3f} between {N_SAMPLES:,} samples of G and the {self.n:,} test data, {p}"

    def _memorised_in_words(self) -> str:
        share, p = self.nearest.statistic, _pvalue_in_words(self.nearest)
        neighbours = f"{self.effective_neighbours:,.0f} of {self.n_seen:,} effective neighbours"
        return f"{self._answer()}: G is nearer than test data to what D saw in {share:.0%} of pairs, {p}; {neighbours}"

    def _answer(self) -> str:
        """Yes or no, or why there is neither: the test needs a G that has learnt something of p_data."""
        if self.memorised:
            return "yes"
        if self.effective_neighbours <= COLLAPSED:
            return "cannot be decided, as G has collapsed"
        if self.nearest.pvalue > 1 - SIGNIFICANCE:
            return "cannot be decided, as G is too far from the data"
        return "no"


def _signed(mean: float, error: float) -> str:
    return with_minus(f"{mean:.3f} ± {error:.3f}")


def _pvalue_in_words(test: TestResult) -> str:
    return "p < 0.001" if test.pvalue < 0.001 else f"p = {test.pvalue:.3f}"


def _test_as_dict(test: TestResult) -> dict[str, float]:
    return {"value": test.statistic, "p": test.pvalue}


def _parzen_as_dict(estimate: ParzenEstimate) -> dict[str, Any]:
    return {"sigma": estimate.sigma, "mean": estimate.mean, "error": estimate.standard_error}
