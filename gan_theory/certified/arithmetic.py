"""Ball arithmetic: balls, exact rational numbers, the working precision, and polynomial bounds of functions."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from fractions import Fraction
from itertools import zip_longest

from flint import arb, ctx, fmpq

ball = arb
"""ball(middle, radius=0): all real numbers within the radius of the middle, a rational or a double."""

Rational = int | float | str | Fraction | fmpq
"""What `to_rational` takes: a number, or the text of one."""

ZERO, QUARTER, HALF = arb(0), fmpq(1, 4), fmpq(1, 2)


def precision(bits: int) -> AbstractContextManager[None]:
    """Return a context in which ball arithmetic rounds to that many bits.

    Parameters
    ----------
    bits : int
        The number of bits; 53 by default, outside of any such context.

    Returns
    -------
    context manager
        To be used in a `with` statement.
    """
    return ctx.workprec(bits)


def log(n: int) -> arb:
    """Return log n, at the working precision.

    Parameters
    ----------
    n : int
        A positive number.

    Returns
    -------
    arb
        Its natural logarithm.
    """
    return arb(n).log()


def to_rational(number: Rational) -> fmpq:
    """Convert a number, or the text of one, to a rational number.

    Parameters
    ----------
    number : int, float, str, Fraction or fmpq
        A float stands for its shortest decimal: 0.35 is 7/20.

    Returns
    -------
    fmpq
        The number, exactly.

    Raises
    ------
    ValueError
        If it is no finite number.
    """
    if isinstance(number, fmpq):
        return number
    try:
        ratio = Fraction(repr(float(number)) if isinstance(number, float) else number)
        return fmpq(int(ratio.numerator), int(ratio.denominator))
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"expected a rational number; got {number!r}") from None


def to_positive_rational(name: str, number: Rational) -> fmpq:
    """Return a number as a rational number > 0.

    Parameters
    ----------
    name : str
        Its name, for the message.
    number : rational
        The number.

    Returns
    -------
    fmpq
        The number, exactly.

    Raises
    ------
    ValueError
        Unless it is positive.
    """
    value = to_rational(number)
    if not value > 0:
        raise ValueError(f"expected a {name} > 0; got {number!r}")
    return value


Bound = Sequence[arb]
"""The coefficients c of the polynomial Σ_j c_j x²ʲ, which bounds a function's absolute value."""


def sum_of_bounds(a: Bound, b: Bound) -> tuple[arb, ...]:
    """Return the bound of a sum of two functions.

    Parameters
    ----------
    a, b : sequence of arb
        The bounds of both.

    Returns
    -------
    tuple of arb
        The coefficients of the sum.
    """
    return tuple(c + d for c, d in zip_longest(a, b, fillvalue=arb(0)))


def product_of_bounds(a: Bound, b: Bound) -> tuple[arb, ...]:
    """Return the bound of a product of two functions.

    Parameters
    ----------
    a, b : sequence of arb
        The bounds of both.

    Returns
    -------
    tuple of arb
        The coefficients of the product.
    """
    bound = [arb(0)] * (len(a) + len(b) - 1)
    for i, c in enumerate(a):
        for j, d in enumerate(b):
            bound[i + j] += c * d
    return tuple(bound)


def format_polynomial(coefficients: Sequence[Rational]) -> str:
    """Return the text of c0 + c1 x + c2 x², without the terms that are 0.

    Parameters
    ----------
    coefficients : sequence of rational
        c0, c1 and c2, or fewer.

    Returns
    -------
    str
        The text; "0" if there is no term.
    """
    powers = ("", "x", "x²")
    terms = [f"{c}{power}" for c, power in zip(coefficients, powers) if c]
    return " + ".join(terms).replace("+ -", "− ").replace("1x", "x") or "0"
