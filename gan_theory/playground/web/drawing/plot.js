import { ticks } from "./axes.js";
import { context, line, word } from "./canvas.js";

/** @typedef {import("./canvas.js").Context} Context */

/**
 * An axis pair on a canvas: where x and a value stand, in CSS pixels, and back.
 *
 * @typedef {object} Plot
 * @property {CanvasRenderingContext2D} pen
 * @property {number} size of the font
 * @property {{left: number, right: number, top: number, bottom: number}} box the frame
 * @property {(x: number) => number} X from x to pixels
 * @property {(value: number) => number} Y from a value of the left axis to pixels
 * @property {(share: number) => number} share from a share of the height, 0 at the bottom, to pixels
 * @property {(pixels: number) => number} xAt from pixels to x
 * @property {(pixels: number) => number} yAt from pixels to a value of the left axis
 * @property {(pixels: number) => number} shareAt from pixels to a share of the height
 */

/**
 * Clears a canvas and returns the axes of a plot on it, with room for labels at the left, at the right and below.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {{x: [number, number], y: [number, number], labels?: {left?: number, right?: number, top?: number,
 *   bottom?: number}}} limits the limits of x and of the left axis, and the room for labels in font sizes
 * @returns {Plot}
 */
export function makePlot(canvas, { x, y, labels = {} }) {
  const { pen, width, height, size } = context(canvas);
  const room = { left: 3.2, right: 0.8, top: 0.6, bottom: 1.6, ...labels };
  const box = {
    left: room.left * size, right: width - room.right * size, top: room.top * size, bottom: height - room.bottom * size,
  };
  const wide = box.right - box.left, high = box.bottom - box.top;
  const share = (/** @type {number} */ part) => box.bottom - part * high;
  const shareAt = (/** @type {number} */ pixels) => (box.bottom - pixels) / high;
  return {
    pen, size, box, share, shareAt,
    X: value => box.left + (value - x[0]) / (x[1] - x[0]) * wide,
    Y: value => share((value - y[0]) / (y[1] - y[0])),
    xAt: pixels => x[0] + (pixels - box.left) / wide * (x[1] - x[0]),
    yAt: pixels => y[0] + shareAt(pixels) * (y[1] - y[0]),
  };
}

/**
 * Draws the axis of x below the frame.
 *
 * @param {Plot} plot
 * @param {[number, number]} limits of x
 * @param {string} name of the axis, shown at its end
 */
export function drawXAxis(plot, limits, name) {
  const { pen, box, size, X } = plot, wide = box.right - box.left;
  line(pen, [[box.left, box.bottom], [box.right, box.bottom]], { width: 1.5 });
  for (const [share, text] of ticks(limits[0], limits[1], wide > 40 * size ? 8 : 5)) {
    const at = box.left + share * wide;
    line(pen, [[at, box.bottom], [at, box.bottom + 5]], { width: 1.5 });
    word(pen, text, at, box.bottom + 7, { base: "top" });
  }
  word(pen, name, X(limits[1]) + 0.2 * size, box.bottom - 0.2 * size, { align: "left", base: "bottom", italic: true });
}

/**
 * Draws an axis of values at the left or the right of the frame.
 *
 * @param {Plot} plot
 * @param {[number, string][]} marks shares of the height, and their labels
 * @param {{side?: "left" | "right", color?: string, name?: string, italic?: boolean}} [style]
 */
export function drawValueAxis(plot, marks, { side = "left", color = "#000000", name = "", italic = false } = {}) {
  const { pen, box, size, share } = plot, out = side === "left" ? -1 : 1, at = box[side];
  line(pen, [[at, box.top], [at, box.bottom]], { width: 1.5, color });
  for (const [part, text] of marks) {
    line(pen, [[at, share(part)], [at + 5 * out, share(part)]], { width: 1.5, color });
    word(pen, text, at + 8 * out, share(part), { align: side === "left" ? "right" : "left", color });
  }
  const end = side === "left" ? 0.6 * size : pen.canvas.clientWidth - 0.6 * size;
  const middle = side === "left" ? 0.5 : 0.75 / D_TOP; // between D's labels ½ and 1
  if (name) word(pen, name, end, share(middle), { turn: -Math.PI / 2, color, italic });
}

/**
 * Draws a curve over x, within the frame.
 *
 * @param {Plot} plot
 * @param {ArrayLike<number>} x where
 * @param {ArrayLike<number>} values the values there
 * @param {(value: number) => number} place from a value to pixels: `plot.Y`, or another
 * @param {{color?: string, width?: number, dash?: number[]}} style
 */
export function drawCurve(plot, x, values, place, style) {
  inFrame(plot, () => line(plot.pen, Array.from(x, (at, i) => [plot.X(at), place(values[i])]), style));
}

/**
 * Fills the area between two curves.
 *
 * @param {Plot} plot
 * @param {ArrayLike<number>} x where
 * @param {ArrayLike<number>} low the lower curve
 * @param {ArrayLike<number>} high the upper curve
 * @param {(value: number) => number} place from a value to pixels
 * @param {string} color with its opacity
 */
export function fillBetween(plot, x, low, high, place, color) {
  const { pen } = plot;
  inFrame(plot, () => {
    pen.beginPath();
    for (let i = 0; i < x.length; i++) pen.lineTo(plot.X(x[i]), place(low[i]));
    for (let i = x.length - 1; i >= 0; i--) pen.lineTo(plot.X(x[i]), place(high[i]));
    pen.fillStyle = color;
    pen.fill();
  });
}

/**
 * Draws with what lies outside the frame cut off.
 *
 * @param {Plot} plot
 * @param {() => void} draw
 */
export function inFrame({ pen, box }, draw) {
  pen.save();
  pen.beginPath();
  pen.rect(box.left, box.top - 3, box.right - box.left, box.bottom - box.top + 6);
  pen.clip();
  draw();
  pen.restore();
}

/**
 * The marks of an axis from 0 for densities: ticks in shares of the height.
 *
 * @param {number} top the density at the top
 * @returns {[number, string][]}
 */
export function densityMarks(top) {
  return ticks(0, 0.95 * top, 4).map(([share, text]) => [0.95 * share, text]);
}

/** The marks of the axis of D, whose top is `D_TOP`. */
export const D_TOP = 1.1;

/** @type {[number, string][]} */
export const D_MARKS = [[0, "0"], [0.5 / D_TOP, "½"], [1 / D_TOP, "1"]];
