/**
 * What a GAN is trained on.
 * @typedef {object} Target
 * @property {Float64Array} x The cell centres, evenly spaced.
 * @property {Float64Array} p The masses of p_data in the cells.
 * @property {number} centre The mean of p_data: G(z) and D(x) see x in standard deviations from it.
 * @property {number} scale The standard deviation of p_data.
 * @property {ArrayLike<number> | null} samples The samples that p_data was made of, if any.
 */

import { checkMasses } from "../mathematics/arguments.js";
import { mean, std } from "../mathematics/densities.js";
import { checkEvenGrid } from "../mathematics/grids.js";
import { checkName } from "./recipe.js";

/** @typedef {import("../mathematics/arguments.js").Numbers} Numbers */
/** @typedef {import("../shell/page_data.js").Target} NamedTarget */
/**
 * A target by its numbers. The centre and the scale are the mean and the standard deviation of p unless they are given.
 * @typedef {{x: Numbers, p: Numbers, centre?: number, scale?: number, samples?: Numbers | null}} GivenTarget
 */

/**
 * Return a target, checked.
 * @param {string | GivenTarget} target The name of a target of the page, or p_data itself.
 * @param {NamedTarget[]} targets The page's.
 * @returns {Target}
 */
export function makeTarget(target, targets) {
  if (target === null) {
    throw new RangeError("expected target, a name or an object with x and p; got null");
  }
  const data = typeof target === "string" ? findTarget(target, targets) : target;
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

/**
 * Return the target of a name.
 * @param {string} name
 * @param {NamedTarget[]} targets
 * @returns {GivenTarget}
 */
function findTarget(name, targets) {
  const names = targets.map((target) => target.name);
  const { x, p_data, centre, scale, samples } = targets[names.indexOf(checkName("target", name, names))];
  return { x, p: p_data, centre, scale, samples };
}
