import { valueText } from "../../drawing/number_text.js";
import { find } from "../../shell/elements.js";
import { nodesOf, valueAt } from "./discriminators.js";
import { drawMeter } from "./meter.js";
import { cursorText, explanation, hint } from "./words.js";

/** @typedef {import("./figure.js").Scene} Scene */

/**
 * Shows the numbers, the meter, the explanation and what screen readers say.
 *
 * @param {HTMLElement} section of the view
 * @param {Scene} scene
 * @param {{logisticOnly: boolean, cursor: number}} options the cursor is the node at which the keys change D
 */
export function showTexts(section, scene, { logisticOnly, cursor }) {
  const { pair, measures, found } = scene, x = nodesOf(pair)[cursor], figure = find(section, ".figure");
  const numbers = { V: found.V, C: measures.C, gap: measures.C - found.V, jsd: 2 * measures.jsd, tv: measures.tv };
  for (const [name, value] of Object.entries(numbers)) find(section, `output.${name}`).textContent = valueText(value);
  drawMeter(find(section, ".meter"), found.V, measures.C);
  find(section, ".explanation").innerHTML = explanation(scene, { logisticOnly });
  find(section, ".hint").textContent = scene.cursor === null ? hint(scene, { logisticOnly }) : cursorText(scene, x);
  figure.setAttribute("aria-valuenow", valueAt(pair, found.cells, x).toFixed(3));
  figure.setAttribute("aria-valuetext", cursorText(scene, x));
}
