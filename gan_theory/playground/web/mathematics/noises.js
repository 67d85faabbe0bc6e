import { normalMass, normalPdf, normalQuantile } from "./normal.js";

/**
 * The noise z of the generator.
 * @typedef {object} Noise
 * @property {[number, number]} support
 * @property {(a: number, b: number) => number} mass P(a < z < b), a <= b
 * @property {(z: number) => number} pdf
 * @property {(u: number) => number} quantile
 * @property {(m: number) => Float64Array} nodes even nodes over [−6, 6] or [−1, 1]
 */

/** @param {number} z */
const clip = z => Math.min(Math.max(z, -1), 1);

/**
 * @param {number} end
 * @returns {Noise["nodes"]}
 */
const evenNodes = end => m =>
  new Float64Array(m).map((_, i) => i === m - 1 ? end : -end + i * (2 * end / (m - 1)));

/** @type {Record<string, Noise>} */
export const NOISES = {
  normal: {
    support: [-Infinity, Infinity],
    mass: normalMass,
    pdf: normalPdf,
    quantile: normalQuantile,
    nodes: evenNodes(6),
  },
  uniform: {
    support: [-1, 1],
    mass: (a, b) => (clip(b) - clip(a)) / 2,
    pdf: z => Math.abs(z) <= 1 ? 0.5 : 0,
    quantile: u => 2 * u - 1,
    nodes: evenNodes(1),
  },
};

/**
 * The noise of a name, whatever its case.
 * @param {string} name "normal" for N(0, 1), "uniform" for U(−1, 1)
 * @returns {Noise}
 * @throws {RangeError} if there is none
 */
export function noiseNamed(name) {
  const known = String(name).toLowerCase();
  if (!Object.hasOwn(NOISES, known)) {
    throw new RangeError(`expected the name of a noise; got ${name} (known: ${Object.keys(NOISES).join(", ")})`);
  }
  return NOISES[known];
}
