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
 */

/** @typedef {import("../shell/page_data.js").RecipeFields} RecipeFields */

/**
 * Return the recipe with some fields changed.
 * @param {RecipeFields} known The defaults and limits of the fields.
 * @param {Recipe} recipe The recipe to change.
 * @param {Record<string, unknown>} changes The new values of fields, by their names.
 * @returns {Recipe}
 */
export function changeRecipe(known, recipe, changes) {
  /** @type {Record<string, unknown>} */
  const changed = { ...recipe };
  for (const [name, value] of Object.entries(changes)) {
    const field = checkName("keyword", name, Object.keys(known.defaults));
    changed[field] = checkField(known, field, value);
  }
  const checked = /** @type {Recipe} */ (/** @type {unknown} */ (changed));
  if (checked.steps % checked.k_G !== 0) {
    throw new RangeError(`expected steps, a multiple of k_G = ${checked.k_G}; got ${checked.steps}`);
  }
  return Object.freeze(checked);
}

/**
 * Return the value of a field, or throw a RangeError.
 * @param {RecipeFields} known
 * @param {string} name
 * @param {unknown} value
 * @returns {unknown}
 */
function checkField(known, name, value) {
  if (name in known.counts) {
    const [least, most] = known.counts[name];
    return checkCount(name, value, least, most);
  }
  if (name in known.ranges) {
    return checkRange(name, value, known.ranges[name]);
  }
  switch (name) {
    case "loss":
      return checkName("loss", value, Object.keys(known.losses));
    case "noise":
      return checkName("noise", value, known.noises);
    case "G":
      return checkName("generator that this page trains", value, ["mlp"]);
    default:
      return checkName("frame spacing", value, ["even", "early"]);
  }
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
 * @param {[number, number, string]} interval Its ends and its brackets.
 * @returns {number}
 */
function checkRange(name, value, [low, high, brackets]) {
  const number = typeof value === "number" ? value : NaN;
  const above = brackets[0] === "[" ? number >= low : number > low;
  const below = brackets[1] === "]" ? number <= high : number < high;
  if (!(above && below)) {
    const expected = high === Infinity ? `> ${low}, finite` : `in ${brackets[0]}${low}, ${high}${brackets[1]}`;
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
