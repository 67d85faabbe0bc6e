/** Adam (Kingma and Ba 2015), and the exponential moving average of weights. Both work in place. */

const EPSILON = 1e-8;

/**
 * Take one step of Adam.
 * @param {Float64Array} theta The weights.
 * @param {Float64Array} m The moving average of the gradients.
 * @param {Float64Array} v The moving average of their squares.
 * @param {Float64Array} gradient The gradient of the loss.
 * @param {number} learning_rate The learning rate times Adam's bias correction.
 * @param {number} beta_1 The decay rate of m.
 * @param {number} beta_2 The decay rate of v.
 */
export function adam(theta, m, v, gradient, learning_rate, beta_1, beta_2) {
  for (let i = 0; i < theta.length; i++) {
    const g = gradient[i];
    m[i] = beta_1 * m[i] + (1 - beta_1) * g;
    v[i] = beta_2 * v[i] + (1 - beta_2) * (g * g);
    theta[i] -= (learning_rate * m[i]) / (Math.sqrt(v[i]) + EPSILON);
  }
}

/**
 * Move an exponential moving average: decay·average + (1 − decay)·value.
 * @param {Float64Array} average The average so far.
 * @param {Float64Array} value The value.
 * @param {number} decay The share of the average so far.
 */
export function moveAverage(average, value, decay) {
  for (let i = 0; i < average.length; i++) {
    average[i] = decay * average[i] + (1 - decay) * value[i];
  }
}
