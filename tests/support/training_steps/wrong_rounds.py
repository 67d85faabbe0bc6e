"""Wrong rounds as students write them: changes of a solution, and the hint that each must get; empty for none.

Each entry has the changes of the solution in NumPy, those of the solution in PyTorch, and the hint. A change replaces a
piece of text by another. None stands where a library has no such version.
"""

# Pieces of the solutions.
LOOP = "    for _ in range(k):\n"
X_NP = "x, generated = game.sample_data(m), game.G(game.sample_noise(m))"
Z_NP = "    z = game.sample_noise(m)\n    generated = game.G(z)\n"
GRAD_D = "gradient = d_data @ game.dD_dtheta(x) + d_generated @ game.dD_dtheta(generated)"
MOVE_D = "        game.theta_D = game.theta_D - game.lr_D * gradient\n"
GRAD_G = "gradient = (d_generated * game.dD_dx(generated)) @ game.dG_dtheta(z)"
MOVE_G = "    game.theta_G = game.theta_G - game.lr_G * gradient\n"
DRAW_T = "        x, z = game.sample_data(m), game.sample_noise(m)\n"
ZERO_D = "        game.optimizer_D.zero_grad()\n"
BACK_D = "        loss.backward()\n"
STEP_D = "        game.optimizer_D.step()\n"
Z_T = "    z = game.sample_noise(m)\n"
ZERO_G = "    game.optimizer_G.zero_grad()\n    loss"
STEP_G = "    game.optimizer_G.step()\n"
LOSS_D = "loss = loss_D(game.D(x), game.D(game.G(z).detach()))"
LOSS_G = "loss = loss_G(game.D(game.G(z)))"

# G's part of each solution, for rounds that play it at another moment.
G_NP = (
    "    z = game.sample_noise(m)\n    generated = game.G(z)\n    _, d_generated = loss_G(game.D(generated))\n"
    "    gradient = (d_generated * game.dD_dx(generated)) @ game.dG_dtheta(z)\n" + MOVE_G
)
G_T = (
    "    z = game.sample_noise(m)\n    loss = loss_G(game.D(game.G(z)))\n    game.optimizer_G.zero_grad()\n"
    "    loss.backward()\n" + STEP_G
)


def indented(text):
    """The same text, in a loop."""
    return "".join("    " + line for line in text.splitlines(keepends=True))


ONLY_ONCE = "moves D only once, after all k gradients"
OVER_M = "once more: the loss is a mean already, so sum over the minibatch"
AXIS = "sum over the minibatch (axis=0), one number for each weight"
ZERO = "call optimizer_D.zero_grad() before each loss.backward() of D"

