/** What changes in the course of training: the learning rates, and the decay of the average of G's weights. */

/** @typedef {import("./recipe.js").Recipe} Recipe */

/**
 * Return the learning rate of D or G, times Adam's bias correction.
 * @param {Recipe} recipe The hyperparameters.
 * @param {number} initial The learning rate at the start.
 * @param {number} step Steps of G so far.
 * @param {number} adam_steps Steps of this player so far.
 * @returns {number} The factor of m/√v in the next step.
 */
export function learningRate(recipe, initial, step, adam_steps) {
  const left = Math.max(0, 1 - step / recipe.steps);
  const decayed = initial * (recipe.final_lr_factor + (1 - recipe.final_lr_factor) * left);
  const correction = Math.sqrt(1 - recipe.beta_2 ** (adam_steps + 1)) / (1 - recipe.beta_1 ** (adam_steps + 1));
  return decayed * correction;
}

/**
 * Return the decay of the moving average of G's weights: small at first, so that the initial weights are forgotten.
 * @param {Recipe} recipe The hyperparameters: `ema_decay` is the limit.
 * @param {number} step Steps of G so far.
 * @returns {number} The decay in the next step.
 */
export function emaDecay(recipe, step) {
  return Math.min(recipe.ema_decay, (step + 1) / (step + 10));
}
