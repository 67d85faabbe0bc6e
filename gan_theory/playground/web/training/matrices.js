/**
 * Products of small matrices, stored by rows, without allocation.
 *
 * V8 makes no vector instructions: what costs time is loading numbers. So each loop computes a block of the result,
 * whose numbers stay in registers: eight or sixteen multiplications for each six or eight numbers loaded.
 */

const ROWS_AT_ONCE = 64; // of two matrices with 32 columns fit into the fast cache

/**
 * Compute C = A B + b.
 * @param {Float64Array} A Shape (m, n), in an array that has room for one more row if m is odd.
 * @param {Float64Array} B Shape (n, p), where p is a multiple of 4.
 * @param {Float64Array} b Shape (p,), added to each row.
 * @param {Float64Array} C Receives the result, shape (m, p), with room as A has.
 * @param {number} m The rows of A.
 * @param {number} n The columns of A.
 * @param {number} p The columns of B.
 */
export function multiplyAndAdd(A, B, b, C, m, n, p) {
  for (let i = 0; i < m; i += 2) {
    const row_0 = i * n;
    const row_1 = row_0 + n;
    for (let j = 0; j < p; j += 4) {
      let c_00 = b[j];
      let c_01 = b[j + 1];
      let c_02 = b[j + 2];
      let c_03 = b[j + 3];
      let c_10 = c_00;
      let c_11 = c_01;
      let c_12 = c_02;
      let c_13 = c_03;
      for (let k = 0, at = j; k < n; k++, at += p) {
        const a_0 = A[row_0 + k];
        const a_1 = A[row_1 + k];
        const b_0 = B[at];
        const b_1 = B[at + 1];
        const b_2 = B[at + 2];
        const b_3 = B[at + 3];
        c_00 += a_0 * b_0;
        c_01 += a_0 * b_1;
        c_02 += a_0 * b_2;
        c_03 += a_0 * b_3;
        c_10 += a_1 * b_0;
        c_11 += a_1 * b_1;
        c_12 += a_1 * b_2;
        c_13 += a_1 * b_3;
      }
      const to_0 = i * p + j;
      const to_1 = to_0 + p;
      C[to_0] = c_00;
      C[to_0 + 1] = c_01;
      C[to_0 + 2] = c_02;
      C[to_0 + 3] = c_03;
      C[to_1] = c_10;
      C[to_1 + 1] = c_11;
      C[to_1 + 2] = c_12;
      C[to_1 + 3] = c_13;
    }
  }
}

/**
 * Compute C = Aᵀ B.
 * @param {Float64Array} A Shape (m, n), where n is a multiple of 2.
 * @param {Float64Array} B Shape (m, p), where p is a multiple of 4.
 * @param {Float64Array} C Receives the result, shape (n, p).
 * @param {number} m The rows of A and B.
 * @param {number} n The columns of A.
 * @param {number} p The columns of B.
 */
export function multiplyTransposed(A, B, C, m, n, p) {
  C.fill(0);
  for (let start = 0; start < m; start += ROWS_AT_ONCE) {
    addTransposed(A, B, C, start, Math.min(m, start + ROWS_AT_ONCE), n, p);
  }
}

/**
 * Add Aᵀ B to C, for the rows of A and B from `start` up to `end`.
 * @param {Float64Array} A As for `multiplyTransposed`.
 * @param {Float64Array} B As for `multiplyTransposed`.
 * @param {Float64Array} C As for `multiplyTransposed`.
 * @param {number} start The first row.
 * @param {number} end The row after the last.
 * @param {number} n The columns of A.
 * @param {number} p The columns of B.
 */
function addTransposed(A, B, C, start, end, n, p) {
  for (let k = 0; k < n; k += 2) {
    for (let j = 0; j < p; j += 4) {
      const to_0 = k * p + j;
      const to_1 = to_0 + p;
      let c_00 = C[to_0];
      let c_01 = C[to_0 + 1];
      let c_02 = C[to_0 + 2];
      let c_03 = C[to_0 + 3];
      let c_10 = C[to_1];
      let c_11 = C[to_1 + 1];
      let c_12 = C[to_1 + 2];
      let c_13 = C[to_1 + 3];
      for (let i = start, at_A = start * n + k, at_B = start * p + j; i < end; i++, at_A += n, at_B += p) {
        const a_0 = A[at_A];
        const a_1 = A[at_A + 1];
        const b_0 = B[at_B];
        const b_1 = B[at_B + 1];
        const b_2 = B[at_B + 2];
        const b_3 = B[at_B + 3];
        c_00 += a_0 * b_0;
        c_01 += a_0 * b_1;
        c_02 += a_0 * b_2;
        c_03 += a_0 * b_3;
        c_10 += a_1 * b_0;
        c_11 += a_1 * b_1;
        c_12 += a_1 * b_2;
        c_13 += a_1 * b_3;
      }
      C[to_0] = c_00;
      C[to_0 + 1] = c_01;
      C[to_0 + 2] = c_02;
      C[to_0 + 3] = c_03;
      C[to_1] = c_10;
      C[to_1 + 1] = c_11;
      C[to_1 + 2] = c_12;
      C[to_1 + 3] = c_13;
    }
  }
}
