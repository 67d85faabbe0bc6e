import { mean, std } from "../../mathematics/densities.js";
import { mixtureMasses, mixtureQuantile } from "../../mathematics/mixtures.js";
import { noiseNamed } from "../../mathematics/noises.js";
import { normalQuantile } from "../../mathematics/normal.js";
import { pushForward } from "../../mathematics/push_forward.js";

/** @typedef {import("../../drawing/mixture_handles.js").Mixture} Mixture */

/**
 * The three ways of moving p_g: the nodes of x = G(z), the line μ + σz, a mixture whose quantile function G is.
 *
 * @typedef {"nodes" | "line" | "mixture"} Way
 */

/**
 * G as the reader sets it. `nodes` are the values at `nodePlaces(noise)`, `line` is [μ, σ].
 *
 * @typedef {{way: Way, noise: string, nodes: number[], line: [number, number], mixture: Mixture}} Generator
 */

const PIECES = 12;

/** The number of nodes: the middles of twelve parts of the noise with equal mass, and both ends. */
export const NODES = PIECES + 2;

/** The least standard deviation that a reader can set. */
export const LEAST_STD = 0.05;

/**
 * Returns the z of the nodes. Between two neighbours lies 1/12 of the noise, except at the ends.
 *
 * @param {string} noise "normal" or "uniform"
 * @returns {number[]}
 */
export function nodePlaces(noise) {
  const end = reachOf(noise), middles = Array.from({ length: PIECES }, (_, i) => (i + 0.5) / PIECES);
  const inner = middles.map(u => rounded(noise === "normal" ? normalQuantile(u) : 2 * u - 1));
  return [-end, ...inner, end];
}

/**
 * @param {string} noise
 * @returns {number} the largest z of a node
 */
export const reachOf = noise => noise === "normal" ? 3 : 1;

/**
 * To a thousandth: so the numbers are short in an address and in Python, and mean the same there.
 *
 * @param {number} value
 * @returns {number}
 */
export const rounded = value => Math.round(value * 1000) / 1000 + 0;

/**
 * The nodes between which G is linear. A mixture has none.
 *
 * @param {Generator} G
 * @returns {{z: number[], G_z: number[]}}
 */
export function piecesOf({ way, noise, nodes, line: [mu, sigma] }) {
  return way === "nodes" ? { z: nodePlaces(noise), G_z: nodes } : { z: [-1, 1], G_z: [mu - sigma, mu + sigma] };
}

/**
 * p_g: the exact push-forward of the noise. That of a quantile function is the mixture itself.
 *
 * @param {Generator} G
 * @param {ArrayLike<number>} x the cell centres
 * @returns {{p: Float64Array, outside: number}} the masses in the cells, and the mass beyond them, which the end cells
 *   have
 */
export function densityOf(G, x) {
  if (G.way === "mixture") return mixtureMasses(G.mixture, x);
  const { z, G_z } = piecesOf(G);
  return pushForward(z, G_z, G.noise, x);
}

/**
 * G as a function of z, extrapolated linearly beyond the outermost nodes.
 *
 * @param {Generator} G
 * @returns {(z: number) => number}
 */
export function functionOf(G) {
  if (G.way === "mixture") {
    const { mass } = noiseNamed(G.noise);
    return at => mixtureQuantile(G.mixture, mass(-Infinity, at));
  }
  const { z, G_z } = piecesOf(G);
  return at => {
    let i = 0;
    while (i + 2 < z.length && at > z[i + 1]) i++;
    return G_z[i] + (G_z[i + 1] - G_z[i]) * ((at - z[i]) / (z[i + 1] - z[i]));
  };
}

/**
 * Returns the same p_g, as nearly as the other way allows: nodes on the present curve, or the line or the one Gaussian
 * with the present mean and standard deviation.
 *
 * @param {Generator} G
 * @param {Way} way
 * @param {ArrayLike<number>} x the cell centres
 * @returns {Generator}
 */
export function inWay(G, way, x) {
  if (way === G.way) return G;
  if (way === "nodes") return { ...G, way, nodes: nodePlaces(G.noise).map(functionOf(G)).map(within(x)) };
  const p_g = densityOf(G, x).p, mu = rounded(mean(p_g, x)), sigma = Math.max(LEAST_STD, rounded(std(p_g, x)));
  if (way === "mixture") return { ...G, way, mixture: { means: [mu], stds: [sigma], weights: [1] } };
  const unit = G.noise === "normal" ? 1 : Math.sqrt(3); // a standard deviation of the noise, as a share of z
  return { ...G, way, line: [mu, rounded(sigma * unit)] };
}

/**
 * @param {ArrayLike<number>} x
 * @returns {(value: number) => number} rounds, and keeps values within the grid
 */
function within(x) {
  const low = x[0], high = x[x.length - 1];
  return value => rounded(Math.min(Math.max(value, low), high));
}

/**
 * Returns the G that maps every z to one x.
 *
 * @param {Generator} G
 * @param {number} x
 * @returns {Generator}
 */
export function pointAt(G, x) {
  return { ...G, way: "nodes", nodes: new Array(NODES).fill(rounded(x)) };
}

/**
 * @param {Generator} G
 * @returns {Mixture} the modes that have handles in the figure, if any
 */
export function modesOf({ way, line: [mu, sigma], mixture }) {
  if (way === "nodes") return { means: [], stds: [], weights: [] };
  return way === "mixture" ? mixture : { means: [mu], stds: [sigma], weights: [1] };
}

/**
 * @param {Generator} G
 * @param {Mixture} modes
 * @returns {Generator}
 */
export function withModes(G, modes) {
  return G.way === "mixture" ? { ...G, mixture: modes } : { ...G, line: [modes.means[0], modes.stds[0]] };
}
