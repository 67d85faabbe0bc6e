"""Pairs of densities and push-forwards with the package's results, and what compares JavaScript's with them."""

import base64

import numpy as np

from gan_theory import PAIRS, C, D_star, U, V, grad_C, grid, jsd, kl, push_forward, tv

SPECIAL = [0.0, 5e-324, 1e-300, 1e-160, 1e-17, 1e-8, 0.25, 1.0]
CERTAIN = [0.0, 1.0, 0.5, 1e-300, 1e-9, 1 - 2.0**-53, 0.999]  # values of D

COMPARE = """
const formulas = window.ganTheory, names = arguments[0], worst = {};
const relative = new Set(["V", "U", "DStar", "jsd", "tv", "gradC"]);
function note(name, i, found, expected) {
  const values = typeof found === "number" ? [found] : found;
  let most = values.length === expected.length ? 0 : Infinity;
  for (let j = 0; j < expected.length; j++) {
    const allowed = relative.has(name) ? 1e-12 * Math.abs(expected[j]) + 1e-300 : 1e-12;
    const ratio = Object.is(values[j] + 0, expected[j] + 0) ? 0 : Math.abs(values[j] - expected[j]) / allowed;
    most = Math.max(most, Number.isNaN(ratio) ? Infinity : ratio);
  }
  if (!(name in worst) || most > worst[name][0]) worst[name] = [Math.min(most, Number.MAX_VALUE), i];
}
function attempt(name, i, calculate, expected) {
  let found;
  if (!names.includes(name)) return;
  try { found = calculate(); } catch (error) { found = NaN; }
  note(name, i, found, expected);
}
window.comparisons.pairs.forEach(({ p_data, p_g, D, expected }, i) => {
  attempt("V", i, () => formulas.V(D, p_data, p_g), expected.V);
  attempt("U", i, () => formulas.U(p_g, D, p_data), expected.U);
  for (const name of ["DStar", "C", "kl", "jsd", "tv", "gradC"]) {
    attempt(name, i, () => formulas[name](p_data, p_g), expected[name]);
  }
});
window.comparisons.pushes.forEach(({ z, G_z, noise, x, expected }, i) => {
  attempt("pushForward", i, () => formulas.pushForward(z, G_z, noise, x), expected);
});
return worst;
"""
"""A script that returns, for each formula named, its largest error over the one allowed, and the number of the case."""

RECEIVE = """
const decoded = text => new Float64Array(Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer);
const plain = given => typeof given === "object" ? Array.from(decoded(given.float64)) : given;
const all = given => Object.fromEntries(Object.entries(given).map(([name, value]) => [name, plain(value)]));
window.comparisons = {
  pairs: arguments[0].map(({ expected, ...given }) => ({ ...all(given), expected: all(expected) })),
  pushes: arguments[1].map(all),
};
return window.comparisons.pairs.length;
"""
"""A script that keeps the cases in the page."""


def encoded(values):
    """An array for RECEIVE, exact, with inf and nan."""
    return {"float64": base64.b64encode(np.atleast_1d(np.asarray(values, "<f8")).tobytes()).decode("ascii")}


def pairs():
    """The 500 pairs (p_data, p_g): the named ones, near equals, neighbours, zeros, tiny masses, and random ones."""
    rng = np.random.default_rng(0)
    named = [case.masses() for case in PAIRS.values()]
    found = [*named, *((q, p) for p, q in named)]
    for p, _ in named:
        found += [
            (p, _normalised(p * (1 + eps * np.cos(np.arange(p.size))))) for eps in (1e-3, 1e-6, 1e-9, 1e-12, 1e-15)
        ]
        found.append((p, np.nextafter(p, rng.choice([0.0, 2.0], p.size))))
    for _ in range(150):
        found.append(tuple(_special(rng, n) for n in [rng.integers(2, 12)] * 2))
    for _ in range(100):
        found.append(tuple(_normalised(10.0 ** rng.uniform(-308, 0, n)) for n in [rng.integers(2, 40)] * 2))
    for _ in range(500 - len(found)):
        p = rng.dirichlet(np.full(rng.integers(2, 40), 0.3))
        found.append((p, _normalised(p * (1 + 10.0 ** rng.uniform(-15, 0) * rng.uniform(-1, 1, p.size)))))
    return found


def _normalised(p):
    return p / p.sum()


def _special(rng, n):
    """Masses among zeros, subnormals and tiny ones; at least one cell has mass."""
    raw = rng.choice(SPECIAL, n)
    raw[rng.integers(n)] = 1.0
    return _normalised(raw)


def discriminator(kind, p, q, rng):
    """A D: random, certain, D*, one number, or certain where only one of the densities has mass."""
    return (
        rng.uniform(0, 1, p.size),
        D_star(p, q),
        rng.choice(CERTAIN, p.size),
        float(rng.choice(CERTAIN)),
        np.where(p > 0, np.where(q > 0, 0.3, 1.0), 1e-9),
    )[kind]


def compared_pairs():
    """The pairs with D and the package's results, for RECEIVE."""
    rng = np.random.default_rng(1)
    for i, (p, q) in enumerate(pairs()):
        D = discriminator(4 if (p * q == 0).all() else i % 5, p, q, rng)
        with np.errstate(divide="ignore"):
            expected = {
                "V": V(D, p, q),
                "U": U(q, D, p),
                "DStar": D_star(p, q),
                "C": C(p, q),
                "kl": kl(p, q),
                "jsd": jsd(p, q),
                "tv": tv(p, q),
                "gradC": grad_C(p, q),
            }
        yield {
            "p_data": encoded(p),
            "p_g": encoded(q),
            "D": D if isinstance(D, float) else encoded(D),
            "expected": {name: encoded(value) for name, value in expected.items()},
        }


def generators():
    """Nodes, the values of G there, and cell centres: smooth G, folds, flat pieces, edges hit, and random ones."""
    rng = np.random.default_rng(2)
    for z in (np.linspace(-6, 6, 129), np.linspace(-1, 1, 65), np.linspace(-0.9, 0.7, 12), np.array([-1.0, 0.3])):
        x = grid(-2, 2, 64)
        for G in (
            *(z, -z, 0.1 * z + 1, 5 * z, z**2, np.abs(z), np.sin(3 * z), np.maximum(z, 0), np.clip(2 * z, -1, 1)),
            *(np.sign(z), np.zeros_like(z), np.full_like(z, 2.0), np.full_like(z, -2.0), np.full_like(z, 9.0)),
            *(np.floor(4 * z) / 4, np.tanh(40 * z), 1e-12 * z, 1e6 * z, np.cumsum(rng.normal(0, 0.3, z.size))),
        ):
            yield z, G, x
    for n in (2, 7, 40, 512):
        z = np.sort(rng.normal(0, 1, 30))
        yield z, rng.normal(0, 2, 30), grid(-3, 1, n)
        yield z, np.round(rng.normal(0, 2, 30)), grid(-3, 1, n)
        yield z, np.full(30, 1e3) + z, grid(990, 1010, n)


def compared_pushes():
    """Push-forwards with the package's masses, for RECEIVE."""
    for z, G_z, x in generators():
        for noise in ("normal", "uniform"):
            masses = push_forward(z, G_z, noise, x).p
            yield {"z": encoded(z), "G_z": encoded(G_z), "noise": noise, "x": encoded(x), "expected": encoded(masses)}
