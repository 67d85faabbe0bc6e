"""Wrong losses as students write them: in NumPy, in PyTorch, and the hint that each must get; empty for none.

What functions of a = D_data and b = D_generated return, with m values each; "" where a library has no such version.
"""

LEFT_OUT_GENERATED = "leaves out the generated samples: −log(1 − D(G(z))) is missing"
SUM = "is a sum over the minibatch: take the mean"
HALF = "is half of what it must be: leave out the ½, and divide by m, not by 2m"
BITS = "is in bits (log2): use the natural logarithm"
LOGITS = "applies a sigmoid to D's values, which are probabilities already: use no *_with_logits function"
SQUARES = "is a least-squares loss: the paper's has logarithms"
OF_MEAN = "takes the logarithm of a mean: take the mean of the logarithms"
LOWERS = "has the wrong sign: descending it would lower D(G(z))"

WRONG_LOSSES = [
    (
        "loss_D",
        "np.log(a).mean() + np.log(1 - b).mean(), 1 / (m * a), -1 / (m * (1 - b))",
        "torch.log(a).mean() + torch.log(1 - b).mean()",
        "has the wrong sign: it is V, which D ascends; a loss is descended",
    ),
    (
        "loss_D",
        "-np.log(b).mean() - np.log(1 - a).mean(), 1 / (m * (1 - a)), -1 / (m * b)",
        "-(torch.log(b) + torch.log(1 - a)).mean()",
        "has data and generated samples swapped",
    ),
    (
        "loss_D",
        "-np.log(a).mean(), -1 / (m * a), 0 * b",
        "F.binary_cross_entropy(a, torch.ones(m))",
        LEFT_OUT_GENERATED,
    ),
    (
        "loss_D",
        "-np.log(1 - b).mean(), 0 * a, 1 / (m * (1 - b))",
        "F.binary_cross_entropy(b, torch.zeros(m))",
        "leaves out the data: −log D(x) is missing",
    ),
    (
        "loss_D",
        "-np.log(a).mean() - np.log(b).mean(), -1 / (m * a), -1 / (m * b)",
        "F.binary_cross_entropy(a, torch.ones(m)) + F.binary_cross_entropy(b, torch.ones(m))",
        "has log D(G(z)) in place of log(1 − D(G(z))): D is to be low on generated samples",
    ),
    (
        "loss_D",
        "-np.log(1 - a).mean() - np.log(1 - b).mean(), 1 / (m * (1 - a)), 1 / (m * (1 - b))",
        "F.binary_cross_entropy(a, torch.zeros(m)) + F.binary_cross_entropy(b, torch.zeros(m))",
        "has log(1 − D(x)) in place of log D(x): D is to be high on data",
    ),
    (
        "loss_D",
        "-np.log(a).mean() + np.log(1 - b).mean(), -1 / (m * a), -1 / (m * (1 - b))",
        "-torch.mean(torch.log(a)) + torch.mean(torch.log(1 - b))",
        "has the wrong sign before log(1 − D(G(z)))",
    ),
    (
        "loss_D",
        "np.log(a).mean() - np.log(1 - b).mean(), 1 / (m * a), 1 / (m * (1 - b))",
        "torch.log(a).mean() - torch.log(1 - b).mean()",
        "has the wrong sign before log D(x)",
    ),
    (
        "loss_D",
        "-np.log(a).mean() + np.log(b).mean(), -1 / (m * a), 1 / (m * b)",
        "torch.log(b).mean() - torch.log(a).mean()",
        "has the wrong sign before log D(G(z)), which must be log(1 − D(G(z)))",
    ),
    (
        "loss_D",
        "-np.log(a).sum() - np.log(1 - b).sum(), -1 / a, 1 / (1 - b)",
        "-(torch.log(a) + torch.log(1 - b)).sum()",
        SUM,
    ),
    (
        "loss_D",
        "-(np.log(a).mean() + np.log(1 - b).mean()) / 2, -1 / (2 * m * a), 1 / (2 * m * (1 - b))",
        "F.binary_cross_entropy(torch.cat([a, b]), torch.cat([torch.ones(m), torch.zeros(m)]))",
        HALF,
    ),
    (
        "loss_D",
        "-np.log2(a).mean() - np.log2(1 - b).mean(), -1 / (m * a) / np.log(2), 1 / (m * (1 - b)) / np.log(2)",
        "-(torch.log2(a) + torch.log2(1 - b)).mean()",
        BITS,
    ),
    (
        "loss_D",
        "-np.log10(a * (1 - b)).mean(), -1 / (m * a), 1 / (m * (1 - b))",
        "-torch.log10(a * (1 - b)).mean()",
        "has logarithms to the base 10 (log10): use the natural logarithm",
    ),
    (
        "loss_D",
        "-np.log(a.mean()) - np.log(1 - b.mean()), -1 / (m * a.mean()) + 0 * a, 1 / (m * (1 - b.mean())) + 0 * b",
        "-torch.log(a.mean()) - torch.log(1 - b.mean())",
        OF_MEAN,
    ),
    ("loss_D", "b.mean() - a.mean(), -np.ones(m) / m, np.ones(m) / m", "b.mean() - a.mean()", "has no logarithms"),
    (
        "loss_D",
        "-np.log(a).mean() - np.log(1 - b).sum(), -1 / (m * a), 1 / (1 - b)",
        "-torch.log(a).mean() - torch.log(1 - b).sum()",
        "sums the generated samples' term in place of its mean",
    ),
    (
        "loss_D",
        "",
        "F.binary_cross_entropy_with_logits(a, torch.ones(m)) + F.binary_cross_entropy_with_logits(b, torch.zeros(m))",
        LOGITS,
    ),
    (
        "loss_D",
        "((1 - a) ** 2 + b**2).mean(), -2 * (1 - a) / m, 2 * b / m",
        "F.mse_loss(a, torch.ones(m)) + b.square().mean()",
        SQUARES,
    ),
    (
        "loss_D",
        "",
        "F.binary_cross_entropy(a, 0.9 * torch.ones(m)) + F.binary_cross_entropy(b, torch.zeros(m))",
        "smooths the labels (0.9 in place of 1): the paper does not",
    ),
    ("loss_D", "-np.log(b).mean(), 0 * a, -1 / (m * b)", "-torch.log(b).mean()", "is G's non-saturating loss"),
    (
        "loss_G",
        "np.log(b).mean(), 1 / (m * b)",
        "-F.binary_cross_entropy(b, torch.ones(m))",
        LOWERS,
    ),
    (
        "loss_G",
        "np.log(1 - b).mean(), -1 / (m * (1 - b))",
        "torch.log(1 - b).mean()",
        "is the saturating loss, log(1 − D(G(z))): the non-saturating one is −log D(G(z))",
    ),
    (
        "loss_G",
        "-np.log(1 - b).mean(), 1 / (m * (1 - b))",
        "F.binary_cross_entropy(b, torch.zeros(m))",
        "has log(1 − D(G(z))) in place of log D(G(z)): −log(1 − D(G(z))) is D's term",
    ),
    ("loss_G", "-np.log(b).sum(), -1 / b", "-torch.log(b).sum()", SUM),
    ("loss_G", "-np.log2(b).mean(), -1 / (m * b * np.log(2))", "-torch.log2(b).mean()", BITS),
    ("loss_G", "-np.log(b).mean() / 2, -1 / (2 * m * b)", "0.5 * F.binary_cross_entropy(b, torch.ones(m))", HALF),
    ("loss_G", "", "F.binary_cross_entropy_with_logits(b, torch.ones(m))", LOGITS),
    ("loss_G", "((b - 1) ** 2).mean(), 2 * (b - 1) / m", "F.mse_loss(b, torch.ones(m))", SQUARES),
    ("loss_G", "-b.mean(), -np.ones(m) / m", "-b.mean()", "has no logarithm"),
    ("loss_G", "-np.log(b.mean()), -np.ones(m) / b.sum()", "-b.mean().log()", OF_MEAN),
    (
        "loss_G_saturating",
        "-np.log(b).mean(), -1 / (m * b)",
        "-torch.log(b).mean()",
        "is the non-saturating loss, −log D(G(z)): the saturating one is log(1 − D(G(z)))",
    ),
    (
        "loss_G_saturating",
        "-np.log(1 - b).mean(), 1 / (m * (1 - b))",
        "F.binary_cross_entropy(b, torch.zeros(m))",
        LOWERS,
    ),
    (
        "loss_G_saturating",
        "np.log(b).mean(), 1 / (m * b)",
        "torch.log(b).mean()",
        "has log D(G(z)) in place of log(1 − D(G(z)))",
    ),
    ("loss_G_saturating", "np.log(1 - b).sum(), -1 / (1 - b)", "torch.log(1 - b).sum()", SUM),
    ("loss_G_saturating", "(1 - b).mean(), -np.ones(m) / m", "(1 - b).mean()", "has no logarithm"),
    # Two mistakes at once.
    (
        "loss_D",
        "np.log2(a).mean() + np.log2(1 - b).mean(), 1 / (m * a) / np.log(2), -1 / (m * (1 - b)) / np.log(2)",
        "(torch.log2(a) + torch.log2(1 - b)).mean()",
        f"has the wrong sign: it is V, which D ascends; a loss is descended; it also {BITS}",
    ),
    (
        "loss_D",
        "-np.log(b).sum() - np.log(1 - a).sum(), 1 / (1 - a), -1 / b",
        "-(torch.log(b) + torch.log(1 - a)).sum()",
        f"has data and generated samples swapped; it also {SUM}",
    ),
    # The value is right, and its derivatives are not.
    (
        "loss_D",
        "-np.log(a).mean() - np.log(1 - b).mean(), -1 / a, 1 / (1 - b)",
        "",
        "has the right value, but its derivatives lack the factor 1/m of the mean",
    ),
    (
        "loss_D",
        "-np.log(a).mean() - np.log(1 - b).mean(), 1 / (m * a), -1 / (m * (1 - b))",
        "",
        "has the right value, but its derivatives have the wrong sign",
    ),
    (
        "loss_D",
        "-np.log(a).mean() - np.log(1 - b).mean(), -1 / (m * a), -1 / (m * (1 - b))",
        "",
        "has the right value, but its derivative with respect to D_generated has the wrong sign",
    ),
    (
        "loss_D",
        "-np.log(a).mean() - np.log(1 - b).mean(), (a - 1) / m, b / m",
        "",
        "has the right value, but its derivatives are those with respect to the logit of D: "
        "they are due with respect to D",
    ),
    (
        "loss_D",
        "-np.log(a).mean() - np.log(1 - b).mean(), 1 / (m * (1 - b)), -1 / (m * a)",
        "",
        "has the right value, but its derivatives are in the wrong order: that with respect to D_data is first",
    ),
    (
        "loss_D",
        "",
        "-torch.log(a).mean() - torch.log(1 - b.detach()).mean()",
        "has the right value, but its derivative with respect to D_generated is 0",
    ),
    (
        "loss_G_saturating",
        "np.log(1 - b).mean(), 1 / (m * (1 - b))",
        "",
        "has the right value, but its derivatives have the wrong sign",
    ),
    (
        "loss_G",
        "np.log(b).mean(), 1 / b",
        "",
        f"{LOWERS}; and its derivatives lack the factor 1/m of the mean",
    ),
    # The derivatives are right, and the value is not.
    (
        "loss_D",
        "np.log(a).mean() + np.log(1 - b).mean(), -1 / (m * a), 1 / (m * (1 - b))",
        "",
        "has the wrong sign: it is V, which D ascends; a loss is descended",
    ),
    ("loss_G", "-np.log(b).sum(), -1 / (m * b)", "", SUM),
    # Mistakes that have no name: no hint.
    (
        "loss_D",
        "0.7 * (-np.log(a).mean() - np.log(1 - b).mean()), -1 / a, 1 / b",
        "0.7 * -(torch.log(a) + torch.log(1 - b)).mean()",
        "",
    ),
    ("loss_G", "-np.sqrt(b).mean(), -1 / b", "-torch.sqrt(b).mean()", ""),
    ("loss_G", "-np.log(b).mean(), -1 / (m * b**2)", "-(torch.log(b) + 0.01).mean()", ""),
    ("loss_G_saturating", "np.log(1 - b / 2).mean(), -1 / (1 - b)", "torch.log(1 - b / 2).mean()", ""),
    # No usable output.
    ("loss_D", "-np.log(a).mean() - np.log(1 - b).mean()", "", "returns the loss without its derivatives"),
    ("loss_G", "-np.log(b), -1 / (m * b)", "-torch.log(b)", "returns a loss for each sample: take the mean"),
    (
        "loss_G",
        "-np.log(b).mean(), -(1 / b).mean()",
        "",
        "sums its derivative over the minibatch: there is one for each value of D",
    ),
    ("loss_G", "", "-torch.log(b).mean().item()", "returns a number without a gradient: leave out .item() and float()"),
    (
        "loss_G",
        "",
        "-torch.log(b.detach()).mean()",
        "returns a tensor without a gradient: leave out .detach(), .data, .item() and torch.no_grad()",
    ),
    (
        "loss_G",
        "",
        "-torch.log(b).mean(), -1 / (m * b)",
        "returns a tuple: return the loss alone; automatic differentiation gives its derivatives",
    ),
    (
        "loss_G",
        "",
        "-np.log(b).mean()",
        "uses NumPy on tensors: a file that imports torch gets tensors, so use torch.log and the like",
    ),
]
