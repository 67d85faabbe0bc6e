import { grid } from "../mathematics/grids.js";
import { mixtureMasses, mixturePdfMasses } from "../mathematics/mixtures.js";

/** @typedef {import("../mathematics/mixtures.js").Mixture} Mixture */

/**
 * A density of a named pair. It has a mixture if it may be changed by its parameters.
 * @typedef {{ p: Float64Array, mixture: Mixture | null }} PairDensity
 */
/** @typedef {{ name: string, x: Float64Array, p_data: PairDensity, p_g: PairDensity }} Pair */

/**
 * A target; named says whether the package knows it by its name, which is that of a preset otherwise.
 * @typedef {object} Target
 * @property {string} name
 * @property {boolean} named
 * @property {Float64Array} x the cell centres
 * @property {Float64Array} p_data the masses
 * @property {number} centre the mean of p_data
 * @property {number} scale its standard deviation
 * @property {Float64Array | null} samples whose smoothed distribution p_data is
 * @property {Mixture | null} mixture
 */

/**
 * A target on a grid with room for a G that is far from the data.
 * @typedef {object} WideTarget
 * @property {string} name
 * @property {string} label
 * @property {Float64Array} x the cell centres
 * @property {Float64Array} p_data the masses
 */

/**
 * The fields of Recipe: their defaults, the least and greatest value of integers, the intervals of real numbers with
 * their brackets, and the names that others may have; losses also with their formulas.
 * @typedef {object} RecipeFields
 * @property {Record<string, any>} defaults
 * @property {Record<string, [number, number]>} counts
 * @property {Record<string, [number, number, string]>} ranges
 * @property {string[]} noises
 * @property {Record<string, string>} losses
 */

/**
 * A named recipe, by the fields that differ from the defaults.
 * @typedef {object} Preset
 * @property {string} name
 * @property {string} claim the claim's id
 * @property {string} target a target's name
 * @property {Record<string, any>} recipe
 */
/** @typedef {{ name: string, statement: string, lesson: number, href: string }} ClaimLink */

/**
 * What the package has given to the page.
 * @typedef {object} PageData
 * @property {Record<string, string>} colors
 * @property {{X_AXIS: number, Z_AXIS: number, D_TOP: number}} figure_1 the places of its axes
 * @property {Pair[]} pairs
 * @property {Target[]} targets
 * @property {WideTarget[]} wide_targets
 * @property {RecipeFields} recipe
 * @property {Preset[]} presets
 * @property {Record<string, ClaimLink>} claims by their ids, such as "A5"
 * @property {Record<string, { title: string, href: string }>} lessons by their numbers
 */

/**
 * An array: float64 in base64, or pairs of how often a value is repeated and the value.
 * @param {string | [number, number][]} given
 * @returns {Float64Array}
 */
function decoded(given) {
  if (typeof given !== "string") return Float64Array.from(given.flatMap(([count, value]) => Array(count).fill(value)));
  const bytes = Uint8Array.from(atob(given), letter => letter.charCodeAt(0));
  return new Float64Array(bytes.buffer); // little-endian, as browsers have it
}

/**
 * Cell centres: the arguments of grid, or an array.
 * @param {any} given
 * @returns {Float64Array}
 */
function decodedGrid(given) {
  return typeof given[0] === "number" ? grid(given[0], given[1], given[2]) : decoded(given);
}

/**
 * @param {any} given
 * @param {Float64Array} x
 * @returns {PairDensity}
 */
function decodedDensity(given, x) {
  const mixture = given.mixture ?? null;
  return { p: mixture ? mixturePdfMasses(mixture, x) : decoded(given), mixture };
}

/** @returns {PageData} */
function read() {
  const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("data")).textContent ?? "");
  for (const pair of data.pairs) {
    pair.x = decodedGrid(pair.x);
    for (const name of ["p_data", "p_g"]) pair[name] = decodedDensity(pair[name], pair.x);
  }
  for (const target of [...data.targets, ...data.wide_targets]) {
    target.x = decodedGrid(target.x);
    target.mixture = target.p_data.mixture ?? null;
    target.p_data = target.mixture ? mixtureMasses(target.mixture, target.x).p : decoded(target.p_data);
    target.samples &&= decoded(target.samples);
  }
  for (const interval of Object.values(data.recipe.ranges)) interval[1] ??= Infinity;
  return data;
}

export const pageData = read();
