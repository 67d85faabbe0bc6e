import { drawMeter, linearAxis, logarithmicAxis } from "../drawing/meters.js";
import { shown } from "../drawing/number_text.js";
import { count, look, recording } from "./recording.js";

/** @typedef {import("../drawing/meters.js").MeterAxis} MeterAxis */

const LOG_4 = Math.log(4), dash = [10, 5];
const gaps = logarithmicAxis([...recording.D_gap, ...recording.G_gap], look.LEAST);
const V_low = Math.max(-3, Math.min(-LOG_4 - 0.1, ...recording.V)), V_high = Math.max(-LOG_4 + 0.1, ...recording.V);
const times = Array.from(recording.step, (_, i) => i / Math.max(1, count - 1));

/** @type {Record<"V" | "D_gap" | "G_gap" | "D_from_half", {axis: MeterAxis, color: string, dash?: number[]}>} */
const meters = {
  V: { axis: linearAxis(V_low, V_high, [[-LOG_4, "−log 4"]]), color: look.BLACK },
  D_gap: { axis: gaps, color: look.BLUE, dash },
  G_gap: { axis: gaps, color: look.GREEN },
  D_from_half: { axis: linearAxis(0, Math.max(0.01, ...recording.D_from_half), [[0, "0"]]), color: look.BLUE, dash },
};

/**
 * Draw all meters, each in the element that has its name.
 * @param {number} i the number of the frame
 */
export function drawMeters(i) {
  for (const name of /** @type {(keyof typeof meters)[]} */ (Object.keys(meters))) {
    const element = /** @type {HTMLElement} */ (document.getElementById(name)), { axis, ...style } = meters[name];
    /** @type {HTMLElement} */ (element.querySelector("output")).textContent = shown(recording[name][i]);
    const canvas = /** @type {HTMLCanvasElement} */ (element.querySelector("canvas"));
    drawMeter(canvas, look.GREY, axis, times, [{ values: recording[name], ...style }], i);
  }
}
