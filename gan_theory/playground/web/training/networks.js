/** G and D: perceptrons with two hidden layers, of tanh units in G and sine units in D; forward and backward passes. */

import { sineAndDerivative, tanhAndDerivative } from "./fast_functions.js";
import { multiplyAndAdd, multiplyTransposed } from "./matrices.js";
import { firstLayer, lastLayer, multiplyInPlace, scaleColumns, scaleRows, sumRows, sumWeightedRows } from "./rows.js";

/** @typedef {import("./weights.js").Weights} Weights */
/** @typedef {(a: Float64Array, h: Float64Array, derivative: Float64Array, n: number) => void} Activation */

/** The forward and backward passes, with the memory that they need for minibatches of up to `rows` inputs. */
export class Network {
  /**
   * @param {Activation} activation The nonlinearity of both hidden layers, with its derivative.
   * @param {number} padded The units in each hidden layer: a multiple of 4.
   * @param {number} rows The most inputs at a time.
   */
  constructor(activation, padded, rows) {
    const matrix = () => new Float64Array(padded * (rows + (rows % 2)));
    this.activation = activation;
    this.padded = padded;
    this.rows = rows;
    this.y = new Float64Array(rows); // the output
    this.h_1 = matrix(); // the units of the hidden layers, and their derivatives
    this.derivative_1 = matrix();
    this.h_2 = matrix();
    this.derivative_2 = matrix();
    this.d_2 = matrix(); // ∂loss/∂a_2, but for W_3, which multiplies smaller matrices
    this.d_1 = matrix(); // ∂loss/∂a_1
    this.W_2_W_3 = new Float64Array(padded * padded);
    this.zeros = new Float64Array(padded);
  }

  /**
   * Evaluate the network: its output is in `y`, and what the backward passes need is in the other fields.
   * @param {Weights} weights
   * @param {Float64Array} x The inputs.
   * @param {number} m How many of them.
   */
  forward(weights, x, m) {
    const { padded, h_1, h_2 } = this;
    firstLayer(weights.W_1, weights.b_1, x, h_1, m);
    this.activation(h_1, h_1, this.derivative_1, m * padded);
    multiplyAndAdd(h_1, weights.W_2, weights.b_2, h_2, m, padded, padded);
    this.activation(h_2, h_2, this.derivative_2, m * padded);
    lastLayer(weights.W_3, weights.b_3[0], h_2, this.y, m);
  }

  /**
   * Compute the gradient of a loss by the weights, after `forward` on the same inputs.
   * @param {Weights} weights
   * @param {Float64Array} x The inputs.
   * @param {Float64Array} dy ∂loss/∂output at each of them.
   * @param {number} m How many of them.
   * @param {Weights} gradient Receives ∂loss/∂weights.
   */
  backwardToWeights(weights, x, dy, m, gradient) {
    const { padded, d_1, d_2, h_1, h_2 } = this;
    scaleRows(this.derivative_2, dy, d_2, m, padded);
    this.multiplyWeights(weights);
    multiplyAndAdd(d_2, this.W_2_W_3, this.zeros, d_1, m, padded, padded);
    multiplyInPlace(d_1, this.derivative_1, m * padded);
    multiplyTransposed(h_1, d_2, gradient.W_2, m, padded, padded);
    sumRows(d_2, gradient.b_2, m);
    scaleColumns(gradient.W_2, weights.W_3);
    scaleColumns(gradient.b_2, weights.W_3);
    sumWeightedRows(d_1, x, gradient.W_1, m);
    sumRows(d_1, gradient.b_1, m);
    sumWeightedRows(h_2, dy, gradient.W_3, m);
    let sum = 0;
    for (let i = 0; i < m; i++) {
      sum += dy[i];
    }
    gradient.b_3[0] = sum;
  }

  /**
   * Compute the gradient of a loss by the inputs, after `forward` on them.
   * @param {Weights} weights
   * @param {Float64Array} dy ∂loss/∂output at each input.
   * @param {number} m How many of them.
   * @param {Float64Array} dx Receives ∂loss/∂x.
   */
  backwardToInput(weights, dy, m, dx) {
    const { padded, d_1, derivative_1 } = this;
    this.multiplyWeights(weights);
    multiplyAndAdd(this.derivative_2, this.W_2_W_3, this.zeros, d_1, m, padded, padded);
    for (let i = 0, at = 0; i < m; i++) {
      let sum = 0;
      for (let j = 0; j < padded; j++, at++) {
        sum += derivative_1[at] * d_1[at] * weights.W_1[j];
      }
      dx[i] = sum * dy[i];
    }
  }

  /**
   * Evaluate the network at any number of inputs.
   * @param {Weights} weights
   * @param {Float64Array} x The inputs.
   * @returns {Float64Array} The outputs.
   */
  evaluate(weights, x) {
    const outputs = new Float64Array(x.length);
    for (let start = 0; start < x.length; start += this.rows) {
      const part = x.subarray(start, start + this.rows);
      this.forward(weights, part, part.length);
      outputs.set(this.y.subarray(0, part.length), start);
    }
    return outputs;
  }

  /**
   * Compute the transpose of W_2 with each column multiplied by its weight in W_3.
   * @param {Weights} weights
   */
  multiplyWeights(weights) {
    const { padded, W_2_W_3 } = this;
    for (let i = 0, at = 0; i < padded; i++) {
      for (let j = 0; j < padded; j++, at++) {
        W_2_W_3[j * padded + i] = weights.W_2[at] * weights.W_3[j];
      }
    }
  }
}

/**
 * Return the network of G, with tanh units.
 * @param {number} padded The units in each hidden layer: a multiple of 4.
 * @param {number} rows The most inputs at a time.
 * @returns {Network}
 */
export function generator(padded, rows) {
  return new Network(tanhAndDerivative, padded, rows);
}

/**
 * Return the network of D's logit, with sine units.
 * @param {number} padded The units in each hidden layer: a multiple of 4.
 * @param {number} rows The most inputs at a time.
 * @returns {Network}
 */
export function discriminator(padded, rows) {
  return new Network(sineAndDerivative, padded, rows);
}
