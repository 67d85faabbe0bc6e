import { mixturePdfMasses } from "../../mathematics/mixtures.js";
import { pageData } from "../../shell/page_data.js";

/** @typedef {import("../../drawing/mixture_handles.js").Mixture} Mixture */
/** @typedef {import("../../drawing/mixture_handles.js").MixtureLimits} MixtureLimits */
/** @typedef {"p_data" | "p_g"} Which */

/**
 * A pair of distributions on a common grid.
 *
 * @typedef {object} Pair
 * @property {string} name of the named pair that it is, or that it was before the reader changed it
 * @property {Float64Array} x the cell centres
 * @property {Float64Array} p_data masses
 * @property {Float64Array} p_g
 * @property {Record<Which, Mixture | null>} mixtures the densities that are Gaussian mixtures: these can be dragged
 * @property {Record<Which, boolean>} own whether the reader has changed a density
 * @property {[number, number]} limits of the axis of x: where the named densities are visible
 */

const VISIBLE = 1e-3; // of the largest value of a density
const MARGIN = 0.5; // beyond it, in halves
const LEAST_STD = 0.1;

/** The named pairs in groups, each with what a reader sees in it. */
export const GROUPS = {
  "Two modes": {
    "two-modes-covered": "two modes, both covered",
    "two-modes-one-found": "two modes, one found",
    "old-faithful": "Old Faithful and the best Gaussian",
  },
  "Two Gaussians": {
    shifted: "shifted by 1",
    "narrow-against-wide": "p_g shifted and narrower",
    "wide-against-narrow": "p_g wider",
    underflowing: "p_g ten times narrower",
    "far-apart": "far apart",
  },
  "Nearly the same": {
    equal: "equal",
    near: "shifted by 0.1",
    "nearly-equal": "shifted by 0.001",
  },
  "Not Gaussian": {
    "uniforms-overlap": "two uniforms that overlap",
    "disjoint-supports": "two uniforms apart",
    "heavy-tail": "Cauchy and Gaussian",
    "one-sided": "exponential and Gaussian",
    spike: "a single point and Gaussian",
  },
};

/** The pair that the view starts with. */
export const FIRST_PAIR = "two-modes-covered";

/** @param {string} name @returns {boolean} */
export const isPair = name => pageData.pairs.some(pair => pair.name === name);

/** @param {string} name of a named pair @returns {Pair} */
export function namedPair(name) {
  const found = pageData.pairs.find(pair => pair.name === name);
  if (!found) throw new RangeError(`expected the name of a pair; got ${name}`);
  const { x, p_data, p_g } = found;
  return {
    name, x, p_data: p_data.p, p_g: p_g.p, mixtures: { p_data: plain(p_data.mixture), p_g: plain(p_g.mixture) },
    own: { p_data: false, p_g: false }, limits: visibleLimits(x, [p_data.p, p_g.p]),
  };
}

/**
 * @param {import("../../mathematics/mixtures.js").Mixture | null} mixture
 * @returns {Mixture | null} the same in plain arrays
 */
function plain(mixture) {
  if (!mixture) return null;
  const [means, stds, weights] = [mixture.means, mixture.stds, mixture.weights].map(values => Array.from(values));
  return { means, stds, weights };
}

/** @param {Float64Array} x @param {Float64Array[]} densities @returns {[number, number]} in halves */
function visibleLimits(x, densities) {
  const least = densities.map(p => VISIBLE * Math.max(...p)), half = (x[1] - x[0]) / 2;
  const seen = Array.from(x).filter((_, i) => densities.some((p, k) => p[i] > least[k]));
  const low = Math.floor(2 * seen[0] - MARGIN) / 2, high = Math.ceil(2 * seen[seen.length - 1] + MARGIN) / 2;
  return [Math.max(low, x[0] - half), Math.min(high, x[x.length - 1] + half)];
}

/**
 * @param {Pair} pair
 * @param {Which} which
 * @param {Mixture} mixture
 * @returns {Pair} the pair with another mixture, on the same grid
 */
export function withMixture(pair, which, mixture) {
  return {
    ...pair, [which]: mixturePdfMasses(mixture, pair.x),
    mixtures: { ...pair.mixtures, [which]: mixture }, own: { ...pair.own, [which]: true },
  };
}

/** @param {Pair} pair @returns {MixtureLimits} */
export function mixtureLimits({ limits: [low, high] }) {
  return { x: [low, high], stds: [LEAST_STD, Math.max(1, Math.round((high - low) / 4))] };
}
