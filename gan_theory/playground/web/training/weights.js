/**
 * The weights of a perceptron with two hidden layers of h units, as the package's MLP has them in one vector: W_1 (h,),
 * b_1 (h,), W_2 (h, h) with a row for each unit of the first layer, b_2 (h,), W_3 (h,) and b_3.
 *
 * Here each layer has units of weight 0 in addition, up to a multiple of 4, so that matrices.js needs no remainders.
 * With tanh or sine their values are 0, so are the gradients of their weights, and they stay 0.
 */
export class Weights {
  /** @param {number} width The number h of units in each hidden layer. */
  constructor(width) {
    const padded = 4 * Math.ceil(width / 4);
    this.width = width;
    this.padded = padded;
    this.theta = new Float64Array(padded * (padded + 4) + 1);
    let end = 0;
    const part = (/** @type {number} */ size) => this.theta.subarray(end, (end += size));
    this.W_1 = part(padded);
    this.b_1 = part(padded);
    this.W_2 = part(padded * padded);
    this.b_2 = part(padded);
    this.W_3 = part(padded);
    this.b_3 = part(1);
  }

  /**
   * Return the length of the vector of weights, h² + 4h + 1.
   * @returns {number}
   */
  get size() {
    return this.width * (this.width + 4) + 1;
  }

  /**
   * Take the weights of a vector.
   * @param {ArrayLike<number>} flat
   * @returns {this}
   */
  load(flat) {
    this.theta.fill(0);
    this.forEachPlace((at, i) => {
      this.theta[at] = flat[i];
    });
    return this;
  }

  /**
   * Return the weights as one vector.
   * @returns {number[]}
   */
  flat() {
    const flat = new Array(this.size);
    this.forEachPlace((at, i) => {
      flat[i] = this.theta[at];
    });
    return flat;
  }

  /**
   * Return whether all weights are finite.
   * @returns {boolean}
   */
  areFinite() {
    let sum = 0;
    for (const weight of this.theta) {
      sum += weight - weight; // nan unless the weight is finite
    }
    return sum === 0;
  }

  /**
   * Call `visit(place in theta, place in the vector)` for each weight.
   * @param {(at: number, i: number) => void} visit
   */
  forEachPlace(visit) {
    const { width, padded } = this;
    const rows = [...Array(width + 4).keys()]; // W_1, b_1, the rows of W_2, b_2 and W_3
    const starts = rows.map((row) => (row < width + 2 ? row : row + padded - width) * padded);
    starts.forEach((start, row) => {
      for (let j = 0; j < width; j++) {
        visit(start + j, row * width + j);
      }
    });
    visit(this.theta.length - 1, this.size - 1);
  }
}
