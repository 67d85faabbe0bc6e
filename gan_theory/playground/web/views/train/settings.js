import { changeRecipe } from "../../training/recipe.js";
import { numberFromText } from "../../shell/address.js";
import { SPEEDS } from "./run.js";
import { choiceFromText, choiceToText } from "./targets.js";

/** @typedef {import("../../training/recipe.js").Recipe} Recipe */
/** @typedef {import("../../shell/page_data.js").RecipeFields} RecipeFields */
/** @typedef {import("./targets.js").Choice} Choice */

/**
 * What a reader sets before a run: all that the address keeps.
 *
 * @typedef {object} Settings
 * @property {string} preset the name of a preset, "" for the default recipe
 * @property {Choice} choice what to train on
 * @property {number} seed
 * @property {Recipe} recipe
 * @property {"D" | "G" | null} frozen
 * @property {string} speed a name in SPEEDS
 */

/**
 * A preset: a recipe for a target.
 *
 * @typedef {{name: string, target: string, recipe: Partial<Recipe>}} Preset
 */

/** The largest seed. */
export const LARGEST_SEED = 999999999;

/** The most of what makes a page slow, or fills its memory. */
const MOST = { k: 100, k_G: 1000, steps: 100000, batch: 4096, width: 128, dataset_size: 100000 };
const UNUSED = ["G", "frames", "frame_spacing"]; // fields that make no difference here
const START = { target: "two-modes", speed: "fast" };

/** The settings of the page: which are possible, and how they are written into the address. */
export class SettingsRules {
  /**
   * @param {RecipeFields} rules
   * @param {Preset[]} presets
   * @param {string[]} targets the names of the package's targets
   */
  constructor(rules, presets, targets) {
    this.rules = rules;
    this.presets = presets;
    this.targets = targets;
  }

  /**
   * The settings of a preset.
   *
   * @param {string} name of the preset, "" for the default recipe
   * @returns {Settings}
   */
  ofPreset(name) {
    const { target = START.target, recipe = {} } = this.presets.find(preset => preset.name === name) ?? {};
    const defaults = /** @type {Recipe} */ (this.rules.defaults);
    return {
      preset: name, choice: { kind: "named", name: target }, seed: 0,
      recipe: changeRecipe(this.rules, defaults, recipe), frozen: null, speed: START.speed,
    };
  }

  /**
   * A recipe with another value in one field. The steps become a multiple of k_G.
   *
   * @param {Recipe} recipe
   * @param {string} name of the field
   * @param {unknown} value
   * @returns {Recipe | null} null if the field has no such value
   */
  withField(recipe, name, value) {
    const fields = { ...recipe, [name]: value }, most = MOST[/** @type {keyof typeof MOST} */ (name)] ?? Infinity;
    const steps = Math.ceil(fields.steps / fields.k_G) * fields.k_G;
    if (!(name in recipe) || UNUSED.includes(name) || Number(value) > most) return null;
    try {
      return changeRecipe(this.rules, recipe, name === "k_G" || name === "steps" ? { ...fields, steps } : fields);
    } catch {
      return null;
    }
  }

  /**
   * The names of the fields in which a recipe differs from that of its preset.
   *
   * @param {Settings} settings
   * @returns {(keyof Recipe)[]}
   */
  differences({ preset, recipe }) {
    return differencesOf(recipe, this.ofPreset(preset).recipe);
  }

  /**
   * @param {Settings} settings
   * @returns {boolean} whether the target is that of the preset
   */
  hasTargetOfPreset({ preset, choice }) {
    return choiceToText(choice) === choiceToText(this.ofPreset(preset).choice);
  }

  /**
   * @param {Settings} settings
   * @returns {Record<string, string>} what the address keeps
   */
  toState(settings) {
    const start = this.ofPreset(settings.preset), state = /** @type {Record<string, string>} */ ({});
    if (settings.preset) state.preset = settings.preset;
    if (!this.hasTargetOfPreset(settings)) state.target = choiceToText(settings.choice);
    if (settings.seed !== start.seed) state.seed = String(settings.seed);
    for (const name of this.differences(settings)) state[name] = String(settings.recipe[name]);
    if (settings.frozen) state.frozen = settings.frozen;
    if (settings.speed !== start.speed) state.speed = settings.speed;
    return state;
  }

  /**
   * @param {Record<string, string>} state what the address has; bad values are ignored
   * @returns {Settings}
   */
  fromState(state) {
    const preset = this.presets.some(({ name }) => name === state.preset) ? state.preset : "";
    const settings = this.ofPreset(preset), numbers = this.rules.counts;
    settings.choice = choiceFromText(state.target ?? "", this.targets) ?? settings.choice;
    settings.seed = Math.round(numberFromText(state.seed, 0, LARGEST_SEED, settings.seed));
    settings.frozen = state.frozen === "D" || state.frozen === "G" ? state.frozen : null;
    settings.speed = Object.hasOwn(SPEEDS, state.speed ?? "") ? state.speed : settings.speed;
    for (const name of Object.keys(settings.recipe)) {
      if (!(name in state)) continue;
      const isNumber = name in numbers || name in this.rules.ranges, text = state[name];
      const value = isNumber ? numberFromText(text, -Infinity, Infinity, NaN) : text;
      settings.recipe = this.withField(settings.recipe, name, value) ?? settings.recipe;
    }
    return settings;
  }
}

/**
 * The names of the fields in which two recipes differ.
 *
 * @param {Recipe} recipe
 * @param {Recipe} other
 * @returns {(keyof Recipe)[]}
 */
export function differencesOf(recipe, other) {
  const names = /** @type {(keyof Recipe)[]} */ (Object.keys(recipe));
  return names.filter(name => recipe[name] !== other[name] && !UNUSED.includes(name));
}
