"""The game's quantities in 50 digits, from the masses exactly as they are in float64."""

from mpmath import mp, mpf


def exact_sum(term, *arrays):
    """Σ term(cell)."""
    return mp.fsum(term(*(mpf(float(value)) for value in cell)) for cell in zip(*arrays))


def times_log(a, b):
    return a * mp.log(b) if a else mpf(0)


def exact_jsd(p, q):
    return exact_sum(
        lambda a, b: (times_log(a, 2 * a / (a + b)) + times_log(b, 2 * b / (a + b))) / 2 if a + b else 0, p, q
    )


def exact_C(p, q):
    return exact_sum(lambda a, b: times_log(a, a / (a + b)) + times_log(b, b / (a + b)) if a + b else 0, p, q)


def relative_error(value, exact):
    return float(abs(mpf(float(value)) - exact) / abs(exact))
