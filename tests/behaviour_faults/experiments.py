"""Faults in sweeps, their files, named recipes and estimates of gradients."""

from tests.behaviour_faults.fault import Fault

FAULTS = (
    Fault(
        "two distributions with equal masses on shifted grids share a label",
        "experiments.plan._label",
        "(target.p_data.x, target.p_data.p) if",
        "(target.p_data.p,) if",
        "experiments/test_plan.py::test_targets_with_equal_masses_on_shifted_grids_are_distinguished",
    ),
)
