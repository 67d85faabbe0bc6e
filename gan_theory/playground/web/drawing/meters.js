import { context, line, word } from "./canvas.js";
import { minus } from "./number_text.js";

/**
 * The vertical axis of a meter.
 *
 * @typedef {object} MeterAxis
 * @property {number} low its ends, in what `to` returns
 * @property {number} high
 * @property {(value: number) => number} to what of a value the axis shows: itself or its logarithm
 * @property {[number, string][]} ticks labelled values
 * @property {[number, string][]} lines labelled values with a dotted line across the meter
 */

/**
 * A curve over time.
 *
 * @typedef {{values: ArrayLike<number>, color: string, dash?: number[], width?: number}} MeterCurve
 */

const itself = (/** @type {number} */ value) => value;

/**
 * Draws curves over time up to now in colour, and what comes later thin and grey; a cursor shows where now is.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {string} grey the colour of what comes later
 * @param {MeterAxis} axis
 * @param {ArrayLike<number>} times the times of the values, as shares of the horizontal axis
 * @param {MeterCurve[]} curves the last one is in front
 * @param {number} now the number of the present value
 */
export function drawMeter(canvas, grey, axis, times, curves, now) {
  const { pen, width, height, size } = context(canvas), { low, high, to } = axis;
  const left = 3.9 * size, X = (/** @type {number} */ share) => left + 4 + share * (width - left - 10);
  const Y = (/** @type {number} */ value) => height - 0.5 * size - (value - low) / (high - low) * (height - size);
  drawMeterAxis(pen, axis, { left, width, height, size, Y });
  line(pen, [[X(times[now]), 0], [X(times[now]), height]], { width: 1.5 });
  for (const { values, color, dash, width: thickness = 3 } of curves) {
    const points = Array.from(times, (time, k) => [X(time), Y(to(values[k]))]);
    line(pen, points, { color: grey, width: 1 });
    line(pen, points.slice(0, now + 1), { color, dash, width: thickness });
    pen.beginPath();
    pen.arc(points[now][0], points[now][1], 5, 0, 7);
    pen.fillStyle = color;
    pen.fill();
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {MeterAxis} axis
 * @param {{left: number, width: number, height: number, size: number, Y: (value: number) => number}} places
 */
function drawMeterAxis(pen, { to, ticks, lines }, { left, width, height, size, Y }) {
  for (const [value, text] of lines) {
    line(pen, [[left, Y(to(value))], [width, Y(to(value))]], { dash: [2, 4], width: 1.5 });
    const y = Math.min(Math.max(Y(to(value)), size / 2), height - size / 2);
    word(pen, text, left - 6, y, { align: "right" });
  }
  for (const [value, text] of ticks) {
    line(pen, [[left - 4, Y(to(value))], [left + 2, Y(to(value))]], { width: 1.5 });
    word(pen, text, left - 6, Y(to(value)), { align: "right" });
  }
  line(pen, [[left, 0], [left, height]], { width: 1.5 });
}

/**
 * An axis that shows values themselves.
 *
 * @param {number} low
 * @param {number} high
 * @param {[number, string][]} lines labelled values with a dotted line
 * @param {[number, string][]} [ticks] labelled values with a tick
 * @returns {MeterAxis}
 */
export function linearAxis(low, high, lines, ticks = []) {
  return { low, high, to: itself, ticks, lines };
}

/**
 * An axis that shows decimal logarithms, from the power of ten below all values to that above them.
 *
 * @param {Iterable<number>} values
 * @param {number} least smaller values are shown as this one
 * @returns {MeterAxis}
 */
export function logarithmicAxis(values, least) {
  const to = (/** @type {number} */ value) => Math.log10(Math.max(value, least));
  let [smallest, largest] = [Infinity, -Infinity];
  for (const value of values) [smallest, largest] = [Math.min(smallest, to(value)), Math.max(largest, to(value))];
  const low = Math.floor(smallest), high = Math.max(low + 1, Math.ceil(largest));
  const label = (/** @type {number} */ decade) => minus(decade < -3 ? "1e" + decade : String(10 ** decade));
  return { low, high, to, ticks: [[10 ** low, label(low)], [10 ** high, label(high)]], lines: [] };
}
