import { checkNumbers } from "./arguments.js";
import { cellEdges, checkEvenGrid } from "./grids.js";
import { noiseNamed } from "./noises.js";

/** @typedef {import("./arguments.js").Numbers} Numbers */
/** @typedef {import("./noises.js").Noise} Noise */

/**
 * A piece of G between neighbouring nodes, or beyond the outermost ones.
 * @typedef {object} Piece
 * @property {number} a the ends, a < b
 * @property {number} b
 * @property {number} low the least and the greatest value of G there
 * @property {number} high
 * @property {number} z a node, and the value of G there
 * @property {number} x
 * @property {number} rise from this node to the next
 * @property {number} run
 */

/**
 * The density p_g of G(z), where G is linear between nodes, and beyond the outermost ones as in the piece beside them.
 * Within each piece the mass is that of the noise itself. A flat piece is an atom, which counts to the cell above if it
 * lies on an edge. The end cells take what lies outside the grid.
 * @param {Numbers} z the nodes, increasing, at least two
 * @param {Numbers} G_z the values of G at the nodes
 * @param {string} noise "normal" or "uniform"
 * @param {Numbers} x the cell centres of an even grid
 * @returns {{ p: Float64Array, outside: number }} the masses in the cells, and the mass beyond the grid
 * @throws {RangeError} if the nodes do not increase, values are not finite, x is not even or the noise is unknown
 */
export function pushForward(z, G_z, noise, x) {
  checkNodes(z, G_z);
  checkEvenGrid(x);
  const source = noiseNamed(noise), edges = cellEdges(x), n = x.length;
  edges[n] = nextAbove(edges[n]); // an atom on the last edge belongs to the last cell
  const masses = new Float64Array(n + 2);
  for (let i = 0; i + 1 < z.length; i++) addPiece(masses, pieceOf(z, G_z, i, source.support), edges, source);
  const p = masses.slice(1, n + 1), outside = masses[0] + masses[n + 1];
  p[0] += masses[0];
  p[n - 1] += masses[n + 1];
  return { p, outside };
}

/**
 * @param {Numbers} z
 * @param {Numbers} G_z
 */
function checkNodes(z, G_z) {
  checkNumbers(z, "nodes z");
  checkNumbers(G_z, "values of G");
  if (z.length < 2 || z.length !== G_z.length) {
    throw new RangeError(`expected z and G_z of one length, at least 2; got ${z.length} and ${G_z.length}`);
  }
  for (let i = 0; i < z.length; i++) {
    const run = i > 0 ? z[i] - z[i - 1] : z[i], rise = i > 0 ? G_z[i] - G_z[i - 1] : G_z[i];
    if (!Number.isFinite(run)) throw new RangeError(`expected finite nodes z at finite distances; got ${z[i]}`);
    if (!Number.isFinite(rise)) throw new RangeError(`expected finite values of G at finite distances; got ${G_z[i]}`);
    if (i > 0 && !(run > 0)) throw new RangeError("expected nodes z that increase; got some that do not");
  }
}

/**
 * The piece of G after node i. The first and the last reach to the ends of the noise.
 * @param {Numbers} z
 * @param {Numbers} G_z
 * @param {number} i
 * @param {[number, number]} support
 * @returns {Piece}
 */
function pieceOf(z, G_z, i, support) {
  const last = z.length - 2, rise = G_z[i + 1] - G_z[i], run = z[i + 1] - z[i];
  const a = i === 0 ? support[0] : z[i], b = i === last ? support[1] : z[i + 1];
  const x_a = i === 0 ? extrapolate(G_z[i], rise / run, a - z[i]) : G_z[i];
  const x_b = i === last ? extrapolate(G_z[i + 1], rise / run, b - z[i + 1]) : G_z[i + 1];
  return { a, b, low: Math.min(x_a, x_b), high: Math.max(x_a, x_b), z: z[i], x: G_z[i], rise, run };
}

/**
 * @param {number} x
 * @param {number} slope
 * @param {number} step which may be infinite
 */
const extrapolate = (x, slope, step) => slope === 0 || step === 0 ? x : x + slope * step;

/**
 * Add the mass of each part of a piece to that of its cell: 0 lies below the first edge, n + 1 above the last.
 * @param {Float64Array} masses
 * @param {Piece} piece
 * @param {Float64Array} edges
 * @param {Noise} noise
 */
function addPiece(masses, { a, b, low, high, z, x, rise, run }, edges, noise) {
  const first = edgesUpTo(low, edges), last = Math.max(first, edgesBelow(high, edges));
  if (first === last) {
    masses[first] += noise.mass(a, b);
    return;
  }
  let from = rise < 0 ? b : a; // where G is lowest in the cell
  for (let cell = first; cell <= last; cell++) {
    const end = rise < 0 ? a : b;
    const to = cell < last ? Math.min(z + (edges[cell] - x) / rise * run, b) : end;
    masses[cell] += rise < 0 ? noise.mass(to, from) : noise.mass(from, to);
    from = to;
  }
}

/**
 * The number of edges <= x.
 * @param {number} x
 * @param {Float64Array} edges
 */
function edgesUpTo(x, edges) {
  let count = guess(x, edges);
  while (count < edges.length && edges[count] <= x) count++;
  while (count > 0 && edges[count - 1] > x) count--;
  return count;
}

/**
 * The number of edges < x.
 * @param {number} x
 * @param {Float64Array} edges
 */
function edgesBelow(x, edges) {
  let count = guess(x, edges);
  while (count < edges.length && edges[count] < x) count++;
  while (count > 0 && edges[count - 1] >= x) count--;
  return count;
}

/**
 * About how many even edges lie below x.
 * @param {number} x
 * @param {Float64Array} edges
 */
function guess(x, edges) {
  const n = edges.length - 1, share = (x - edges[0]) / (edges[n] - edges[0]);
  return Math.min(Math.max(Math.ceil(share * n), 0), n + 1);
}

/**
 * The next double above x.
 * @param {number} x finite
 */
function nextAbove(x) {
  const bits = new BigInt64Array(new Float64Array([x + 0]).buffer); // + 0 makes 0 of −0
  bits[0] += x === 0 ? 1n : x > 0 ? 1n : -1n;
  return new Float64Array(bits.buffer)[0];
}
