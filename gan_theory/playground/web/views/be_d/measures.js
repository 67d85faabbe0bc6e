import { bestLogistic, deficit } from "../../mathematics/discriminators.js";
import { pdfOf } from "../../mathematics/densities.js";
import { jsd, tv } from "../../mathematics/divergences.js";
import { C, DStar, V } from "../../mathematics/formulas.js";
import { inCells } from "./discriminators.js";

/** @typedef {import("./pairs.js").Pair} Pair */
/** @typedef {import("./discriminators.js").Discriminator} Discriminator */

/**
 * What holds for a pair, whatever D is: the densities, D*, C, JSD, TV, what D = ½ loses per unit of x, and the largest
 * V of a logistic D.
 *
 * @typedef {{pdfs: {p_data: Float64Array, p_g: Float64Array}, D_star: Float64Array, C: number, jsd: number, tv: number,
 *   halfLoss: Float64Array, logisticV: number}} PairMeasures
 */

/**
 * What holds for a D: its values in the cells, V, and what it loses per unit of x.
 *
 * @typedef {{cells: Float64Array, V: number, loss: Float64Array}} DMeasures
 */

/** @param {Pair} pair @returns {PairMeasures} */
export function measurePair({ p_data, p_g, x }) {
  return {
    pdfs: { p_data: pdfOf(p_data, x), p_g: pdfOf(p_g, x) },
    D_star: DStar(p_data, p_g), C: C(p_data, p_g), jsd: jsd(p_data, p_g), tv: tv(p_data, p_g),
    halfLoss: pdfOf(deficit(0.5, p_data, p_g), x), logisticV: bestLogistic(p_data, p_g, x).V,
  };
}

/** @param {Pair} pair @param {Discriminator} D @returns {DMeasures} */
export function measureD(pair, D) {
  const { p_data, p_g, x } = pair, cells = inCells(D, pair);
  return { cells, V: V(cells, p_data, p_g), loss: pdfOf(deficit(cells, p_data, p_g), x) };
}
