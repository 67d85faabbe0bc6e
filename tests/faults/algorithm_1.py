"""Faults that the evidence of A9, algorithm_1, must refute."""

from tests.faults.fault import Fault

V, UPDATES, GAME = "claims._shared.symbolic.V", "training.updates.Updates", "training.algorithm_1.Algorithm1"
MINIBATCHES = "training.minibatches.Minibatches._draw_block"

FAULTS = (
    Fault("numeric", "−log D has the slope of log(1 − D)", "training.losses._slope_of_non_saturating", "D - 1", "-D"),
    Fault("numeric", "D learns labels smoothed to 0.9", "training.losses._slope_of_D_on_data", "D - 1", "D - 0.9"),
    Fault("numeric", "D's slope on G has the wrong sign", "training.losses._slope_of_D_on_G", "return D", "return -D"),
    Fault("numeric", "log(1 − D) has twice its slope", "training.losses._slope_of_saturating", "-D", "-2 * D"),
    Fault(
        "numeric",
        "a basis function of G is not normalised",
        "training.networks.linear_generators.Polynomial.basis",
        "(2 * j + 1) ** 0.5 * P_j",
        "P_j",
    ),
    Fault("numeric", "V has D and 1 − D swapped", "game.formulas._V_terms", "xlogy(p_data, D)", "xlog1py(p_data, -D)"),
    Fault("symbolic", "V has D and 1 − D swapped", V, "p * log(y) + q * log(1 - y)", "p * log(1 - y) + q * log(y)"),
    Fault("symbolic", "V has the term of −log D", V, "q * log(1 - y)", "-q * log(y)"),
    Fault("symbolic", "V weights the data by 2", V, "p * log(y)", "2 * p * log(y)"),
    Fault("symbolic", "V without the samples of G", V, "q * log(1 - y)", "0 * q"),
    Fault("run", "k is ignored", f"{GAME}._run_round", "range(steps_D)", "range(1)"),
    Fault("run", "k of the recipe is ignored", f"{GAME}.rounds", "self.recipe.k if", "1 if"),
    Fault(
        "run",
        "G moves first",
        f"{GAME}._run_round",
        "for _ in range(steps_D):\n        self.ascend_D(lr_D)",
        "self.descend_G()\n    for _ in range(steps_D):\n        self.ascend_D(lr_D)\n    steps_G = 0",
    ),
    Fault("run", "D's step moves G too", f"{UPDATES}.ascend_D", "D=D,", "D=D, G=state.G - 1e-3,"),
    Fault("run", "D goes down V", f"{UPDATES}._adam", "theta - learning_rate", "theta + learning_rate"),
    Fault(
        "run",
        "each minibatch is used twice",
        "training.minibatches.Minibatches.__next__",
        "divmod(self.position, self._shape[0])",
        "divmod(self.position // 2, self._shape[0])",
    ),
    Fault("run", "the size m is ignored", "training.minibatches.Minibatches.__init__", ")), m\n", ")), 256\n"),
    Fault("run", "a sum in place of the mean", f"{UPDATES}.gradient_D", "d_logit / m", "d_logit"),
    Fault("run", "the mean over one sample too few", f"{UPDATES}.gradient_G", "/ z.shape[1]", "/ (z.shape[1] - 1)"),
    Fault(
        "run",
        "backpropagation forgets the second activation",
        "training.networks.backpropagation.MLPNetwork._backward_to_layers",
        "dy * W_3.mT * derivative(a_2, h_2)",
        "dy * W_3.mT",
    ),
    Fault(
        "run",
        "the data are not standardised",
        "training.minibatches.data_minibatches",
        "(x - target.centre) / target.scale",
        "x - target.centre",
    ),
    Fault(
        "run",
        "only noise above 0 is drawn",
        "training.minibatches.noise_minibatches",
        "lambda z: z,",
        "lambda z: z.abs(),",
    ),
    Fault("run", "after 64 minibatches they start again", MINIBATCHES, "self._stream, block)", "self._stream, 0)"),
    Fault("run", "all seeds have the same minibatches", MINIBATCHES, "(seed, self._stream", "(0, self._stream"),
    Fault("run", "data and noise share their random numbers", MINIBATCHES, "self._stream, block", "0, block"),
    Fault(
        "run",
        "data come from the next cell",
        "training.minibatches._quantile_function",
        "clamp_(1, len(masses)) - 1",
        "clamp_(1, len(masses) - 1)",
    ),
    Fault(
        "run", "the last point of a data set is never drawn", "training.minibatches._choose", "(u * n)", "(u * (n - 1))"
    ),
)
