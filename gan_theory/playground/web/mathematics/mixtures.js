import { pdfMasses } from "./densities.js";
import { cellEdges, checkEvenGrid } from "./grids.js";
import { normalCdf } from "./normal.js";
import { sum } from "./sums.js";

/** @typedef {import("./arguments.js").Numbers} Numbers */

/**
 * The Gaussian mixture Σ weights_i N(means_i, stds_i²).
 * @typedef {{ means: Numbers, stds: Numbers, weights: Numbers }} Mixture
 */

const LOG_ROOT_2_PI = Math.log(2 * Math.PI) / 2;
const FARTHEST = 38; // standard deviations, beyond which the cdf is 0 or 1

/**
 * Check the parameters of a mixture.
 * @param {Mixture} mixture
 * @throws {RangeError} unless there are as many means, stds and weights, at least one, the weights are positive and sum
 *   to 1, the means are finite, and the stds are positive and finite
 */
export function checkMixture({ means, stds, weights }) {
  const n = means.length, all = [means, stds, weights].map(each => Array.from(each));
  const said = `means ${all[0]}, stds ${all[1]}, weights ${all[2]}`;
  if (n < 1 || n !== stds.length || n !== weights.length) {
    throw new RangeError(`expected as many means, stds and weights, at least one; got ${said}`);
  }
  if (!all[2].every(weight => weight > 0) || !(Math.abs(sum(n, i => weights[i]) - 1) <= 1e-12)) {
    throw new RangeError(`expected positive weights that sum to 1; got ${said}`);
  }
  if (!all[0].every(Number.isFinite) || !all[1].every(std => std > 0 && std < Infinity)) {
    throw new RangeError(`expected finite means, and stds that are positive and finite; got ${said}`);
  }
}

/**
 * The log density, finite also where the density underflows.
 * @param {Mixture} mixture
 * @param {number} x
 * @returns {number}
 */
export function mixtureLogPdf({ means, stds, weights }, x) {
  let most = -Infinity, total = 0;
  for (let i = 0; i < means.length; i++) { // total·exp(most) is the sum so far
    const u = (x - means[i]) / stds[i], log = Math.log(weights[i] / stds[i]) - u * u / 2 - LOG_ROOT_2_PI;
    total = log > most ? total * Math.exp(most - log) + 1 : total + Math.exp(log - most);
    most = Math.max(most, log);
  }
  return most + Math.log(total);
}

/**
 * The density.
 * @param {Mixture} mixture
 * @param {number} x
 * @returns {number}
 */
export const mixturePdf = (mixture, x) => Math.exp(mixtureLogPdf(mixture, x));

/**
 * P(X <= x).
 * @param {Mixture} mixture
 * @param {number} x
 * @returns {number}
 */
export const mixtureCdf = ({ means, stds, weights }, x) =>
  sum(means.length, i => weights[i] * normalCdf((x - means[i]) / stds[i]));

/**
 * P(X > x), without cancellation.
 * @param {Mixture} mixture
 * @param {number} x
 * @returns {number}
 */
export const mixtureSf = ({ means, stds, weights }, x) =>
  sum(means.length, i => weights[i] * normalCdf((means[i] - x) / stds[i]));

/**
 * A quantile, by bisection and Newton's method.
 * @param {Mixture} mixture
 * @param {number} u in (0, 1)
 * @returns {number}
 */
export function mixtureQuantile(mixture, u) {
  const { means, stds } = mixture, reach = FARTHEST * Math.max(...Array.from(stds));
  let low = Math.min(...Array.from(means)) - reach, high = Math.max(...Array.from(means)) + reach;
  let x = (low + high) / 2;
  for (let step = 0; step < 200; step++) {
    const excess = u < 0.5 ? mixtureCdf(mixture, x) - u : (1 - u) - mixtureSf(mixture, x);
    if (excess > 0) high = x;
    else low = x;
    const newton = x - excess / mixturePdf(mixture, x);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-15 * Math.abs(x) || next === x) return next;
    x = next;
  }
  return x;
}

/**
 * The masses in cells as pairs of the named cases have them: proportional to the density at the centres.
 * @param {Mixture} mixture
 * @param {Numbers} x the cell centres
 * @returns {Float64Array} with the sum 1
 * @throws {RangeError} if the grid lies where the density is 0
 */
export function mixturePdfMasses(mixture, x) {
  checkMixture(mixture);
  return pdfMasses(Float64Array.from(x, each => mixturePdf(mixture, each)));
}

/**
 * The exact masses in cells, as targets have them. The end cells take what lies outside; each tail is computed from its
 * own end, without cancellation.
 * @param {Mixture} mixture
 * @param {Numbers} x the cell centres
 * @returns {{ p: Float64Array, outside: number }} masses with the sum 1, and the mass beyond the grid
 */
export function mixtureMasses(mixture, x) {
  checkMixture(mixture);
  checkEvenGrid(x);
  const edges = cellEdges(x), n = x.length;
  const below = edges.map(edge => mixtureCdf(mixture, edge)), above = edges.map(edge => mixtureSf(mixture, edge));
  const p = new Float64Array(n).map((_, i) => below[i + 1] <= 0.5 ? below[i + 1] - below[i] : above[i] - above[i + 1]);
  p[0] += below[0];
  p[n - 1] += above[n];
  const total = sum(n, i => p[i]);
  return { p: p.map(mass => Math.max(mass, 0) / total), outside: below[0] + above[n] };
}
