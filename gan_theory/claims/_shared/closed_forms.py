"""KL, χ², JSD and TV in closed form, of two distributions of one family."""

from __future__ import annotations

from flint import arb, fmpq

from gan_theory.certified.arithmetic import to_rational
from gan_theory.verification.cases.pairs import Case


def kl_in_closed_form(case: Case) -> tuple[arb, arb] | None:
    """Return KL(p_data‖p_g) and KL(p_g‖p_data) of a case.

    Parameters
    ----------
    case : Case
        Any case.

    Returns
    -------
    tuple of arb or None
        Both, for two normal, exponential or Cauchy distributions, at the working precision; None for others.
    """
    known = _one_family(case)
    if known is None or known[0] not in _KL:
        return None
    family, p, q = known
    return _KL[family](p, q), _KL[family](q, p)


def chi_squared_in_closed_form(case: Case) -> arb | None:
    """Return χ²(p_data‖p_g) = ∫ (p_data − p_g)²/p_g dx of a case.

    Parameters
    ----------
    case : Case
        Any case.

    Returns
    -------
    arb or None
        It, for two normal distributions of which 2 std² of p_g is above std² of p_data; None for others.
    """
    known = _one_family(case)
    if known is None or known[0] != "normal":
        return None
    _, (m, s), (n, t) = known
    variance = 2 * t * t - s * s
    if not variance > 0:
        return None
    return arb(t * t / s) / arb(variance).sqrt() * arb((m - n) ** 2 / variance).exp() - 1


def jsd_in_closed_form(case: Case) -> arb | None:
    """Return JSD(p_data‖p_g) of a case.

    Parameters
    ----------
    case : Case
        Any case.

    Returns
    -------
    arb or None
        It, for two Cauchy distributions; None for others.

    References
    ----------
    Nielsen, Okamura 2021, "On f-divergences between Cauchy distributions" (arXiv:2101.12459).
    """
    known = _one_family(case)
    if known is None or known[0] != "cauchy":
        return None
    _, (m, s), (n, t) = known
    distance = arb((m - n) ** 2 + (s + t) ** 2).sqrt()
    return (2 * distance / (distance + 2 * arb(s * t).sqrt())).log()


def tv_in_closed_form(case: Case) -> arb | None:
    """Return TV(p_data, p_g) of a case.

    Parameters
    ----------
    case : Case
        Any case.

    Returns
    -------
    arb or None
        It, for two normal or Cauchy distributions of one scale, or two exponential ones; None for others.
    """
    known = _one_family(case)
    if known is None:
        return None
    family, p, q = known
    if family == "exponential":
        return _tv_of_exponentials(p, q)
    return _TV_OF_ONE_SCALE[family](p, q) if family in _TV_OF_ONE_SCALE and p[1] == q[1] else None


Parameters = tuple[fmpq, ...]


def _one_family(case: Case) -> tuple[str, Parameters, Parameters] | None:
    """Return the family of both distributions, and the parameters of each; None unless they are of one family."""
    pairs: list[tuple[str, tuple[float, ...]]]
    if case.mixtures is not None:
        pairs = [("normal", (each.means[0], each.stds[0])) for each in case.mixtures if len(each.means) == 1]
    else:
        pairs = [(each.family, each.parameters) for each in case.on_line or ()]
    if len(pairs) != 2 or pairs[0][0] != pairs[1][0]:
        return None
    p, q = (tuple(map(to_rational, parameters)) for _, parameters in pairs)
    return pairs[0][0], p, q


def _kl_of_normals(p: Parameters, q: Parameters) -> arb:
    (m, s), (n, t) = p, q
    return arb(t / s).log() + (s * s + (m - n) ** 2) / (2 * t * t) - fmpq(1, 2)


def _kl_of_exponentials(p: Parameters, q: Parameters) -> arb:
    (a,), (b,) = p, q
    return arb(a / b).log() + b / a - 1


def _kl_of_cauchys(p: Parameters, q: Parameters) -> arb:
    (m, s), (n, t) = p, q
    return arb(((s + t) ** 2 + (m - n) ** 2) / (4 * s * t)).log()


_KL = {"normal": _kl_of_normals, "exponential": _kl_of_exponentials, "cauchy": _kl_of_cauchys}


def _tv_of_normals(p: Parameters, q: Parameters) -> arb:
    return (arb(abs(p[0] - q[0]) / (2 * p[1])) / arb(2).sqrt()).erf()


def _tv_of_cauchys(p: Parameters, q: Parameters) -> arb:
    return 2 * arb(abs(p[0] - q[0]) / (2 * p[1])).atan() / arb.pi()


_TV_OF_ONE_SCALE = {"normal": _tv_of_normals, "cauchy": _tv_of_cauchys}


def _tv_of_exponentials(p: Parameters, q: Parameters) -> arb:
    """Return the difference of the masses beyond log(b/a)/(b − a), where the densities cross."""
    (a,), (b,) = p, q
    crossing = arb(b / a).log() / (b - a)
    return abs((-a * crossing).exp() - (-b * crossing).exp())
