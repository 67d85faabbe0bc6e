import { checkPair, perCell } from "./arguments.js";
import { checkEvenGrid } from "./grids.js";
import { logSigmoid, relativeEntropy, sigmoid } from "./logarithms.js";
import { sum } from "./sums.js";

/** @typedef {import("./arguments.js").Numbers} Numbers */

const LARGEST = 1 - 2 ** -53, SMALLEST = 5e-324;
const GAIN = 1e-17; // nats, below which steps toward the best logistic D end

/**
 * D kept off 0 and 1 by one rounding, so that V is finite. D* rounds to 1 where p_g is tiny but positive.
 * @param {Numbers} D
 * @returns {Float64Array}
 */
export const clipD = D => Float64Array.from(D, each => Math.min(Math.max(each, SMALLEST), LARGEST));

/**
 * What V loses in each cell against D*, (p_data + p_g) KL(D*‖D) between two outcomes, so that the sum is C − V.
 * @param {Numbers | number} D in [0, 1]
 * @param {Numbers} p_data masses that sum to 1
 * @param {Numbers} p_g
 * @returns {Float64Array} in nats, at least 0; inf where D = 0 and p_data > 0, or D = 1 and p_g > 0
 * @throws {RangeError} for other arguments
 */
export function deficit(D, p_data, p_g) {
  const n = checkPair(p_data, p_g, "p_data", "p_g"), D_in = perCell(D, "D", n);
  return new Float64Array(n).map((_, i) => {
    const total = p_data[i] + p_g[i], d = D_in(i);
    if (total === 0) return 0;
    return total * Math.max(0, relativeEntropy(p_data[i] / total, d) + relativeEntropy(p_g[i] / total, 1 - d));
  });
}

/**
 * The best D of the form 1/(1 + exp(−a − b x)), by Newton's method: V is concave in a and b.
 * If a threshold separates the supports, V has a supremum of 0 and no maximum; then D is steep enough for V > −1e-15.
 * @param {Numbers} p_data masses that sum to 1
 * @param {Numbers} p_g
 * @param {Numbers} x the cell centres
 * @returns {{ a: number, b: number, D: Float64Array, V: number }} D is kept off 0 and 1 by one rounding
 * @throws {RangeError} for other arguments
 */
export function bestLogistic(p_data, p_g, x) {
  const n = checkPair(p_data, p_g, "p_data", "p_g");
  checkEvenGrid(x);
  const middle = (x[0] + x[n - 1]) / 2, unit = x[n - 1] - x[0];
  const u = Float64Array.from(x, each => (each - middle) / unit);
  const value = (/** @type {number} */ a, /** @type {number} */ b) => sum(n, i => {
    const logit = a + b * u[i];
    return times(p_data[i], logSigmoid(logit)) + times(p_g[i], logSigmoid(-logit));
  });
  let a = 0, b = 0, best = value(a, b), gain = Infinity;
  for (let step = 0; step < 200 && gain > GAIN; step++) {
    const [da, db] = newtonStep(p_data, p_g, u, a, b);
    let share = 1;
    while (share > 1e-6 && !(value(a + share * da, b + share * db) > best)) share /= 2;
    const found = value(a + share * da, b + share * db);
    gain = found - best;
    if (gain > 0) [a, b, best] = [a + share * da, b + share * db, found];
  }
  const D = clipD(u.map(each => sigmoid(a + b * each)));
  return { a: a - b * middle / unit, b: b / unit, D, V: best };
}

/**
 * @param {number} mass
 * @param {number} log
 */
const times = (mass, log) => mass === 0 ? 0 : mass * log;

/**
 * Newton's step of V from a logit a + b u.
 * @param {Numbers} p_data
 * @param {Numbers} p_g
 * @param {Numbers} u
 * @param {number} a
 * @param {number} b
 * @returns {[number, number]}
 */
function newtonStep(p_data, p_g, u, a, b) {
  let ga = 0, gb = 0, haa = 0, hab = 0, hbb = 0; // the gradient, and minus the second derivatives
  for (let i = 0; i < u.length; i++) {
    const D = sigmoid(a + b * u[i]), other = sigmoid(-a - b * u[i]);
    const slope = p_data[i] * other - p_g[i] * D, curvature = (p_data[i] + p_g[i]) * D * other;
    ga += slope;
    gb += slope * u[i];
    haa += curvature;
    hab += curvature * u[i];
    hbb += curvature * u[i] * u[i];
  }
  const determinant = haa * hbb - hab * hab;
  if (!(determinant > 0)) return haa > 0 ? [ga / haa, 0] : [0, 0];
  return [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant];
}
