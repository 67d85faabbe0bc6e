import { minus, valueText } from "../../drawing/number_text.js";

/** @typedef {import("./game.js").Best} Best */
/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./pulls.js").Pull} Pull */

const LEAST_SEEN = 5e-4; // of the mass

/**
 * What is best for G against a frozen D, and what G has got.
 *
 * @param {Game} game
 * @param {number | null} before V before G went to the best point, if it has just done so
 * @returns {string} HTML, empty if D is not frozen
 */
export function frozenRemark({ best, V, jsd }, before) {
  if (!best) return "";
  const where = best.cells === 1 ?
    `It is reached if all <var>z</var> go to <var>x</var> = ${short(best.x)}, where <var>D</var> is largest.` :
    `<var>D</var> is largest in ${best.cells} cells, such as <var>x</var> = ${short(best.x)}: each <var>p<sub>g</sub></var> on them reaches it.`;
  if (before === null) return `The least <var>V</var> for this <var>D</var> is ${valueText(best.V)}. ${where}`;
  const ties = best.cells === 1 ? "" : ` (one of ${best.cells} cells where <var>D</var> is largest)`;
  return `<var>V</var> has fallen from ${valueText(before)} to ${valueText(V)}, the least for this <var>D</var>: all ` +
    `<var>z</var> go to <var>x</var> = ${short(best.x)}${ties}. Yet JSD = ${valueText(jsd)}. Now unfreeze <var>D</var>.`;
}

/**
 * What the next D* says of a G that was made for a frozen D.
 *
 * @param {number} V with the frozen D
 * @param {Game} game with D*
 * @returns {string} HTML
 */
export function thawedRemark(V, { C, jsd }) {
  return `<var>D</var> is <var>D</var>* again: <var>V</var> has risen from ${valueText(V)} to <var>C</var> = ` +
    `${valueText(C)}, and JSD = ${valueText(jsd)}.`;
}

/**
 * What is beyond the axis.
 *
 * @param {number} outside the mass of p_g there
 * @returns {string} HTML, empty if it would not be seen
 */
export function outsideRemark(outside) {
  if (outside < LEAST_SEEN) return "";
  return `${+(100 * outside).toPrecision(2)} % of <var>p<sub>g</sub></var> is beyond the axis, and counts at its ends`;
}

/**
 * How strongly both losses pull one sample.
 *
 * @param {number} z
 * @param {Pull | null} pull
 * @returns {string} HTML
 */
export function pullRemark(z, pull) {
  if (!pull) return `At <var>z</var> = ${short(z)} the pulls are not defined: <var>D</var> has no finite slope at <var>x</var> = <var>G</var>(<var>z</var>), or <var>x</var> is off the axis.`;
  const { x, D, saturating, nonSaturating, ratio } = pull;
  const way = nonSaturating === 0 ? "" : nonSaturating > 0 ? " up" : " down";
  return `<var>G</var>(${short(z)}) = ${short(x)}, where <var>D</var> = ${brief(D)}. Pull of log(1 − <var>D</var>): ` +
    `${brief(Math.abs(saturating))}${way}; of −log <var>D</var>: ${brief(Math.abs(nonSaturating))}${way}. ` +
    `That is (1 − <var>D</var>)/<var>D</var> = ${brief(ratio)} times as much.`;
}

/** @param {number} value */
const short = value => minus(value.toFixed(2));

/**
 * @param {number} value
 * @returns {string} two digits
 */
function brief(value) {
  if (value === 0 || !Number.isFinite(value)) return value === 0 ? "0" : "∞";
  return value >= 0.001 && value < 1e4 ? String(+value.toPrecision(2)) : minus(value.toExponential(1)).replace("+", "");
}
