"""The losses are the paper's, to all digits; their derivatives agree with automatic differentiation and differences."""

import pickle
from dataclasses import replace

import mpmath
import numpy as np
import pytest
import torch

from gan_theory import Recipe, train, train_many
from gan_theory._utils.validation import match_name
from gan_theory.training.losses import (
    D_LOSS_ON_DATA,
    D_LOSS_ON_G,
    G_LOSSES,
    LOSSES,
    D_from_logit,
    Loss,
    Losses,
    as_losses,
)
from tests.support.least_squares import LEAST_SQUARES

# Each loss with its formula, as the paper writes it, of D.
FORMULAS = {
    "D on data": (D_LOSS_ON_DATA, lambda D: -mpmath.log(D)),
    "D on samples of G": (D_LOSS_ON_G, lambda D: -mpmath.log(1 - D)),
    "non-saturating": (G_LOSSES["non-saturating"], lambda D: -mpmath.log(D)),
    "saturating": (G_LOSSES["saturating"], lambda D: mpmath.log(1 - D)),
    "least squares, on data": (LEAST_SQUARES.D_on_data, lambda D: (D - 1) ** 2 / 2),
    "least squares, on samples of G": (LEAST_SQUARES.D_on_G, lambda D: D**2 / 2),
    "least squares, G": (LEAST_SQUARES.G, lambda D: (D - 1) ** 2 / 2),
}
each_loss = pytest.mark.parametrize(("loss", "formula"), FORMULAS.values(), ids=FORMULAS)
each_library = pytest.mark.parametrize("library", ["NumPy", "torch"])
each_dtype = pytest.mark.parametrize(
    ("dtype", "tol"), [(np.float64, 2e-15), (np.float32, 2e-6)], ids=["float64", "float32"]
)

LOGITS = np.array([*range(-80, 81, 4), -40.5, -17.3, -1.1, -1e-3, -1e-9, 1e-9, 1e-3, 1.1, 17.3, 40.5])
STEP = mpmath.mpf("1e-30")


def exact_values(formula, logits):
    """The formula at each logit, in 120 digits."""
    with mpmath.workdps(120):
        return [formula(1 / (1 + mpmath.exp(-mpmath.mpf(float(logit))))) for logit in logits]


def exact_slopes(formula, logits):
    """Its derivative with respect to the logit, by central differences that keep 50 digits."""
    with mpmath.workdps(120):
        ends = [[mpmath.mpf(float(logit)) + sign * STEP for logit in logits] for sign in (1, -1)]
        above, below = ([formula(1 / (1 + mpmath.exp(-logit))) for logit in end] for end in ends)
        return [(high - low) / (2 * STEP) for high, low in zip(above, below)]


def evaluate(function, library, dtype):
    """The function at LOGITS, by one library, as an array of its dtype."""
    logits = LOGITS.astype(dtype)
    found = function(torch.from_numpy(logits)).numpy() if library == "torch" else function(logits)
    assert found.dtype == dtype
    return found


def relative_error(found, expected):
    """The largest error, relative to the exact value; what underflows in the dtype counts as 0."""
    with mpmath.workdps(50):
        errors = [abs(mpmath.mpf(float(one)) - other) / abs(other) for one, other in zip(found, expected)]
        smallest = float(np.finfo(found.dtype).tiny)
        return float(max(error for error, other in zip(errors, expected) if abs(other) >= smallest))


@each_loss
@each_library
@each_dtype
def test_a_loss_and_its_derivative_are_those_of_the_formula(loss, formula, library, dtype, tol):
    logits = LOGITS.astype(dtype)
    assert relative_error(evaluate(loss.value, library, dtype), exact_values(formula, logits)) <= tol
    assert relative_error(evaluate(loss.derivative, library, dtype), exact_slopes(formula, logits)) <= tol


