"""Faults in what the players show of themselves, and in runs."""

from tests.behaviour_faults.fault import Fault

FAULTS = (
    Fault(
        "a restored game has taken its steps of D",
        "training.players.Players._restore",
        "self.steps_D, ",
        "_, ",
        "training/test_players.py::test_a_game_that_is_restored_goes_on_as_before",
    ),
    Fault(
        "a restored game keeps its weights",
        "training.players.Players._restore",
        "self.state, ",
        "_, ",
        "training/test_players.py::test_a_game_that_is_restored_goes_on_as_before",
    ),
    Fault(
        "weights are of float32",
        "training.players.Players.weights",
        ".astype(np.float64)",
        "",
        "training/test_players.py::test_weights_are_those_of_the_GAN_and_the_part_asked_for",
    ),
    Fault(
        "the logit is that of the first GAN",
        "training.players.Players.logit",
        '"D", i)',
        '"D", 0)',
        "training/test_players.py::test_the_logit_takes_x_in_the_units_of_the_data",
    ),
    Fault(
        "the logit takes x from the mean, but not in standard deviations",
        "training.players.Players.logit",
        ") / self.target.scale",
        ")",
        "training/test_players.py::test_the_logit_takes_x_in_the_units_of_the_data",
    ),
    Fault(
        "gradients of D are on the noise of the data's minibatch",
        "training.players.Players.gradients",
        "next(self._data), next(self._noise)",
        "next(self._noise), next(self._data)",
        "training/test_players.py::test_gradients_are_of_the_next_minibatches_and_no_step_is_taken",
    ),
    Fault(
        "Frames of all GANs are of the first",
        "training.players.Players.frames",
        "self._frame_or_error(i)",
        "self._frame_or_error(0)",
        "training/test_players.py::test_frames_are_of_each_GAN_in_order",
    ),
    Fault(
        "Frames are evaluated in several threads",
        "training.players.Players.frame",
        "with one_blas_thread():",
        "if True:",
        "training/test_players.py::test_a_frame_is_evaluated_in_one_thread",
    ),
    Fault(
        "a run that diverges is not repeated from the last Frame",
        "training.run.Run.run",
        "self._restore(before)",
        "pass",
        "training/test_run.py::test_a_run_that_diverges_is_repeated_from_the_last_frame_by_single_iterations",
    ),
    Fault(
        "a run that diverges is repeated by ten iterations at a time",
        "training.run.Run._run_by_single_rounds",
        "self.rounds(1)",
        "self.rounds(10)",
        "training/test_run.py::test_a_run_that_diverges_is_repeated_from_the_last_frame_by_single_iterations",
    ),
    Fault(
        "an ensemble runs an iteration too few to each Frame",
        "training.run.Run._run_to",
        "(end - self.step) //",
        "(end - self.step - 1) //",
        "training/test_run.py::test_iterations_are_run_up_to_each_step_at_which_a_frame_is_due",
    ),
    Fault(
        "phases have one step of G for k_G",
        "training.run.Run.phases",
        "range(self.recipe.k_G)",
        "range(1)",
        "training/test_run.py::test_the_phases_of_a_run_end_with_it",
    ),
    Fault(
        "each phase is a whole iteration",
        "training.run.Run.phases",
        "steps_D=0, steps_G=1",
        "steps_G=1",
        "training/test_run.py::test_the_phases_of_a_run_end_with_it",
    ),
)
