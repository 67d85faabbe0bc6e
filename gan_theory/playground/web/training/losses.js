/**
 * The derivatives of the losses of D and G at one sample with respect to D's logit l = log D − log(1 − D): D itself
 * rounds to 1 where l > 37.
 * @typedef {(logit: number) => number} Derivative
 */

import { sigmoid } from "../mathematics/logarithms.js";

/**
 * Of −log D(x).
 * @type {Derivative}
 */
export const lossOfDOnData = (logit) => -sigmoid(-logit);

/**
 * Of −log(1 − D(G(z))).
 * @type {Derivative}
 */
export const lossOfDOnG = sigmoid;

/**
 * Of the two losses of G, −log D(G(z)) and log(1 − D(G(z))), by the names that Recipe.loss has.
 * @type {Record<string, Derivative>}
 */
export const LOSSES_OF_G = {
  "non-saturating": (logit) => -sigmoid(-logit),
  saturating: (logit) => -sigmoid(logit),
};
