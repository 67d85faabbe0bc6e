"""What explains a round: the fewest mistakes, and of pairs that do the same only what they share."""

import numpy as np

from gan_theory.grading.training_step.explanations import about_sizes, explains, explanation, is_close
from gan_theory.grading.training_step.game.minibatches import Draw
from gan_theory.grading.training_step.mistaken_procedures import mistakes
from gan_theory.grading.training_step.procedure import End, Procedure, Setting, play
from gan_theory.grading.training_step.round_check import SETTINGS
from gan_theory.grading.training_step.watched_round import Seen


def as_seen(procedure, setting, size=None):
    """A round as if a student had played it by a procedure."""
    m = setting.m if size is None else size
    ends = tuple(play(procedure, setting, {"data": [m] * 99, "noise": [m] * 99}))
    before, draws = (0, 0), []
    for end in ends:
        counts = end.n_data - before[0], end.n_noise - before[1]
        draws.append((Draw("data", m),) * counts[0] + (Draw("noise", m),) * counts[1])
        before = end[:2]
    return Seen(setting, ends, tuple(draws), ())


def explained(library, procedure):
    return explanation(library, [as_seen(procedure, setting) for setting in SETTINGS])


def test_a_right_round_has_no_mistake():
    assert explained("numpy", Procedure()) == ()
    assert explained("torch", Procedure(noise_G="first")) == ()
    assert explained("torch", Procedure(detached=False)) == ()  # G's gradient is set to 0 before G's backward pass


def test_each_mistake_is_its_own_explanation():
    for library in ("numpy", "torch"):
        for mistake in mistakes(library):
            procedure = Procedure().with_changes(mistake.changes)
            if np.isfinite([end.weights for end in play(procedure, SETTINGS[0])]).all():
                assert explained(library, procedure) == (mistake.sentence,)


def test_of_two_mistakes_both_are_named():
    found = explained("numpy", Procedure(steps_D="1", factors_G=("-1",)))
    assert [sentence.partition(":")[0] for sentence in found] == ["ignores k", "moves G up the gradient of its loss"]


def test_of_pairs_that_do_the_same_only_what_they_share_is_said():
    found = explained("numpy", Procedure(steps_D="1", factors_D=("1/k",)))  # or the mean of k gradients, for k = 1
    assert found == ("ignores k: D takes one step in place of k",)


def test_three_mistakes_or_an_unknown_one_have_no_explanation():
    assert explained("numpy", Procedure(steps_D="1", factors_D=("-1",), factors_G=("-1",))) is None
    assert explained("numpy", Procedure(zero_D="never")) is None  # a mistake in PyTorch only


def test_a_procedure_explains_a_round_only_with_as_many_minibatches_and_the_same_weights():
    seen = as_seen(Procedure(), SETTINGS[0])
    assert explains(Procedure(), seen)
    assert not explains(Procedure(factors_D=("2",)), seen)
    more = seen._replace(ends=tuple(End(end.n_data + 1, *end[1:]) for end in seen.ends))
    assert not explains(Procedure(), more)
    nan = seen._replace(
        ends=tuple(end._replace(weights=end.weights._replace(G=np.full(3, np.nan))) for end in seen.ends)
    )
    assert not explains(Procedure(), nan)


def test_nan_is_close_to_nothing():
    one = np.ones(2)
    assert is_close(one, one + 1e-6)
    assert not is_close(one, one + 1e-4)
    assert not is_close(one * np.nan, one * np.nan)


def test_sizes_are_named_if_they_are_wrong_in_every_setting():
    settings = [Setting(2, 5, "loss_G", 1), Setting(3, 4, "loss_G", 1)]
    assert about_sizes([as_seen(Procedure(), each) for each in settings]) == ""
    text = "draws minibatches of {} samples of data in place of m"
    assert about_sizes([as_seen(Procedure(), each, each.k) for each in settings]) == text.format("k")
    assert about_sizes([as_seen(Procedure(), each, 1) for each in settings]) == text.format("1")
    assert about_sizes([as_seen(Procedure(), each, 2 * each.m) for each in settings]) == text.format("2·m")
    assert about_sizes([as_seen(Procedure(), each, 64) for each in settings]) == (
        "draws minibatches of another size than m of data"
    )
    assert about_sizes([as_seen(Procedure(), settings[0], 2), as_seen(Procedure(), settings[1])]) == ""
