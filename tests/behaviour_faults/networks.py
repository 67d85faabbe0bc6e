"""Faults in the networks of D and G."""

from tests.behaviour_faults.fault import Fault

FAULTS = (
    Fault(
        "the seed is ignored for G's start",
        "training.networks.multilayer_perceptron.MLP.start",
        "h = self.width",
        "h, rng = self.width, np.random.default_rng(0)",
        "training/test_updates.py::test_each_seed_has_initial_weights_of_its_own",
    ),
    Fault(
        "the seed is ignored for a polynomial's start",
        "training.networks.linear_generators.Polynomial.start",
        " + 0.05 * rng.standard_normal(self.degree + 1)",
        "",
        "training/test_updates.py::test_each_seed_has_an_initial_G_of_its_own",
    ),
    Fault(
        "the seed is ignored for a spline's start",
        "training.networks.linear_generators.LocalBasis.start",
        " + 0.05 * rng.standard_normal(self.knots)",
        "",
        "training/test_updates.py::test_each_seed_has_an_initial_G_of_its_own",
    ),
    Fault(
        "D's first units have no phases",
        "training.networks.discriminator.initial_discriminator_weights",
        "rng.uniform(-np.pi, np.pi, h)",
        "np.zeros(h)",
        "training/test_updates.py::test_D_starts_with_waves_of_the_recipe_s_frequency_at_all_phases",
    ),
    Fault(
        "D's first units have one frequency",
        "training.networks.discriminator.initial_discriminator_weights",
        "rng.uniform(0.5, 1.5, h)",
        "np.ones(h)",
        "training/test_updates.py::test_D_starts_with_waves_of_the_recipe_s_frequency_at_all_phases",
    ),
    Fault(
        "D's first layer ignores the frequency",
        "training.networks.discriminator.initial_discriminator_weights",
        "first_layer_frequency * rng",
        "rng",
        "training/test_updates.py::test_D_starts_with_waves_of_the_recipe_s_frequency_at_all_phases",
    ),
)
