/**
 * One moment of training, as the functions of the game judge it. Its arrays are plain ones, for the console.
 * @typedef {object} Frame
 * @property {number} step Steps of G so far.
 * @property {number} steps_D Steps of D so far.
 * @property {number} V V(D, G) [nats].
 * @property {number} C C(G), the ceiling of V over all D [nats].
 * @property {number} jsd The JSD of p_data and p_g [nats].
 * @property {number} tv Their total variation.
 * @property {number} D_gap C − V: how far D is from D*.
 * @property {number} G_gap C + log 4 = 2·JSD: how far p_g is from p_data.
 * @property {number[]} x The cell centres.
 * @property {number[]} p_data The masses of p_data in the cells.
 * @property {number[]} p_g The masses of the push-forward of the noise.
 * @property {number[]} D D at the cell centres.
 * @property {number[]} z Nodes over the noise.
 * @property {number[]} G_z G at the nodes, with the average of its weights.
 * @property {string} diverged Why training counts as diverged, as the package says it; "" if it does not. What cannot
 *   be computed then is nan.
 */

import { jsd, tv } from "../mathematics/divergences.js";
import { C, VFromLogit } from "../mathematics/formulas.js";
import { sigmoid } from "../mathematics/logarithms.js";
import { pushForward } from "../mathematics/push_forward.js";

/** @typedef {import("./target.js").Target} Target */

const MAX_DISTANCE = 1e3; // of G(z) from the data, in their standard deviations
const MAX_LOSS_OF_D = 10; // nats; D = ½ everywhere has 1.39
const UNKNOWN = { V: NaN, C: NaN, jsd: NaN, tv: NaN, D_gap: NaN, G_gap: NaN };

/**
 * Return the Frame of a moment of training.
 * @param {{step: number, steps_D: number}} steps
 * @param {Target} target
 * @param {{noise: "normal" | "uniform", z: Float64Array, G_z: Float64Array}} generator G, in units of the data.
 * @param {Float64Array} logit D's logit at the cell centres.
 * @param {boolean} D_sees_p_data Whether D sees fresh data: on a fixed data set it may be certain and wrong elsewhere.
 * @returns {Frame}
 */
export function buildFrame(steps, target, { noise, z, G_z }, logit, D_sees_p_data) {
  const { x, p: p_data, centre, scale } = target;
  const distance = largest(G_z.map((value) => (value - centre) / scale));
  let diverged =
    explain(MAX_DISTANCE, distance, "|G(z)|", "standard deviations", steps.step) ||
    explain(Infinity, largest(logit), "the logit of D", "", steps.step);
  const p_g = diverged ? new Float64Array(x.length).fill(NaN) : pushForward(z, G_z, noise, x).p;
  const measures = diverged ? UNKNOWN : measure(p_data, p_g, logit);
  if (D_sees_p_data && !diverged) {
    diverged = explain(MAX_LOSS_OF_D, -measures.V, "the loss of D", "nats, where D = ½ has 1.39", steps.step);
  }
  const D = Array.from(logit, sigmoid);
  const arrays = { x: [...x], p_data: [...p_data], p_g: [...p_g], D, z: [...z], G_z: [...G_z] };
  return { ...steps, ...measures, ...arrays, diverged };
}

/**
 * Return what Frames say in numbers.
 * @param {Float64Array} p_data
 * @param {Float64Array} p_g
 * @param {Float64Array} logit
 * @returns {typeof UNKNOWN}
 */
function measure(p_data, p_g, logit) {
  const ceiling = C(p_data, p_g);
  const V = VFromLogit(logit, p_data, p_g);
  const distance = jsd(p_data, p_g);
  return { V, C: ceiling, jsd: distance, tv: tv(p_data, p_g), D_gap: ceiling - V, G_gap: 2 * distance };
}

/**
 * Return the largest absolute value; nan if one of them is.
 * @param {Float64Array} values
 * @returns {number}
 */
function largest(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/**
 * Return why training counts as diverged, or "" if the size is below the limit; nan never is.
 * @param {number} limit
 * @param {number} size
 * @param {string} what Of what it is the size.
 * @param {string} unit
 * @param {number} step Steps of G so far.
 * @returns {string}
 */
function explain(limit, size, what, unit, step) {
  if (size < limit) {
    return "";
  }
  const state = Number.isFinite(size) ? `has grown to ${Number(size.toPrecision(2))} ${unit}` : "is no longer finite";
  return `training diverged at step ${step}: ${what} ${state}`;
}
