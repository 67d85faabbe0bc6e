import { checkNumbers } from "./arguments.js";

/** @typedef {import("./arguments.js").Numbers} Numbers */

const TAIL = 1e-5; // a grid reaches at least to the quantiles of TAIL and 1 − TAIL

/**
 * The centres of n even cells that fill [lo, hi].
 * @param {number} lo
 * @param {number} hi
 * @param {number} [n]
 * @returns {Float64Array}
 * @throws {RangeError} unless lo < hi, both finite, n >= 2, and the centres are distinct
 */
export function grid(lo, hi, n = 512) {
  if (!(Number.isFinite(lo) && Number.isFinite(hi) && lo < hi)) {
    throw new RangeError(`expected lo < hi, both finite; got lo = ${lo}, hi = ${hi}`);
  }
  if (!(Number.isInteger(n) && n >= 2)) throw new RangeError(`expected a grid of at least 2 cells; got n = ${n}`);
  const x = new Float64Array(n).map((_, i) => lo + (hi - lo) * ((i + 0.5) / n));
  if (!(Number.isFinite(x[n - 1]) && x.every((each, i) => i === 0 || each > x[i - 1]))) {
    throw new RangeError(
      `expected lo and hi with ${n} distinct, finite cell centres between them; got lo = ${lo}, hi = ${hi}`);
  }
  return x;
}

/**
 * A grid over the 1e-5 quantiles of a distribution, with a margin of an eighth of their distance.
 * @param {(u: number) => number} quantile
 * @param {number} [n] the number of cells
 * @returns {Float64Array}
 * @throws {RangeError} if the quantiles are not distinct and finite
 */
export function gridFor(quantile, n = 512) {
  const lo = quantile(TAIL), hi = quantile(1 - TAIL), margin = (hi - lo) / 8;
  if (!(Number.isFinite(lo) && Number.isFinite(hi) && lo < hi)) {
    throw new RangeError(`expected a distribution with distinct, finite quantiles; got ${lo} and ${hi}`);
  }
  return grid(lo - margin, hi + margin, n);
}

/**
 * Check cell centres.
 * @param {Numbers} x
 * @throws {RangeError} unless they increase in even steps: to a millionth of a step and two roundings
 */
export function checkEvenGrid(x) {
  checkNumbers(x, "cell centres x");
  const n = x.length;
  if (n < 2) throw new RangeError(`expected a grid x of at least 2 cell centres; got ${n}`);
  let least = Infinity, most = -Infinity, farthest = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(x[i])) throw new RangeError("expected a finite grid x; got nan or infinity in it");
    farthest = Math.max(farthest, Math.abs(x[i]));
    if (i === 0) continue;
    least = Math.min(least, x[i] - x[i - 1]);
    most = Math.max(most, x[i] - x[i - 1]);
  }
  const rounding = 2 * 2 ** (Math.floor(Math.log2(farthest)) - 52);
  if (!(least > 0 && most - least <= 1e-6 * cellWidth(x) + rounding)) {
    throw new RangeError(`expected an even, increasing grid x; got steps from ${least} to ${most}`);
  }
}

/**
 * The width of the cells with the centres x.
 * @param {Numbers} x
 * @returns {number}
 */
export const cellWidth = x => (x[x.length - 1] - x[0]) / (x.length - 1);

/**
 * The n + 1 ends of the cells with the centres x.
 * @param {Numbers} x
 * @returns {Float64Array}
 */
export function cellEdges(x) {
  const dx = cellWidth(x);
  return new Float64Array(x.length + 1).map((_, i) => x[0] + dx * (i - 0.5));
}
