import { ticks } from "./axes.js";
import { context, line, word } from "./canvas.js";
import { minus } from "./number_text.js";

/**
 * Figure 1 at one moment. Shares of an axis are 0 at its start and 1 at its end.
 *
 * @typedef {object} Figure1
 * @property {[number, number]} limits the ends of the x axis
 * @property {number} top the end of the axis of the densities
 * @property {number} reach the end of the z axis, which starts at minus this
 * @property {ArrayLike<number>} x where the curves are known, as shares of the axis
 * @property {ArrayLike<number>} p_data as shares of the axis of the densities
 * @property {ArrayLike<number>} p_g as shares of the axis of the densities
 * @property {ArrayLike<number>} D
 * @property {ArrayLike<number>} D_star
 * @property {ArrayLike<number>} z where the arrows start
 * @property {ArrayLike<number>} G_z where they end, as shares of the x axis
 * @property {string} moved the player whose curve is drawn thicker: "D", "G" or "" for none
 */

/**
 * The colours of the curves, and the heights of the axes of x and z below that of the densities, whose height is 1.
 *
 * @typedef {object} Look
 * @property {string} BLACK
 * @property {string} GREEN
 * @property {string} BLUE
 * @property {string} GREY
 * @property {number} X_AXIS
 * @property {number} Z_AXIS
 * @property {number} D_TOP the D that is as high as the end of the axis of the densities
 */

/**
 * The canvas, and the functions from shares of the axes, D and z to its pixels. A share of 1 is the top of the figure.
 *
 * @typedef {object} Places
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
 * Draws Figure 1: p_data, p_g, D and D* over x, and below them arrows from z to x = G(z).
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Look} look
 * @param {Figure1} figure
 * @returns {string} what the labels of the axes are to be multiplied by; empty if they are the numbers themselves
 */
export function drawFigure1(canvas, look, figure) {
  const places = layOut(canvas, look, figure);
  const densities = drawVerticalAxes(places, look, figure), abscissae = drawHorizontalAxes(places, look, figure);
  drawArrows(places, look, figure);
  drawCurves(places, look, figure);
  const notes = [["x", abscissae.note], ["density", densities.note]].filter(([, note]) => note);
  return notes.map(([name, note]) => `${name}: labels${minus(note)}`).join("; ");
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Look} look
 * @param {Figure1} figure
 * @returns {Places}
 */
function layOut(canvas, look, { reach }) {
  const { pen, width, height, size } = context(canvas);
  const pad = { left: 3.9 * size, right: 2.9 * size, top: 0.5 * size, bottom: 1.4 * size };
  const right = width - pad.right;
  /** @type {Places["X"]} */
  const X = share => pad.left + share * (right - pad.left);
  /** @type {Places["at"]} */
  const at = share => pad.top + (1 - share) / (1 - look.Z_AXIS) * (height - pad.top - pad.bottom);
  return {
    pen, width, size, left: pad.left, right, X, at,
    Z: z => X((z + reach) / (2 * reach)),
    YD: D => at(D / look.D_TOP),
  };
}

/**
 * Draws the axis of the densities on the left, and that of D on the right.
 *
 * @param {Places} places
 * @param {Look} look
 * @param {Figure1} figure
 */
function drawVerticalAxes({ pen, width, size, left, right, at, YD }, look, { top }) {
  line(pen, [[left, at(1)], [left, at(0)]], { width: 1.5 });
  const densities = ticks(0, 0.95 * top, width > 600 ? 6 : 4);
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
 * Draws the axis of x, and that of z below it.
 *
 * @param {Places} places
 * @param {Look} look
 * @param {Figure1} figure
 */
function drawHorizontalAxes({ pen, width, left, right, X, at }, look, { limits, reach }) {
  for (const [name, share] of /** @type {[string, number][]} */ ([["x", look.X_AXIS], ["z", look.Z_AXIS]])) {
    line(pen, [[left, at(share)], [right, at(share)]], { width: 1.5 });
    word(pen, name, left - 10, at(share), { align: "right", italic: true });
  }
  const abscissae = ticks(limits[0], limits[1], width > 600 ? 8 : 6);
  for (const [share, text] of abscissae) {
    line(pen, [[X(share), at(look.X_AXIS)], [X(share), at(look.X_AXIS) - 6]], { width: 1.5 });
    word(pen, text, X(share), at(look.X_AXIS) - 8, { base: "bottom" });
  }
  for (const [share, text] of ticks(-reach, reach, width > 600 ? 5 : 3)) {
    line(pen, [[X(share), at(look.Z_AXIS)], [X(share), at(look.Z_AXIS) + 6]], { width: 1.5 });
    word(pen, text, X(share), at(look.Z_AXIS) + 9, { base: "top" });
  }
  return abscissae;
}

/**
 * Draws arrows from z to x = G(z).
 *
 * @param {Places} places
 * @param {Look} look
 * @param {Figure1} figure
 */
function drawArrows({ pen, size, X, Z, at }, look, { z, G_z }) {
  for (let k = 0; k < z.length; k++) {
    if (!(G_z[k] >= 0 && G_z[k] <= 1)) continue;
    const x = X(G_z[k]), y = at(look.X_AXIS), h = 0.5 * size;
    line(pen, [[Z(z[k]), at(look.Z_AXIS)], [x, y + h]], { color: look.GREY, width: 1.3 });
    pen.beginPath();
    pen.moveTo(x, y + 1);
    pen.lineTo(x - h / 2, y + h);
    pen.lineTo(x + h / 2, y + h);
    pen.fillStyle = look.GREEN;
    pen.fill();
  }
}

/**
 * Draws p_g, p_data, D* and D; the curve of the player who moved is thicker.
 *
 * @param {Places} places
 * @param {Look} look
 * @param {Figure1} figure
 */
function drawCurves({ pen, left, right, X, at, YD }, look, { x, p_data, p_g, D, D_star, moved }) {
  const thick = (/** @type {string} */ player) => moved === player ? 6 : 3.5;
  const high = (/** @type {number} */ share) => at(Math.min(share, 2));
  /** @type {(values: ArrayLike<number>, place: (value: number) => number, style: object) => void} */
  const curve = (values, place, style) => line(pen, Array.from(x, (share, k) => [X(share), place(values[k])]), style);
  pen.save();
  pen.beginPath();
  pen.rect(left, at(1), right - left, at(0) - at(1) + 3);
  pen.clip();
  curve(p_g, high, { color: look.GREEN, width: thick("G") });
  curve(p_data, high, { width: 3.5, dash: [3.5, 5] });
  curve(D_star, YD, { color: look.BLUE, width: 1.6 });
  curve(D, YD, { color: look.BLUE, width: thick("D"), dash: [13, 7] });
  pen.restore();
}
