import { checkNumbers } from "./arguments.js";
import { cellEdges, cellWidth } from "./grids.js";
import { sum } from "./sums.js";

/** @typedef {import("./arguments.js").Numbers} Numbers */

/**
 * The density p/dx of masses: what to plot.
 * @param {Numbers} p
 * @param {Numbers} x the cell centres
 * @returns {Float64Array}
 */
export function pdfOf(p, x) {
  const dx = cellWidth(x);
  return Float64Array.from(p, mass => mass / dx);
}

/**
 * The masses that are proportional to a density at the cell centres.
 * @param {Numbers} values of the density
 * @returns {Float64Array} with the sum 1
 * @throws {RangeError} if values are negative or not finite, or none is positive
 */
export function pdfMasses(values) {
  checkNumbers(values, "a pdf");
  const total = sum(values.length, i => values[i] >= 0 ? values[i] : NaN);
  if (!(total > 0 && total < Infinity)) {
    throw new RangeError("expected a pdf that is finite, non-negative and somewhere positive; got another");
  }
  return Float64Array.from(values, value => value / total);
}

/**
 * The mean E x = Σ x p.
 * @param {Numbers} p
 * @param {Numbers} x the cell centres
 * @returns {number}
 */
export const mean = (p, x) => sum(p.length, i => x[i] * p[i]);

/**
 * The standard deviation √Var x, over the cell centres.
 * @param {Numbers} p
 * @param {Numbers} x the cell centres
 * @returns {number}
 */
export function std(p, x) {
  const centre = mean(p, x), dx = cellWidth(x);
  return dx * Math.sqrt(sum(p.length, i => ((x[i] - centre) / dx) ** 2 * p[i]));
}

/**
 * The quantile function of masses that are even within each cell.
 * @param {Numbers} p
 * @param {Numbers} x the cell centres
 * @returns {(u: number) => number}
 */
export function quantileOf(p, x) {
  const edges = cellEdges(x), below = new Float64Array(p.length + 1);
  for (let i = 0; i < p.length; i++) below[i + 1] = below[i] + p[i];
  return u => {
    let low = 0, high = p.length; // below[low] <= u < below[high], unless u is at an end or beyond it
    if (u >= below[high]) return edges[high];
    if (!(u >= 0)) return u < 0 ? edges[0] : NaN;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (below[middle] <= u) low = middle;
      else high = middle;
    }
    return edges[low] + (edges[high] - edges[low]) * (u - below[low]) / (below[high] - below[low]);
  };
}
