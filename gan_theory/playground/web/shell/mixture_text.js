import { MOST_MODES } from "./mixture_panel.js";
import { numbersFromText, numbersToText } from "./address.js";

/** @typedef {import("../drawing/mixture_handles.js").Mixture} Mixture */
/** @typedef {import("../drawing/mixture_handles.js").MixtureLimits} MixtureLimits */
/** @typedef {import("../mathematics/mixtures.js").Mixture} MixtureOfNumbers */

const EXACT = 17; // digits
const ROUNDING = 1e-12, SHORTENED = 1e-3; // of the sum of the weights: as computed, and as typed by a reader

/**
 * Writes a mixture for an address: "means;stds;weights", to all digits.
 *
 * @param {Mixture} mixture
 * @returns {string}
 */
export function mixtureToText({ means, stds, weights }) {
  return [means, stds, weights].map(values => numbersToText(values, EXACT)).join(";");
}

/**
 * Reads a mixture that `mixtureToText` wrote, or whose weights sum to 1 within 0.001.
 *
 * @param {string | undefined} text the text of an address
 * @param {MixtureLimits} limits
 * @returns {Mixture | null} null where the text is no mixture within the limits with at most `MOST_MODES` modes
 */
export function mixtureFromText(text, limits) {
  const [means, stds, weights, ...more] = (text ?? "").split(";").map(part => numbersFromText(part));
  if (!means || !stds || !weights || more.length > 0 || means.length > MOST_MODES) return null;
  if (stds.length !== means.length || weights.length !== means.length) return null;
  const sum = weights.reduce((a, b) => a + b, 0), off = Math.abs(sum - 1);
  if (!weights.every(weight => weight > 0) || off > SHORTENED) return null;
  if (!areWithin(means, limits.x) || !areWithin(stds, limits.stds)) return null;
  return { means, stds, weights: off > ROUNDING ? weights.map(weight => weight / sum) : weights };
}

/** @param {number[]} values @param {[number, number]} limits */
const areWithin = (values, [low, high]) => values.every(value => value >= low && value <= high);

/**
 * Writes a mixture in Python.
 *
 * @param {MixtureOfNumbers} mixture
 * @returns {string}
 */
export function mixtureToPython({ means, stds, weights }) {
  return `GaussianMixture(${[means, stds, weights].map(tuple).join(", ")})`;
}

/** @param {ArrayLike<number>} values */
const tuple = values => `(${Array.from(values, String).join(", ")}${values.length === 1 ? "," : ""})`;
