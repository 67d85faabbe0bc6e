import { cellWidth } from "../../mathematics/grids.js";
import { sigmoid } from "../../mathematics/logarithms.js";

/**
 * What the two losses do to a sample at x: D there; −d loss/dx of log(1 − D) and of −log D, positive to the right; and
 * the ratio of the second to the first, (1 − D)/D.
 *
 * @typedef {{x: number, D: number, saturating: number, nonSaturating: number, ratio: number}} Pull
 */

const REACH = 2; // cells to both sides, over which the slope of the logit is taken

/**
 * The logit of D*, log p_data − log p_g, which keeps its digits where D* rounds to 0 or 1.
 *
 * @param {ArrayLike<number>} p_data
 * @param {ArrayLike<number>} p_g
 * @returns {Float64Array} 0 where neither has mass
 */
export function logitOfDStar(p_data, p_g) {
  return Float64Array.from(p_data, (mass, i) => mass + p_g[i] > 0 ? Math.log(mass) - Math.log(p_g[i]) : 0);
}

/**
 * Returns how a step down each loss would move a sample. With the logit l of D, −d/dx log(1 − D) = D·l′ and
 * −d/dx (−log D) = (1 − D)·l′.
 *
 * @param {number} at the sample
 * @param {ArrayLike<number>} logit of D
 * @param {ArrayLike<number>} x the cell centres
 * @returns {Pull | null} null where D has no slope that is finite, or the sample lies outside the grid
 */
export function pullAt(at, logit, x) {
  const n = x.length, dx = cellWidth(x), i = Math.floor((at - x[0]) / dx + 0.5);
  if (i < 0 || i >= n) return null;
  const slope = slopeAt(i, logit) / dx, D = sigmoid(logit[i]);
  if (!Number.isFinite(slope)) return null;
  const nonSaturating = sigmoid(-logit[i]) * slope;
  return { x: at, D, saturating: D * slope, nonSaturating, ratio: Math.exp(-logit[i]) };
}

/**
 * @param {number} i a cell
 * @param {ArrayLike<number>} logit
 * @returns {number} the slope per cell, from both sides, or from one side if the other is infinite or outside the grid
 */
function slopeAt(i, logit) {
  const left = logit[i - REACH], right = logit[i + REACH];
  if (Number.isFinite(left) && Number.isFinite(right)) return (right - left) / (2 * REACH);
  return Number.isFinite(left) ? (logit[i] - left) / REACH : (right - logit[i]) / REACH;
}
