import { mixtureToPython } from "../../shell/mixture_text.js";
import { differencesOf } from "./settings.js";
import { DRAWN_X } from "./targets.js";

/** @typedef {import("../../drawing/mixture_handles.js").Mixture} Mixture */
/** @typedef {import("../../training/recipe.js").Recipe} Recipe */
/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./targets.js").Choice} Choice */

const NUMBERS_PER_LINE = 20;

/**
 * The lines of `gan_theory` that train by the same recipe.
 *
 * @param {Settings} settings
 * @param {Recipe} defaults the package's
 * @param {Mixture | null} mixture the target's, where it has no name in the package
 * @param {string[]} log what the reader changed while it ran
 * @returns {string}
 */
export function pythonOf({ choice, seed, recipe }, defaults, mixture, log) {
  const { imports, names, before, target } = targetLines(mixture ? { kind: "mixture", mixture } : choice);
  return [
    ...imports,
    `from gan_theory import ${[...names, "Recipe", "train"].join(", ")}`,
    "",
    ...before,
    `recipe = Recipe(${fieldsText(recipe, defaults)})`,
    `*_, last = train(${target}, recipe, seed=${seed})`,
    "print(last.jsd)",
    "",
    "# The page draws random numbers of its own: with the same seed it starts from other weights",
    "# and sees other minibatches, so that its numbers differ from these.",
    ...logLines(log),
  ].join("\n");
}

/**
 * @param {Choice} choice
 * @returns {{imports: string[], names: string[], before: string[], target: string}} what to import, the lines that make
 *   the target, and how `train` is given it
 */
function targetLines(choice) {
  if (choice.kind === "named") return { imports: [], names: [], before: [], target: `"${choice.name}"` };
  if (choice.kind === "mixture") {
    const before = [`p_data = ${mixtureToPython(choice.mixture)}`];
    return { imports: [], names: ["GaussianMixture"], before, target: "p_data" };
  }
  const [low, high] = DRAWN_X, { heights } = choice, rows = [];
  for (let i = 0; i < heights.length; i += NUMBERS_PER_LINE) {
    rows.push(`    ${heights.slice(i, i + NUMBERS_PER_LINE).join(", ")},`);
  }
  const before = [
    "heights = [", ...rows, "]",
    `x = grid(${low}, ${high})`,
    `pdf = np.interp(x, np.linspace(${low}, ${high}, ${heights.length}), heights)`,
    "p_data = Density(x, pdf / pdf.sum())",
  ];
  return { imports: ["import numpy as np"], names: ["Density", "grid"], before, target: "p_data" };
}

/**
 * @param {Recipe} recipe
 * @param {Recipe} defaults
 */
function fieldsText(recipe, defaults) {
  return differencesOf(recipe, defaults).map(name => `${name}=${literal(recipe[name])}`).join(", ");
}

/** @param {string | number} value */
const literal = value => typeof value === "string" ? `"${value}"` : String(value);

/** @param {string[]} log */
function logLines(log) {
  if (log.length === 0) return [];
  const note = "# This recipe has the last values from its start, and freezes nobody.";
  return ["#", "# While it ran in the page:", ...log.map(what => `# - ${what}.`), note];
}
