import { pdfMasses } from "../../mathematics/densities.js";
import { grid, gridFor } from "../../mathematics/grids.js";
import { mixtureMasses, mixtureQuantile } from "../../mathematics/mixtures.js";
import { numbersFromText, numbersToText } from "../../shell/address.js";
import { mixtureFromText, mixtureToText } from "../../shell/mixture_text.js";

/** @typedef {import("../../drawing/mixture_handles.js").Mixture} Mixture */

/**
 * What a reader trains on: a target of the package by its name, a Gaussian mixture, or a density drawn by hand.
 *
 * @typedef {{kind: "named", name: string} | {kind: "mixture", mixture: Mixture} |
 *   {kind: "drawn", heights: number[]}} Choice
 */

/** The ends of the axis of x of a density drawn by hand. */
export const DRAWN_X = /** @type {[number, number]} */ ([-4, 4]);

/** The heights of a drawn density, at even distances from one end of the axis to the other, are integers up to this. */
export const TALLEST = 100;
export const KNOTS = 65;

/** @type {import("../../drawing/mixture_handles.js").MixtureLimits} */
const LIMITS = { x: [-100, 100], stds: [1e-3, 100] };

/**
 * The density at x that is linear between heights at even distances.
 *
 * @param {ArrayLike<number>} heights
 * @param {number} x from one end of the axis to the other
 * @returns {number}
 */
export function heightAt(heights, x) {
  const [low, high] = DRAWN_X, last = heights.length - 1, place = (x - low) / (high - low) * last;
  const i = Math.min(Math.max(Math.floor(place), 0), last - 1);
  return heights[i] + (place - i) * (heights[i + 1] - heights[i]);
}

/**
 * What the trainer takes as its target.
 *
 * @param {Choice} choice
 * @returns {string | {x: Float64Array, p: Float64Array}}
 */
export function targetOf(choice) {
  if (choice.kind === "named") return choice.name;
  if (choice.kind === "mixture") {
    const x = gridFor(u => mixtureQuantile(choice.mixture, u));
    return { x, p: mixtureMasses(choice.mixture, x).p };
  }
  const x = grid(...DRAWN_X);
  return { x, p: pdfMasses(x.map(each => heightAt(choice.heights, each))) };
}

/**
 * @param {Choice} choice
 * @returns {string} its text for the address
 */
export function choiceToText(choice) {
  if (choice.kind === "named") return choice.name;
  if (choice.kind === "drawn") return `drawn:${numbersToText(choice.heights)}`;
  return `mixture:${mixtureToText(choice.mixture)}`;
}

/**
 * @param {string} text
 * @param {string[]} names of the package's targets
 * @returns {Choice | null} null where the text is none
 */
export function choiceFromText(text, names) {
  if (names.includes(text)) return { kind: "named", name: text };
  const [kind, numbers = ""] = text.split(":");
  if (kind === "drawn") {
    const heights = numbersFromText(numbers, KNOTS);
    return heights && areHeights(heights) ? { kind, heights } : null;
  }
  const mixture = kind === "mixture" ? mixtureFromText(numbers, LIMITS) : null;
  return mixture && { kind: "mixture", mixture };
}

/**
 * @param {number[]} heights
 * @returns {boolean} whether they are those of a density that has been drawn
 */
export function areHeights(heights) {
  const isHeight = (/** @type {number} */ height) => Number.isInteger(height) && height >= 0 && height <= TALLEST;
  return heights.every(isHeight) && heights.some(height => height > 0);
}
