import { kl, jsd, tv } from "../mathematics/divergences.js";
import { V, U, DStar, C, gradC } from "../mathematics/formulas.js";
import { pushForward } from "../mathematics/push_forward.js";

/** @typedef {import("../mathematics/arguments.js").Numbers} Numbers */

/**
 * The formulas with the package's order of arguments: masses in, numbers or plain arrays out.
 */
const formulas = {
  V,
  U,
  DStar: (/** @type {Numbers} */ p_data, /** @type {Numbers} */ p_g) => Array.from(DStar(p_data, p_g)),
  C,
  kl,
  jsd,
  tv,
  gradC: (/** @type {Numbers} */ p_data, /** @type {Numbers} */ p_g) => Array.from(gradC(p_data, p_g)),
  /** @type {(z: Numbers, G_z: Numbers, noise: string, x: Numbers) => number[]} */
  pushForward: (z, G_z, noise, x) => Array.from(pushForward(z, G_z, noise, x).p),
};

/**
 * Offer the formulas, and more, as window.ganTheory to the console of the browser.
 * @param {Record<string, unknown>} [more] further functions by their names, such as trainer
 */
export function offerToConsole(more = {}) {
  Object.assign(window, { ganTheory: { ...formulas, ...more } });
}
