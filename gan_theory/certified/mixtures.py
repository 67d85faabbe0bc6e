"""Laws on the line with rational parameters, and functions to integrate against them, in ball arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from flint import acb, arb, ctx, fmpq

from gan_theory.densities.gaussian_mixture import GaussianMixture

HALF = fmpq(1, 2)


def precision(bits: int):
    """A context in which ball arithmetic works with so many bits."""
    return ctx.workprec(bits)


def to_rational(number) -> fmpq:
    """The rational that a number is written as: the float 0.35 is 7/20. Raises ValueError if there is none."""
    if isinstance(number, fmpq):
        return number
    try:
        ratio = Fraction(repr(float(number)) if isinstance(number, float) else number)
        return fmpq(int(ratio.numerator), int(ratio.denominator))
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"expected a rational number; got {number!r}") from None


@dataclass(frozen=True)
class ExactMixture:
    """Σ_i w_i N(μ_i, σ_i²) with rational components (w_i, μ_i, σ_i); those of one mean and std are made one.

    Raises ValueError unless the weights are positive and sum to 1 exactly, and the stds are positive.
    """

    components: tuple[tuple[fmpq, fmpq, fmpq], ...]

    def __post_init__(self):
        components = merged(tuple(map(to_rational, component)) for component in self.components)
        weights, stds = [w for w, _, _ in components], [std for _, _, std in components]
        if not (sum(weights) == 1 and min(weights) > 0):
            raise ValueError(f"expected positive weights that sum to 1 exactly; got {', '.join(map(str, weights))}")
        if not min(stds) > 0:
            raise ValueError(f"expected stds > 0; got {', '.join(map(str, stds))}")
        object.__setattr__(self, "components", components)

    @classmethod
    def gaussian(cls, mean, std) -> ExactMixture:
        """N(mean, std²)."""
        return cls(((1, mean, std),))

    @classmethod
    def of(cls, mixture: GaussianMixture) -> ExactMixture:
        """The law with the decimals of the mixture's parameters. Raises ValueError for any other law."""
        if not isinstance(mixture, GaussianMixture):
            raise ValueError(f"expected a GaussianMixture, of which integrals can be enclosed; got {mixture!r}")
        return cls(tuple(zip(mixture.weights, mixture.means, mixture.stds)))

    def mix(self, other: ExactMixture, t) -> ExactMixture:
        """(1 − t)·self + t·other for a rational t in [0, 1]."""
        return ExactMixture(scaled(self.components, 1 - to_rational(t)) + scaled(other.components, to_rational(t)))

    def masses(self, x: Iterable[float]) -> list[arb]:
        """Masses (n,) that sum to 1, proportional to the density at the doubles x (n,), at the working precision."""
        density = density_of_components(self.components)
        values = [density(acb(float(point))).real for point in x]
        total = sum(values)
        return [value / total for value in values]


def scaled(components, factor) -> tuple:
    return tuple((w * factor, mean, std) for w, mean, std in components)


def merged(components) -> tuple:
    weights = {}
    for w, mean, std in components:
        weights[mean, std] = weights.get((mean, std), 0) + w
    return tuple((w, mean, std) for (mean, std), w in weights.items() if w != 0)


def peak_density(component) -> arb:
    w, _, std = component
    return arb(abs(w)) / (std * (2 * arb.pi()).sqrt())


def largest_component(components):
    """x ↦ the log of the component that is about the largest at x, and the ratio of each component's size to it.

    Which one is taken is found in floats: it matters to the width of what follows, not to its truth. The constants are
    those of the working precision.
    """
    tops = cache(lambda bits: [_top(component, components) for component in components])
    rough = [tuple(float(number.real) for number in top[:3]) for top in tops(ctx.prec)]

    def largest(x):
        i = 0
        if len(rough) > 1:
            middle = float(x.real)
            sizes = [log_height - bend * (middle - mean) ** 2 for log_height, mean, bend in rough]
            i = sizes.index(max(sizes))
        log_height, mean, bend, logs = tops(ctx.prec)[i]
        u = x - mean
        return log_height - u * u * bend, [log(x).exp() if log else 1 for log in logs]

    return largest


def _top(component, components):
    """Its log height, its mean, 1/(2 std²), and for each other one the function log of the ratio of its size to it."""
    logs = [None if other is component else _log_ratio(other, component) for other in components]
    return acb(peak_density(component).log()), acb(component[1]), acb(HALF / component[2] ** 2), logs


def _log_ratio(component, top):
    """x ↦ log of component/top, a polynomial in x − the mean of the narrower: there boxes overestimate it least."""
    centre = min(component, top, key=lambda each: each[2])[1]
    (d, bend), (d_top, bend_top) = ((centre - mean, HALF / std**2) for _, mean, std in (component, top))
    c0 = acb((peak_density(component) / peak_density(top)).log() + bend_top * d_top**2 - bend * d**2)
    c1, c2, centre = acb(2 * (bend_top * d_top - bend * d)), acb(bend_top - bend), acb(centre)

    def log_ratio(x):
        u = x - centre
        return u * u * c2 + u * c1 + c0

    return log_ratio


def density_of_components(components):
    largest = largest_component(components)

    def density(x):
        log_top, ratios = largest(x)
        return log_top.exp() * sum(ratios)

    return density
