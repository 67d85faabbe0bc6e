"""Faults that the evidence of B6, any_generator, must refute."""

from tests.faults.fault import Fault

LINEAR, NOISE, SYMBOLIC = "training.networks.linear_generators", "densities.noise", "claims._shared.symbolic"
PASSES, UPDATES = "training.networks.backpropagation", "training.engine.updates.Updates"

FAULTS = (
    Fault("numeric", "Legendre's recurrence with j for j − 1", f"{LINEAR}.Polynomial.basis", "- (j - 1)", "- j"),
    Fault("numeric", "polynomials without a root", f"{LINEAR}.Polynomial.basis", "** 0.5 * P_j", "* P_j"),
    Fault("numeric", "the constant is a slope", f"{LINEAR}.Polynomial.constant", "degree + 1)[0]", "degree + 1, 1)[0]"),
    Fault("numeric", "B-splines with 3 for 4", f"{LINEAR}.Spline.bump", "- 4 *", "- 3 *"),
    Fault("numeric", "hats that are too wide", f"{LINEAR}.Table.bump", "1 - u", "1 - u / 2"),
    Fault("numeric", "knots shifted by one", f"{LINEAR}.LocalBasis.basis", "self.margin / 2", "self.margin"),
    Fault("numeric", "knots too close", f"{LINEAR}.LocalBasis._spacing", "- 1 - self", "- self"),
    Fault(
        "numeric",
        "a constant for one knot",
        f"{LINEAR}.LocalBasis.constant",
        "np.ones(self.knots)",
        "np.eye(1, self.knots)[0]",
    ),
    Fault("numeric", "a perceptron without b_2", "training.networks.multilayer_perceptron.MLP.__call__", " + b_2", ""),
    Fault("numeric", "variance 2 of the noise", f"{NOISE}.Normal.pdf", "np.square(z) / 2", "np.square(z) / 4"),
    Fault(
        "numeric", "the lower tail of the noise cancels", f"{NOISE}.Normal.mass", "below = a < 0", "below = a < -1e9"
    ),
    Fault("numeric", "uniform noise of mass 2", f"{NOISE}.Uniform.mass", ") / 2", ")"),
    Fault("numeric", "V with log D twice", "game.formulas._V_terms", "xlog1py(p_g, -D)", "xlogy(p_g, D)"),
    Fault("symbolic", "V with log D twice", f"{SYMBOLIC}.V", "log(1 - y)", "log(y)"),
    Fault("symbolic", "V with p_g for p_data", f"{SYMBOLIC}.V", "p * log(y)", "q * log(y)"),
    Fault("symbolic", "U with p_g for p_data", f"{SYMBOLIC}.U", "V(y, p, q)", "V(y, q, p)"),
    Fault(
        "run",
        "tanh′ is 1 − tanh",
        f"{PASSES}.MLPNetwork.backward_to_theta",
        "self.activation.derivative(a_1, h_1)",
        "1 - h_1",
    ),
    Fault(
        "run",
        "D′ of the wrong layer",
        f"{PASSES}.MLPNetwork.backward_to_input",
        "return dy_da_1 @",
        "return self.activation.derivative(a_2, h_2) * W_3.mT @",
    ),
    Fault("run", "∂G/∂θ squared", f"{PASSES}.LinearNetwork.backward_to_theta", "basis.mT @", "basis.mT**2 @"),
    Fault("run", "G's gradient is not divided by m", f"{UPDATES}.gradient_G", "d_logit / z.shape[1]", "d_logit"),
    Fault("run", "the other gradient of G", f"{UPDATES}.gradient_G", "derivative(logit)", "derivative(-logit)"),
    Fault(
        "run",
        "noise in [0, 1] only",
        "training.minibatches._uniform",
        "2 * rng.random(shape, np.float32) - 1",
        "rng.random(shape, np.float32)",
    ),
    Fault(
        "run", "W_3 is forgotten on the way to W_1", f"{PASSES}.MLPNetwork.backward_to_theta", "W_2 * W_3_row", "W_2"
    ),
    Fault(
        "run",
        "W_3 is forgotten on the way to W_2",
        f"{PASSES}.MLPNetwork.backward_to_theta",
        "1.mT @ d * W_3_row",
        "1.mT @ d",
    ),
    Fault(
        "run", "W_3 is forgotten on the way to G(z)", f"{PASSES}.MLPNetwork.backward_to_input", "W_2 * W_3.mT", "W_2"
    ),
    Fault("run", "p_g shifted", "densities.pushforward.push_forward", "cell_edges(x)", "cell_edges(x) + 0.1"),
    Fault(
        "run",
        "D's loss counts the samples of G twice",
        f"{UPDATES}.gradient_D",
        "on_G.derivative(logit[:, m:])",
        "2 * on_G.derivative(logit[:, m:])",
    ),
)
