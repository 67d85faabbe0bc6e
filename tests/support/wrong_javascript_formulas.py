"""WRONG_FORMULAS: mistakes to plant in the JavaScript modules, each with the formula that must be noticed."""

WRONG_FORMULAS = {
    "V": {
        "p_data and p_g swapped": ("formulas", "timesLog(p_data[i]", "timesLog(p_g[i]"),
        "a minus before the second term": ("formulas", ") + timesLog1Minus", ") - timesLog1Minus"),
        "in bits": ("formulas", "=> timesLog(p_data[i], D_in(i)) +", "=> timesLog(p_data[i], D_in(i)) / Math.LN2 +"),
        "log(D + 1e-3)": ("logarithms", "p * Math.log(D)", "p * Math.log(D + 1e-3)"),
        "D clipped to 0.99": ("logarithms", "Math.log1p(-D)", "Math.log1p(-Math.min(D, 0.99))"),
        "log(1 + D)": ("logarithms", "Math.log1p(-D)", "Math.log1p(D)"),
        "without the digits of log(1 − D)": ("logarithms", "Math.log1p(-D)", "Math.log(1 - D)"),
        "nan for 0·log 0": ("logarithms", "p === 0 ? 0 : p * Math.log(D)", "p * Math.log(D)"),
        "without logarithms": ("logarithms", "p * Math.log(D)", "p * D"),
        "in float32": ("logarithms", "p * Math.log(D)", "Math.fround(p * Math.log(D))"),
    },
    "U": {
        "p_g and p_data swapped": ("formulas", "return V(D, p_data, p_g);", "return V(D, p_g, p_data);"),
        "arguments in the order of V": ("formulas", "U(p_g, D, p_data) {", "U(D, p_data, p_g) {"),
    },
    "DStar": {
        "p_data and p_g swapped": ("formulas", "> 0 ? p_data[i] /", "> 0 ? p_g[i] /"),
        "p_data/p_g": ("formulas", "? p_data[i] / (p_data[i] + p_g[i])", "? p_data[i] / p_g[i]"),
        "p_data/(p_data + 2 p_g)": ("formulas", "/ (p_data[i] + p_g[i])", "/ (p_data[i] + 2 * p_g[i])"),
        "1 where neither has mass": ("formulas", ": 0.5);", ": 1);"),
        "smoothed by 1e-3": ("formulas", "/ (p_data[i] + p_g[i])", "/ (p_data[i] + p_g[i] + 1e-3)"),
    },
    "C": {
        "half of the terms": ("formulas", " + relativeEntropy(p_g[i], total)", ""),
        "2·JSD": ("formulas", "const total = p_data[i] + p_g[i];", "const total = (p_data[i] + p_g[i]) / 2;"),
        "less 1e-9": ("formulas", "relativeEntropy(p_data[i], total) +", "relativeEntropy(p_data[i], total) - 1e-9 +"),
    },
    "gradC": {
        "log D*": ("formulas", "log1MinusDStar(p_data[i], p_g[i])", "log1MinusDStar(p_g[i], p_data[i])"),
        "minus the gradient": ("formulas", "return -Math.log1p(p / q)", "return Math.log1p(p / q)"),
        "without the digits of 1 − D*": ("formulas", "-Math.log1p(p / q)", "Math.log(1 - p / total)"),
        "nan where neither has mass": ("formulas", "if (total === 0) return 0;", ""),
        "a quotient that underflows": ("formulas", "q > 1e-300 * total", "q > 0"),
    },
    "kl": {
        "reversed": ("divergences", "relativeEntropy(p[i], q[i])", "relativeEntropy(q[i], p[i])"),
        "in bits": ("divergences", "relativeEntropy(p[i], q[i])", "relativeEntropy(p[i], q[i]) / Math.LN2"),
        "|log|": ("divergences", "relativeEntropy(p[i], q[i])", "Math.abs(relativeEntropy(p[i], q[i]))"),
        "without the cells where q is 0": ("logarithms", "return Infinity;", "return 0;"),
    },
    "jsd": {
        "without its ½": ("divergences", "=> jsdTerm(p[i], q[i])) / 4", "=> jsdTerm(p[i], q[i])) / 2"),
        "in bits": ("divergences", ") / 4, Math.LN2)", ") / 4 / Math.LN2, 1)"),
        "at most 0.69": ("divergences", "/ 4, Math.LN2)", "/ 4, 0.69)"),
        "terms that cancel": (
            "divergences",
            "2 * t * Math.atanh(t) + Math.log1p(-t * t)",
            "(1 + t) * Math.log(1 + t) + (1 - t) * Math.log(1 - t)",
        ),
        "χ²/4": ("divergences", "2 * t * Math.atanh(t) + Math.log1p(-t * t)", "t * t"),
        "0 where one density has no mass": ("divergences", "return 2 * Math.LN2", "return 0"),
    },
    "tv": {
        "without its ½": ("divergences", "Math.abs(p[i] - q[i])) / 2", "Math.abs(p[i] - q[i]))"),
        "squares": ("divergences", "Math.abs(p[i] - q[i])) / 2", "(p[i] - q[i]) ** 2) / 2"),
    },
    "pushForward": {
        "a Φ that is off by 1e-11": ("normal", "value / (1 + x)", "value * (1 + 1e-11) / (1 + x)"),
        "always the normal noise": ("push_forward", "noiseNamed(noise)", 'noiseNamed("normal")'),
        "one branch of a fold": ("push_forward", "rise < 0 ? noise.mass(to, from)", "rise < 0 ? 0"),
        "no atoms": ("push_forward", "if (first === last) {", "if (rise === 0) return;\n  if (first === last) {"),
        "nothing beyond the nodes": ("push_forward", "i === 0 ? support[0] : z[i]", "z[i]"),
        "nothing outside the grid": ("push_forward", "p[0] += masses[0];", ""),
        "an atom on an edge in the cell below": ("push_forward", "[count] <= x) count++;", "[count] < x) count++;"),
        "each piece in one cell": ("push_forward", "edgesBelow(high, edges)", "edgesBelow(low, edges)"),
    },
}
"""By formula and mistake: the module, a text that it has once, and the text that replaces it."""