@each_loss
def test_the_derivative_of_a_loss_is_that_of_automatic_differentiation(loss, formula):
    """To all digits for the paper's; with squares torch has s·(1 − s) for the slope of the sigmoid s, which rounds."""
    logit = torch.from_numpy(LOGITS).requires_grad_()
    (derivative,) = torch.autograd.grad(loss.value(logit).sum(), logit)
    atol = 2e-16 if loss in vars(LEAST_SQUARES).values() else 0
    torch.testing.assert_close(loss.derivative(logit.detach()), derivative, rtol=1e-13, atol=atol)


WRONG = {
    "the sign": lambda loss: lambda logit: -loss.derivative(logit),
    "the factor": lambda loss: lambda logit: 2 * loss.derivative(logit),
    "D for 1 − D": lambda loss: lambda logit: loss.derivative(-logit),
    "one digit": lambda loss: lambda logit: loss.derivative(logit) * (1 + 1e-5),
    "by D, not by the logit": lambda loss: (
        lambda logit: loss.derivative(logit) / (D_from_logit(logit) * D_from_logit(-logit))
    ),
}


@each_loss
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_derivative_with_a_mistake_would_be_noticed(loss, formula, wrong):
    found = evaluate(wrong(loss), "NumPy", np.float64)
    assert relative_error(found, exact_slopes(formula, LOGITS)) > 5e-6


def test_the_names_of_the_losses_are_those_of_G_s_and_D_s_is_the_same_in_both():
    assert list(LOSSES) == list(G_LOSSES) == ["non-saturating", "saturating"]
    for name, losses in LOSSES.items():
        assert (losses.name, losses.G) == (name, G_LOSSES[name])
        assert (losses.D_on_data, losses.D_on_G) == (D_LOSS_ON_DATA, D_LOSS_ON_G)


def test_least_squares_has_the_best_D_of_the_paper_and_descends_what_the_page_says():
    """Both in p_g, which moves along directions whose masses sum to 0."""
    rng = np.random.default_rng(0)
    p, q = rng.dirichlet(np.ones(7), 2)
    logit = np.log(p / q)
    slope_of_D = p * LEAST_SQUARES.D_on_data.derivative(logit) + q * LEAST_SQUARES.D_on_G.derivative(logit)
    np.testing.assert_allclose(slope_of_D, 0, atol=1e-16)
    value = p @ LEAST_SQUARES.D_on_data.value(logit) + q @ LEAST_SQUARES.D_on_G.value(logit)
    assert value == pytest.approx(0.25 - triangular(p, q) / 8, rel=1e-14)
    with_data = (p + q) @ LEAST_SQUARES.G.value(logit)
    assert with_data == pytest.approx(0.25 + triangular(p, q) / 8, rel=1e-14)
    for direction in np.eye(7) - 1 / 7:
        change = (descended(p, q + 1e-6 * direction) - descended(p, q - 1e-6 * direction)) / 2e-6
        assert change == pytest.approx(direction @ LEAST_SQUARES.G.value(logit), abs=1e-9)
    assert descended(p, q) > 0.01 and abs(descended(p, p)) < 1e-16


def triangular(p, q):
    return ((p - q) ** 2 / (p + q)).sum()


def descended(p, q):
    """KL(p‖m) − Δ/8."""
    return p @ np.log(2 * p / (p + q)) - triangular(p, q) / 8


def test_a_user_s_losses_train_as_the_paper_s_do_if_they_are_the_same():
    paper = LOSSES["saturating"]
    own = Losses("mine", paper.D_on_data, paper.D_on_G, paper.G)
    for options in ({}, dict(device="cpu:0")):
        *_, expected = train("two-modes", Recipe(loss="saturating", steps=30, frames=1), seed=0, **options)
        *_, found = train("two-modes", Recipe(loss=own, steps=30, frames=1), seed=0, **options)
        np.testing.assert_array_equal(found.G_z, expected.G_z)
        np.testing.assert_array_equal(found.logit, expected.logit)


def test_least_squares_trains_alike_in_both_libraries_and_unlike_the_paper_s_losses():
    recipe = Recipe(loss=LEAST_SQUARES, steps=30, frames=1)
    *_, in_NumPy = train("two-modes", recipe, seed=0)
    *_, in_torch = train("two-modes", recipe, seed=0, device="cpu:0")
    *_, other = train("two-modes", replace(recipe, loss="non-saturating"), seed=0)
    np.testing.assert_allclose(in_NumPy.G_z, in_torch.G_z, atol=1e-3)
    assert np.abs(in_NumPy.G_z - other.G_z).max() > 0.03


