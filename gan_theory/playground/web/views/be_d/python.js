import { mixtureToPython } from "../../shell/mixture_text.js";
import { NODES } from "./discriminators.js";

/** @typedef {import("./pairs.js").Pair} Pair */
/** @typedef {import("./discriminators.js").Discriminator} Discriminator */

const PER_LINE = 16; // numbers

/**
 * The lines of Python that give V, C, C − V, 2·JSD, TV and D* of a pair and a D.
 *
 * @param {Pair} pair
 * @param {Discriminator} D
 * @returns {string}
 */
export function pythonOf(pair, D) {
  const isOwn = pair.own.p_data || pair.own.p_g;
  const names = ["PAIRS", "C", "D_star", ...(isOwn ? ["Density", "GaussianMixture"] : []), "V", "jsd", "tv"];
  return [
    "import numpy as np",
    ...(D.kind === "logistic" ? ["from scipy.special import expit"] : []),
    `from gan_theory import ${names.join(", ")}`, "",
    `pair = PAIRS["${pair.name}"]`, "x = pair.x()",
    densityLine("p_data", pair), densityLine("p_g", pair), "",
    ...discriminatorLines(D, pair), "",
    "best = D_star(p_data, p_g)  # D*, whose V is C",
    "value, ceiling = V(D, p_data, p_g), C(p_data, p_g)",
    'print(f"V = {value:.4f}, C = {ceiling:.4f}, C - V = {ceiling - value:.4f}")',
    'print(f"2 JSD = {2 * jsd(p_data, p_g):.4f}, TV = {tv(p_data, p_g):.4f}")', "",
  ].join("\n");
}

/** @param {"p_data" | "p_g"} which @param {Pair} pair */
function densityLine(which, { mixtures, own }) {
  const mixture = mixtures[which];
  if (!own[which] || !mixture) return `${which} = pair.${which}`;
  return `${which} = Density.from_pdf(${mixtureToPython(mixture)}.pdf, x)`;
}

/** @param {Discriminator} D @param {Pair} pair @returns {string[]} */
function discriminatorLines(D, { limits }) {
  if (D.kind === "half") return ["D = np.full(x.size, 0.5)"];
  const keepOff = ["# off 0 and 1 by a rounding, so that V is finite", "D = np.clip(D, 5e-324, 1 - 2**-53)"];
  if (D.kind === "star") return ["D = D_star(p_data, p_g)", ...keepOff];
  if (D.kind === "logistic") return [`D = expit(${D.a} + ${D.b} * x)`, ...keepOff];
  const numbers = D.values.map(value => Math.round(1000 * value)), lines = [];
  for (let i = 0; i < NODES; i += PER_LINE) lines.push(`    ${numbers.slice(i, i + PER_LINE).join(", ")},`);
  return [
    "thousandths = [  # D at even nodes, as drawn", ...lines, "]",
    `D = np.interp(x, np.linspace(${limits[0]}, ${limits[1]}, ${NODES}), np.array(thousandths) / 1000)`,
  ];
}
