"""Bad recipes raise at once, with what was expected."""

import numpy as np
import pytest

from gan_theory import Recipe, train
from gan_theory.datasets.targets import as_target

BAD = {
    "k": (dict(k=0), "expected k, an integer >= 1; got 0"),
    "half a k": (dict(k=1.5), "expected k, an integer >= 1; got 1.5"),
    "steps": (dict(steps=0), "expected steps, an integer >= 1; got 0"),
    "batch": (dict(batch=True), "expected batch, an integer >= 1; got True"),
    "loss": (
        dict(loss="saturated"),
        "expected the name of a loss; got 'saturated' .near it: saturating, non-saturating",
    ),
    "noise": (dict(noise="gaussian"), "name of a noise; got 'gaussian' .known: normal, uniform"),
    "learning rate": (dict(lr_G=-1.0), "expected lr_G > 0, finite; got -1.0"),
    "learning rate of 0": (dict(lr_D=0.0), "expected lr_D > 0, finite; got 0.0"),
    "EMA decay": (dict(ema_decay=1.0), r"expected ema_decay in \[0, 1\); got 1.0"),
    "final_lr_factor": (dict(final_lr_factor=2.0), r"expected final_lr_factor in \[0, 1\]; got 2.0"),
    "too many steps": (dict(steps=10**30), "expected steps <= 1,000,000,000"),
    "a learning rate in words": (dict(lr_D="fast"), "expected lr_D > 0, finite; got 'fast'"),
    "a list": (dict(noise=[]), "expected the name of a noise"),
    "keyword": (dict(step=5), "name of a keyword; got 'step' .near it: steps"),
}


@pytest.mark.parametrize(("changes", "message"), BAD.values(), ids=BAD)
def test_bad_recipes_raise_at_once(changes, message):
    with pytest.raises(ValueError, match=message):
        train("two-modes", **changes)


def test_what_is_not_a_recipe_raises_at_once():
    with pytest.raises(ValueError, match=r"expected a Recipe; got {'k': 2}"):
        train("two-modes", {"k": 2})


def test_names_are_recognised_in_any_case():
    assert Recipe(loss="Saturating", noise="UNIFORM") == Recipe(loss="saturating", noise="uniform")
    assert as_target("Two-Modes").name == "two-modes"


BAD_FOR_G = {
    "a name": (dict(G="splin"), "expected the name of a generator; got 'splin' .near it: spline"),
    "a function": (dict(G=np.tanh), "expected G, a name or a hashable object with start, constant and G"),
    "noise": (dict(G="table"), r"expected noise='uniform', within \[−1, 1\], for G='table'; got noise='normal'"),
    "offset": (dict(initial_offset=np.inf), r"expected initial_offset in \[-100, 100\]; got inf"),
    "data set": (dict(dataset_size=-1), "expected dataset_size, an integer >= 0; got -1"),
    "steps": (dict(k_G=7, steps=10), "expected steps, a multiple of k_G = 7; got 10"),
}


@pytest.mark.parametrize(("changes", "message"), BAD_FOR_G.values(), ids=BAD_FOR_G)
def test_what_cannot_be_a_recipe_raises(changes, message):
    with pytest.raises(ValueError, match=message):
        Recipe(**changes)


def test_names_of_generators_are_recognised_in_any_case():
    assert Recipe(G="MLP") == Recipe()
