"""f-divergences as SymPy expressions: a wrong one is not taken for that of F_DIVERGENCES."""

import pytest
from sympy import log, simplify

from gan_theory.claims._shared import _symbolic_f_divergences as forms
from gan_theory.claims._shared.symbolic import p, q
from gan_theory.game.f_divergences import F_DIVERGENCES


@pytest.mark.parametrize("name", F_DIVERGENCES)
def test_the_expressions_are_the_functions_of_arrays(name):
    found = list(forms.is_f_divergence(name))
    assert [each.what.split(" as ")[0] for each in found] == [f"f of {name}", f"f* of {name}", f"T of {name}"]
    assert all(each.holds for each in found)


@pytest.mark.parametrize("which", ["f", "conjugate", "best_T"])
@pytest.mark.parametrize("name", F_DIVERGENCES)
def test_a_wrong_expression_is_noticed(name, which, monkeypatch):
    right = getattr(forms, which)
    monkeypatch.setattr(forms, which, lambda *arguments: right(*arguments) * (1 + 1e-9))
    failing = [each.what.split(" ")[0] for each in forms.is_f_divergence(name) if not each.holds]
    assert failing == [{"f": "f", "conjugate": "f*", "best_T": "T"}[which]]


def test_the_lower_bound_at_one_x():
    assert simplify(forms.lower_bound("chi-squared", 0 * p, p, q)) == 0
    assert simplify(forms.lower_bound("KL", 1 + 0 * p, p, q) - p + q) == 0
    assert simplify(forms.lower_bound("GAN", log(p / (p + q)), p, q).subs({p: 1, q: 1}) + log(4)) == 0
