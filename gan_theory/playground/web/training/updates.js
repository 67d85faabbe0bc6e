/** The two updates of Algorithm 1. */

import { adam } from "./adam.js";
import { LOSSES_OF_G, lossOfDOnData, lossOfDOnG } from "./losses.js";
import { discriminator, generator } from "./networks.js";
import { Weights } from "./weights.js";

/** @typedef {import("./recipe.js").Recipe} Recipe */

/** The weights of G or D, with Adam's moving averages. */
export class Player {
  /**
   * @param {number} width The number of units in each hidden layer.
   * @param {ArrayLike<number>} flat The initial weights, as one vector.
   */
  constructor(width, flat) {
    this.weights = new Weights(width).load(flat);
    this.gradient = new Weights(width);
    this.m = new Float64Array(this.weights.theta.length);
    this.v = new Float64Array(this.weights.theta.length);
    this.steps = 0;
  }

  /**
   * Take a step of Adam against the gradient.
   * @param {number} learning_rate The learning rate times Adam's bias correction.
   * @param {Recipe} recipe
   */
  descend(learning_rate, { beta_1, beta_2 }) {
    adam(this.weights.theta, this.m, this.v, this.gradient.theta, learning_rate, beta_1, beta_2);
    this.steps += 1;
  }
}

/** The gradients of both losses on minibatches: fill `z`, and `x` for D, before a call. */
export class Gradients {
  /**
   * @param {number} padded The units in each hidden layer: a multiple of 4.
   * @param {number} m The size of a minibatch.
   */
  constructor(padded, m) {
    this.m = m;
    this.z = new Float64Array(m); // noise
    this.inputs = new Float64Array(2 * m); // of D: data, then samples of G
    this.x = this.inputs.subarray(0, m);
    this.d_logit = new Float64Array(2 * m); // ∂loss/∂logit
    this.dx = new Float64Array(m); // ∂loss/∂G(z)
    this.network_G = generator(padded, m);
    this.network_D = discriminator(padded, 2 * m);
  }

  /**
   * Compute the gradient of D's mean loss, −(1/m) Σ log D(x) + log(1 − D(G(z))), by D's weights.
   * @param {Player} D It receives the gradient.
   * @param {Player} G
   */
  forD(D, G) {
    const { m, inputs, d_logit, network_G, network_D } = this;
    network_G.forward(G.weights, this.z, m);
    inputs.set(network_G.y, m);
    network_D.forward(D.weights, inputs, 2 * m);
    for (let i = 0; i < m; i++) {
      d_logit[i] = lossOfDOnData(network_D.y[i]) / m;
      d_logit[m + i] = lossOfDOnG(network_D.y[m + i]) / m;
    }
    network_D.backwardToWeights(D.weights, inputs, d_logit, 2 * m, D.gradient);
  }

  /**
   * Compute the gradient of the mean loss of G by G's weights.
   * @param {Player} D
   * @param {Player} G It receives the gradient.
   * @param {Recipe["loss"]} loss
   */
  forG(D, G, loss) {
    const { m, z, d_logit, dx, network_G, network_D } = this;
    const derivative = LOSSES_OF_G[loss];
    network_G.forward(G.weights, z, m);
    network_D.forward(D.weights, network_G.y, m);
    for (let i = 0; i < m; i++) {
      d_logit[i] = derivative(network_D.y[i]) / m;
    }
    network_D.backwardToInput(D.weights, d_logit, m, dx);
    network_G.backwardToWeights(G.weights, z, dx, m, G.gradient);
  }
}