def test_least_squares_reaches_the_data():
    *_, last = train_many("two-modes", Recipe(loss=LEAST_SQUARES, steps=1000, frames=1), seeds=range(4))
    assert max(frame.jsd for frame in last) < 0.02


def test_equal_losses_are_equal_and_hash_alike_also_when_pickled():
    again = Losses("least squares", LEAST_SQUARES.D_on_data, LEAST_SQUARES.D_on_G, LEAST_SQUARES.G)
    assert again == LEAST_SQUARES and hash(again) == hash(LEAST_SQUARES)
    assert Recipe(loss=again) == Recipe(loss=LEAST_SQUARES) != Recipe()
    assert len({Recipe(loss=again), Recipe(loss=LEAST_SQUARES), Recipe()}) == 2
    other = replace(again, G=replace(again.G, derivative=D_from_logit))
    assert other != again and Recipe(loss=other) != Recipe(loss=again)
    own = Recipe(loss=Losses("mine", D_LOSS_ON_DATA, D_LOSS_ON_G, G_LOSSES["saturating"]))
    assert pickle.loads(pickle.dumps(own)) == own


def test_the_paper_s_losses_are_known_by_their_name():
    assert Recipe(loss=LOSSES["saturating"]) == Recipe(loss="Saturating")
    assert Recipe(loss=LOSSES["saturating"]).loss == "saturating"
    assert as_losses("SATURATING") is LOSSES["saturating"]
    assert as_losses(LEAST_SQUARES) is LEAST_SQUARES


def test_losses_are_shown_by_name_and_formula():
    assert str(LEAST_SQUARES) == f"{LEAST_SQUARES}" == "least squares"
    assert repr(LEAST_SQUARES.G) == "Loss(formula='½(D(G(z)) − 1)²', place='Mao et al. 2017')"
    assert repr(LEAST_SQUARES).startswith("Losses(name='least squares', D_on_data=Loss(formula='½(D(x) − 1)²'")
    assert "0x" not in repr(Recipe(loss=LEAST_SQUARES))


def scalar(logit):
    return -1.0


def misspelt(logit):
    return match_name("tnah", ["tanh"], "function")


FAULTY = {
    "a number": (lambda: Recipe(loss=5), "expected the name of a loss, or Losses; got 5"),
    "a Loss alone": (lambda: Recipe(loss=D_LOSS_ON_DATA), r"expected the name of a loss, or Losses; got Loss\("),
    "the class": (lambda: Recipe(loss=Losses), "expected the name of a loss, or Losses; got <class"),
    "a name in use": (
        lambda: Recipe(loss=replace(LEAST_SQUARES, name="Saturating")),
        "expected another name for losses other than those of LOSSES; got 'Saturating'",
    ),
    "no name": (lambda: replace(LEAST_SQUARES, name=" "), "expected the name of the losses, a text; got ' '"),
    "a name that is none": (lambda: replace(LEAST_SQUARES, name=3), "expected the name of the losses, a text; got 3"),
    "a function": (lambda: replace(LEAST_SQUARES, G=scalar), "expected G, a Loss; got <function scalar"),
    "a value": (lambda: Loss("1", "", 1.0, scalar), "expected value, a function of an array of logits; got 1.0: "),
    "an error": (
        lambda: Loss("1", "", D_from_logit, misspelt),
        "expected derivative, a function of an array of logits; got <function misspelt.*: expected the name",
    ),
    "a shape": (
        lambda: Loss("−l", "", D_from_logit, scalar),
        r"expected derivative to return an array of the shape of the logit, \(3,\); got shape \(\)",
    ),
}


@pytest.mark.parametrize(("make", "message"), FAULTY.values(), ids=FAULTY)
def test_what_cannot_be_losses_raises(make, message):
    with pytest.raises(ValueError, match=message):
        make()
