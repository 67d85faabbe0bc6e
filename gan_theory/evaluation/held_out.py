"""How good G is against data that it has not seen, and whether it has only learnt by heart what it saw."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from gan_theory._utils.validation import check_count
from gan_theory.datasets.splits import MOST_HELD_OUT, Split
from gan_theory.densities.bandwidth import OutlierMixture
from gan_theory.densities.density import Density
from gan_theory.densities.pushforward import push_forward_pdf
from gan_theory.evaluation.parzen import ParzenEstimate, parzen
from gan_theory.evaluation.two_samples import TestResult, kolmogorov_smirnov, mann_whitney
from gan_theory.training.frame import Frame

DRAWS = 10_000  # samples from G, as many as the paper's Parzen windows have
SIGNIFICANCE = 0.01  # the p beneath which G is said to have learnt by heart
FEW = 2  # places, at which a G that has collapsed may be near what D saw by chance


@dataclass(frozen=True)
class MeanEstimate:
    """A mean and its standard error, in nats a datum."""

    mean: float
    error: float


@dataclass(frozen=True)
class HeldOutReport:
    """How a G does on n test data, that neither G nor D has seen.

    log_p_g: the mean of log p_g at the data, exact. log_p_data: that of the smoothed training data, which D sees. Both
    have a `Guard` against outliers. lack: log_p_data − log_p_g, datum by datum. unmade: how many data lie where
    p_g = 0. parzen: the paper's estimate of log_p_g, without a guard. ks: how far the distribution functions of G's
    samples and the data are apart. seen_more: by how much log p_g is greater on what D saw. nearer: in how many pairs
    of a sample of G and a datum the sample is the nearer to what D saw, ½ if nothing was learnt by heart. places: of
    how many that D saw G's samples are the neighbours, 1/Σ w² for the shares w of each; seen: of how many in all.
    """

    n: int
    log_p_g: MeanEstimate
    log_p_data: MeanEstimate
    lack: MeanEstimate
    unmade: int
    parzen: ParzenEstimate | None
    no_parzen: str
    ks: TestResult
    seen_more: MeanEstimate
    nearer: TestResult
    places: float
    seen: int

    @property
    def memorised(self) -> bool:
        """Whether G's samples are nearer to what D saw than unseen data are, with p < 0.01, at more than two places."""
        return self.nearer.p < SIGNIFICANCE and self.places > FEW

    def as_dict(self) -> dict:
        """The same in the types of JSON."""
        return asdict(self) | {"memorised": self.memorised}

    def in_words(self) -> str:
        """A line for each of the questions."""
        ks, yes, pairs = self.ks, "yes" if self.memorised else "no", f"{self.nearer.value:.0%} of pairs"
        places = f"at about {self.places:,.0f} of {self.seen:,} places"
        unmade = f"; p_g = 0 at {self.unmade:,} of the {self.n:,}" if self.unmade else ""
        return "\n".join(
            (
                f"log p_g   {_signed(self.log_p_g)} nats a datum, {_signed(self.seen_more)} more on what D saw{unmade}",
                f"lacking   {_signed(self.lack)} of the {_signed(self.log_p_data)} that the smoothed p_data has",
                f"Parzen    {self._windows_in_words()}",
                f"KS        {ks.value:.3f} between {DRAWS:,} samples of G and the {self.n:,}, p = {ks.p:.3f}",
                f"by heart  {yes}: G is nearer than these to what D saw in {pairs}, p = {self.nearer.p:.3f}, {places}",
            )
        )

    def _windows_in_words(self):
        if self.parzen is None:
            return f"none: {self.no_parzen}"
        return f"{_signed(self.parzen)} nats a datum, by windows of σ = {self.parzen.sigma:.3g}"


def evaluate(frame: Frame, split: Split, seen=None, seed: int = 0) -> HeldOutReport:
    """The Judgement of the frame's G by the split's test data.

    seen (m,): what D saw, by default the split's training part. seed: of 10,000 samples from G and of permutations.
    Raises ValueError if the split holds out nothing to judge by.
    """
    check_count("a number of test data", split.test.size, 2, MOST_HELD_OUT)
    test, made, guard = split.test, frame.sample(DRAWS, seed), OutlierMixture.from_samples(split.train)
    seen = split.train if seen is None else np.asarray(seen, np.float64)
    log_p_g, log_p_g_seen = (guard.mix_log_density(_log(pdf(frame, x)), x) for x in (test, seen[:MOST_HELD_OUT]))
    log_p_data = guard.mix_log_density(split.kernel_density.logpdf(test), test)
    (neighbours, near), (_, unseen_near) = (nearest(frame.p_data, seen, x) for x in (made, test))
    windows, no_windows = _windows(made, split.validation if split.validation.size else split.train, test, frame.G)
    return HeldOutReport(
        n=test.size,
        log_p_g=_mean(log_p_g),
        log_p_data=_mean(log_p_data),
        lack=_mean(log_p_data - log_p_g),
        unmade=int(np.count_nonzero(pdf(frame, test) == 0)),
        parzen=windows,
        no_parzen=no_windows,
        ks=kolmogorov_smirnov(made, test, seed),
        seen_more=_difference(_mean(log_p_g_seen), _mean(log_p_g)),
        nearer=mann_whitney(near, unseen_near, seed),
        places=float(1 / np.square(np.bincount(neighbours) / DRAWS).sum()),
        seen=seen.size,
    )


def pdf(frame: Frame, x) -> np.ndarray:
    """p_g(x) at any x (k,), exact, for G linear between the frame's nodes; an atom counts as even over a cell of x."""
    values, p_g = push_forward_pdf(frame.z, frame.G_z, frame.noise, x), frame.p_g
    cell = np.rint((x - p_g.x[0]) / p_g.dx).clip(0, p_g.n - 1).astype(int)
    return np.where(np.isinf(values), p_g.pdf[cell], values)


def nearest(p_data: Density, seen, x) -> tuple[np.ndarray, np.ndarray]:
    """The place (k,) of the nearest of `seen` (m,) to each x, by the mass of p_data between, and this mass (k,).

    Unseen data have it about even over half the gaps between the `seen`, however dense p_data is there; copies have 0,
    and so has what lies beyond p_data's grid together with one of the `seen`.
    The places are those among the distinct values in order.
    """
    chances = np.concatenate([[0.0], np.cumsum(p_data.p)])
    u, values = (np.interp(each, p_data.edges, chances) for each in (x, np.unique(seen)))
    i = np.searchsorted(values, u).clip(1, values.size - 1)
    below, above = np.abs(u - values[i - 1]), np.abs(u - values[i])
    return np.where(below < above, i - 1, i), np.minimum(below, above)


def _windows(made, validation, test, G):
    """The paper's estimate, computed in standard deviations of the data, and ""; or None, and why no σ is the best."""
    made, validation, test = ((x - G.centre) / G.scale for x in (made, validation, test))
    try:
        found = parzen(made, validation, test)
    except ValueError as error:
        return None, str(error)
    return ParzenEstimate(found.sigma * G.scale, found.mean - float(np.log(G.scale)), found.error), ""


def _log(p):
    with np.errstate(divide="ignore"):
        return np.log(p)


def _mean(values):
    return MeanEstimate(float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size)))


def _difference(one, other):
    return MeanEstimate(one.mean - other.mean, float(np.hypot(one.error, other.error)))


def _signed(estimate):
    return f"{estimate.mean:.3f} ± {estimate.error:.3f}".replace("-", "−")
