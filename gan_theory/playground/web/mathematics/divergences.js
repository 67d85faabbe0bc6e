import { checkPair } from "./arguments.js";
import { relativeEntropy } from "./logarithms.js";
import { sum } from "./sums.js";

/** @typedef {import("./arguments.js").Numbers} Numbers */

const SMALLEST = 5e-324;

/**
 * The Kullback-Leibler divergence KL(p‖q) = Σ p log(p/q): equation 5.
 * @param {Numbers} p masses that sum to 1
 * @param {Numbers} q
 * @returns {number} in nats; inf if q is 0 in a cell where p is not
 * @throws {RangeError} for other arguments
 */
export function kl(p, q) {
  return sum(checkPair(p, q, "p", "q"), i => relativeEntropy(p[i], q[i]));
}

/**
 * The Jensen-Shannon divergence JSD(p‖q) = ½ KL(p‖m) + ½ KL(q‖m) with m = (p + q)/2: equation 6.
 * It is computed without cancellation, as ¼ Σ (p + q) φ(t) with t = |p − q|/(p + q) and
 * φ(t) = (1 + t) log(1 + t) + (1 − t) log(1 − t) >= 0.
 * @param {Numbers} p masses that sum to 1
 * @param {Numbers} q
 * @returns {number} in nats, in [0, log 2]
 * @throws {RangeError} for other arguments
 */
export function jsd(p, q) {
  return Math.min(sum(checkPair(p, q, "p", "q"), i => jsdTerm(p[i], q[i])) / 4, Math.LN2);
}

/**
 * (p + q) φ(t) of one cell.
 * @param {number} p
 * @param {number} q
 */
function jsdTerm(p, q) {
  if (p === q || p === 0 || q === 0) return 2 * Math.LN2 * Math.abs(p - q);
  const total = p + q, t = Math.abs(p - q) / total;
  return total * (t <= 0.7 ? phiOfSmallT(t) : phiOfLargeT(2 * Math.min(p, q) / total));
}

/** @param {number} t */
const phiOfSmallT = t => 2 * t * Math.atanh(t) + Math.log1p(-t * t);

/** @param {number} oneMinusT with all its digits */
function phiOfLargeT(oneMinusT) {
  const onePlusT = 2 - oneMinusT;
  return onePlusT * Math.log(onePlusT) + oneMinusT * Math.log(Math.max(oneMinusT, SMALLEST));
}

/**
 * The total variation distance TV(p, q) = ½ Σ |p − q|.
 * @param {Numbers} p masses that sum to 1
 * @param {Numbers} q
 * @returns {number} a mass, in [0, 1]
 * @throws {RangeError} for other arguments
 */
export function tv(p, q) {
  return sum(checkPair(p, q, "p", "q"), i => Math.abs(p[i] - q[i])) / 2;
}
