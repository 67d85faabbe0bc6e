import { checkPair, perCell } from "./arguments.js";
import { logSigmoid, relativeEntropy, timesLog, timesLog1Minus } from "./logarithms.js";
import { sum } from "./sums.js";

/** @typedef {import("./arguments.js").Numbers} Numbers */

/**
 * The value function V(D, G) = Σ p_data log D + p_g log(1 − D), with 0·log 0 = 0: equation 1.
 * @param {Numbers | number} D in [0, 1]: one value per cell, or the same one in all cells
 * @param {Numbers} p_data masses that sum to 1
 * @param {Numbers} p_g
 * @returns {number} in nats; −inf if there is a cell where D = 0 and p_data > 0, or D = 1 and p_g > 0
 * @throws {RangeError} for other arguments
 */
export function V(D, p_data, p_g) {
  const n = checkPair(p_data, p_g, "p_data", "p_g"), D_in = perCell(D, "D", n);
  for (let i = 0; i < n; i++) {
    if (!(D_in(i) >= 0 && D_in(i) <= 1)) throw new RangeError(`expected D in [0, 1]; got ${D_in(i)} in cell ${i}`);
  }
  return sum(n, i => timesLog(p_data[i], D_in(i)) + timesLog1Minus(p_g[i], D_in(i)));
}

/**
 * V(D, G) from the logit of D, which keeps V exact where D itself rounds to 0 or 1.
 * @param {Numbers | number} logit log D − log(1 − D)
 * @param {Numbers} p_data masses that sum to 1
 * @param {Numbers} p_g
 * @returns {number} in nats
 * @throws {RangeError} for other arguments
 */
export function VFromLogit(logit, p_data, p_g) {
  const n = checkPair(p_data, p_g, "p_data", "p_g"), logit_in = perCell(logit, "logit", n);
  const times = (/** @type {number} */ mass, /** @type {number} */ l) => mass === 0 ? 0 : mass * logSigmoid(l);
  return sum(n, i => times(p_data[i], logit_in(i)) + times(p_g[i], -logit_in(i)));
}

/**
 * U(p_g, D) = V(D, G) as a function of p_g, which is affine for each fixed D: the proof of Proposition 2.
 * @param {Numbers} p_g masses that sum to 1
 * @param {Numbers | number} D in [0, 1]
 * @param {Numbers} p_data
 * @returns {number} in nats
 * @throws {RangeError} for other arguments
 */
export function U(p_g, D, p_data) {
  return V(D, p_data, p_g);
}

/**
 * The best discriminator for a fixed G, D*(x) = p_data/(p_data + p_g): Proposition 1.
 * @param {Numbers} p_data masses that sum to 1
 * @param {Numbers} p_g
 * @returns {Float64Array} in [0, 1]; ½ in cells where neither has mass
 * @throws {RangeError} for other arguments
 */
export function DStar(p_data, p_g) {
  const D_star = new Float64Array(checkPair(p_data, p_g, "p_data", "p_g"));
  return D_star.map((_, i) => p_data[i] + p_g[i] > 0 ? p_data[i] / (p_data[i] + p_g[i]) : 0.5);
}

/**
 * C(G) = max_D V = Σ p_data log(p_data/(p_data + p_g)) + p_g log(p_g/(p_data + p_g)): equation 4.
 * @param {Numbers} p_data masses that sum to 1
 * @param {Numbers} p_g
 * @returns {number} in nats, at least −log 4
 * @throws {RangeError} for other arguments
 */
export function C(p_data, p_g) {
  return sum(checkPair(p_data, p_g, "p_data", "p_g"), i => {
    const total = p_data[i] + p_g[i];
    return relativeEntropy(p_data[i], total) + relativeEntropy(p_g[i], total);
  });
}

/**
 * The gradient of C by p_g, log(1 − D*), per cell: the proof of Proposition 2.
 * @param {Numbers} p_data masses that sum to 1
 * @param {Numbers} p_g
 * @returns {Float64Array} in nats per mass; −inf in cells where only p_data has mass, 0 where neither has
 * @throws {RangeError} for other arguments
 */
export function gradC(p_data, p_g) {
  const gradient = new Float64Array(checkPair(p_data, p_g, "p_data", "p_g"));
  return gradient.map((_, i) => log1MinusDStar(p_data[i], p_g[i]));
}

/**
 * @param {number} p
 * @param {number} q
 */
function log1MinusDStar(p, q) {
  const total = p + q;
  if (total === 0) return 0;
  if (p <= q) return -Math.log1p(p / q);
  return q > 1e-300 * total ? Math.log(q / total) : Math.log(q) - Math.log(total); // the quotient would underflow
}
