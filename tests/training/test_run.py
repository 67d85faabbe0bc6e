"""Runs: at which steps they are interrupted for Frames, of one GAN and of several; the steps that are repeated."""

import pytest

from gan_theory import Algorithm1, Recipe


class Counted(Algorithm1):
    """Algorithm 1 that records how many iterations it is told to run, from which step."""

    def rounds(self, n, *steps, **options):
        self.told = [*getattr(self, "told", []), (self.step, n)]
        super().rounds(n, *steps, **options)


TINY = dict(batch=8, width=4)


@pytest.mark.parametrize("run", [Counted.run, Counted.run_ensemble])
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (dict(steps=60, frames=3), [(0, 20), (20, 20), (40, 20)]),
        (dict(steps=60, frames=3, k_G=5), [(0, 4), (20, 4), (40, 4)]),
        (dict(steps=2, frames=9), [(0, 1), (1, 1)]),
    ],
)
def test_iterations_are_run_up_to_each_step_at_which_a_frame_is_due(run, changes, told):
    game = Counted("two-modes", Recipe(**TINY, **changes))
    frames = list(run(game))
    assert game.told == told
    assert len(frames) == len(told) + 1
    assert game.step == changes["steps"]


def test_a_run_goes_on_from_where_the_game_is():
    game = Counted("two-modes", Recipe(**TINY, steps=60, frames=3))
    game.rounds(30)
    assert [frame.step for frame in game.run()] == [30, 40, 50, 60]
    assert game.step == 60 and game.told[0] == (0, 30) and game.told[1][0] == 30


def test_a_run_that_diverges_is_repeated_from_the_last_frame_by_single_iterations():
    game = Counted("two-modes", Recipe(steps=300, frames=6, lr_D=10.0, lr_G=10.0), 1)
    with pytest.raises(FloatingPointError, match=r"training diverged at step \d+: "):
        list(game.run())
    last = max(i for i, (_, n) in enumerate(game.told) if n > 1)
    start, n = game.told[last]
    assert n == 50 and start % 50 == 0
    repeated = game.told[last + 1 :]
    assert repeated == [(start + i, 1) for i in range(len(repeated))]
    assert len(repeated) == game.step - start <= 50


@pytest.mark.parametrize("k_G", [1, 2])
def test_the_phases_of_a_run_end_with_it(k_G):
    game = Counted("two-modes", Recipe(**TINY, k=2, k_G=k_G, steps=4))
    moved = "".join(frame.moved for frame in game.phases())
    assert moved == ("DD" + "G" * k_G) * (4 // k_G)
    assert (game.step, game.steps_D) == (4, 8 // k_G)
