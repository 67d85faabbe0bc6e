/**
 * The hyperparameters of Algorithm 1, checked as the package checks them. Their defaults and limits are the package's:
 * they come with the page's data.
 * @typedef {object} Recipe The fields as the package's Recipe describes them; here G is always "mlp".
 * @property {number} k
 * @property {number} k_G
 * @property {"non-saturating" | "saturating"} loss
 * @property {number} steps
 * @property {number} batch
 * @property {"mlp"} G
 * @property {number} width
 * @property {number} lr_D
 * @property {number} lr_G
 * @property {number} final_lr_factor
 * @property {number} beta_1
 * @property {number} beta_2
 * @property {number} ema_decay
 * @property {number} first_layer_frequency
 * @property {number} initial_offset
 * @property {number} dataset_size
 * @property {"normal" | "uniform"} noise
 * @property {number} frames
 * @property {"even" | "early"} frame_spacing
 *
 * @typedef {object} RecipeRules What the page's data say of recipes.
 * @property {Recipe} defaults The package's Recipe().
 * @property {Record<string, number[]>} counts The smallest and the largest value of each field that is an integer.
 * @property {Record<string, {low: number, high: number | null, brackets: string}>} ranges The interval of each other
 *   number; null for infinity.
 * @property {Record<string, string[]>} names The values of each field that is a name.
 */

/**
 * Return the recipe with some fields changed.
 * @param {RecipeRules} rules
 * @param {Recipe} recipe The recipe to change.
 * @param {Record<string, unknown>} changes The new values of fields, by their names.
 * @returns {Recipe}
 */
export function changeRecipe(rules, recipe, changes) {
  /** @type {Record<string, unknown>} */
  const changed = { ...recipe };
  for (const [name, value] of Object.entries(changes)) {
    changed[checkName("keyword", name, Object.keys(rules.defaults))] = checkField(rules, name, value);
  }
  const checked = /** @type {Recipe} */ (/** @type {unknown} */ (changed));
  if (checked.steps % checked.k_G !== 0) {
    throw new RangeError(`expected steps, a multiple of k_G = ${checked.k_G}; got ${checked.steps}`);
  }
  return Object.freeze(checked);
}

/**
 * Return the value of a field, or throw a RangeError.
 * @param {RecipeRules} rules
 * @param {string} name
 * @param {unknown} value
 * @returns {unknown}
 */
function checkField(rules, name, value) {
  if (name in rules.counts) {
    const [least, most] = rules.counts[name];
    return checkCount(name, value, least, most);
  }
  if (name in rules.ranges) {
    return checkRange(name, value, rules.ranges[name]);
  }
  return name in rules.names ? checkName(name, value, rules.names[name]) : value;
}

/**
 * Return an integer in [least, most], or throw a RangeError.
 * @param {string} name What is counted, for the message.
 * @param {unknown} value
 * @param {number} least
 * @param {number} most
 * @returns {number}
 */
export function checkCount(name, value, least, most) {
  if (!Number.isInteger(value) || Number(value) < least) {
    throw new RangeError(`expected ${name}, an integer >= ${least}; got ${String(value)}`);
  }
  if (Number(value) > most) {
    throw new RangeError(`expected ${name} <= ${most.toLocaleString("en-US")}; got ${String(value)}`);
  }
  return Number(value);
}

/**
 * Return a number in an interval, or throw a RangeError.
 * @param {string} name
 * @param {unknown} value
 * @param {{low: number, high: number | null, brackets: string}} interval
 * @returns {number}
 */
function checkRange(name, value, { low, high, brackets }) {
  const end = high ?? Infinity;
  const number = typeof value === "number" ? value : NaN;
  const above = brackets[0] === "[" ? number >= low : number > low;
  const below = brackets[1] === "]" ? number <= end : number < end;
  if (!(above && below)) {
    const expected = high === null ? `> ${low}, finite` : `in ${brackets[0]}${low}, ${high}${brackets[1]}`;
    throw new RangeError(`expected ${name} ${expected}; got ${String(value)}`);
  }
  return number;
}

/**
 * Return a known name, or throw a RangeError.
 * @param {string} kind What the name is the name of, for the message.
 * @param {unknown} name
 * @param {string[]} known
 * @returns {string}
 */
export function checkName(kind, name, known) {
  const text = String(name);
  const found = known.find((each) => each.toLowerCase() === text.toLowerCase());
  if (found === undefined) {
    throw new RangeError(`expected the name of a ${kind}; got '${text}' (known: ${known.join(", ")})`);
  }
  return found;
}
