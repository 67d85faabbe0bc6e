"""Gaussian mixtures with rational parameters, and their densities in ball arithmetic, also where these are tiny."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from flint import acb, arb, ctx, fmpq

from gan_theory.certified.arithmetic import HALF, Rational, to_rational
from gan_theory.densities.gaussian_mixture import GaussianMixture


class Component(NamedTuple):
    """The component weight · N(mean, std²). The weight is a ball where no rational number normalises the mixture."""

    weight: Any  # fmpq or arb
    mean: fmpq
    std: fmpq


Components = tuple[Component, ...]


@dataclass(frozen=True)
class ExactMixture:
    """The mixture Σ_i w_i N(μ_i, σ_i²) with rational parameters.

    Parameters
    ----------
    components : tuple of (weight, mean, std)
        Numbers that `to_rational` takes. Components with equal mean and std are merged into one.

    Raises
    ------
    ValueError
        Unless the weights are positive and sum to 1 exactly, and the standard deviations are positive.
    """

    components: Components

    def __post_init__(self) -> None:
        components = merged(Component(*map(to_rational, component)) for component in self.components)
        weights, stds = [component.weight for component in components], [component.std for component in components]
        if not (sum(weights) == 1 and min(weights) > 0):
            raise ValueError(f"expected positive weights that sum to 1 exactly; got {', '.join(map(str, weights))}")
        if not min(stds) > 0:
            raise ValueError(f"expected stds > 0; got {', '.join(map(str, stds))}")
        object.__setattr__(self, "components", components)

    @classmethod
    def gaussian(cls, mean: Rational, std: Rational) -> ExactMixture:
        """Return N(mean, std²).

        Parameters
        ----------
        mean, std : rational
            Its parameters, std > 0.

        Returns
        -------
        ExactMixture
            A mixture of one component.
        """
        return cls((Component(fmpq(1), to_rational(mean), to_rational(std)),))

    @classmethod
    def of(cls, mixture: GaussianMixture) -> ExactMixture:
        """Return the mixture whose parameters are the decimals of a GaussianMixture's.

        Parameters
        ----------
        mixture : GaussianMixture
            With weights whose decimals sum to 1.

        Returns
        -------
        ExactMixture
            The same, exactly.

        Raises
        ------
        ValueError
            For any other distribution.
        """
        if not isinstance(mixture, GaussianMixture):
            raise ValueError(f"expected a GaussianMixture, of which integrals can be enclosed; got {mixture!r}")
        parameters = zip(mixture.weights, mixture.means, mixture.stds)
        return cls(tuple(Component(*map(to_rational, each)) for each in parameters))

    def mix(self, other: ExactMixture, t: Rational) -> ExactMixture:
        """Return the mixture (1 − t)·self + t·other.

        Parameters
        ----------
        other : ExactMixture
            The other distribution.
        t : rational
            Its weight, in [0, 1].

        Returns
        -------
        ExactMixture
            The mixture.
        """
        return ExactMixture(scaled(self.components, 1 - to_rational(t)) + scaled(other.components, to_rational(t)))

    def masses(self, x: Iterable[float]) -> list[arb]:
        """Return masses (n,) that sum to 1, proportional to the density at the doubles x (n,).

        Parameters
        ----------
        x : iterable of float
            The cell centres.

        Returns
        -------
        list of arb
            Enclosures, at the working precision.
        """
        density = density_of_components(self.components)
        values = [density(acb(float(point))).real for point in x]
        total = sum(values)
        return [value / total for value in values]


def scaled(components: Components, factor: fmpq | arb | int) -> Components:
    """Return the components with their weights multiplied by a factor.

    Parameters
    ----------
    components : tuple of Component
        The components.
    factor : rational or arb
        The factor.

    Returns
    -------
    tuple of Component
        The same means and standard deviations with other weights.
    """
    return tuple(Component(w * factor, mean, std) for w, mean, std in components)


def merged(components: Iterable[Component]) -> Components:
    """Return the components, merged where mean and std are equal, and without those of weight 0.

    Parameters
    ----------
    components : iterable of Component
        The components.

    Returns
    -------
    tuple of Component
        One for each pair of mean and std, in the order of first appearance.
    """
    weights: dict[tuple[fmpq, fmpq], Any] = {}
    for w, mean, std in components:
        weights[mean, std] = weights.get((mean, std), 0) + w
    return tuple(Component(w, mean, std) for (mean, std), w in weights.items() if w != 0)


def peak_density(component: Component) -> arb:
    """Return the greatest absolute value of weight · N(x; mean, std²).

    Parameters
    ----------
    component : Component
        The weight, mean and std.

    Returns
    -------
    arb
        The value at x = mean.
    """
    w, _, std = component
    return arb(abs(w)) / (std * (2 * arb.pi()).sqrt())


def density_of_components(components: Sequence[Component]) -> Callable[[acb], acb]:
    """Return the function x ↦ Σ_i w_i N(x; μ_i, σ_i²) of complex balls.

    Parameters
    ----------
    components : sequence of Component
        The w_i, μ_i and σ_i, with positive weights.

    Returns
    -------
    callable
        From x (acb) to the density (acb).
    """
    largest = largest_component(components)

    def density(x: acb) -> acb:
        log_largest, ratios = largest(x)
        return log_largest.exp() * sum(ratios, acb(0))

    return density


def largest_component(components: Sequence[Component]) -> Callable[[acb], tuple[acb, list[acb]]]:
    """Return a function of x that gives the log of the largest component at x, and the ratios of all to it.

    A sum of components is then exp(log) · Σ ratios, without overflow or underflow. Which component is the largest is
    found in floats: that affects how wide the result is, not whether it encloses the truth.

    Parameters
    ----------
    components : sequence of Component
        Their weights count by absolute value.

    Returns
    -------
    callable
        From a complex ball x to the log (acb) and the ratios (list of acb, in the order of the components). Its
        constants are computed at the working precision of each call.
    """
    constants = cache(lambda bits: [_logs_of(component, components) for component in components])
    float_constants = [
        tuple(float(number.real) for number in logs[:3]) for logs in constants(ctx.prec)
    ]  # log peak, mean and 1/(2 std²) of each

    several = len(float_constants) > 1

    def index_of_largest(x: float) -> int:
        logs = [log_peak - curvature * (x - mean) ** 2 for log_peak, mean, curvature in float_constants]
        return logs.index(max(logs))

    def largest(x: acb) -> tuple[acb, list[acb]]:
        i = index_of_largest(float(x.real)) if several else 0
        log_peak, mean, curvature, log_ratios = constants(ctx.prec)[i]
        u = x - mean
        return log_peak - u * u * curvature, [log_ratio(x).exp() if log_ratio else acb(1) for log_ratio in log_ratios]

    return largest


class _Logs(NamedTuple):
    """The log of one component, and those of the ratios of the others to it; None for its own."""

    log_peak: acb
    mean: acb
    curvature: acb  # 1/(2 std²)
    log_ratios: list[Callable[[acb], acb] | None]


def _logs_of(component: Component, components: Sequence[Component]) -> _Logs:
    log_ratios = [None if other is component else _log_ratio(other, component) for other in components]
    curvature = acb(HALF / component.std**2)
    return _Logs(acb(peak_density(component).log()), acb(component.mean), curvature, log_ratios)


def _log_ratio(component: Component, largest: Component) -> Callable[[acb], acb]:
    """Return log(component/largest), a polynomial in x minus the mean of the narrower: there balls widen it least."""
    centre = min(component, largest, key=lambda each: each.std).mean
    (d, curvature), (d_largest, curvature_of_largest) = (
        (centre - mean, HALF / std**2) for _, mean, std in (component, largest)
    )
    log_peaks = (peak_density(component) / peak_density(largest)).log()
    c0 = acb(log_peaks + curvature_of_largest * d_largest**2 - curvature * d**2)
    c1, c2 = acb(2 * (curvature_of_largest * d_largest - curvature * d)), acb(curvature_of_largest - curvature)
    ball_at_centre = acb(centre)

    def log_ratio(x: acb) -> acb:
        u = x - ball_at_centre
        return u * u * c2 + u * c1 + c0

    return log_ratio
