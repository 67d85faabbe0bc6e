/** @typedef {import("./random.js").Random} Random */

/** The alias method: indices drawn from given masses at a cost that does not depend on how many masses there are. */
export class AliasTable {
  /**
   * The n indices share the interval [0, n) evenly: a point in [i, i + 1) stands for i in the first part of the unit
   * interval, and for the alias of i in the rest.
   * @param {ArrayLike<number>} p Masses >= 0, not all 0.
   */
  constructor(p) {
    const n = p.length;
    const share = Float64Array.from(p);
    const total = share.reduce((sum, mass) => sum + mass, 0);
    share.forEach((mass, i) => (share[i] = (mass * n) / total));
    this.first_part = new Float64Array(n).fill(1);
    this.alias = Int32Array.from(share, (_, i) => i);
    const indices = [...share.keys()];
    const small = indices.filter((i) => share[i] < 1);
    const large = indices.filter((i) => share[i] >= 1);
    while (small.length > 0 && large.length > 0) {
      const i = /** @type {number} */ (small.pop());
      const j = large[large.length - 1];
      this.first_part[i] = share[i];
      this.alias[i] = j;
      share[j] -= 1 - share[i];
      if (share[j] < 1) {
        small.push(/** @type {number} */ (large.pop()));
      }
    }
  }

  /**
   * Draw an index i with probability p_i / Σ p.
   * @param {Random} random
   * @returns {number}
   */
  draw(random) {
    const point = random.uniform() * this.alias.length;
    const i = Math.floor(point);
    return point - i < this.first_part[i] ? i : this.alias[i];
  }
}
