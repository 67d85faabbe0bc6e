"""Faults that the evidence of A4, criterion, must refute."""

from tests.faults.fault import Fault

FORMULAS, STABLE, SYMBOLIC = "game.formulas", "game.stable", "claims._shared.symbolic"
INTEGRALS, INTEGRANDS, MIXTURES = "certified.integrals", "certified.integrands", "certified.mixtures"
QUADRATURE, PIECES, BOUNDS = "certified.quadrature", "certified.piecewise", "certified.float_bounds"
FAULTS = (
    Fault("numeric", "C without its second term", f"{FORMULAS}._C_terms", " + rel_entr(p_g, total)", ""),
    Fault(
        "numeric", "C with the mean in place of the sum", f"{FORMULAS}._C_terms", "p_data + p_g", "(p_data + p_g) / 2"
    ),
    Fault("numeric", "KL is reversed", f"{FORMULAS}._kl", "rel_entr(p, q)", "rel_entr(q, p)"),
    Fault("numeric", "KL without infinities", f"{FORMULAS}._kl", "rel_entr(p, q)", "rel_entr(p, q + 5e-324)"),
    Fault("numeric", "KL of a stack sums over all densities", f"{FORMULAS}._kl", "axis=-1", "axis=None"),
    Fault("numeric", "the JSD is doubled", f"{FORMULAS}._jsd", "/ 4", "/ 2"),
    Fault("numeric", "the JSD's terms do without log(1 − t²)", f"{STABLE}._phi_of_small_t", " + np.log1p(-t * t)", ""),
    Fault(
        "numeric", "1 − t without its factor 2", f"{STABLE}._terms_by_phi", "2 * np.minimum(p, q)", "np.minimum(p, q)"
    ),
    Fault("numeric", "cells where one mass is 0 add nothing", f"{STABLE}.jsd_terms", "2 * np.log(2) *", "0 *"),
    Fault(
        "numeric", "D* with p_data and p_g swapped", f"{FORMULAS}._D_star_cells", "np.divide(p_data,", "np.divide(p_g,"
    ),
    Fault(
        "numeric", "V's first term has log(1 − D)", f"{FORMULAS}._V_terms", "xlogy(p_data, D)", "xlog1py(p_data, -D)"
    ),
    Fault("symbolic", "C with one term", f"{SYMBOLIC}.C", " + q * log(q / (p + q))", ""),
    Fault("symbolic", "C with 5(p − q)² taken off", f"{SYMBOLIC}.C", "return p", "return -5 * (p - q) ** 2 + p"),
    Fault("symbolic", "KL is reversed", f"{SYMBOLIC}.kl", "p * log(p / q)", "q * log(q / p)"),
    Fault(
        "symbolic", "KL as the mean of a positive term", f"{SYMBOLIC}.kl", "p * log(p / q)", "p * log(p / q) + q - p"
    ),
    Fault("symbolic", "the JSD of the sum in place of the mean", f"{SYMBOLIC}.jsd", "(p + q) / 2\n", "p + q\n"),
    Fault("symbolic", "the JSD weighted 2 : 1", f"{SYMBOLIC}.jsd", "(p * log(p) +", "(2 * p * log(p) +"),
    Fault("symbolic", "log 4 once for p, not for q", f"{SYMBOLIC}.log_4", "(p + q) / 2", "p"),
    Fault("symbolic", "D* by p alone", f"{SYMBOLIC}.D_star", "p / (p + q)", "p / (1 + p)"),
    Fault(
        "certified",
        "C with log D* for both terms",
        f"{INTEGRALS}.C",
        "(q, log_density(q) - total)",
        "(q, log_density(p) - total)",
    ),
    Fault("certified", "C without its second term", f"{INTEGRALS}.C", ", (q, log_density(q) - total)", ""),
    Fault("certified", "the JSD without its ½", f"{INTEGRALS}._jsd", "/ 2", "/ 1"),
    Fault("certified", "m = p in the JSD", f"{INTEGRALS}.jsd", "p.mix(q, HALF)", "p.mix(q, 0)"),
    Fault("certified", "m of unequal parts", f"{INTEGRALS}.jsd", "p.mix(q, HALF)", "p.mix(q, HALF / 2)"),
    Fault(
        "certified", "KL as a cross-entropy", f"{INTEGRALS}.kl", "log_density(p) - log_density(q)", "-log_density(q)"
    ),
    Fault(
        "certified", "V with D where 1 − D is due", f"{INTEGRALS}.V", "(q, log_1_minus_D(logit))", "(q, log_D(logit))"
    ),
    Fault(
        "certified",
        "the logit without its constant",
        f"{INTEGRANDS}.log_D",
        "l0 + x * (l1 + x * l2)",
        "x * (l1 + x * l2)",
    ),
    Fault(
        "certified",
        "a log density without its normalisation",
        f"{MIXTURES}._logs_of",
        "peak_density(component).log()",
        "arb(component.weight).log()",
    ),
    Fault("certified", "σ in place of σ²", f"{MIXTURES}._logs_of", "component.std**2", "component.std"),
    Fault(
        "certified",
        "the other components are left out of a sum",
        f"{INTEGRANDS}.log_of_components",
        "if len(ratios) > 1",
        "if len(ratios) > 9",
    ),
    Fault(
        "certified",
        "the ratio of components without that of their peaks",
        f"{MIXTURES}._log_ratio",
        "acb(log_peaks +",
        "acb(",
    ),
    Fault(
        "certified",
        "what lies beyond ±3 is left out",
        f"{QUADRATURE}.integral_of_components",
        "within or _ends(components)\n",
        "within or (arb(-3), arb(3))\n    within = lo, hi\n",
    ),
    Fault(
        "certified",
        "the JSD of doubles without the second term",
        f"{BOUNDS}.jsd_of_masses",
        "_jsd_term(a, a + b) + _jsd_term(b, a + b)",
        "2 * _jsd_term(a, a + b)",
    ),
    Fault(
        "certified",
        "Cauchy: the scale is not squared",
        "certified.families.cauchy",
        "s * s + (x - m) ** 2",
        "s + (x - m) ** 2",
    ),
    Fault("certified", "Cauchy: the tails forget the location", "certified.families.cauchy", "1 - m * w", "1"),
    Fault(
        "certified",
        "Laplace: the scale is not in the density",
        "certified.families.laplace",
        "arb(2 * scale).log()\n\n",
        "arb(2).log()\n\n",
    ),
    Fault(
        "certified", "pieces: what lies in w = 1/x is left out", f"{PIECES}._integral", "to_infinity and", "False and"
    ),
    Fault(
        "certified",
        "Cauchy: KL from a normal distribution is finite",
        f"{PIECES}.kl",
        "or (p.at_infinity and not q.at_infinity)",
        "",
    ),
    Fault(
        "certified",
        "exponential: it has mass below 0",
        "certified.families.exponential",
        "Piece(fmpq(0), None,",
        "Piece(None, None,",
    ),
    Fault("certified", "exponential: twice the rate", "certified.families.exponential", "x * rate)", "x * 2 * rate)"),
    Fault(
        "certified", "pieces: the JSD counts no mass that is alone", f"{PIECES}.jsd", "alone=half_log_2", "alone=arb(0)"
    ),
    Fault(
        "certified",
        "pieces: the JSD without the mass of heavy tails",
        f"{PIECES}.jsd",
        "half_log_2 * (outside.p + outside.q)",
        "arb(0)",
    ),
    Fault(
        "certified",
        "pieces: C with one logit",
        f"{PIECES}.C",
        "log_sigmoid(-logit, analytic)",
        "log_sigmoid(logit, analytic)",
    ),
    Fault(
        "certified",
        "pieces: log m of the larger density alone",
        f"{PIECES}._log_mean",
        "(1 + (smaller - larger).exp()).log(analytic=analytic)",
        "0 * larger",
    ),
    Fault(
        "certified",
        "pieces: the last piece is left out",
        f"{PIECES}._segments",
        "pairwise(cuts)",
        "pairwise(cuts[:-1])",
    ),
    Fault(
        "symbolic",
        "V right at D* only",
        "claims._shared.symbolic.V",
        "p * log(y)",
        "p * (1 + (y - p / (p + q)) ** 2) * log(y)",
    ),
    Fault(
        "certified",
        "a JSD that cancels where p_data and p_g are close",
        "game.stable._phi_of_small_t",
        "2 * t * np.arctanh(t) + np.log1p(-t * t)",
        "(1 + t) * np.log(1 + t) + (1 - t) * np.log(1 - t)",
    ),
    Fault(
        "certified",
        "pieces: C without what lies beyond",
        "certified.piecewise.C",
        " - arb(0).union(2 * outside.overlap)",
        "",
    ),
    Fault(
        "certified",
        "pieces: the JSD beyond is log 2 times the mass",
        "certified.piecewise.jsd",
        " - arb(0).union(outside.overlap)",
        "",
    ),
    Fault(
        "certified",
        "the bound of log p without its constant",
        "certified.integrands.log_of_components",
        "abs(above) + abs(below) + (widest.mean / widest.std) ** 2",
        "abs(above) * 0",
    ),
    Fault(
        "certified",
        "the first enclosure is taken, however wide",
        "certified.quadrature.enclose_to",
        "if is_narrow(enclosure, width):",
        "if True:",
    ),
    Fault(
        "certified",
        "pieces: V one percent too large",
        "certified.integrals.V",
        "return piecewise.V(",
        "return arb(101) / 100 * piecewise.V(",
    ),
    Fault("certified", "pieces: V of p_data alone", "certified.piecewise.V", "(q, log_1_minus_D", "(p, log_1_minus_D"),
    Fault(
        "formal",
        "the JSD without its first ½",
        "formal/definitions.v",
        "/ 2 * KL n p (mixture p q)",
        "KL n p (mixture p q)",
    ),
    Fault("formal", "the KL without its p", "formal/definitions.v", "p x * ln (p x / q x)", "ln (p x / q x)"),
)
