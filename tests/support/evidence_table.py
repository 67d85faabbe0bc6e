"""The golden table of all checks, evidence.tsv: each statement, its tolerance, and both its sides in numbers.

`python tests/support/evidence_table.py` writes it anew; then `git diff` shows what changed.
"""

import csv
import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from pkgutil import walk_packages
from zlib import crc32

import numpy as np
import pytest
import sympy
from sympy import Rational, log, simplify, sympify
from sympy.core.function import AppliedUndef

from gan_theory import CLAIMS, PAIRS, PAPER, Case, claims
from gan_theory.claims._shared import symbolic
from gan_theory.verification.cases.pairs import STANDARD, gaussian, pair_of_mixtures

sys.path.insert(0, str(Path(__file__).parents[2]))  # if this file is run as a script
from tests.faults.fault import forget_cached_values
from tests.support.claim_groups import is_about_pairs

TABLE = Path(__file__).with_name("evidence.tsv")
COLUMNS = ("claim", "grade", "what", "tol", "cases", "left", "right", "x", "cells left", "cells right")
GRADES = ("numeric", "symbolic", "certified")
# Among them: a mode missed, cells without p_data or p_g or either, a single cell, disjoint supports, plain arrays.
FEW = [PAIRS[name] for name in ("two-modes-one-found", "uniforms-overlap", "spike", "disjoint-supports")]
FEW.append(Case("two cells", np.array([0.5, 0.5]), np.array([0.25, 0.75])))
CERTIFIED = [
    PAIRS["equal"],
    PAIRS["shifted"],
    PAIRS["two-modes-covered"],
    pair_of_mixtures("off centre", gaussian(1, 0.5), STANDARD, -8, 8),
]
# Which numbers these come to is decided by roundings.
CHAOTIC = {
    "the steps η = 3.5 are too large",
    "the steps η = 3.5 are too large on two cells",
    "the steps η = 2.5 are too large from afar",
    "the steps η = 2 are too large where p_g underflows",
}


def fresh_module(name):
    """Execute the module of a claim anew, with its cases: so it keeps nothing of other runs, and no patch stays."""
    loaded = sys.modules[CLAIMS[name].grades["numeric"].__module__]
    spec = spec_from_file_location(loaded.__name__, loaded.__file__)
    module = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, loaded.__name__, module)  # dataclasses look their module up
        spec.loader.exec_module(module)
    return module


def rows(name, grade):
    """Yield the rows of the table for a claim and a grade, in the order of first appearance, as lists of strings."""
    found = {}
    gather = {"numeric": _numeric, "symbolic": _symbolic, "certified": _certified}[grade]
    for case, what, tol, *numbers in gather(name):
        row = found.setdefault(what, ([], [], *([] for _ in numbers)))
        for column, entry in zip(row, (f"{tol:.4g}", case, *numbers)):
            column.append(entry)
    for what, (tols, cases, *columns) in found.items():
        tols = tols if len(set(tols)) > 1 else tols[:1]
        yield [
            name,
            grade,
            what,
            " ".join(tols),
            "; ".join(dict.fromkeys(cases)),
            *(" ".join(each) for each in columns),
        ]


def _numeric(name):
    """Yield both sides of each comparison, by the paper's formulas; arrays by their fingerprints."""
    forget_cached_values()  # evidence that is kept is compared once only
    module, noted = fresh_module(name), []

    def noting(compare):
        def compared(*arguments, x=None, **keywords):
            found = compare(*arguments, x=x, **keywords)
            a, b = arguments[2:4] if compare.__name__ == "equation" else arguments[1:3]
            sides = keywords["cells"]() if "cells" in keywords else (None, None)
            noted.append((found.what, found.tol, *(_fingerprint(each) for each in (a, b, x, *sides))))
            return found

        return compared

    with pytest.MonkeyPatch.context() as patch:
        for place in (module, *_modules_of_claims()):
            for compare in {"equal", "equation", "at_most"} & set(vars(place)):
                patch.setattr(place, compare, noting(getattr(place, compare)))
        claim = module.CLAIM
        for case in (*(FEW if is_about_pairs(claim) else claim.cases), *claim.falsifiers):
            if claim.applies(case) or case in claim.falsifiers:
                found = list(module.numeric(PAPER, claim.adapt(case)))
                assert all(each.holds for each in found) == claim.applies(case)
                for each in found:
                    compared = noted and noted[0][0] == each.what  # else it was made in another way
                    what, tol, *sides = noted.pop(0) if compared else _from_values(each)
                    yield case.name, what, tol, *(["-"] * len(sides) if case.name in CHAOTIC else sides)
                assert noted == []


