import { mixtureToPython } from "../../shell/mixture_text.js";
import { piecesOf } from "./generator.js";

/** @typedef {import("./generator.js").Generator} Generator */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./targets.js").GridTarget} GridTarget */

const IMPORT = "from gan_theory import";

/**
 * The lines of `gan_theory` that give the numbers which the page shows.
 *
 * @param {State} state
 * @param {GridTarget} target
 * @returns {string}
 */
export function pythonOf({ G, frozen }, { name, limits: [lo, hi], x }) {
  const density = name.startsWith("old-faithful") ? "from_samples" : "from_scipy";
  const all = frozen ? [G, frozen] : [G];
  return [
    ...(frozen ? ["import numpy as np", ""] : []),
    wrapped(`${IMPORT} (`, importsFor(all, frozen !== null), ")"),
    "",
    `x = grid(${lo}, ${hi}, ${x.length})`,
    `p_data = Density.${density}(TARGETS["${name}"](), x)`,
    "",
    ...linesOf("p_g", G),
    'print("C(G) =", C(p_data, p_g))',
    'print("JSD  =", jsd(p_data, p_g))',
    'print("TV   =", tv(p_data, p_g))',
    ...(frozen ? frozenLines(frozen) : ["D = D_star(p_data, p_g)"]),
  ].join("\n");
}

/**
 * @param {Generator[]} all
 * @param {boolean} isFrozen
 * @returns {string[]} names to import, capitals first
 */
function importsFor(all, isFrozen) {
  const names = ["C", "D_star", "Density", "TARGETS", "grid", "jsd", "tv"];
  if (isFrozen) names.push("V_from_logit");
  if (all.some(({ way }) => way === "mixture")) names.push("GaussianMixture");
  if (all.some(({ way }) => way !== "mixture")) names.push("push_forward");
  return names.sort();
}

/**
 * @param {string} name of the density that the lines define
 * @param {Generator} G
 * @returns {string[]}
 */
function linesOf(name, G) {
  if (G.way === "mixture") {
    return [
      "# G is the quantile function of this mixture, so p_g is the mixture itself",
      `${name} = Density.from_scipy(${mixtureToPython(G.mixture)}, x)`,
    ];
  }
  const { z, G_z } = piecesOf(G), [mu, sigma] = G.line;
  const isLine = G.way === "line", line = `G_z = [${mu} - ${sigma}, ${mu} + ${sigma}]  # G(z) = mu + sigma z`;
  return [
    wrapped("z = [", z, "]"),
    isLine ? line : wrapped("G_z = [", G_z, "]"),
    `${name} = push_forward(z, G_z, "${G.noise}", x)`,
  ];
}

/**
 * @param {Generator} frozen
 * @returns {string[]}
 */
function frozenLines(frozen) {
  return [
    "",
    "# D stays what D* was for an earlier G",
    ...linesOf("p_then", frozen),
    "D = D_star(p_data, p_then)",
    'with np.errstate(divide="ignore", invalid="ignore"):',
    "    logit = np.where(p_data.p + p_then.p > 0, np.log(p_data) - np.log(p_then), 0.0)",
    "# U(p_g, D, p_data), exact also where D rounds to 1",
    'print("V(D, G) =", V_from_logit(logit, p_data, p_g))',
  ];
}

/**
 * @param {string} start
 * @param {(string | number)[]} items
 * @param {string} end
 * @returns {string} the items on lines of at most seven
 */
function wrapped(start, items, end) {
  const lines = Array.from({ length: Math.ceil(items.length / 7) }, (_, i) => items.slice(7 * i, 7 * i + 7));
  const indent = `,\n${" ".repeat(start.length)}`;
  return `${start}${lines.map(each => each.join(", ")).join(indent)}${end}`;
}
