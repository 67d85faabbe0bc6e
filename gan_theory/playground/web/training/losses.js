/**
 * The losses of D and G, as the paper writes them, and their derivatives with respect to D's logit
 * l = log D − log(1 − D): D itself rounds to 1 where l > 37.
 * @typedef {object} Loss
 * @property {string} formula The loss as the paper writes it.
 * @property {(logit: number) => number} value The loss [nats] at one sample.
 * @property {(logit: number) => number} derivative Its derivative with respect to the logit.
 */

import { logSigmoid, sigmoid } from "../mathematics/logarithms.js";

/** @type {Loss} */
export const D_LOSS_ON_DATA = {
  formula: "−log D(x)",
  value: (logit) => -logSigmoid(logit),
  derivative: (logit) => -sigmoid(-logit),
};

/** @type {Loss} */
export const D_LOSS_ON_G = {
  formula: "−log(1 − D(G(z)))",
  value: (logit) => -logSigmoid(-logit),
  derivative: sigmoid,
};

/**
 * The two losses of G, by the names that Recipe.loss has.
 * @type {Record<string, Loss>}
 */
export const G_LOSSES = {
  "non-saturating": {
    formula: "−log D(G(z))",
    value: (logit) => -logSigmoid(logit),
    derivative: (logit) => -sigmoid(-logit),
  },
  saturating: {
    formula: "log(1 − D(G(z)))",
    value: (logit) => logSigmoid(-logit),
    derivative: (logit) => -sigmoid(logit),
  },
};
