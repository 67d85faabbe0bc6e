"""Faults that the evidence of A9, algorithm_1, must refute."""

from tests.faults.fault import Fault

V, UPDATES, GAME = "claims._shared.symbolic.V", "training.engine.updates.Updates", "training.algorithm_1.Algorithm1"
LOSSES, MINIBATCHES = "training.losses", "training.minibatches.Minibatches.__next__"

FAULTS = (
    Fault(
        "numeric", "−log D has the slope of log(1 − D)", f"{LOSSES}._derivative_of_minus_log_D", "(-logit)", "(logit)"
    ),
    Fault(
        "numeric",
        "D learns labels smoothed to 0.9",
        f"{LOSSES}._derivative_of_minus_log_D",
        "-D_from_logit",
        "0.1 - D_from_logit",
    ),
    Fault(
        "numeric",
        "D's slope on G has the wrong sign",
        f"{LOSSES}._derivative_of_minus_log_1_minus_D",
        "return ",
        "return -",
    ),
    Fault(
        "numeric",
        "log(1 − D) has twice its slope",
        f"{LOSSES}._derivative_of_log_1_minus_D",
        "-D_from_logit",
        "-2 * D_from_logit",
    ),
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
    Fault("run", "k is ignored", f"{GAME}.rounds", "range(k)", "range(1)"),
    Fault("run", "k of the recipe is ignored", f"{GAME}.rounds", "self.recipe.k if", "1 if"),
    Fault(
        "run",
        "G moves first",
        f"{GAME}.rounds",
        "for _ in range(k):",
        "self.descend_G()\n            k_G = 0\n            for _ in range(k):",
    ),
    Fault("run", "D's step moves G too", f"{UPDATES}.ascend_D", "D=D,", "D=D, G=state.G - 1e-3,"),
    Fault("run", "D goes down V", "training.engine.adam.adam", "theta - learning_rate", "theta + learning_rate"),
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
        "training.networks.backpropagation.MLPNetwork.backward_to_theta",
        "self.activation.derivative(a_2, h_2)",
        "0 * h_2 + 1",
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
        "training.minibatches._normal",
        "rng.standard_normal(shape, np.float32)",
        "abs(rng.standard_normal(shape, np.float32))",
    ),
    Fault(
        "run",
        "each cell of the data is its own alias",
        "densities.alias_table.AliasTable.__init__",
        "share[i], j",
        "share[i], i",
    ),
    Fault(
        "run",
        "a cell of the data and its alias have each other's part",
        "densities.alias_table.AliasTable.__init__",
        "= share[i], j",
        "= 1 - share[i], j",
    ),
    Fault("run", "after 64 minibatches they start again", MINIBATCHES, "self._stream, block)", "self._stream, 0)"),
    Fault("run", "all seeds have the same minibatches", MINIBATCHES, "(seed, self._stream", "(0, self._stream"),
    Fault("run", "data and noise share their random numbers", MINIBATCHES, "self._stream, block", "0, block"),
    Fault(
        "run",
        "data come from the next cell",
        "training.minibatches._from_cells",
        "table.sample(rng, shape)",
        "(table.sample(rng, shape) + 1).clip(None, len(p) - 1)",
    ),
    Fault(
        "run",
        "the last point of a data set is never drawn",
        "training.minibatches._from_points",
        "len(points)",
        "len(points) - 1",
    ),
)
