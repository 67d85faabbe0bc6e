"""Faults that the evidence of A2, lotus, must refute."""

from tests.faults.fault import Fault

PUSH, CUT = "densities.pushforward.push_forward", "densities.pushforward.cut_at_edges"
OUTPUTS, PIECES = "certified.generator_outputs", "certified.piecewise"
FAULTS = (
    Fault("numeric", "the cells are shifted by one", PUSH, "masses[1:-1]", "np.roll(masses[1:-1], 1)"),
    Fault(
        "numeric",
        "each 16 cells are in reverse",
        PUSH,
        "masses[1:-1]",
        "masses[1:-1].reshape(-1, 16)[:, ::-1].ravel()",
    ),
    Fault(
        "numeric",
        "what lies below the grid is in the last cell",
        PUSH,
        "masses[1] += masses[0]",
        "masses[-2] += masses[0]",
    ),
    Fault(
        "numeric",
        "where G falls, it is taken as flat",
        PUSH,
        "cut_at_edges(z, G_z,",
        "cut_at_edges(z, np.maximum.accumulate(G_z),",
    ),
    Fault(
        "numeric", "the inner edges are half a cell off", PUSH, "= cell_edges(x)", "= cell_edges(x) + np.diff(x)[0] / 2"
    ),
    Fault("numeric", "an atom on an edge is in the cell below", CUT, 'x_b), "right"', 'x_b), "left"'),
    Fault("numeric", "each piece of G is reversed", CUT, "preimage = [z[i] +", "preimage = [z[i + 1] -"),
    Fault(
        "numeric",
        "G is constant beyond its outermost nodes",
        "densities.pushforward._extrapolate",
        "G + slope * step",
        "G",
    ),
    Fault("numeric", "the edges of cells are their centres", "densities.grid.cell_edges", "- 0.5)", ")"),
    Fault(
        "numeric",
        "normal noise with σ = 1.1",
        "densities.noise.Normal.mass",
        "below = a < 0",
        "a, b = a / 1.1, b / 1.1\n    below = a < 0",
    ),
    Fault(
        "numeric",
        "uniform noise that thins out to its ends",
        "densities.noise.Uniform.mass",
        "(np.clip(b, -1, 1) - np.clip(a, -1, 1)) / 2",
        "(np.sin(np.pi / 2 * np.clip(b, -1, 1)) - np.sin(np.pi / 2 * np.clip(a, -1, 1))) / 2",
    ),
    Fault("numeric", "V's second term has log D", "game.formulas._V_terms", "xlog1py(p_g, -D)", "xlogy(p_g, D)"),
    Fault("numeric", "V's second term has log(1 + D)", "game.formulas._V_terms", "-D)", "D)"),
    Fault(
        "symbolic",
        "|G′| in place of 1/|G′|",
        "claims._shared.symbolic.push_forward",
        "sign * inverse.diff(x)",
        "sign / inverse.diff(x)",
    ),
    Fault(
        "symbolic",
        "the noise is not moved",
        "claims._shared.symbolic.push_forward",
        "p_z.subs(z, inverse)",
        "p_z.subs(z, x)",
    ),
    Fault(
        "symbolic", "branches on which G falls count negatively", "claims._shared.symbolic.push_forward", "* sign", ""
    ),
    Fault(
        "symbolic",
        "only the first branch counts",
        "claims._shared.symbolic.push_forward",
        "in branches",
        "in branches[:1]",
    ),
    Fault(
        "symbolic",
        "the variance in place of twice the variance",
        "claims._shared.symbolic.log_normal",
        "(2 * variance) -",
        "variance -",
    ),
    Fault(
        "symbolic",
        "the normal density without its σ",
        "claims._shared.symbolic.log_normal",
        "log(2 * pi * variance)",
        "log(2 * pi)",
    ),
    Fault("symbolic", "V's second term has log D", "claims._shared.symbolic.V", "log(1 - y)", "log(y)"),
    Fault(
        "certified",
        "the density of z is not integrated, only f",
        f"{OUTPUTS}.expectation_of_output",
        "piece.log_pdf(z, analytic).exp() * f",
        "f",
    ),
    Fault(
        "certified",
        "D at z in place of D at G(z)",
        f"{OUTPUTS}.expectation_of_output",
        "f(branch.G(z), analytic)",
        "f(z, analytic)",
    ),
    Fault(
        "certified",
        "only the last branch counts",
        f"{OUTPUTS}.expectation_of_output",
        "for branch in branches), arb(0))\n",
        "for branch in branches[-1:]), arb(0))\n",
    ),
    Fault("certified", "|z| has the density of z", f"{OUTPUTS}.half_normal", "arb(2)", "arb(1)"),
    Fault("certified", "the atom of max(z, 0) is lost", f"{OUTPUTS}.rectified_normal", "(Atom(fmpq(0), HALF),)", "()"),
    Fault("certified", "z² has the density of one branch", f"{OUTPUTS}.chi_square", "(2 * arb.pi())", "(8 * arb.pi())"),
    Fault(
        "certified",
        "z² without the factor 1/√x of its density",
        f"{OUTPUTS}.chi_square",
        "x + x.log(analytic=analytic) +",
        "x +",
    ),
    Fault(
        "certified",
        "cos πz is uniform",
        f"{OUTPUTS}.arcsine",
        "- ((scale - x) * (scale + x)).log(analytic=analytic) / 2",
        "- arb(scale).log() + 0 * x",
    ),
    Fault("certified", "atoms are not summed", f"{PIECES}._expectation", "inside + at_atoms +", "inside +"),
    Fault(
        "certified",
        "the ends where a density is infinite are left out",
        f"{PIECES}._expectation_on",
        "return total +",
        "return",
    ),
    Fault(
        "certified",
        "a uniform density of ½ whatever its ends",
        "certified.families.uniform",
        "acb(-arb(hi - lo).log())",
        "acb(-arb(2).log())",
    ),
    Fault(
        "certified",
        "the log of D in place of that of 1 − D",
        "certified.integrands.log_sigmoid",
        "(x if is_negative else -x).exp()",
        "(-x if is_negative else x).exp()",
    ),
)
