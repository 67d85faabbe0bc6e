import { cellWidth } from "../../mathematics/grids.js";
import { DStar } from "../../mathematics/formulas.js";
import { quantileOf } from "../../mathematics/densities.js";
import { sigmoid } from "../../mathematics/logarithms.js";
import { noiseNamed } from "../../mathematics/noises.js";
import { pushForward } from "../../mathematics/push_forward.js";

/** @typedef {import("../../drawing/figure_1.js").Figure1} Figure1 */
/** @typedef {import("../../training/frame.js").Frame} Frame */
/** @typedef {import("../../training/trainer.js").Trainer} Trainer */

/**
 * What all figures of a run have in common.
 *
 * @typedef {object} Axes
 * @property {[number, number]} limits of x
 * @property {number} top the end of the axis of the densities
 * @property {number} reach the end of the z axis
 * @property {Float64Array} x where the curves are drawn
 * @property {Float64Array} p_data the masses there
 * @property {Float64Array} z where the arrows start
 * @property {boolean} isWide whether x has more cells than the grid of p_data
 */

const ARROWS = 33;
const MOST_CELLS = 4096;

/**
 * The axes of a run's figures: 99.8% of p_data and a fifth of that interval more on either side, within p_data's grid;
 * more if G starts elsewhere.
 *
 * @param {Trainer} trainer
 * @param {Frame} first the frame before the first step
 * @returns {Axes}
 */
export function axesOf(trainer, first) {
  const { quantile } = noiseNamed(trainer.recipe.noise), dx = cellWidth(first.x);
  const z = Float64Array.from({ length: ARROWS }, (_, i) => quantile((i + 0.5) / ARROWS));
  const top = 1.45 * Math.max(...first.p_data) / dx, reach = 1.1 * Math.max(...z.map(Math.abs));
  const near = limitsOf(first), limits = trainer.recipe.initial_offset === 0 ? near : withStart(near, first, z);
  const isWide = limits !== near, { x, p_data } = isWide ? widened(first, limits) : first;
  return { limits, top, reach, x: Float64Array.from(x), p_data: Float64Array.from(p_data), z, isWide };
}

/**
 * @param {Frame} frame
 * @returns {[number, number]}
 */
function limitsOf({ x, p_data }) {
  const quantile = quantileOf(p_data, x), low = quantile(0.001), high = quantile(0.999), dx = cellWidth(x);
  const margin = 0.2 * (high - low);
  return [Math.max(x[0] - dx / 2, low - margin), Math.min(x[x.length - 1] + dx / 2, high + margin)];
}

/**
 * Limits that show where G starts as well, if that does not make the cells too many.
 *
 * @param {[number, number]} limits
 * @param {Frame} first
 * @param {Float64Array} z
 * @returns {[number, number]}
 */
function withStart(limits, first, z) {
  const ends = [at(first, z[0]), at(first, z[z.length - 1])], margin = 0.1 * (limits[1] - limits[0]);
  const low = Math.min(limits[0], ...ends.map(end => end - margin));
  const high = Math.max(limits[1], ...ends.map(end => end + margin));
  const fits = (high - low) / cellWidth(first.x) < MOST_CELLS, isWider = low < limits[0] || high > limits[1];
  return fits && isWider ? [low, high] : limits;
}

/**
 * A grid with the same cells and more of them, which reaches beyond limits: the end cells, which take all that lies
 * outside, are out of sight.
 *
 * @param {Frame} frame
 * @param {[number, number]} limits
 * @returns {{x: Float64Array, p_data: Float64Array}}
 */
function widened({ x, p_data }, limits) {
  const dx = cellWidth(x), last = x[x.length - 1];
  const before = Math.max(0, Math.ceil((x[0] - limits[0]) / dx) + 2);
  const after = Math.max(0, Math.ceil((limits[1] - last) / dx) + 2), n = before + x.length + after;
  const wide = { x: new Float64Array(n).map((_, i) => x[0] + (i - before) * dx), p_data: new Float64Array(n) };
  wide.p_data.set(p_data, before);
  return wide;
}

/**
 * G(z), linear between the even nodes of a frame.
 *
 * @param {Frame} frame
 * @param {number} z
 * @returns {number}
 */
function at({ z: nodes, G_z }, z) {
  const last = nodes.length - 1, place = (z - nodes[0]) / (nodes[last] - nodes[0]) * last;
  const i = Math.min(Math.max(Math.floor(place), 0), last - 1);
  return G_z[i] + (place - i) * (G_z[i + 1] - G_z[i]);
}

/**
 * Figure 1 of a frame.
 *
 * @param {Trainer} trainer as it was when it returned the frame
 * @param {Frame} frame
 * @param {Axes} axes
 * @param {string} moved the player who has moved: "D", "G", or "" for both
 * @returns {Figure1}
 */
export function figureOf(trainer, frame, { limits, top, reach, x, p_data, z, isWide }, moved) {
  const p_g = isWide ? pushForward(frame.z, frame.G_z, trainer.recipe.noise, x).p : Float64Array.from(frame.p_g);
  const D = isWide ? trainer.evaluateLogit(x).map(sigmoid) : frame.D;
  const share = (/** @type {number} */ value) => (value - limits[0]) / (limits[1] - limits[0]);
  const height = (/** @type {number} */ mass) => mass / cellWidth(x) / top;
  return {
    limits, top, reach, x: x.map(share), p_data: p_data.map(height), p_g: p_g.map(height), D,
    D_star: DStar(p_data, p_g), z, G_z: z.map(each => share(at(frame, each))), moved,
  };
}
