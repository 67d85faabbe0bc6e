"""Faults in evaluation: held-out data, two-sample tests and Parzen windows."""

from tests.behaviour_faults.fault import Fault

FAULTS = (
    Fault(
        "the Parzen score adds the logarithm of the scale",
        "evaluation.held_out._parzen_estimate",
        "found.mean - float",
        "found.mean + float",
        "evaluation/test_held_out.py::test_the_parzen_estimate_does_not_depend_on_the_units_of_g",
    ),
    Fault(
        "the Parzen bandwidth is not in the units of the data",
        "evaluation.held_out._parzen_estimate",
        "found.sigma) * G.scale",
        "found.sigma)",
        "evaluation/test_held_out.py::test_the_parzen_estimate_does_not_depend_on_the_units_of_g",
    ),
    Fault(
        "G is evaluated on the training data",
        "evaluation.held_out.evaluate",
        "= split.test, frame",
        "= split.train, frame",
        "evaluation/test_held_out.py::test_the_log_likelihood_is_that_of_the_distribution_at_the_test_data",
    ),
    Fault(
        "by default D counts as having seen the test data",
        "evaluation.held_out.evaluate",
        "split.train if seen is None",
        "split.test if seen is None",
        "evaluation/test_held_out.py::test_a_collapsed_g_does_not_count_as_memorising",
    ),
    Fault(
        "the seed of an evaluation's samples is ignored",
        "evaluation.held_out.evaluate",
        "frame.sample(N_SAMPLES, seed)",
        "frame.sample(N_SAMPLES, 0)",
        "evaluation/test_held_out.py::test_the_seed_of_an_evaluation_is_that_of_its_samples_and_permutations",
    ),
    Fault(
        "the seed of an evaluation's permutations is ignored",
        "evaluation.held_out.evaluate",
        "test_distances, seed)",
        "test_distances, 0)",
        "evaluation/test_held_out.py::test_the_seed_of_an_evaluation_is_that_of_its_samples_and_permutations",
    ),
    Fault(
        "the Parzen bandwidth is selected by the training data",
        "evaluation.held_out.evaluate",
        "split.validation if split.validation.size else split.train",
        "split.train",
        "evaluation/test_held_out.py::test_the_parzen_estimate_does_not_depend_on_the_units_of_g",
    ),
    Fault(
        "data within the support are counted as outside",
        "evaluation.held_out.evaluate",
        "p_g_pdf(frame, test) == 0",
        "p_g_pdf(frame, test) > 0",
        "evaluation/test_held_out.py::test_data_where_p_g_is_0_are_counted",
    ),
)
