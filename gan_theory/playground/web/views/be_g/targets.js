import { pageData } from "../../shell/page_data.js";
import { grid } from "../../mathematics/grids.js";

/**
 * A target on a grid that also has room for a G which is far away, with what the page and Python call it.
 *
 * @typedef {object} GridTarget
 * @property {string} name
 * @property {[number, number]} limits the ends of the grid
 * @property {Float64Array} x the cell centres
 * @property {Float64Array} p_data the masses
 * @property {number} top of the axis of the densities
 */

const HEADROOM = 1.45; // the top of the axis over the largest density of p_data, as in Figure 1

/** @type {Record<string, GridTarget>} */
const made = {};

/** @returns {[string, string][]} names and labels */
export function targetChoices() {
  return Object.entries(pageData.wide_targets).map(([name, { label }]) => [name, label]);
}

/**
 * @param {string} name
 * @returns {GridTarget}
 */
export function targetNamed(name) {
  return made[name] ??= makeTarget(name);
}

/**
 * @param {string} name
 * @returns {GridTarget}
 */
function makeTarget(name) {
  const { lo, hi, masses } = pageData.wide_targets[name], p_data = doubles(masses);
  const dx = (hi - lo) / p_data.length;
  return { name, limits: [lo, hi], x: grid(lo, hi, p_data.length), p_data, top: HEADROOM * Math.max(...p_data) / dx };
}

/**
 * @param {string} base64 of little-endian doubles
 * @returns {Float64Array}
 */
function doubles(base64) {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  return new Float64Array(bytes.buffer);
}
