// (1 + x) exp(x²/2) Φ(−x) for x >= 0 as a polynomial of t = (x − 5)/(x + 5), from its first 24 Chebyshev coefficients,
// computed with 40 digits. The next one is 3e-18.
const POLYNOMIAL = new Float64Array([
  0.46151582985003775, -0.09155228183400904, 0.031030368425963708, 0.010002352385229382,
  -0.026401042966308307, 0.024536963243678652, -0.015170415402514863, 0.006522000667783896,
  -0.00167607234455447, 7.791597409338997e-06, 0.00018233414511643843, -5.3607581114872195e-05,
  -9.896097759279785e-06, 9.05982468125663e-06, -7.034644683536553e-08, -1.307448601923745e-06,
  1.2787822182093007e-07, 1.9627809920089577e-07, -2.628620508989329e-08, -3.0952017558030196e-08,
  3.627373163398782e-09, 4.401159622754941e-09, -2.822077229058372e-10, -3.815816262623877e-10,
]);
const HIGHEST = POLYNOMIAL.length - 1;
const ROOT_2_PI = Math.sqrt(2 * Math.PI);

/**
 * The cumulative distribution function Φ of N(0, 1), with a relative error below 1e-14 also in the lower tail.
 * @param {number} x
 * @returns {number}
 */
export const normalCdf = x => x < 0 ? tail(-x) : 1 - tail(x);

/**
 * Φ(−x) for x >= 0.
 * @param {number} x
 * @returns {number}
 */
function tail(x) {
  if (x > 39) return 0;
  const t = (x - 5) / (x + 5), rounded = Math.fround(x); // whose square is exact
  let value = POLYNOMIAL[HIGHEST];
  for (let k = HIGHEST - 1; k >= 0; k--) value = value * t + POLYNOMIAL[k];
  return Math.exp(-rounded * rounded / 2) * (Math.exp((rounded - x) * (rounded + x) / 2) * (value / (1 + x)));
}

/**
 * P(a < z < b) for z ~ N(0, 1), a <= b, without cancellation in either tail.
 * @param {number} a
 * @param {number} b
 * @returns {number}
 */
export const normalMass = (a, b) => a < 0 ? normalCdf(b) - normalCdf(a) : normalCdf(-a) - normalCdf(-b);

/**
 * The density of N(0, 1).
 * @param {number} x
 * @returns {number}
 */
export const normalPdf = x => Math.exp(-x * x / 2) / ROOT_2_PI;

/**
 * The quantile function of N(0, 1): the inverse of Φ.
 * @param {number} u
 * @returns {number} −inf at 0, inf at 1, nan outside [0, 1]
 */
export function normalQuantile(u) {
  if (!(u > 0 && u < 1)) return u === 0 ? -Infinity : u === 1 ? Infinity : NaN;
  const lower = Math.min(u, 1 - u), t = Math.sqrt(-2 * Math.log(lower));
  let x = -t + (2.30753 + 0.27061 * t) / (1 + (0.99229 + 0.04481 * t) * t); // Hastings 1955, to 3e-3
  for (let step = 0; step < 3; step++) { // of Halley's method, each of which cubes the error
    const newton = (normalCdf(x) - lower) / normalPdf(x);
    x -= newton / (1 + x * newton / 2);
  }
  return u < 0.5 ? x : -x;
}
