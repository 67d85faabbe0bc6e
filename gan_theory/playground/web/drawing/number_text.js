/**
 * A text with the minus sign of mathematics in place of hyphens.
 * @param {string} text
 * @returns {string}
 */
export const minus = text => text.replaceAll("-", "−");

/**
 * A number with its digits, up to fifteen.
 * @param {number} value
 * @returns {string}
 */
export const number = value => String(+value.toPrecision(15)).replace("+", "");

/**
 * A number to four decimal places; one nearer to 0 than 1e-4 as 1.2e−5.
 * @param {number} value
 * @returns {string}
 */
export const shown = value =>
  minus(value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential(1) : value.toFixed(4));

const ROUNDING = 1e-12; // of sums of masses and of logarithms

/**
 * A computed value as `shown`, with −∞ and ∞, and 0 for what is a rounding error.
 * @param {number} value
 * @returns {string}
 */
export function valueText(value) {
  if (Math.abs(value) === Infinity) return value < 0 ? "−∞" : "∞";
  return shown(Math.abs(value) < ROUNDING ? 0 : value);
}
