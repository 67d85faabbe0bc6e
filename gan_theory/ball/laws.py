"""Laws on the line with rational parameters, and functions to integrate against them, in ball arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import zip_longest

from flint import acb, arb, ctx, fmpq

from gan_theory.law import GaussianMixture

HALF = fmpq(1, 2)


def precision(bits: int):
    """A context in which ball arithmetic works with so many bits."""
    return ctx.workprec(bits)


def exact(number) -> fmpq:
    """The rational that a number is written as: the float 0.35 is 7/20. Raises ValueError if there is none."""
    if isinstance(number, fmpq):
        return number
    try:
        ratio = Fraction(repr(float(number)) if isinstance(number, float) else number)
        return fmpq(int(ratio.numerator), int(ratio.denominator))
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"expected a rational number; got {number!r}") from None


@dataclass(frozen=True)
class Law:
    """Σ_i w_i N(μ_i, σ_i²) with rational components (w_i, μ_i, σ_i); those of one mean and std are made one.

    Raises ValueError unless the weights are positive and sum to 1 exactly, and the stds are positive.
    """

    components: tuple[tuple[fmpq, fmpq, fmpq], ...]

    def __post_init__(self):
        components = merged(tuple(map(exact, component)) for component in self.components)
        weights, stds = [w for w, _, _ in components], [std for _, _, std in components]
        if not (sum(weights) == 1 and min(weights) > 0):
            raise ValueError(f"expected positive weights that sum to 1 exactly; got {', '.join(map(str, weights))}")
        if not min(stds) > 0:
            raise ValueError(f"expected stds > 0; got {', '.join(map(str, stds))}")
        object.__setattr__(self, "components", components)

    @classmethod
    def gaussian(cls, mean, std) -> Law:
        """N(mean, std²)."""
        return cls(((1, mean, std),))

    @classmethod
    def of(cls, mixture: GaussianMixture) -> Law:
        """The law with the decimals of the mixture's parameters. Raises ValueError for any other law."""
        if not isinstance(mixture, GaussianMixture):
            raise ValueError(f"expected a GaussianMixture, of which integrals can be enclosed; got {mixture!r}")
        return cls(tuple(zip(mixture.weights, mixture.means, mixture.stds)))

    def mix(self, other: Law, t) -> Law:
        """(1 − t)·self + t·other for a rational t in [0, 1]."""
        return Law(scaled(self.components, 1 - exact(t)) + scaled(other.components, exact(t)))

    def masses(self, x: Iterable[float]) -> list[arb]:
        """Masses (n,) that sum to 1, proportional to the density at the doubles x (n,), at the working precision."""
        density = density_of(self.components)
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


@dataclass(frozen=True, eq=False)
class Function:
    """A function f with |f(x)| <= Σ_i bound_i x²ⁱ for every real x, to be integrated; with +, − and ×.

    at(x, analytic): an enclosure of f, at the working precision, on the complex ball x, which meets the real line; if
    `analytic`, it is finite only if f continues from there to an analytic function on all of x.
    """

    at: Callable[[acb, bool], acb]
    bound: tuple[arb, ...]

    def __call__(self, x: acb, analytic: bool = False) -> acb:
        return self.at(x, analytic)

    def __add__(self, other: Function) -> Function:
        bound = tuple(a + b for a, b in zip_longest(self.bound, other.bound, fillvalue=arb(0)))
        return Function(lambda x, analytic: self(x, analytic) + other(x, analytic), bound)

    def __mul__(self, other) -> Function:
        other = other if isinstance(other, Function) else constant(other)
        bound = [arb(0)] * (len(self.bound) + len(other.bound) - 1)
        for i, a in enumerate(self.bound):
            for j, b in enumerate(other.bound):
                bound[i + j] += a * b
        return Function(lambda x, analytic: self(x, analytic) * other(x, analytic), tuple(bound))

    __rmul__ = __mul__

    def __neg__(self) -> Function:
        return self * -1

    def __sub__(self, other: Function) -> Function:
        return self + -other

    def of_affine(self, a, b) -> Function:
        """z ↦ f(a z + b) for rational a and b, where (a z + b)²ⁱ <= 2²ⁱ⁻¹ ((a z)²ⁱ + b²ⁱ)."""
        a, b = exact(a), exact(b)
        doubled = [c * (2 ** (2 * i - 1) if i else HALF) for i, c in enumerate(self.bound)]
        bound = [c * a ** (2 * i) for i, c in enumerate(doubled)]
        bound[0] += sum(c * b ** (2 * i) for i, c in enumerate(doubled))
        return Function(lambda z, analytic: self(z * a + b, analytic), tuple(bound))


