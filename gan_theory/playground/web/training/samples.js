/** Where the two losses of G pull its samples. */

import { G_LOSSES } from "./losses.js";

/** @typedef {import("./trainer.js").Trainer} Trainer */

/**
 * Return −∂loss/∂x at samples x = G(z), for each loss of G and the present D: which way each sample is pulled, and how
 * strongly.
 * @param {Trainer} trainer Its G has the average of the weights, as in Frames.
 * @param {ArrayLike<number>} z The noise.
 * @returns {{G_z: number[], pull: Record<string, number[]>}} The samples, in the units of the data, and the
 *   pull in nats per such unit, by the names of the losses.
 */
export function gradientOnSamples(trainer, z) {
  const G_z = trainer.evaluateG(Float64Array.from(z));
  const { logit, slope } = trainer.logitAndSlope(G_z);
  /** @type {Record<string, number[]>} */
  const pull = {};
  for (const [name, loss] of Object.entries(G_LOSSES)) {
    pull[name] = Array.from(logit, (l, i) => -loss.derivative(l) * slope[i]);
  }
  return { G_z: [...G_z], pull };
}