def _from_values(evidence):
    """Return the row of evidence that does not come from a comparison of two sides, by the values that it has."""
    left, right = (f"{value:.9g}" for value in evidence.values or (evidence.gap, 0.0))
    return evidence.what, evidence.tol, left, right, "-", "-", "-"


def _modules_of_claims():
    """Return the loaded modules of the claims: parts of a claim and shared modules compare two sides, too."""
    return [module for name, module in sys.modules.items() if name.startswith("gan_theory.claims.")]


def _fingerprint(values):
    """Return a number or, for an array, its sum with random weights, to tell arrays apart; infinities count as 1000."""
    if values is None:
        return "-"
    flat = np.clip(np.ravel(np.asarray(values, np.float64)), -1000, 1000)
    weights = np.random.default_rng(0).random(flat.size) if np.ndim(values) else 1.0
    return f"{(flat * weights).sum():.9g}"


# The expressions with other coefficients, so that what vanishes for the right ones does not for these.
CROOKED = {
    "V": lambda y, p, q: p * (3 + q) * log(y) + 5 * q * log(1 - y),
    "U": lambda q, y, p: 7 * p * log(y) + q * (2 + q) * log(1 - y),
    "D_star": lambda p, q: (2 * p + q / 5) / (3 * p + 2 * q + 1),
    "C": lambda p, q: 2 * p * log(p / (p + q)) + 3 * q * log(q / (p + q)),
    "kl": lambda p, q: 2 * p * log(p / q),
    "jsd": lambda p, q: 2 * p * log(3 * p / (p + q)) + 3 * q * log(4 * q / (p + q)),
    "grad_C": lambda p, q: 2 * log(3 * q / (p + q)),
    "hess_C": lambda p, q: (3 * p + q / 7) / (q * (2 * p + q)),
    "log_4": lambda p, q: log(5) * (p + 3 * q) / 2,
}


def _symbolic(name):
    """Return the symbols; then what remains at one point by CROOKED expressions, or the truth of each statement."""
    noted = []

    def values(what, *expressions):
        noted.append((what, " ".join(_at_a_point(each) for each in expressions)))

    def truth(what, statement):
        noted.append((what, str(statement)))

    def naming(make):
        def named(names, **assumptions):
            noted.append((f"{make.__name__} {names} {assumptions or ''}".strip(), "-"))
            return make(names, **assumptions)

        return named

    for module in walk_packages(claims.__path__, f"{claims.__name__}."):
        import_module(module.name)  # before anything is patched: whatever it imports must be the real thing
    with pytest.MonkeyPatch.context() as patch:
        for field, value in (CROOKED | {"vanishes": values, "is_positive": values, "is_so": truth}).items():
            patch.setattr(symbolic, field, value)
        for make in (sympy.symbols, sympy.Function):
            for module in (sympy, *_modules_of_claims()):
                if vars(module).get(make.__name__) is make:
                    patch.setattr(module, make.__name__, naming(make))
        list(CLAIMS[name].grades["symbolic"]())
    return [("-", what, 0, left, "-", "-", "-", "-") for what, left in noted]


def _at_a_point(remainder):
    """Return the remainder where each symbol has a value in [1/8, 1/4) that belongs to its name."""
    remainder = simplify(remainder) if sympify(remainder).atoms(AppliedUndef) else sympify(remainder)
    values = {symbol: Rational(1000 + crc32(symbol.name.encode()) % 1000, 8000) for symbol in remainder.free_symbols}
    found = remainder.subs(values).evalf(chop=True)
    return f"{complex(found).real:.9g}" if found.is_number else f"={remainder}".replace(" ", "")


def _certified(name):
    claim = fresh_module(name).CLAIM
    for case in CERTIFIED if any(claim.cases[0] is pair for pair in PAIRS.values()) else claim.cases:
        if claim.applies(case) and claim.can_certify(case):
            for found in claim.evidence(case, grade="certified"):
                assert found.holds
                left, right = (f"{value:.9g}" for value in found.values or (found.gap, 0.0))
                yield case.name, found.what, found.tol, left, right, "-", "-", "-"


def main():
    """Write the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        out.writerow(COLUMNS)
        for name, claim in CLAIMS.items():
            for grade in GRADES:
                if grade in claim.grades:
                    out.writerows(rows(name, grade))


if __name__ == "__main__":
    main()
