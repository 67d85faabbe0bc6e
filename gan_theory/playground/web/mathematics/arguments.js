import { sum } from "./sums.js";

/**
 * Numbers: a plain array or a typed one.
 * @typedef {ArrayLike<number>} Numbers
 */

const TOLERANCE = 1e-9; // of a sum of masses

/**
 * Check that there are numbers, at least one.
 * @param {Numbers} values
 * @param {string} name what they are, for the message
 * @throws {RangeError} if they are none
 */
export function checkNumbers(values, name) {
  const isList = Array.isArray(values) || ArrayBuffer.isView(values) && !(values instanceof DataView);
  if (!isList) throw new RangeError(`expected ${name}, an array of numbers; got ${describe(values)}`);
  if (values.length === 0) throw new RangeError(`expected ${name}, at least one number; got none`);
  if (!Array.isArray(values)) return;
  for (let i = 0; i < values.length; i++) { // in this way holes are seen, too
    if (typeof values[i] !== "number") {
      throw new RangeError(`expected ${name} of real numbers; got ${describe(values[i])}`);
    }
  }
}

/** @param {any} value */
const describe = value => value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;

/**
 * Check masses.
 * @param {Numbers} p
 * @param {string} name
 * @throws {RangeError} unless they are numbers, not negative, with the sum 1 within 1e-9
 */
export function checkMasses(p, name) {
  checkNumbers(p, name);
  for (let i = 0; i < p.length; i++) {
    if (!(p[i] >= 0)) throw new RangeError(`expected ${name} that are non-negative; got ${p[i]} in cell ${i}`);
  }
  const total = sum(p.length, i => p[i]);
  if (!(Math.abs(total - 1) <= TOLERANCE)) {
    throw new RangeError(`expected ${name} that sum to 1 within 1e-9; got a sum of ${+total.toPrecision(12)}`);
  }
}

/**
 * Check a pair of distributions.
 * @param {Numbers} p
 * @param {Numbers} q
 * @param {string} p_name
 * @param {string} q_name
 * @returns {number} the number of cells
 * @throws {RangeError} unless they are masses in equally many cells
 */
export function checkPair(p, q, p_name, q_name) {
  checkMasses(p, p_name);
  checkMasses(q, q_name);
  if (p.length !== q.length) {
    throw new RangeError(
      `expected ${p_name} and ${q_name} with equally many cells; got ${p.length} and ${q.length}`);
  }
  return p.length;
}

/**
 * What is given per cell, or once for all cells: D or its logit.
 * @param {Numbers | number} values
 * @param {string} name
 * @param {number} n the number of cells
 * @returns {(i: number) => number} the value in a cell
 * @throws {RangeError} for another number of values, or nan among them
 */
export function perCell(values, name, n) {
  if (typeof values === "number") {
    if (Number.isNaN(values)) throw new RangeError(`expected ${name} without nan; got nan`);
    return () => values;
  }
  checkNumbers(values, name);
  if (values.length !== n) throw new RangeError(`expected ${name}, a number or ${n} of them; got ${values.length}`);
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(values[i])) throw new RangeError(`expected ${name} without nan; got nan in cell ${i}`);
  }
  return i => values[i];
}
