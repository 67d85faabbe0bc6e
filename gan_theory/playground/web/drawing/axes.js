import { minus, number } from "./number_text.js";

/**
 * Pairs of the place of a tick, as a share of the axis, and its label; note says what the labels are to be multiplied
 * by and what is to be added to them, such as " × 1e−4 + 1", and is empty if they are the numbers themselves.
 * @typedef {[number, string][] & { note: string }} Ticks
 */

/**
 * Ticks at round numbers.
 * @param {number} from the start of the axis
 * @param {number} to its end, beyond its start
 * @param {number} about about how many ticks there are to be
 * @returns {Ticks}
 */
export function ticks(from, to, about) {
  const range = to - from, step = roundStep(range / about), offset = commonOffset(from, to);
  const [first, last] = [from - offset, to - offset];
  const digits = Math.floor(Math.log10(Math.max(Math.abs(first), Math.abs(last))));
  const unit = digits > 5 || digits < -3 ? digits : 0;
  const places = Math.max(0, unit - Math.floor(Math.log10(step) + 1e-9));
  /** @type {[number, string][]} */
  const all = [];
  for (let i = Math.ceil(first / step - 1e-9); i * step <= last + 1e-9 * step; i++) {
    all.push([(i * step - first) / range, minus((i * step / 10 ** unit).toFixed(places))]);
  }
  const shift = offset ? (offset < 0 ? " − " : " + ") + number(Math.abs(offset)) : "";
  return Object.assign(all, { note: (unit ? ` × 1e${unit}` : "") + shift });
}

/**
 * The next 1, 2 or 5 times a power of ten.
 * @param {number} least
 * @returns {number}
 */
function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find(factor => factor * power >= least * (1 - 1e-9)) ?? 10);
}

/**
 * What to subtract from the labels of an axis that is far from 0: a round number near its middle.
 * @param {number} from
 * @param {number} to
 * @returns {number}
 */
function commonOffset(from, to) {
  const range = to - from, round = 10 ** Math.ceil(Math.log10(range));
  const isFar = Math.max(Math.abs(from), Math.abs(to)) > 100 * range;
  return isFar ? Math.round((from + range / 2) / round) * round : 0;
}