def constant(c) -> Function:
    """x ↦ c, a rational."""
    c = exact(c)
    return Function(lambda x, analytic: acb(c), (abs(arb(c)),))


def log_density(law: Law) -> Function:
    """log p(x), also where p(x) is tiny."""
    return log_of(law.components)


def log_sum(p: Law, q: Law) -> Function:
    """log(p(x) + q(x))."""
    return log_of(merged(p.components + q.components))


def log_of(components) -> Function:
    largest = largest_of(components)

    def log(x, analytic):
        log_top, ratios = largest(x)
        return log_top + sum(ratios).log(analytic=analytic) if len(ratios) > 1 else log_top

    _, mean, std = widest = max(components, key=lambda component: component[2])
    above, below = sum(map(_height, components)).log(), _height(widest).log()
    return Function(log, (abs(above) + abs(below) + (mean / std) ** 2, arb(1 / std**2)))


def score(*laws: Law) -> Function:
    """(log p)′(x) = p′(x)/p(x) of a law p, or of the sum p of several."""
    components = merged(sum((law.components for law in laws), ()))
    largest = largest_of(components)

    def score(x, _):
        ratios = largest(x)[1]
        return sum(r * ((mean - x) / std**2) for r, (_, mean, std) in zip(ratios, components)) / sum(ratios)

    steepest, farthest = 1 / min(std for _, _, std in components) ** 2, max(abs(mean) for _, mean, _ in components)
    return Function(score, (arb(steepest * (HALF + farthest)), arb(steepest * HALF)))


def log_D(logit: Sequence) -> Function:
    """log D(x) = −log(1 + exp(−l(x))) for the logit l(x) = l0 + l1 x + l2 x², given as (l0,), (l0, l1) or (l0, l1, l2).

    The coefficients are rational. Raises ValueError if there are none or more than three.
    """
    if not 1 <= len(logit) <= 3:
        raise ValueError(f"expected a logit of 1 to 3 coefficients; got {len(logit)}")
    l0, l1, l2 = [exact(c) for c in logit] + [fmpq(0)] * (3 - len(logit))

    def log_D(x, analytic):
        l = l0 + x * (l1 + x * l2)  # noqa: E741
        below = float(l.real) < 0
        return (l if below else 0) - (1 + (l if below else -l).exp()).log(analytic=analytic)

    return Function(log_D, (arb(2).log() + abs(l0) + HALF * abs(l1), arb(HALF * abs(l1) + abs(l2))))


def log_1_minus_D(logit: Sequence) -> Function:
    """log(1 − D(x)), with the logit as for `log_D`."""
    return log_D([-exact(c) for c in logit])


def _height(component) -> arb:
    w, _, std = component
    return arb(abs(w)) / (std * (2 * arb.pi()).sqrt())


def largest_of(components):
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
    return acb(_height(component).log()), acb(component[1]), acb(HALF / component[2] ** 2), logs


def _log_ratio(component, top):
    """x ↦ log of component/top, a polynomial in x − the mean of the narrower: there boxes overestimate it least."""
    centre = min(component, top, key=lambda each: each[2])[1]
    (d, bend), (d_top, bend_top) = ((centre - mean, HALF / std**2) for _, mean, std in (component, top))
    c0 = acb((_height(component) / _height(top)).log() + bend_top * d_top**2 - bend * d**2)
    c1, c2, centre = acb(2 * (bend_top * d_top - bend * d)), acb(bend_top - bend), acb(centre)

    def log_ratio(x):
        u = x - centre
        return u * u * c2 + u * c1 + c0

    return log_ratio


def density_of(components):
    largest = largest_of(components)

    def density(x):
        log_top, ratios = largest(x)
        return log_top.exp() * sum(ratios)

    return density
