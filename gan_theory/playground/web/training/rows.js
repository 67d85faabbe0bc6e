/** What the layers of a network do with matrices that have a row for each input, stored by rows. */

/**
 * Compute the first layer: a = x W_1 + b_1, with a row for each x.
 * @param {Float64Array} W_1 Shape (p,).
 * @param {Float64Array} b_1 Shape (p,).
 * @param {Float64Array} x The inputs.
 * @param {Float64Array} a Receives the result, shape (m, p).
 * @param {number} m How many inputs.
 */
export function firstLayer(W_1, b_1, x, a, m) {
  const p = W_1.length;
  for (let i = 0, at = 0; i < m; i++) {
    const x_i = x[i];
    for (let j = 0; j < p; j++, at++) {
      a[at] = x_i * W_1[j] + b_1[j];
    }
  }
}

/**
 * Compute the last layer: y = h W_3 + b_3.
 * @param {Float64Array} W_3 Shape (p,).
 * @param {number} b_3
 * @param {Float64Array} h Shape (m, p).
 * @param {Float64Array} y Receives the result, shape (m,).
 * @param {number} m How many rows.
 */
export function lastLayer(W_3, b_3, h, y, m) {
  const p = W_3.length;
  for (let i = 0, at = 0; i < m; i++) {
    let sum = 0;
    for (let j = 0; j < p; j++, at++) {
      sum += h[at] * W_3[j];
    }
    y[i] = sum + b_3;
  }
}

/**
 * Multiply each row by a number.
 * @param {Float64Array} matrix Shape (m, p).
 * @param {Float64Array} factors Shape (m,).
 * @param {Float64Array} result Receives the products, shape (m, p).
 * @param {number} m How many rows.
 * @param {number} p How many columns.
 */
export function scaleRows(matrix, factors, result, m, p) {
  for (let i = 0, at = 0; i < m; i++) {
    const factor = factors[i];
    for (let j = 0; j < p; j++, at++) {
      result[at] = matrix[at] * factor;
    }
  }
}

/**
 * Multiply the first n numbers of an array by those of another.
 * @param {Float64Array} values They become the products.
 * @param {Float64Array} factors
 * @param {number} n
 */
export function multiplyInPlace(values, factors, n) {
  for (let i = 0; i < n; i++) {
    values[i] *= factors[i];
  }
}

/**
 * Sum the rows of a matrix.
 * @param {Float64Array} matrix Shape (m, p).
 * @param {Float64Array} sum Receives the sum, shape (p,).
 * @param {number} m How many rows.
 */
export function sumRows(matrix, sum, m) {
  const p = sum.length;
  sum.fill(0);
  for (let i = 0, at = 0; i < m; i++) {
    for (let j = 0; j < p; j++, at++) {
      sum[j] += matrix[at];
    }
  }
}

/**
 * Sum the rows of a matrix, each multiplied by a number.
 * @param {Float64Array} matrix Shape (m, p).
 * @param {Float64Array} factors Shape (m,).
 * @param {Float64Array} sum Receives the sum, shape (p,).
 * @param {number} m How many rows.
 */
export function sumWeightedRows(matrix, factors, sum, m) {
  const p = sum.length;
  sum.fill(0);
  for (let i = 0, at = 0; i < m; i++) {
    const factor = factors[i];
    for (let j = 0; j < p; j++, at++) {
      sum[j] += factor * matrix[at];
    }
  }
}

/**
 * Multiply each column of a matrix by a number.
 * @param {Float64Array} matrix Shape (n, p): it becomes the product.
 * @param {Float64Array} factors Shape (p,).
 */
export function scaleColumns(matrix, factors) {
  const p = factors.length;
  for (let start = 0; start < matrix.length; start += p) {
    for (let j = 0; j < p; j++) {
      matrix[start + j] *= factors[j];
    }
  }
}
