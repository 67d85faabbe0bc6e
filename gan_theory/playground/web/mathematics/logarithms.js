const SMALLEST_NORMAL = 2 ** -1022;

/**
 * p·log D with 0·log 0 = 0.
 * @param {number} p
 * @param {number} D
 * @returns {number}
 */
export const timesLog = (p, D) => p === 0 ? 0 : p * Math.log(D);

/**
 * p·log(1 − D) with 0·log 0 = 0.
 * @param {number} p
 * @param {number} D
 * @returns {number}
 */
export const timesLog1Minus = (p, D) => p === 0 ? 0 : p * Math.log1p(-D);

/**
 * p·log(p/q) for p, q >= 0: 0 if p is 0, otherwise inf if q is 0.
 * @param {number} p
 * @param {number} q
 * @returns {number}
 */
export function relativeEntropy(p, q) {
  if (p === 0) return 0;
  if (q === 0) return Infinity;
  const ratio = p / q;
  if (ratio > 0.5 && ratio < 2) return p * Math.log1p((p - q) / q);
  if (ratio > SMALLEST_NORMAL && ratio < Infinity) return p * Math.log(ratio);
  return p * (Math.log(p) - Math.log(q));
}

/**
 * The logistic function 1/(1 + exp(−logit)), to all digits at both ends.
 * @param {number} logit
 * @returns {number}
 */
export function sigmoid(logit) {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit));
  const power = Math.exp(logit);
  return power / (1 + power);
}

/**
 * log D from the logit of D; log(1 − D) is logSigmoid(−logit).
 * @param {number} logit
 * @returns {number}
 */
export const logSigmoid = logit => Math.min(logit, 0) - Math.log1p(Math.exp(-Math.abs(logit)));
