/**
 * What a GAN is trained on.
 * @typedef {object} Target
 * @property {Float64Array} x The cell centres, evenly spaced.
 * @property {Float64Array} p The masses of p_data in the cells.
 * @property {number} centre The mean of p_data: G(z) and D(x) see x in standard deviations from it.
 * @property {number} scale The standard deviation of p_data.
 * @property {ArrayLike<number> | null} samples The samples that p_data was made of, if any.
 *
 * @typedef {object} TargetData
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} p
 * @property {number} [centre] By default the mean of p_data.
 * @property {number} [scale] By default the standard deviation of p_data.
 * @property {ArrayLike<number> | null} [samples]
 */

import { checkMasses } from "../mathematics/arguments.js";
import { mean, std } from "../mathematics/densities.js";
import { checkEvenGrid } from "../mathematics/grids.js";
import { checkName } from "./recipe.js";

/**
 * Return a target, checked.
 * @param {string | TargetData} target The name of one of the package's targets, or p_data itself.
 * @param {Record<string, TargetData>} targets The package's, by their names.
 * @returns {Target}
 */
export function makeTarget(target, targets) {
  const data = typeof target === "string" ? targets[checkName("target", target, Object.keys(targets))] : target;
  checkEvenGrid(data.x);
  checkMasses(data.p, "masses of p_data");
  if (data.p.length !== data.x.length) {
    throw new RangeError(`expected masses of the shape of x, (${data.x.length},); got (${data.p.length},)`);
  }
  const x = Float64Array.from(data.x);
  const p = Float64Array.from(data.p);
  const { centre = mean(p, x), scale = std(p, x), samples = null } = data;
  if (!(scale > 0 && scale < Infinity)) {
    throw new RangeError(`expected a p_data with a finite standard deviation > 0; got ${scale}`);
  }
  return { x, p, centre, scale, samples };
}
