/**
 * The sum of n terms, with the rounding errors of the additions added at the end.
 * @param {number} n
 * @param {(i: number) => number} term
 * @returns {number} the sum; infinite if a term is, nan if one is nan or infinite ones have both signs
 */
export function sum(n, term) {
  let total = 0, lost = 0;
  for (let i = 0; i < n; i++) {
    const value = term(i), next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? (total - next) + value : (value - next) + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}
