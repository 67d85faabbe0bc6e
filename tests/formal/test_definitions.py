"""The definitions of the Coq files have the values of the package's functions.

For ten pairs of random distributions with rational masses, some of them 0, Coq proves that each quantity lies within
1e-11 of the package's value. It does so by the library Interval, which nothing else needs.
"""

from fractions import Fraction

import numpy as np
import pytest
from scipy import stats

from gan_theory import PAPER
from gan_theory.formal import coq
from gan_theory.formal.statements import FOLDER
from tests.support.shared_proofs import needs_coq

N = 3
WIDTH = Fraction(1, 10**11)
SEEDS = range(10)

HEAD = """Require Import Reals.
From Interval Require Import Tactic.
From gan_theory Require Import definitions.
Open Scope R_scope.
Ltac enclosed := cbv -[Rplus Rmult Rminus Ropp Rdiv Rinv Rabs Rle ln IZR]; rewrite ?Rmult_0_l; interval.
"""


def masses(rng, zeros=0.25):
    """Rational masses (N,) that sum to 1; each is 0 with this probability."""
    weights = rng.integers(1, 20, N) * (rng.random(N) >= zeros)
    weights[rng.integers(N)] += 7
    return [Fraction(int(weight), int(weights.sum())) for weight in weights]


def function(name, kind, values):
    """The values at 0, 1, ..., N - 1 as a function in Coq."""
    cases = " | ".join(f"{x} => {value}" for x, value in enumerate(values))
    return f"Definition {name} (x : nat) : {kind} := match x with {cases} | _ => {values[-1]} end."


def real(value):
    return f"({value.numerator} / {value.denominator})" if value else "0"


def pair(seed):
    """The functions of one pair in Coq; and the value of each quantity by the package, by its term in Coq."""
    rng = np.random.default_rng(seed)
    vectors = {"p": masses(rng), "q": masses(rng), "r": masses(rng, zeros=0), "p_z": masses(rng)}
    vectors["D"] = [Fraction(int(each), 20) for each in rng.integers(1, 20, N)]
    G = rng.integers(0, N, N)
    functions = [function(name, "R", [real(value) for value in values]) for name, values in vectors.items()]
    functions.append(function("G", "nat", [f"{x}%nat" for x in G]))
    p, q, r, p_z, D = (np.array([float(value) for value in values]) for values in vectors.values())
    p_g = np.bincount(G, p_z, N)
    x = int(np.argmax(p + q + p_g))
    terms = {
        f"V {N} D p q": PAPER.V(D, p, q),
        f"V_of_G {N} {N} D p p_z G": PAPER.V(D, p, p_g),
        f"U {N} q D p": PAPER.U(q, D, p),
        f"C {N} p q": PAPER.C(p, q),
        f"KL {N} p r": PAPER.kl(p, r),
        f"JSD {N} p q": PAPER.jsd(p, q),
        f"TV {N} p q": PAPER.tv(p, q),
        f"entropy {N} p": stats.entropy(p),
        f"D_star p q {x}": PAPER.D_star(p, q)[x],
        f"mixture p q {x}": (p[x] + q[x]) / 2,
        f"push_forward {N} p_z G {x}": p_g[x],
    }
    return functions, terms


def enclosure(term, value):
    """The statement that a term is within WIDTH of a value."""
    value = Fraction(float(value))
    low, high = real(value - WIDTH), real(value + WIDTH)
    return f"Goal {low} <= {term} <= {high}."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the compiled definitions."""
    folder = tmp_path_factory.mktemp("definitions")
    (folder / "definitions.v").write_bytes((FOLDER / "definitions.v").read_bytes())
    assert coq.compile_file(folder, "definitions").succeeded
    return folder


def compiled(folder, lines):
    (folder / "values.v").write_text(HEAD + "\n".join(lines), encoding="utf-8")
    output = coq.compile_file(folder, "values")
    if "path Tactic with prefix Interval" in coq.brief(output.text):  # Coq's first message, if it does not find it
        pytest.skip("needs Coq's library Interval (libcoq-interval)")
    return output


@needs_coq
def test_each_defined_quantity_has_the_value_of_the_package(folder):
    lines = []
    for seed in SEEDS:
        functions, terms = pair(seed)
        goals = [f"{enclosure(*each)} Proof. enclosed. Qed." for each in terms.items()]
        lines += [f"Module pair_{seed}.", *functions, *goals, f"End pair_{seed}."]
    assert compiled(folder, lines) == coq.Output(True, "")


@needs_coq
def test_no_other_value_is_proved(folder):
    functions, terms = pair(0)
    goals = [f"{enclosure(term, value + 1e-10)} Proof. Fail enclosed. Abort." for term, value in terms.items()]
    assert compiled(folder, [*functions, *goals]).succeeded


def test_the_test_is_about_every_quantity_that_is_defined():
    text = (FOLDER / "definitions.v").read_text(encoding="utf-8")
    defined = {line.split()[1] for line in text.splitlines() if line.startswith(("Definition ", "Fixpoint "))}
    tested = {term.split()[0] for term in pair(0)[1]}
    assert defined - tested == {"sum", "distribution", "discriminator"}