WRONG_ROUNDS = [
    # Who moves when, and how often.
    (
        [(LOOP, "    for _ in range(1):\n")],
        [(LOOP, "    for _ in range(1):\n")],
        "ignores k: D takes one step in place of k",
    ),
    (
        [(LOOP, "    for _ in range(k + 1):\n")],
        [(LOOP, "    for _ in range(k + 1):\n")],
        "takes one step of D too many: k are due",
    ),
    (
        [(LOOP, "    for _ in range(1, k):\n")],
        [(LOOP, "    for _ in range(1, k):\n")],
        "takes one step of D too few: k are due",
    ),
    (
        [(G_NP, LOOP + indented(G_NP))],
        [(G_T, LOOP + indented(G_T))],
        "takes k steps of G: G takes one, after the k steps of D",
    ),
    (
        [(G_NP, indented(G_NP))],
        [(G_T, indented(G_T))],
        "takes a step of G after each step of D: G takes one, after the loop",
    ),
    (
        [(LOOP, "    for _ in range(1):\n"), (G_NP, LOOP + indented(G_NP))],
        [(LOOP, "    for _ in range(1):\n"), (G_T, LOOP + indented(G_T))],
        "exchanges k: D takes one step, and G takes k",
    ),
    (
        [(G_NP, ""), (LOOP, G_NP + LOOP)],
        [(G_T, ""), (LOOP, G_T + LOOP)],
        "moves G before D: the k steps of D come first",
    ),
    (
        [(G_NP, "    pass\n")],
        [(G_T, "    pass\n")],
        "does not move G, and draws no noise for it: G takes one step, on fresh z",
    ),
    (
        [(MOVE_G, "    theta_G = game.theta_G - game.lr_G * gradient\n")],
        None,
        "does not move G: are its new weights assigned to game.theta_G?",
    ),
    (
        [(MOVE_D, "        theta_D = game.theta_D - game.lr_D * gradient\n")],
        None,
        "does not move D: are its new weights assigned to game.theta_D?",
    ),
    (None, [(STEP_G, "")], "does not move G: is optimizer_G.step() missing, or is there a .detach() too many?"),
    (
        None,
        [(LOSS_G, "loss = loss_G(game.D(game.G(z).detach()))")],
        "does not move G: is optimizer_G.step() missing, or is there a .detach() too many?",
    ),
    (None, [(STEP_D, "")], "does not move D: is optimizer_D.step() missing, or is there a .detach() too many?"),
    # Fresh minibatches.
    (
        [(LOOP, "    x = game.sample_data(m)\n" + LOOP), (X_NP, "generated = game.G(game.sample_noise(m))")],
        [(LOOP, "    x = game.sample_data(m)\n" + LOOP), (DRAW_T, "        z = game.sample_noise(m)\n")],
        "uses one minibatch of data for all k steps of D: draw x in each step",
    ),
    (
        [
            (LOOP, "    z = game.sample_noise(m)\n" + LOOP),
            (X_NP, "x, generated = game.sample_data(m), game.G(z)"),
        ],
        [(LOOP, "    z = game.sample_noise(m)\n" + LOOP), (DRAW_T, "        x = game.sample_data(m)\n")],
        "uses one minibatch of noise for all k steps of D: draw z in each step",
    ),
    (
        [(LOOP + "        " + X_NP + "\n", "    " + X_NP + "\n" + LOOP)],
        [(LOOP + DRAW_T, DRAW_T[4:] + LOOP)],
        "uses one minibatch of data and one of noise for all k steps of D: draw x and z in each step",
    ),
    (
        [(X_NP, "x, z = game.sample_data(m), game.sample_noise(m)\n        generated = game.G(z)"), (Z_NP, "")],
        [(Z_T, "")],
        "takes D's last noise for G: draw fresh z for G's step",
    ),
    (
        [
            (X_NP, "x, z = game.sample_data(m), game.sample_noise(m)\n        generated = game.G(z)"),
            (G_NP, indented(G_NP.replace(Z_NP, ""))),
        ],
        [(G_T, indented(G_T.replace(Z_T, "")))],
        "takes a step of G after each step of D, and on D's noise: G takes one, after the loop, on fresh noise",
    ),
    (
        [(X_NP, X_NP.replace("sample_noise(m)", "sample_noise(k)"))],
        [(DRAW_T, DRAW_T.replace("sample_noise(m)", "sample_noise(k)"))],
        "draws minibatches of another size than m of noise",
    ),
    (
        [(X_NP, X_NP.replace("sample_data(m)", "sample_data(k)"))],
        [(DRAW_T, DRAW_T.replace("sample_data(m)", "sample_data(k)"))],
        "draws minibatches of k samples of data in place of m",
    ),
    (
        [(X_NP, X_NP.replace("sample_data(m)", "sample_data(1)"))],
        [(DRAW_T, DRAW_T.replace("sample_data(m)", "sample_data(1)"))],
        "draws minibatches of 1 samples of data in place of m",
    ),
    # Ascent and descent, and the size of a step.
    (
        [(MOVE_D, MOVE_D.replace("theta_D - ", "theta_D + "))],
        [(BACK_D, "        (-loss).backward()\n")],
        "moves D up the gradient of its loss: subtract the gradient",
    ),
    (
        [(MOVE_G, MOVE_G.replace("theta_G - ", "theta_G + "))],
        [(LOSS_G, "loss = -loss_G(game.D(game.G(z)))")],
        "moves G up the gradient of its loss: subtract the gradient",
    ),
    ([("game.lr_D *", "game.lr_G *")], None, "uses G's learning rate for D: take lr_D"),
    (
        [("game.lr_G *", "game.lr_D *")],
        [
            (
                "    loss.backward()\n    game.optimizer_G.step()\n",
                "    loss.backward()\n"
                + (
                    "    with torch.no_grad():\n        for weights in game.G.parameters():\n"
                    "            weights -= game.lr_D * weights.grad\n"
                ),
            )
        ],
        "uses D's learning rate for G: take lr_G",
    ),
    ([("game.lr_D *", "game.lr_D**2 *")], None, "multiplies by D's learning rate twice"),
    ([("game.lr_D * gradient", "gradient")], None, "does not multiply D's gradient by lr_D"),
    ([("game.lr_G * gradient", "gradient")], None, "does not multiply G's gradient by lr_G"),
    (
        [("game.lr_D * gradient", "game.lr_D * gradient / m")],
        [(BACK_D, "        (loss / m).backward()\n")],
        f"divides D's gradient by m {OVER_M}",
    ),
    (
        [("game.lr_G * gradient", "game.lr_G * gradient / m")],
        [(LOSS_G, LOSS_G + " / m")],
        f"divides G's gradient by m {OVER_M}",
    ),
    (
        [("game.lr_D * gradient", "game.lr_D * m * gradient")],
        [(BACK_D, "        (m * loss).backward()\n")],
        "multiplies D's gradient by m: the loss is a mean, and so is its gradient",
    ),
    (
        [("game.lr_D * gradient", "game.lr_D * gradient / 2")],
        [(LOSS_D, LOSS_D + " / 2")],
        "takes half of D's gradient: leave out the ½",
    ),
    ([("game.lr_D * gradient", "game.lr_D * gradient / k")], [(LOSS_D, LOSS_D + " / k")], "divides D's gradient by k"),
    (None, [(STEP_G, STEP_G + STEP_G)], "takes twice G's gradient: is one step taken twice?"),
    # One move in place of k, and gradients that add up.
    (
        [(MOVE_D, MOVE_D[4:])],
        [(STEP_D, STEP_D[4:])],
        f"{ONLY_ONCE}, by the last of them: move D in each of the k steps",
    ),
    (
        [
            (LOOP, "    total = 0\n" + LOOP),
            (GRAD_D, GRAD_D.replace("gradient =", "total +=")),
            (MOVE_D, MOVE_D[4:].replace("gradient", "total")),
        ],
        [(ZERO_D, ""), (LOOP, ZERO_D[4:] + LOOP), (STEP_D, STEP_D[4:])],
        f"{ONLY_ONCE}, by their sum: move D in each of the k steps",
    ),
    (
        [
            (LOOP, "    total = 0\n" + LOOP),
            (GRAD_D, GRAD_D.replace("gradient =", "total +=")),
            (MOVE_D, MOVE_D[4:].replace("gradient", "total / k")),
        ],
        [(ZERO_D, ""), (LOOP, ZERO_D[4:] + LOOP), (STEP_D, STEP_D[4:]), (LOSS_D, LOSS_D + " / k")],
        f"{ONLY_ONCE}, by their mean: move D in each of the k steps",
    ),
    (
        [
            (LOOP, "    total = 0\n" + LOOP),
            (GRAD_D, GRAD_D.replace("gradient =", "total +=")),
            (MOVE_D, MOVE_D.replace("gradient", "total")),
        ],
        [(ZERO_D, ""), (LOOP, ZERO_D[4:] + LOOP)],
        "adds up D's gradients over the k steps: start each step with a gradient of 0",
    ),
    (None, [(ZERO_D, "")], f"never sets D's gradient to 0, so that gradients add up: {ZERO}"),
    (
        None,
        [(ZERO_D, ""), (STEP_D, STEP_D + ZERO_D)],
        "sets D's gradient to 0 after D's steps, and then G's loss leaves a gradient in D, which D's next step adds: "
        f"{ZERO}",
    ),
    (
        None,
        [(ZERO_G, "    loss")],
        "never sets G's gradient to 0, so that it adds up from round to round: call optimizer_G.zero_grad() before G's "
        "loss.backward()",
    ),
    (
        None,
        [(".detach()", ""), (ZERO_G, "    loss")],
        "never sets G's gradient to 0, so that the gradients of D's loss add to it: "
        "call optimizer_G.zero_grad() before G's loss.backward(), and take G(z).detach() in D's steps",
    ),
    (
        None,
        [(".detach()", ""), (ZERO_G, "    loss"), (STEP_G, STEP_G + ZERO_G.removesuffix("    loss"))],
        "lets the gradient of D's loss flow into G, where it adds to G's own: take G(z).detach() in D's steps",
    ),
    (
        None,
        [(".detach()", ""), (ZERO_G, "    loss"), (ZERO_D, ZERO_D + "        game.optimizer_G.zero_grad()\n")],
        "sets G's gradient to 0 in D's steps and not in its own, so that the gradient of D's loss adds to it: "
        "call optimizer_G.zero_grad() before G's loss.backward()",
    ),
    # A step that moves the other player.
    (
        [
            (
                MOVE_G,
                "    game.theta_D = game.theta_D - game.lr_D * (d_generated @ game.dD_dtheta(generated))\n" + MOVE_G,
            )
        ],
        [(ZERO_G, "    game.optimizer_D.zero_grad()\n" + ZERO_G), (STEP_G, STEP_G + STEP_D[4:])],
        "moves D in G's step too",
    ),
    (None, [(STEP_G, STEP_G + STEP_D[4:])], "moves D in G's step too"),
    (None, [(STEP_G, STEP_D[4:])], "moves D in G's step, in place of G"),
    (
        [
            (X_NP, "x, z = game.sample_data(m), game.sample_noise(m)\n        generated = game.G(z)"),
            (
                MOVE_D,
                "        g_G = (d_generated * game.dD_dx(generated)) @ game.dG_dtheta(z)\n"
                + MOVE_D
                + "        game.theta_G = game.theta_G - game.lr_G * g_G\n",
            ),
        ],
        [
            (".detach()", ""),
            (ZERO_D, ZERO_D + "        game.optimizer_G.zero_grad()\n"),
            (STEP_D, STEP_D + "    " + STEP_G),
        ],
        "moves G in D's steps too",
    ),
    (None, [(".detach()", ""), (STEP_D, "    " + STEP_G)], "moves G in D's steps, in place of D"),
    # What the gradients are of.
    (
        [(GRAD_D, "gradient = d_data @ game.dD_dtheta(x)")],
        [(LOSS_D, "loss = loss_D(game.D(x), game.D(game.G(z)).detach())")],
        "leaves the generated samples out of D's step",
    ),
    (
        [(GRAD_D, GRAD_D.replace("+", "-"))],
        None,
        "has the wrong sign before the generated samples' part of D's gradient",
    ),
    (
        [(GRAD_D, "gradient = (d_data + d_generated) @ game.dD_dtheta(generated)")],
        None,
        "takes D's derivatives at the generated samples for the data too",
    ),
    (
        [(GRAD_D, "gradient = d_data @ game.dD_dtheta(generated) + d_generated @ game.dD_dtheta(x)")],
        None,
        "takes D's derivatives at the data for the generated samples, and vice versa",
    ),
    (
        [
            ("_, d_generated = loss_G(game.D(generated))", "_, _, d_generated = loss_D(game.D(x), game.D(generated))"),
        ],
        [(LOSS_G, "loss = loss_D(game.D(x), game.D(game.G(z)))")],
        "moves G down D's loss: use loss_G",
    ),
    (
        [(GRAD_D, "gradient = d_generated @ game.dD_dtheta(generated)")],
        [(LOSS_D, "loss = loss_D(game.D(x).detach(), game.D(game.G(z).detach()))")],
        "leaves the data out of D's step",
    ),
    (
        [
            ("loss_D(game.D(x), game.D(generated))", "loss_D(game.D(generated), game.D(x))"),
            ("_, d_data, d_generated", "_, d_generated, d_data"),
        ],
        [(LOSS_D, "loss = loss_D(game.D(game.G(z).detach()), game.D(x))")],
        "swaps data and generated samples in D's loss: loss_D(D(x), D(G(z))) is right",
    ),
    (
        [(GRAD_D, "gradient = (d_data + d_generated) @ game.dD_dtheta(x)")],
        None,
        "takes D's derivatives at the data for the generated samples too",
    ),
    (
        [(X_NP, "x, generated = game.sample_data(m), game.sample_noise(m)")],
        [(LOSS_D, "loss = loss_D(game.D(x), game.D(z))")],
        "evaluates D at the noise z in D's steps: D(G(z)) is right",
    ),
    (
        [("loss_G(game.D(generated))", "(0, -1 / (m * game.D(generated)))")],
        [(LOSS_G, "loss = -torch.log(game.D(game.G(z))).mean()")],
        "always uses the non-saturating loss of G: use the loss_G that it gets",
    ),
    (
        [("_, d_generated = loss_G(game.D(generated))", "_, d_generated = loss_G_saturating(game.D(generated))")],
        [(LOSS_G, "loss = loss_G_saturating(game.D(game.G(z)))")],
        "always uses the saturating loss of G: use the loss_G that it gets",
    ),
    (
        [(GRAD_G, "gradient = d_generated @ game.dG_dtheta(z)")],
        None,
        "leaves dD/dx out of G's gradient: the chain rule leads from D(G(z)) through x = G(z) to theta_G",
    ),
    (
        [(GRAD_G, GRAD_G.replace("dD_dx(generated)", "dD_dx(z)"))],
        None,
        "takes dD/dx at z in G's gradient: it is due at x = G(z)",
    ),
    (
        [(GRAD_G, "gradient = d_generated @ game.dD_dtheta(generated)")],
        None,
        "moves G by the derivatives with respect to D's weights",
    ),
    (
        [
            (LOOP, "    before = game.theta_D\n" + LOOP),
            (
                GRAD_G,
                "after, game.theta_D = game.theta_D, before\n"
                "    _, d_generated = loss_G(game.D(generated))\n    " + GRAD_G + "\n    game.theta_D = after",
            ),
        ],
        None,
        "computes G's gradient with D as it was before its k steps: use D as it is after them",
    ),
    # Sums over a wrong axis: they raise unless m = 3.
    (
        [(GRAD_G, "gradient = ((d_generated * game.dD_dx(generated))[:, None] * game.dG_dtheta(z)).sum(axis=1)")],
        None,
        f"sums G's derivatives over the weights: {AXIS}",
    ),
    (
        [(GRAD_D, "gradient = game.dD_dtheta(x) @ d_data + game.dD_dtheta(generated) @ d_generated")],
        None,
        f"sums D's derivatives over the weights: {AXIS}",
    ),
    (
        [(GRAD_G, GRAD_G.replace("game.dG_dtheta(z)", "game.dG_dtheta(z).sum(axis=1)"))],
        None,
        f"sums G's derivatives over both axes, so that all weights move alike: {AXIS}",
    ),
    (
        [(GRAD_G, "gradient = ((d_generated * game.dD_dx(generated))[:, None] * game.dG_dtheta(z)).mean(axis=0)")],
        None,
        f"divides G's gradient by m {OVER_M}",
    ),
    # Two mistakes at once.
    (
        [(MOVE_D, MOVE_D.replace("theta_D - ", "theta_D + ")), (LOOP, "    for _ in range(1):\n")],
        [(BACK_D, "        (-loss).backward()\n"), (LOOP, "    for _ in range(1):\n")],
        "ignores k: D takes one step in place of k; it also moves D up the gradient of its loss: subtract the gradient",
    ),
    (
        [(MOVE_D, MOVE_D.replace("theta_D - ", "theta_D + ")), (MOVE_G, MOVE_G.replace("theta_G - ", "theta_G + "))],
        [(BACK_D, "        (-loss).backward()\n"), (LOSS_G, "loss = -loss_G(game.D(game.G(z)))")],
        "moves D up the gradient of its loss: subtract the gradient; "
        "it also moves G up the gradient of its loss: subtract the gradient",
    ),
    (
        [
            (LOOP, "    x = game.sample_data(m)\n" + LOOP),
            (X_NP, "z = game.sample_noise(m)\n        generated = game.G(z)"),
            (Z_NP, ""),
        ],
        [(Z_T, ""), (LOOP, "    x = game.sample_data(m)\n" + LOOP), (DRAW_T, "        z = game.sample_noise(m)\n")],
        "uses one minibatch of data for all k steps of D: draw x in each step; "
        "it also takes D's last noise for G: draw fresh z for G's step",
    ),
    (
        [
            (X_NP, X_NP.replace("sample_data(m)", "sample_data(k)")),
            (MOVE_G, MOVE_G.replace("theta_G - ", "theta_G + ")),
        ],
        None,
        "draws minibatches of k samples of data in place of m; "
        "it also moves G up the gradient of its loss: subtract the gradient",
    ),
    # Errors that have a known meaning.
    (
        None,
        [
            (LOSS_D, "generated = game.G(z)\n        loss = loss_D(game.D(x), game.D(generated))"),
            (Z_T, ""),
            (LOSS_G, "loss = loss_G(game.D(generated))"),
        ],
        "goes backward a second time through the same samples: compute G(z) anew in each step, from fresh z",
    ),
    (
        None,
        [
            (LOSS_D, "generated = game.D(game.G(z))\n        loss = loss_D(game.D(x), generated)"),
            ("        loss.backward()", "        loss.backward(retain_graph=True)"),
            (Z_T, ""),
            (LOSS_G, "loss = loss_G(generated)"),
        ],
        "changes weights between a forward and a backward pass: compute D(G(z)) anew after D has moved",
    ),
    (
        None,
        [(LOSS_G, "with torch.no_grad():\n        loss = loss_G(game.D(game.G(z)))")],
        "calls backward on a loss without a gradient: is there a .detach(), .item() or torch.no_grad() too many?",
    ),
    (
        None,
        [
            (
                "    loss.backward()\n    game.optimizer_G.step()\n",
                "    loss.backward()\n"
                "    for weights in game.G.parameters():\n        weights -= game.lr_G * weights.grad\n",
            )
        ],
        "changes weights in place while gradients are recorded: call optimizer.step(), or do it in torch.no_grad()",
    ),
    (
        [(GRAD_G, GRAD_G + " + np.zeros(m)")],
        None,
        "combines arrays of different shapes: derivatives with respect to weights are (m, 3), and their sum over the "
        "minibatch (axis=0) is (3,)",
    ),
    (
        [("game.theta_D = game.theta_D - game.lr_D * gradient", "game.optimizer_D.step()")],
        None,
        "uses names of the game in PyTorch: a file that does not import torch gets arrays, so import torch in it",
    ),
    (
        None,
        [(STEP_D, "        game.theta_D = game.theta_D - game.lr_D\n")],
        "uses names of the game in NumPy: a file that imports torch gets modules and optimizers",
    ),
    # Mistakes that have no name, or three at once: no hint.
    ([("game.sample_noise(m)", "game.sample_nois(m)")], [("game.sample_noise(m)", "game.sample_nois(m)")], ""),
    (
        [("game.lr_D * gradient", "0.7 * game.lr_D * gradient")],
        [(LOSS_D, "loss = 0.7 * " + LOSS_D.removeprefix("loss = "))],
        "",
    ),
    ([(MOVE_G, MOVE_G + "    game.theta_G = game.theta_G * 0.99\n")], None, ""),
    (
        [
            (LOOP, "    for _ in range(1):\n"),
            (MOVE_D, MOVE_D.replace("theta_D - ", "theta_D + ")),
            (MOVE_G, MOVE_G.replace("theta_G - ", "theta_G + ")),
        ],
        [
            (LOOP, "    for _ in range(1):\n"),
            (BACK_D, "        (-loss).backward()\n"),
            (LOSS_G, "loss = -loss_G(game.D(game.G(z)))"),
        ],
        "",
    ),
    (None, [("    z = game.sample_noise(m)\n    loss", "    z = torch.linspace(-1, 1, m)\n    loss")], ""),
]
