"""Wrong formulas as students write them, each with the hint that it must get; some must get none."""

PRELUDE = "import numpy as np\nfrom scipy.special import rel_entr, xlogy\nfrom gan_theory import PAPER\n"

# The name of the formula, its file after the prelude, and what follows "your V" and the like; empty for no hint.
WRONG_STUDENT_FORMULAS = [
    ("V", "def V(p, D, q): return (xlogy(p, D) + xlogy(q, 1 - D)).sum(axis=-1)", "has D and p_data swapped"),
    (
        "V",
        "def V(D, q, p): return (xlogy(p, D) + xlogy(q, 1 - D)).sum(axis=-1)",
        "has p_data and p_g swapped, or D and 1 − D",
    ),
    (
        "V",
        "def V(p, q, D): return (xlogy(p, D) + xlogy(q, 1 - D)).sum(axis=-1)",
        "takes its arguments in a wrong order: D, p_data, p_g is right",
    ),
    (
        "V",
        "def V(D, p, q): return (xlogy(p, 1 - D) + xlogy(q, D)).sum(axis=-1)",
        "has p_data and p_g swapped, or D and 1 − D",
    ),
    (
        "V",
        "def V(D, p, q): return (p * np.log(D) + q * np.log(1 - D)).sum(axis=-1)",
        ("is nan where a mass is 0: 0·log 0 is nan in NumPy, and counts as 0: use scipy.special.xlogy, or np.where"),
    ),
    (
        "V",
        "def V(D, p, q): return np.nan_to_num(p * np.log(D) + q * np.log(1 - D)).sum(axis=-1)",
        ("must be −∞ where D is 0 and p_data is not, or D is 1 and p_g is not: is there an ε, or a clipped D?"),
    ),
    (
        "V",
        "def V(D, p, q): return (p * np.log(D + 1e-8) + q * np.log(1 - D + 1e-8)).sum(axis=-1)",
        "adds 1e-08 to D and to 1 − D in the logarithms: leave it out",
    ),
    (
        "V",
        "def V(D, p, q): return (p * np.log(D + 1e-15) + q * np.log(1 - D + 1e-15)).sum(axis=-1)",
        ("must be −∞ where D is 0 and p_data is not, or D is 1 and p_g is not: is there an ε, or a clipped D?"),
    ),
    (
        "V",
        (
            "def V(D, p, q):\n"
            "    D = np.clip(D, 1e-6, 1 - 1e-6)\n"
            "    return (p * np.log(D) + q * np.log(1 - D)).sum(axis=-1)"
        ),
        "clips D to [1e-06, 1 − 1e-06]: leave it as it is",
    ),
    (
        "V",
        "def V(D, p, q): return (xlogy(p, D) + xlogy(q, 1 - D)).mean(axis=-1)",
        "is a mean over the cells: use sum in place of mean",
    ),
    ("V", "def V(D, p, q): return (xlogy(p, D) - xlogy(q, 1 - D)).sum(axis=-1)", "has a minus between its two terms"),
    ("V", "def V(D, p, q): return -(xlogy(p, D) + xlogy(q, 1 - D)).sum(axis=-1)", "has the wrong sign"),
    (
        "V",
        "def V(D, p, q): return (xlogy(p, D) + xlogy(q, 1 - D)).sum(axis=-1) / np.log(2)",
        "is in bits (log2): use np.log, which gives nats",
    ),
    (
        "V",
        "def V(D, p, q): return (p * np.log10(D) + q * np.log10(1 - D)).sum(axis=-1)",
        (
            "has logarithms to the base 10 (log10): use np.log; it is nan where a mass is 0: 0·log 0 is nan "
            "in NumPy, and counts as 0: use scipy.special.xlogy, or np.where"
        ),
    ),
    (
        "V",
        "def V(D, p, q): return (xlogy(p, D) + xlogy(q, D)).sum(axis=-1)",
        "has log D in both terms: the second has log(1 − D)",
    ),
    (
        "V",
        "def V(D, p, q): return (xlogy(p, D) - xlogy(q, D)).sum(axis=-1)",
        "has −log D in place of log(1 − D), the loss that does not saturate",
    ),
    ("V", "def V(D, p, q): return xlogy(p, D).sum(axis=-1)", "lacks its second term, Σ p_g log(1 − D)"),
    (
        "V",
        "def V(D, p, q): return (xlogy(p, D) + q * (1 - np.log(D))).sum(axis=-1)",
        "has 1 − log D in place of log(1 − D) (seen where no mass is 0 or tiny)",
    ),
    ("V", "def V(D, p, q): return (p * D + q * (1 - D)).sum(axis=-1)", "has no logarithms"),
    ("V", "def V(D, p, q): return (np.log(D) + np.log(1 - D)).sum(axis=-1)", "has no weights p_data and p_g"),
    (
        "V",
        "def V(D, p, q): return (xlogy(p, D) + xlogy(q, 1 - D)).sum()",
        "works for one density and not for a stack (..., n): sum over the last axis only (axis=-1)",
    ),
    (
        "V",
        "def V(D, p, q): return xlogy(p, D) + xlogy(q, 1 - D)",
        "returns a value for each cell: sum over the last axis, .sum(axis=-1)",
    ),
    (
        "V",
        "def V(D, p, q): (xlogy(p, D) + xlogy(q, 1 - D)).sum(axis=-1)",
        "returns nothing: is return missing before its value?",
    ),
    (
        "V",
        "def V(D, p, q): print((xlogy(p, D) + xlogy(q, 1 - D)).sum(axis=-1))",
        "prints its value and returns nothing: write return in place of print",
    ),
    (
        "V",
        "def V(D, p, q): return (xlogy(p, D) + xlogy(q, 1 - D)).sum(axis=-1),",
        "returns a tuple: remove the comma after its value",
    ),
    (
        "V",
        "def V(D, p, q): return xlogy(p, D).sum(axis=-1), xlogy(q, 1 - D).sum(axis=-1)",
        "returns a tuple of 2 values: return their sum",
    ),
    (
        "V",
        "def V(D, p, q): return sum(p[i] * np.log(D[i]) + q[i] * np.log(1 - D[i]) for i in range(len(p)))",
        (
            "loops over cells, which does not work for a stack (..., n): sum over the last axis only "
            "(axis=-1), without a loop; it also is nan where a mass is 0: 0·log 0 is nan in NumPy, and "
            "counts as 0: use scipy.special.xlogy, or np.where"
        ),
    ),
    ("V", "def V(D, p, q): return (xlogy(0.9 * p, D) + xlogy(q, 1 - D)).sum(axis=-1)", ""),
    ("V", "def V(D, p, q): return 0.0 * (p * q * D).sum(axis=-1)", ""),
    ("D_star", "def D_star(p, q): return q / (p + q)", "has p_data and p_g swapped: it is 1 − D*"),
    (
        "D_star",
        "def D_star(p, q): return np.where(p + q > 0, q / (p + q), 0.5)",
        "has p_data and p_g swapped: it is 1 − D*",
    ),
    ("D_star", "def D_star(p, q): return p / q", "is p_data/p_g, the odds: p_data/(p_data + p_g) is meant"),
    (
        "D_star",
        "def D_star(p, q): return p / p + q",
        "lacks brackets: p_data/p_data + p_g is 1 + p_g (seen where no mass is 0 or tiny)",
    ),
    (
        "D_star",
        "def D_star(p, q): return p / (p + q + 1e-12)",
        "treats small numbers in another way (an ε that is added, a clip, a threshold): leave that out",
    ),
    (
        "D_star",
        "def D_star(p, q): return (p + 1e-9) / (p + q + 2e-9)",
        "treats small numbers in another way (an ε that is added, a clip, a threshold): leave that out",
    ),
    (
        "D_star",
        "def D_star(p, q): return np.clip(np.where(p + q > 0, p / (p + q), 0.5), 1e-6, 1 - 1e-6)",
        "is clipped to [1e-06, 1 − 1e-06]: leave it as it is",
    ),
    (
        "D_star",
        "def D_star(p, q): return p / ((p + q) / 2)",
        "is 2 times what it must be: a ½ is missing, or one 2 is too many",
    ),
    ("D_star", "def D_star(p, q): return np.log(p / (p + q))", "is log D*"),
    (
        "D_star",
        "def D_star(p, q): return np.log(p / q)",
        "is log(p_data/p_g), the logit of D* (seen where no mass is 0 or tiny)",
    ),
    (
        "D_star",
        "def D_star(p, q): return (p > q).astype(float)",
        "is the rule p_data > p_g, 0 or 1: its probability is meant",
    ),
    ("D_star", "def D_star(p, q): return p > q", "is the rule p_data > p_g, 0 or 1: its probability is meant"),
    (
        "D_star",
        "def D_star(p, q): return np.full(np.shape(p + q), 0.5)",
        "is ½ everywhere, which is D* for p_g = p_data",
    ),
    (
        "D_star",
        "def D_star(p, q): return 0.5",
        "returns one value for all cells: a value for each cell is expected, without a sum",
    ),
    ("D_star", "def D_star(p, q): return np.zeros(np.shape(p + q))", ""),
    (
        "D_star",
        ("def D_star(p, q):\n    if p + q > 0:\n        return p / (p + q)\n    return 0.5"),
        "asks for one truth value (if, and, or, min, max), which an array does not have: use np.where",
    ),
    ("D_star", "def D_star(p, q): p / (p + q)", "returns nothing: is return missing before its value?"),
    (
        "D_star",
        ("def D_star(p, q):\n    D = p / (p + q)\n    return D / D.sum(axis=-1, keepdims=True)"),
        (
            "is normalised to sum to 1: D* is a probability in each cell, and no distribution; it divides by "
            "0 where neither has mass: 0/0 is nan: use np.divide with where=, or np.where"
        ),
    ),
    (
        "D_star",
        "def D_star(p, q): return (p / (p + q)).sum(axis=-1)",
        "returns one value for all cells: a value for each cell is expected, without a sum",
    ),
    (
        "D_star",
        "def D_star(p, q): return np.float32(p) / (np.float32(p) + np.float32(q))",
        "is of single precision: compute in float64",
    ),
    (
        "D_star",
        ("def D_star(p, q):\n    p /= p + q\n    return p"),
        "changes its arguments in place: return a new array",
    ),
    ("D_star", "def D_star(p, q): return p / (p - q)", "is p_data/(p_data − p_g): a sign is wrong"),
    ("kl", "def kl(p, q): return rel_entr(q, p).sum(axis=-1)", "has p and q swapped"),
    (
        "kl",
        "def kl(p, q): return (p * np.log(q / p)).sum(axis=-1)",
        "has the wrong sign (seen where no mass is 0 or tiny)",
    ),
    (
        "kl",
        "def kl(p, q): return (p * np.log(p / q)).sum(axis=-1)",
        ("is nan where a mass is 0: 0·log 0 is nan in NumPy, and counts as 0: use scipy.special.xlogy, or np.where"),
    ),
    (
        "kl",
        "def kl(p, q): return (q * np.log(p / q)).sum(axis=-1)",
        (
            "weights the logarithm with q, and not with p; it divides by 0 where neither has mass: 0/0 is "
            "nan: use np.divide with where=, or np.where"
        ),
    ),
    (
        "kl",
        "def kl(p, q): return (p * np.log2(p / q)).sum(axis=-1)",
        (
            "is in bits (log2): use np.log, which gives nats; it is nan where a mass is 0: 0·log 0 is nan in "
            "NumPy, and counts as 0: use scipy.special.xlogy, or np.where"
        ),
    ),
    (
        "kl",
        "def kl(p, q): return rel_entr(p, q).sum(axis=-1) / np.log(10)",
        "has logarithms to the base 10 (log10): use np.log",
    ),
    ("kl", "def kl(p, q): return rel_entr(p, q).mean(axis=-1)", "is a mean over the cells: use sum in place of mean"),
    (
        "kl",
        "def kl(p, q): return rel_entr(p, q).sum(axis=0)",
        "works for one density and not for a stack (..., n): sum over the last axis only (axis=-1)",
    ),
    ("kl", "def kl(p, q): return -xlogy(p, q).sum(axis=-1)", "is the cross-entropy −Σ p log q: Σ p log p is missing"),
    (
        "kl",
        "def kl(p, q): return (rel_entr(p, q) + rel_entr(q, p)).sum(axis=-1)",
        "is Jeffreys' divergence KL(p‖q) + KL(q‖p): only KL(p‖q) is meant",
    ),
    (
        "kl",
        "def kl(p, q): return (p * np.log((p + 1e-10) / (q + 1e-10))).sum(axis=-1)",
        "treats small numbers in another way (an ε that is added, a clip, a threshold): leave that out",
    ),
    (
        "kl",
        (
            "def kl(p, q):\n"
            "    ok = (p > 0) & (q > 0)\n"
            "    return np.where(ok, p * np.log(np.where(ok, p, 1) / np.where(ok, q, 1)), 0).sum(axis=-1)"
        ),
        "must be ∞ if there is a cell where q is 0 and p is not",
    ),
    (
        "kl",
        ("import math\ndef kl(p, q): return sum(p * math.log(p / q))"),
        (
            "uses the module math, which takes one number: use np.log and the like; it also works for one "
            "density and not for a stack (..., n): sum over the last axis only (axis=-1); it also is nan "
            "where a mass is 0: 0·log 0 is nan in NumPy, and counts as 0: use scipy.special.xlogy, or "
            "np.where"
        ),
    ),
    (
        "kl",
        (
            "import math\n"
            "def kl(p, q):\n"
            "    total = 0\n"
            "    for i in range(len(p)):\n"
            "        total += p[i] * math.log(p[i] / q[i])\n"
            "    return total"
        ),
        (
            "uses the module math, which takes one number: use np.log and the like; it also loops over "
            "cells, which does not work for a stack (..., n): sum over the last axis only (axis=-1), without "
            "a loop; it also is nan where a mass is 0: 0·log 0 is nan in NumPy, and counts as 0: use "
            "scipy.special.xlogy, or np.where"
        ),
    ),
    (
        "kl",
        (
            "def kl(p, q):\n"
            "    total = 0\n"
            "    for a, b in zip(p, q):\n"
            "        total = total + rel_entr(a, b)\n"
            "    return total"
        ),
        (
            "loops over cells, which does not work for a stack (..., n): sum over the last axis only "
            "(axis=-1), without a loop"
        ),
    ),
    (
        "kl",
        (
            "import torch\n"
            "def kl(p, q):\n"
            "    p, q = torch.tensor(np.array(p), requires_grad=True), torch.tensor(np.array(q))\n"
            "    return torch.xlogy(p, p / q).sum(-1)"
        ),
        (
            "returns a tensor that requires a gradient: return it as an array, by .detach().numpy(); it also "
            "divides by 0 where neither has mass: 0/0 is nan: use np.divide with where=, or np.where"
        ),
    ),
    (
        "kl",
        "def kl(p, q): return rel_entr(p, q).sum(axis=-1, keepdims=True)",
        "keeps the last axis: leave out keepdims",
    ),
    ("kl", "def kl(p, q): return rel_entr(p, (p + q) / 2).sum(axis=-1)", "is KL(p‖m) with m = (p + q)/2"),
    (
        "jsd",
        "def jsd(p, q): return (rel_entr(p, q) + rel_entr(q, p)).sum(axis=-1) / 2",
        "is ½ KL(p‖q) + ½ KL(q‖p), half of Jeffreys' divergence: the JSD goes through m = (p + q)/2",
    ),
    (
        "jsd",
        "def jsd(p, q): return (rel_entr(p, q) + rel_entr(q, p)).sum(axis=-1)",
        "is Jeffreys' divergence KL(p‖q) + KL(q‖p): the JSD goes through m = (p + q)/2",
    ),
    (
        "jsd",
        ("def jsd(p, q):\n    m = (p + q) / 2\n    return (rel_entr(m, p) + rel_entr(m, q)).sum(axis=-1) / 2"),
        "has KL(m‖p) and KL(m‖q) in place of KL(p‖m) and KL(q‖m)",
    ),
    (
        "jsd",
        ("def jsd(p, q):\n    m = (p + q) / 2\n    return (rel_entr(p, m) + rel_entr(q, m)).sum(axis=-1)"),
        "is 2 times what it must be: a ½ is missing, or one 2 is too many",
    ),
    (
        "jsd",
        ("def jsd(p, q):\n    m = p + q\n    return (rel_entr(p, m) + rel_entr(q, m)).sum(axis=-1) / 2"),
        "is log 2 below what it must be: m must be (p + q)/2, and not p + q",
    ),
    (
        "jsd",
        ("def jsd(p, q):\n    m = (p + q) / 2\n    return np.sqrt((rel_entr(p, m) + rel_entr(q, m)).sum(axis=-1) / 2)"),
        "is the square root of what it must be",
    ),
    (
        "jsd",
        (
            "def jsd(p, q):\n"
            "    m = (p + q) / 2\n"
            "    return (rel_entr(p, m) + rel_entr(q, m)).sum(axis=-1) / 2 / np.log(2)"
        ),
        "is in bits (log2): use np.log, which gives nats",
    ),
    (
        "jsd",
        ("def jsd(p, q):\n    m = (p + q) / 2\n    return (p * np.log(p / m) + q * np.log(q / m)).sum(axis=-1) / 2"),
        ("is nan where a mass is 0: 0·log 0 is nan in NumPy, and counts as 0: use scipy.special.xlogy, or np.where"),
    ),
    (
        "jsd",
        ("def jsd(p, q):\n    m = (p + q) / 2\n    return (p * np.log2(p / m) + q * np.log2(q / m)).sum(axis=-1) / 2"),
        (
            "is in bits (log2): use np.log, which gives nats; it is nan where a mass is 0: 0·log 0 is nan in "
            "NumPy, and counts as 0: use scipy.special.xlogy, or np.where"
        ),
    ),
    (
        "jsd",
        ("def jsd(p, q):\n    m = (p + q) / 2\n    return rel_entr(p, m).sum(axis=-1)"),
        "is KL(p‖m) alone: ½ KL(p‖m) + ½ KL(q‖m) is meant",
    ),
    (
        "jsd",
        ("def jsd(p, q):\n    m = np.sqrt(p * q)\n    return (rel_entr(p, m) + rel_entr(q, m)).sum(axis=-1) / 2"),
        "has m = √(p·q) in place of (p + q)/2",
    ),
    (
        "jsd",
        ("def jsd(p, q):\n    m = (p + q) / 2\n    return (rel_entr(p, m) + rel_entr(q, m)).mean(axis=-1) / 2"),
        "is a mean over the cells: use sum in place of mean",
    ),
    (
        "jsd",
        ("def jsd(p, q):\n    m = (p + q) / 2\n    return (rel_entr(p, m) - rel_entr(q, m)).sum(axis=-1) / 2"),
        "has a minus between its two terms",
    ),
    (
        "jsd",
        ("from scipy.spatial.distance import jensenshannon\ndef jsd(p, q): return jensenshannon(p, q, axis=-1)"),
        "is the square root of what it must be",
    ),
    ("jsd", "def jsd(p, q): return 1 - np.sqrt(p * q).sum(axis=-1)", "is the squared Hellinger distance 1 − Σ √(pq)"),
    ("jsd", "def jsd(p, q): return np.abs(p - q).sum(axis=-1) / 2", "is the total variation"),
    (
        "jsd",
        (
            "def kl(p, q): return rel_entr(p, q).sum()\n"
            "def jsd(p, q):\n"
            "    m = (p + q) / 2\n"
            "    return (kl(p, m) + kl(q, m)) / 2"
        ),
        "works for one density and not for a stack (..., n): sum over the last axis only (axis=-1)",
    ),
    (
        "jsd",
        ("def kl(p, q): return ...\ndef jsd(p, q): return (kl(p, (p + q) / 2) + kl(q, (p + q) / 2)) / 2"),
        "uses kl, which is still blank",
    ),
    (
        "jsd",
        (
            "def jsd(p, q): return 0.4 * rel_entr(p, (p + q) / 2).sum(axis=-1) + 0.6 * rel_entr(q, (p + q) / "
            "2).sum(axis=-1)"
        ),
        "",
    ),
    ("jsd", "def jsd(p, q): return nonsense", ""),
    (
        "tv",
        "def tv(p, q): return np.abs(p - q).sum(axis=-1)",
        "is 2 times what it must be: a ½ is missing, or one 2 is too many",
    ),
    (
        "tv",
        "def tv(p, q): return np.abs(p - q).mean(axis=-1) / 2",
        "is a mean over the cells: use sum in place of mean",
    ),
    (
        "tv",
        "def tv(p, q): return np.abs(p - q).mean(axis=-1)",
        "is a mean over the cells, and lacks its ½: use sum in place of mean",
    ),
    (
        "tv",
        "def tv(p, q): return (p - q).sum(axis=-1) / 2",
        "is 0 for all densities: the differences cancel without np.abs",
    ),
    (
        "tv",
        "def tv(p, q): return np.abs((p - q).sum(axis=-1)) / 2",
        "is 0 for all densities: the differences cancel without np.abs",
    ),
    (
        "tv",
        "def tv(p, q): return np.abs(p - q).max(axis=-1)",
        "is the largest difference of a cell: ½ Σ |p − q| is meant",
    ),
    (
        "tv",
        "def tv(p, q): return ((p - q) ** 2).sum(axis=-1) / 2",
        "squares the differences: ½ Σ |p − q| is meant, not half of Σ (p − q)²",
    ),
    ("tv", "def tv(p, q): return np.linalg.norm(p - q, axis=-1)", "is the Euclidean distance: ½ Σ |p − q| is meant"),
    ("tv", "def tv(p, q): return np.minimum(p, q).sum(axis=-1)", "is the overlap 1 − TV"),
    (
        "tv",
        "def tv(p, q): return sum(abs(p[i] - q[i]) for i in range(len(p))) / 2",
        (
            "loops over cells, which does not work for a stack (..., n): sum over the last axis only "
            "(axis=-1), without a loop"
        ),
    ),
    (
        "tv",
        ("def tv(p, q):\n    p -= q\n    return np.abs(p).sum(axis=-1) / 2"),
        "changes its arguments in place: return a new array",
    ),
    ("tv", "def tv(p, q): return [np.abs(p - q).sum(axis=-1) / 2]", ""),
    ("tv", "def tv(p, q): return str(np.abs(p - q).sum(axis=-1) / 2)", ""),
    ("C", "def C(p, q): return 2 * PAPER.jsd(p, q)", "is log 4 above what it must be: −log 4 is missing"),
    (
        "C",
        "def C(p, q): return np.log(4) + 2 * PAPER.jsd(p, q)",
        "is 2·log 4 above what it must be: the sign of log 4 is wrong",
    ),
    (
        "C",
        "def C(p, q): return -2 * np.log(4) + 2 * PAPER.jsd(p, q)",
        "is log 4 below what it must be: −log 4 is there twice, or m is p + q in place of (p + q)/2",
    ),
    (
        "C",
        "def C(p, q): return -np.log(2) + 2 * PAPER.jsd(p, q)",
        "is log 2 above what it must be: a constant is missing, or there is one too many",
    ),
    ("C", "def C(p, q): return -np.log(4) + PAPER.jsd(p, q)", "has JSD in place of 2·JSD"),
    ("C", "def C(p, q): return -np.log(4) - 2 * PAPER.jsd(p, q)", "has −2·JSD in place of 2·JSD"),
    ("C", "def C(p, q): return -np.log2(4) + 2 * PAPER.jsd(p, q)", "has log2(4) = 2 in place of log 4"),
    ("C", "def C(p, q): return -4 + 2 * PAPER.jsd(p, q)", "has 4 in place of log 4"),
    ("C", "def C(p, q): return -np.log(4) + PAPER.kl(p, q)", "has KL(p_data‖p_g) in place of 2·JSD"),
    ("C", "def C(p, q): return -np.log(4) + PAPER.kl(p, (p + q) / 2)", "lacks KL(p_g‖m)"),
    (
        "C",
        "def C(p, q): return PAPER.V(PAPER.D_star(p, q), p, q)",
        ("goes through D*, which rounds to 1 where p_g is tiny, so that log(1 − D*) is −∞: write C without D*"),
    ),
    ("C", "def C(p, q): return PAPER.V(PAPER.D_star(q, p), p, q)", "is V at 1 − D*, and not at D*"),
    (
        "C",
        "def C(p, q): return (p * np.log(p / (p + q)) + q * np.log(q / (p + q))).sum(axis=-1)",
        ("is nan where a mass is 0: 0·log 0 is nan in NumPy, and counts as 0: use scipy.special.xlogy, or np.where"),
    ),
    (
        "C",
        ("def C(p, q):\n    D = p / (p + q)\n    return (p * np.log(D) + q * np.log(1 - D)).sum(axis=-1)"),
        ("goes through D*, which rounds to 1 where p_g is tiny, so that log(1 − D*) is −∞: write C without D*"),
    ),
    (
        "C",
        ("def C(p, q):\n    m = (p + q) / 2\n    return (-np.log(4) + rel_entr(p, m) + rel_entr(q, m)).sum(axis=-1)"),
        "has −log 4 once for each cell: subtract it once, after the sum",
    ),
    (
        "C",
        "def C(p, q): return -np.log(4) + 2 * np.sqrt(PAPER.jsd(p, q))",
        "has the square root of the JSD in place of the JSD",
    ),
    (
        "C",
        "def C(p, q): return -np.log(4) + 0 * p.sum(axis=-1) * q.sum(axis=-1)",
        "is −log 4 for all densities, its value for p_g = p_data",
    ),
    ("C", "def C(p, q): return -np.log(4)", "is −log 4 for all densities, its value for p_g = p_data"),
    ("C", "def C(p, q): return PAPER.C(p, q) + 0.1", ""),
    ("U", "def U(D, p, q): return PAPER.V(D, p, q)", "takes its arguments in a wrong order: p_g, D, p_data is right"),
    ("U", "def U(p, D, q): return PAPER.V(D, p, q)", "has p_g and p_data swapped, or D and 1 − D"),
    ("U", "def U(q, D, p): return xlogy(q, 1 - D).sum(axis=-1)", "lacks its first term, Σ p_data log D"),
    ("U", "def U(q, D, p): return PAPER.V(D, p, q) / np.log(2)", "is in bits (log2): use np.log, which gives nats"),
    (
        "U",
        "def U(q, D, p): return (p * np.log(D) + q * np.log(1 - D)).sum(axis=-1)",
        ("is nan where a mass is 0: 0·log 0 is nan in NumPy, and counts as 0: use scipy.special.xlogy, or np.where"),
    ),
    (
        "grad_C",
        "def grad_C(p, q): return np.log(1 - p / (p + q))",
        (
            "is nan where neither p_data nor p_g has mass, and must be 0: 0/0 is nan: use np.divide with "
            "where=, or np.where"
        ),
    ),
    (
        "grad_C",
        "def grad_C(p, q): return np.log(1 - PAPER.D_star(p, q))",
        "must be 0 where neither p_data nor p_g has mass",
    ),
    ("grad_C", "def grad_C(p, q): return PAPER.grad_C(q, p)", "has p_data and p_g swapped"),
    ("grad_C", "def grad_C(p, q): return -PAPER.grad_C(p, q)", "has the wrong sign"),
    (
        "grad_C",
        "def grad_C(p, q): return PAPER.grad_C(p, q) / np.log(2)",
        "is in bits (log2): use np.log, which gives nats",
    ),
    ("grad_C", "def grad_C(p, q): return 1 - PAPER.D_star(p, q)", "is 1 − D*: the logarithm is missing"),
    (
        "grad_C",
        "def grad_C(p, q): return q * np.log(1 - PAPER.D_star(p, q))",
        (
            "is multiplied by p_g: it is what a cell adds to C, and no derivative; it must be −∞ where p_g "
            "is 0 and p_data is not"
        ),
    ),
    (
        "grad_C",
        "def grad_C(p, q): return np.log(1 - PAPER.D_star(p, q) + 1e-8)",
        "adds 1e-08 to 1 − D* in the logarithm: leave it out",
    ),
    (
        "grad_C",
        "def grad_C(p, q): return np.where(q > 0, PAPER.grad_C(p, q), 0)",
        "must be −∞ where p_g is 0 and p_data is not",
    ),
    (
        "grad_C",
        ("import math\ndef grad_C(p, q): return math.log(1 - p / (p + q))"),
        (
            "uses the module math, which takes one number: use np.log and the like; it also is nan where "
            "neither p_data nor p_g has mass, and must be 0: 0/0 is nan: use np.divide with where=, or "
            "np.where"
        ),
    ),
    (
        "grad_C",
        (
            "from math import log\n"
            "def grad_C(p, q): return np.array([log(1 - p[i] / (p[i] + q[i])) for i in range(len(p))])"
        ),
        (
            "uses the module math, which takes one number: use np.log and the like; it also loops over "
            "cells, which does not work for a stack (..., n): compute with whole arrays, without a loop; it "
            "also is nan where neither p_data nor p_g has mass, and must be 0: 0/0 is nan: use np.divide "
            "with where=, or np.where"
        ),
    ),
    (
        "grad_C",
        "def grad_C(p, q): return PAPER.grad_C(p, q).sum(axis=-1)",
        "returns one value for all cells: a value for each cell is expected, without a sum",
    ),
    ("grad_C", "def grad_C(p, q): return PAPER.grad_C(p, q) / 3", ""),
    (
        "hess_C",
        "def hess_C(p, q): return p / (q * (p + q))",
        (
            "is nan where neither p_data nor p_g has mass, and must be 0: 0/0 is nan: use np.divide with "
            "where=, or np.where"
        ),
    ),
    (
        "hess_C",
        "def hess_C(p, q): return np.where(p + q > 0, PAPER.hess_C(p, q), 7.0)",
        "must be 0 where neither p_data nor p_g has mass",
    ),
    ("hess_C", "def hess_C(p, q): return PAPER.hess_C(q, p)", "has p_data and p_g swapped"),
    (
        "hess_C",
        "def hess_C(p, q): return PAPER.hess_C(p, q) / 2",
        "is half of what it must be: a 2 is missing, or one ½ is too many",
    ),
    ("hess_C", "def hess_C(p, q): return 1 / (p + q)", "is 1/(p_data + p_g): 1/p_g − 1/(p_data + p_g) is meant"),
    ("hess_C", "def hess_C(p, q): return -1 / (p + q)", "is −1/(p_data + p_g): the 1/p_g is missing"),
    (
        "hess_C",
        "def hess_C(p, q): return np.where(q > 0, PAPER.hess_C(p, q), 0)",
        "must be ∞ where p_g is 0 and p_data is not",
    ),
    (
        "hess_C",
        "def hess_C(p, q): return 1 / q + 1 / (p + q)",
        "is 1/p_g + 1/(p_data + p_g): a minus between them is meant",
    ),
    (
        "tv",
        ("def tv(p, q):\n    d = np.abs(p - q) / 2\n    d.sort()"),
        "returns nothing: is return missing before its value?",
    ),
    (
        "tv",
        "def tv(p, q): return np.abs(p - q).sum(axis=-1) / 2 if p > q else 0",
        "asks for one truth value (if, and, or, min, max), which an array does not have: use np.where",
    ),
    (
        "tv",
        "def tv(p, q): return 1 - min(p, q).sum(axis=-1)",
        "asks for one truth value (if, and, or, min, max), which an array does not have: use np.where",
    ),
    ("tv", "def tv(p, q): return None", "returns nothing: is return missing before its value?"),
    ("tv", "def tv(p): return np.abs(p).sum(axis=-1)", ""),
    (
        "jsd",
        (
            "def jsd(p, q):\n"
            "    m = (p + q) / 2\n"
            "    return 0.5 * kl(p, m) + 0.5 * kl(q, m)\n"
            "\n"
            "\n"
            "def kl(p, q): return rel_entr(q, p).sum(axis=-1)"
        ),
        "has KL(m‖p) and KL(m‖q) in place of KL(p‖m) and KL(q‖m)",
    ),
    ("jsd", "def jsd(p, q): return PAPER.jsd(p, q) ** 2", "is the square of what it must be"),
    (
        "jsd",
        "def jsd(p, q): return np.sqrt(1 - np.sqrt(p * q).sum(axis=-1))",
        "is the Hellinger distance √(1 − Σ √(pq))",
    ),
    ("jsd", "def jsd(p, q): return np.minimum(PAPER.jsd(p, q), 0.6)", ""),
    ("C", "def C(p, q): return -np.log10(4) + 2 * PAPER.jsd(p, q)", "has the base-10 logarithm of 4 in place of log 4"),
    ("C", "def C(p, q): return PAPER.jsd(p, q)", "is the JSD: −log 4 + 2·JSD is meant"),
    (
        "C",
        "def C(p, q): return (rel_entr(p, p + q) - rel_entr(q, p + q)).sum(axis=-1)",
        "has a minus between its two terms",
    ),
    (
        "C",
        "def C(p, q): return -np.log(4) + 2 * PAPER.jsd(p, q) / np.log(2)",
        "has the JSD in bits: use np.log, which gives nats",
    ),
    (
        "U",
        "def U(q, D, p): return xlogy(p, D).sum(axis=-1) - xlogy(q, 1 - D).sum(axis=-1)",
        "has a minus between its two terms",
    ),
    ("U", "def U(q, D, p): return -PAPER.V(D, p, q)", "has the wrong sign"),
    (
        "U",
        "def U(q, D, p): return PAPER.V(D, p, q) / 2",
        "is half of what it must be: a 2 is missing, or one ½ is too many",
    ),
    ("U", "def U(q, D, p): return ((1 - D) * q + D * p).sum(axis=-1)", "has no logarithms"),
    (
        "grad_C",
        "def grad_C(p, q): return np.log(q / p)",
        ("is log(p_g/p_data), minus the logit of D*: log(1 − D*) is meant (seen where no mass is 0 or tiny)"),
    ),
    (
        "grad_C",
        "def grad_C(p, q): return -1 / (1 - PAPER.D_star(p, q))",
        "is −1/(1 − D*), the derivative of log(1 − D*) by D*",
    ),
    (
        "hess_C",
        "def hess_C(p, q): return p / (p + q) ** 2",
        (
            "is p_data/(p_data + p_g)²: one of the factors below is p_g; it must be 0 where neither p_data "
            "nor p_g has mass"
        ),
    ),
    ("hess_C", "def hess_C(p, q): return -PAPER.hess_C(p, q)", "has the wrong sign"),
    ("hess_C", "def hess_C(p, q): return 1.1 * PAPER.hess_C(p, q)", ""),
    ("D_star", "def D_star(p, q): return q / p", "is p_g/p_data: p_data/(p_data + p_g) is meant"),
    ("D_star", "def D_star(p, q): return p / (p + 2 * q)", "divides by p_data + 2·p_g"),
    ("D_star", "def D_star(p, q): return 1 / (1 + np.exp(q - p))", ""),
    (
        "V",
        "def V(D, p, q): return (p * np.log(D) + q * np.log(1 + D)).sum(axis=-1)",
        (
            "has log(1 + D) in place of log(1 − D); it is nan where a mass is 0: 0·log 0 is nan in NumPy, "
            "and counts as 0: use scipy.special.xlogy, or np.where"
        ),
    ),
    (
        "V",
        "def V(D, p, q): return np.log((p * D).sum(axis=-1)) + np.log((q * (1 - D)).sum(axis=-1))",
        "takes the logarithm after the sum: log Σ p_data·D is not Σ p_data log D",
    ),
]
