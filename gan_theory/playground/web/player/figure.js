import { ticks } from "../drawing/axes.js";
import { context, line, word } from "../drawing/canvas.js";
import { minus } from "../drawing/number_text.js";
import { look, recording, row } from "./recording.js";

/**
 * The canvas, and the functions from shares of the axes, D and z to its pixels. A share of 1 is the top of the figure.
 * @typedef {object} Plot
 * @property {CanvasRenderingContext2D} pen
 * @property {number} width
 * @property {number} size of the font
 * @property {number} left
 * @property {number} right
 * @property {(share: number) => number} X
 * @property {(z: number) => number} Z
 * @property {(share: number) => number} at
 * @property {(D: number) => number} YD
 */

/**
 * Draw Figure 1 of a frame.
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} notes where to say what the labels of the axes are to be multiplied by
 * @param {number} i the number of the frame
 */
export function drawFigure(canvas, notes, i) {
  const plot = layOut(canvas);
  const densities = drawVerticalAxes(plot), places = drawHorizontalAxes(plot);
  const said = [["x", places.note], ["density", densities.note]].filter(([, note]) => note);
  notes.textContent = said.map(([name, note]) => `${name}: labels${minus(note)}`).join("; ");
  drawArrows(plot, i);
  drawCurves(plot, i);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Plot}
 */
function layOut(canvas) {
  const { pen, width, height, size } = context(canvas);
  const pad = { left: 3.6 * size, right: 2.9 * size, top: 0.5 * size, bottom: 1.4 * size };
  const right = width - pad.right;
  /** @type {Plot["X"]} */
  const X = share => pad.left + share * (right - pad.left);
  /** @type {Plot["at"]} */
  const at = share => pad.top + (1 - share) / (1 - look.Z_AXIS) * (height - pad.top - pad.bottom);
  return {
    pen, width, size, left: pad.left, right, X, at,
    Z: z => X((z + recording.reach) / (2 * recording.reach)),
    YD: D => at(D / look.D_TOP),
  };
}

/**
 * Draw the axis of the densities on the left, and that of D on the right.
 * @param {Plot} plot
 */
function drawVerticalAxes({ pen, width, size, left, right, at, YD }) {
  line(pen, [[left, at(1)], [left, at(0)]], { width: 1.5 });
  const densities = ticks(0, 0.95 * recording.top, width > 600 ? 6 : 4);
  for (const [share, text] of densities) {
    line(pen, [[left - 6, at(0.95 * share)], [left, at(0.95 * share)]], { width: 1.5 });
    word(pen, text, left - 10, at(0.95 * share), { align: "right" });
  }
  word(pen, "density", size * 0.6, at(0.55), { turn: -Math.PI / 2 });
  line(pen, [[left, YD(0.5)], [right, YD(0.5)]], { color: look.BLUE, dash: [2, 5] });
  for (const [value, text] of /** @type {[number, string][]} */ ([[0, "0"], [0.5, "½"], [1, "1"]])) {
    line(pen, [[right, YD(value)], [right + 6, YD(value)]], { color: look.BLUE, width: 1.5 });
    word(pen, text, right + 10, YD(value), { color: look.BLUE, align: "left" });
  }
  word(pen, "D(x)", width - size * 0.6, YD(0.75), { color: look.BLUE, turn: -Math.PI / 2, italic: true });
  return densities;
}

/**
 * Draw the axis of x, and that of z below it.
 * @param {Plot} plot
 */
function drawHorizontalAxes({ pen, width, left, right, X, at }) {
  for (const [name, share] of [["x", look.X_AXIS], ["z", look.Z_AXIS]]) {
    line(pen, [[left, at(share)], [right, at(share)]], { width: 1.5 });
    word(pen, name, left - 10, at(share), { align: "right", italic: true });
  }
  const [lo, hi] = recording.limits, places = ticks(lo, hi, width > 600 ? 8 : 6);
  for (const [share, text] of places) {
    line(pen, [[X(share), at(look.X_AXIS)], [X(share), at(look.X_AXIS) - 6]], { width: 1.5 });
    word(pen, text, X(share), at(look.X_AXIS) - 8, { base: "bottom" });
  }
  for (const [share, text] of ticks(-recording.reach, recording.reach, width > 600 ? 5 : 3)) {
    line(pen, [[X(share), at(look.Z_AXIS)], [X(share), at(look.Z_AXIS) + 6]], { width: 1.5 });
    word(pen, text, X(share), at(look.Z_AXIS) + 9, { base: "top" });
  }
  return places;
}

/**
 * Draw arrows from z to x = G(z).
 * @param {Plot} plot
 * @param {number} i the number of the frame
 */
function drawArrows({ pen, size, X, Z, at }, i) {
  row("G_z", i).forEach((end, k) => {
    if (end < 0 || end > 1) return;
    const x = X(end), y = at(look.X_AXIS), h = 0.5 * size;
    line(pen, [[Z(recording.z[k]), at(look.Z_AXIS)], [x, y + h]], { color: look.GREY, width: 1.3 });
    pen.beginPath();
    pen.moveTo(x, y + 1);
    pen.lineTo(x - h / 2, y + h);
    pen.lineTo(x + h / 2, y + h);
    pen.fillStyle = look.GREEN;
    pen.fill();
  });
}

/**
 * Draw p_g, p_data, D* and D; the curve of the player who moved is thicker.
 * @param {Plot} plot
 * @param {number} i the number of the frame
 */
function drawCurves({ pen, left, right, X, at, YD }, i) {
  const thick = (/** @type {string} */ player) => recording.moved[i] === player ? 6 : 3.5;
  const high = (/** @type {number} */ share) => at(Math.min(share, 2));
  /** @type {(values: Float32Array, place: (value: number) => number, style: object) => void} */
  const curve = (values, place, style) =>
    line(pen, Array.from(recording.x, (x, k) => [X(x), place(values[k])]), style);
  pen.save();
  pen.beginPath();
  pen.rect(left, at(1), right - left, at(0) - at(1) + 3);
  pen.clip();
  curve(row("p_g", i), high, { color: look.GREEN, width: thick("G") });
  curve(recording.p_data, high, { width: 3.5, dash: [3.5, 5] });
  curve(row("D_star", i), YD, { color: look.BLUE, width: 1.6 });
  curve(row("D", i), YD, { color: look.BLUE, width: thick("D"), dash: [13, 7] });
  pen.restore();
}
