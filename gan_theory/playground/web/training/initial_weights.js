/** The initial weights of G and D, as vectors in the order that weights.js describes. */

/** @typedef {import("./random.js").Random} Random */
/** @typedef {import("./recipe.js").Recipe} Recipe */

/**
 * Return initial weights of a G that increases in z: a G that starts with folds rarely loses them.
 * @param {Recipe} recipe
 * @param {Random} random
 * @returns {Float64Array}
 */
export function initialGenerator(recipe, random) {
  const h = recipe.width;
  const uniform = (/** @type {number} */ low, /** @type {number} */ high) => low + (high - low) * random.uniform();
  const W_1 = numbers(h, () => uniform(0.5, 1.5));
  const b_1 = W_1.map((weight) => 2.5 * weight * uniform(-1, 1));
  const W_2 = numbers(h * h, () => (4 / h) * random.uniform());
  const b_2 = numbers(h, () => uniform(-0.7, 0.7));
  const W_3 = numbers(h, () => (4 / h) * random.uniform());
  return Float64Array.from([...W_1, ...b_1, ...W_2, ...b_2, ...W_3, recipe.initial_offset]);
}

/**
 * Return initial weights of D: in the first layer frequencies around `first_layer_frequency`, and phases over a whole
 * period.
 * @param {Recipe} recipe
 * @param {Random} random
 * @returns {Float64Array}
 */
export function initialDiscriminator(recipe, random) {
  const h = recipe.width;
  const W_1 = numbers(h, () => recipe.first_layer_frequency * (0.5 + random.uniform()));
  const b_1 = numbers(h, () => Math.PI * (2 * random.uniform() - 1));
  const W_2 = numbers(h * h, () => Math.sqrt(2 / h) * random.normal());
  const b_2 = numbers(h, () => 0);
  const W_3 = numbers(h, () => random.normal() / Math.sqrt(h));
  return Float64Array.from([...W_1, ...b_1, ...W_2, ...b_2, ...W_3, 0]);
}

/**
 * Return n numbers.
 * @param {number} n
 * @param {() => number} next
 * @returns {number[]}
 */
function numbers(n, next) {
  return Array.from({ length: n }, next);
}
