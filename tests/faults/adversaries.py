"""Faults that the evidence of B5, adversaries, must refute."""

from tests.faults.fault import Fault

DESCEND, PAPER_FORMULAS = "claims._shared.descent.descend", "game.formulas"
SYMBOLIC, UPDATES, ALGORITHM = (
    "claims._shared.symbolic",
    "training.engine.updates.Updates",
    "training.algorithm_1.Algorithm1",
)
D_MOVES = """            for _ in range(k):  # for k steps do
                self.ascend_D(lr_D)
            # end for
"""
G_MOVES = """            for _ in range(k_G):
                self.descend_G()
"""

FAULTS = (
    Fault("numeric", "G's step goes up the gradient", DESCEND, "log_q - eta", "log_q + eta"),
    Fault("numeric", "G's step takes log D for log(1 − D)", DESCEND, "np.log1p(-D)", "np.log(D)"),
    Fault("numeric", "G's step forgets its size", DESCEND, "eta * clip", "clip"),
    Fault("numeric", "G's step does not normalise p_g", DESCEND, "_normalised(", "("),
    Fault("numeric", "V without log(1 − D)", f"{PAPER_FORMULAS}._V_terms", "xlog1py(p_g, -D)", "xlogy(p_g, D)"),
    Fault("numeric", "V has half the data", f"{PAPER_FORMULAS}._V_terms", "xlogy(p_data, D)", "xlogy(p_data, D) / 2"),
    Fault("numeric", "D* = p_g/(p_data + p_g)", f"{PAPER_FORMULAS}._D_star_cells", "divide(p_data,", "divide(p_g,"),
    Fault("numeric", "D* between ½ and right", f"{PAPER_FORMULAS}._D_star", "p_data, p_g)", "p_data + p_g, 2 * p_g)"),
    Fault("numeric", "C with p_g against p_data", f"{PAPER_FORMULAS}._C_terms", "rel_entr(p_g, total)", "p_g * p_data"),
    Fault("numeric", "TV without its ½", f"{PAPER_FORMULAS}._tv", " / 2", ""),
    Fault("symbolic", "V with log D twice", f"{SYMBOLIC}.V", "log(1 - y)", "log(y)"),
    Fault("symbolic", "U with p_g for p_data", f"{SYMBOLIC}.U", "V(y, p, q)", "V(y, q, p)"),
    Fault("symbolic", "D* = p_g/(p_data + p_g)", f"{SYMBOLIC}.D_star", "p / (p + q)", "q / (p + q)"),
    Fault("symbolic", "log 2 in place of log 4", f"{SYMBOLIC}.log_4", "log(4)", "log(2)"),
    Fault("run", "G moves before D", f"{ALGORITHM}.rounds", D_MOVES + G_MOVES, G_MOVES + D_MOVES),
    Fault("run", "one step of D for k", f"{ALGORITHM}.rounds", "self.recipe.k if steps_D", "1 if steps_D"),
    Fault(
        "run",
        "D's step changes G",
        f"{UPDATES}.ascend_D",
        "state._replace(D=D,",
        "state._replace(D=D, G=1.01 * state.G,",
    ),
    Fault(
        "run", "the players ascend their losses", "training.engine.adam.adam", "theta - learning", "theta + learning"
    ),
    Fault(
        "run",
        "D is told that data are generated",
        f"{UPDATES}.gradient_D",
        "concat([x, self.generated(state.G, z)], 1)",
        "concat([self.generated(state.G, z), x], 1)",
    ),
    Fault("run", "G's gradient is not divided by m", f"{UPDATES}.gradient_G", "d_logit / z.shape[1]", "d_logit"),
    Fault("run", "the noise is half as wide", "training.minibatches._normal", "np.float32)", "np.float32) / 2"),
)
