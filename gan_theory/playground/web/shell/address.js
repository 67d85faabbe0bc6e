/**
 * The state of the page in the fragment of its address: `#view=be-d&pair=shifted`.
 */

/**
 * @returns {Record<string, string>} the names and values in the fragment
 */
export function readAddress() {
  return Object.fromEntries(new URLSearchParams(window.location.hash.slice(1)));
}

/**
 * Puts a state into the fragment, without a new entry in the browser's history.
 *
 * @param {Record<string, string>} state names and values
 */
export function writeAddress(state) {
  window.history.replaceState(null, "", "#" + new URLSearchParams(state).toString());
}

/**
 * Returns a function that calls another one, not more often than once in a while, and always after the last call.
 *
 * @param {() => void} action what to call
 * @param {number} milliseconds the time between calls
 * @returns {() => void}
 */
export function atMostEvery(action, milliseconds) {
  /** @type {number | null} */
  let timer = null;
  return () => {
    if (timer !== null) return;
    timer = window.setTimeout(() => {
      timer = null;
      action();
    }, milliseconds);
  };
}

/**
 * Writes numbers for an address: short, and read back as the same to the given number of digits.
 *
 * @param {ArrayLike<number>} values the numbers
 * @param {number} [digits] significant digits
 * @returns {string} the numbers, separated by commas
 */
export function numbersToText(values, digits = 6) {
  return Array.from(values, value => String(Number(value.toPrecision(digits)))).join(",");
}

/**
 * Reads numbers that `numbersToText` wrote.
 *
 * @param {string | undefined} text the text of an address
 * @param {number} [count] how many numbers are expected, any number by default
 * @returns {number[] | null} the numbers, or null where the text is not that many finite numbers
 */
export function numbersFromText(text, count) {
  if (!text) return null;
  const parts = text.split(","), numbers = parts.map(Number);
  const valid = parts.every(part => part.trim() !== "") && numbers.every(Number.isFinite);
  return valid && (count === undefined || numbers.length === count) ? numbers : null;
}

/**
 * Reads a whole number or a real number within limits.
 *
 * @param {string | undefined} text the text of an address
 * @param {number} low the least value
 * @param {number} high the largest value
 * @param {number} otherwise the value where the text is no such number
 * @returns {number}
 */
export function numberFromText(text, low, high, otherwise) {
  const [value] = numbersFromText(text, 1) ?? [NaN];
  return value >= low && value <= high ? value : otherwise;
}
