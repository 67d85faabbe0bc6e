import { valueText } from "../../drawing/number_text.js";
import { find } from "../../shell/elements.js";

const LOG_4 = Math.log(4);
const LEAST_SPAN = 0.25; // nats below −log 4, at least

/**
 * Shows V as a bar that grows toward its ceiling C, with a mark at −log 4, where D = ½ is.
 *
 * @param {HTMLElement} root the element with role="meter"
 * @param {number} V
 * @param {number} C
 */
export function drawMeter(root, V, C) {
  const low = -LOG_4 - Math.max(C + LOG_4, LEAST_SPAN), high = C + 0.04 * (C - low);
  const percent = (/** @type {number} */ value) => 100 * Math.min(Math.max((value - low) / (high - low), 0), 1);
  find(root, ".now").innerHTML = `<var>V</var> = ${valueText(V)}`;
  find(root, ".bar").style.width = `${percent(V)}%`;
  for (const mark of root.querySelectorAll("[data-mark]")) {
    if (mark instanceof HTMLElement) placeAt(mark, percent(mark.dataset.mark === "C" ? C : -LOG_4));
  }
  find(root, ".below").hidden = V >= low;
  root.setAttribute("aria-valuemin", low.toFixed(4));
  root.setAttribute("aria-valuemax", C.toFixed(4));
  root.setAttribute("aria-valuenow", Math.max(V, low).toFixed(4));
  root.setAttribute("aria-valuetext", `V is ${valueText(V)}, its ceiling C is ${valueText(C)}`);
}

/** @param {HTMLElement} mark a line, or a label that stays within the meter @param {number} percent */
function placeAt(mark, percent) {
  mark.style.left = `${percent}%`;
  mark.style.transform = `translateX(-${percent}%)`;
}
