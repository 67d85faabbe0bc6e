import { C, DStar, VFromLogit } from "../../mathematics/formulas.js";
import { jsd, tv } from "../../mathematics/divergences.js";
import { densityOf } from "./generator.js";
import { logitOfDStar } from "./pulls.js";
import { targetNamed } from "./targets.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./targets.js").GridTarget} GridTarget */

/**
 * What follows from the state: both densities, D and the numbers.
 *
 * @typedef {object} Game
 * @property {GridTarget} target p_data and its grid
 * @property {Float64Array} p_g
 * @property {number} outside the mass of p_g beyond the grid, which its end cells have
 * @property {Float64Array} D_star the best D for this G
 * @property {Float64Array} D the frozen D, or D*
 * @property {Float64Array} logit of D
 * @property {number} V with this D
 * @property {number} C
 * @property {number} jsd
 * @property {number} tv
 * @property {Best | null} best what is best for G against the frozen D
 */

/**
 * The cells where D is largest: x at the one with the most data, how many there are, and V for a p_g on them.
 *
 * @typedef {{x: number, D: number, cells: number, V: number}} Best
 */

const TIED = 1e-9; // logits of D that are as close as this count as equal, as in claim A11

/**
 * @param {State} state
 * @returns {Game}
 */
export function gameOf({ target: name, G, frozen }) {
  const target = targetNamed(name), { x, p_data } = target;
  const { p: p_g, outside } = densityOf(G, x), D_star = DStar(p_data, p_g);
  const then = frozen ? densityOf(frozen, x).p : p_g;
  const D = frozen ? DStar(p_data, then) : D_star, logit = logitOfDStar(p_data, then);
  const now = { target, p_g, outside, D_star, D, logit, V: VFromLogit(logit, p_data, p_g), C: C(p_data, p_g) };
  return { ...now, jsd: jsd(p_data, p_g), tv: tv(p_data, p_g), best: frozen && bestPoint(target, D, logit) };
}

/**
 * @param {GridTarget} target
 * @param {Float64Array} D
 * @param {Float64Array} logit
 * @returns {Best}
 */
function bestPoint({ x, p_data }, D, logit) {
  const top = logit.reduce((most, each) => Math.max(most, each), -Infinity);
  const tied = [...logit.keys()].filter(i => logit[i] === top || logit[i] > top - TIED);
  const at = tied.reduce((best, i) => p_data[i] > p_data[best] ? i : best, tied[0]);
  const point = new Float64Array(x.length);
  point[at] = 1;
  return { x: x[at], D: D[at], cells: tied.length, V: VFromLogit(logit, p_data, point) };
}
