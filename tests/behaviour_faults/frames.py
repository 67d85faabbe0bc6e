"""Faults in recipes, frames and devices."""

from tests.behaviour_faults.fault import Fault

FAULTS = (
    Fault(
        "D_on_G is taken under p_data",
        "training.frame.Frame.D_on_G",
        "self.p_g.p",
        "self.p_data.p",
        "training/test_frame.py::test_a_frame_is_printed_with_its_own_numbers",
    ),
    Fault(
        "D_on_data is taken under p_g",
        "training.frame.Frame.D_on_data",
        "self.p_data.p",
        "self.p_g.p",
        "training/test_frame.py::test_a_frame_is_printed_with_its_own_numbers",
    ),
    Fault(
        "the seed of samples is ignored",
        "training.frame.Generator.sample",
        "default_rng(seed)",
        "default_rng(0)",
        "training/test_frame.py::test_samples_of_a_frame_have_the_density_p_g",
    ),
    Fault(
        "a frame prints V for C",
        "training.frame.Frame.__repr__",
        "C={self.C:.4f}",
        "C={self.V:.4f}",
        "training/test_frame.py::test_a_frame_is_printed_with_its_own_numbers",
    ),
)
