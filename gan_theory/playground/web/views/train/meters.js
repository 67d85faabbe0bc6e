import { drawMeter, linearAxis, logarithmicAxis } from "../../drawing/meters.js";
import { minus, valueText } from "../../drawing/number_text.js";
import { colours } from "../../shell/colours.js";
import { find, findCanvas } from "../../shell/elements.js";

/** @typedef {import("../../training/frame.js").Frame} Frame */
/** @typedef {import("../../training/history.js").History} History */
/** @typedef {import("../../drawing/meters.js").MeterAxis} MeterAxis */

const LOG_4 = Math.log(4), DASH = [10, 5], SMALLEST_GAP = 1e-6, LOWEST_V = -3;
const NUMBERS = /** @type {const} */ (["V", "C", "tv", "D_gap", "G_gap", "jsd"]);

/**
 * The meters of a run: V with its ceiling C, and both gaps, over time; and the present numbers.
 *
 * @param {HTMLElement} section
 * @returns {(frame: Frame, history: History, end: number) => void} draws them; `end` is when the run ends
 */
export function makeMeters(section) {
  const outputs = NUMBERS.map(name => ({ name, output: find(section, `output.${name}`) }));
  const canvases = { V: findCanvas(section, "#train-V canvas"), gaps: findCanvas(section, "#train-gaps canvas") };
  return (frame, history, end) => {
    const { moments } = history, now = moments.length - 1, length = Math.max(end, history.last.time, 1);
    const times = moments.map(moment => moment.time / length);
    const of = (/** @type {"V" | "C" | "D_gap" | "G_gap"} */ name) => moments.map(moment => moment[name]);
    const V = { values: of("V"), color: colours.BLACK, width: 2 };
    const C = { values: of("C"), color: colours.BLUE, width: 1.6 };
    drawMeter(canvases.V, colours.GREY, axisOfV(V.values, C.values), times, [C, V], now);
    const D_gap = { values: of("D_gap"), color: colours.BLUE, dash: DASH, width: 2 };
    const G_gap = { values: of("G_gap"), color: colours.GREEN, width: 2 };
    const axis = logarithmicAxis([...D_gap.values, ...G_gap.values, 1e-3, 1], SMALLEST_GAP);
    drawMeter(canvases.gaps, colours.GREY, axis, times, [G_gap, D_gap], now);
    for (const { name, output } of outputs) output.textContent = valueText(frame[name]);
  };
}

/**
 * The axis of V and C: in steps of a half, so that it seldom changes while a run goes on.
 *
 * @param {number[]} V
 * @param {number[]} C
 * @returns {MeterAxis}
 */
function axisOfV(V, C) {
  const low = Math.max(LOWEST_V, Math.floor(2 * Math.min(-LOG_4 - 0.05, ...V)) / 2);
  const high = Math.min(0, Math.ceil(2 * Math.max(-1, ...C) + 0.1) / 2);
  return linearAxis(low, high, [[-LOG_4, "−log 4"]], [[high, minus(String(high))]]);
}
