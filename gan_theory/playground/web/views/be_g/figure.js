import { ticks } from "../../drawing/axes.js";
import { line, word } from "../../drawing/canvas.js";
import { drawHandles, handlesOf } from "../../drawing/mixture_handles.js";
import { D_MARKS, D_TOP, densityMarks, drawCurve, drawValueAxis, makePlot } from "../../drawing/plot.js";
import { pdfOf } from "../../mathematics/densities.js";
import { noiseNamed } from "../../mathematics/noises.js";
import { colours } from "../../shell/colours.js";
import { functionOf, modesOf, reachOf } from "./generator.js";

/** @typedef {import("../../drawing/plot.js").Plot} Plot */
/** @typedef {import("../../drawing/mixture_handles.js").Handle} Handle */
/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./generator.js").Generator} Generator */
/** @typedef {import("./targets.js").GridTarget} GridTarget */

const ARROWS = 24; // each stands for the same mass
const X_AXIS = 1.9, Z_AXIS = 6.1, BELOW = 7.6; // how far below the densities, in font sizes

/**
 * Makes the axes of the figure, as in Figure 1: densities and D over x, and below them the axes of x and of z.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {GridTarget} target
 * @returns {Plot}
 */
export function figurePlot(canvas, { limits, top }) {
  return makePlot(canvas, { x: limits, y: [0, top], labels: { left: 3.4, right: 2.6, bottom: BELOW } });
}

/**
 * Draws p_data, p_g, D* and a frozen D, and the arrows from z to x = G(z).
 *
 * @param {Plot} plot of `figurePlot`
 * @param {Game} game
 * @param {Generator} G
 * @param {Handle | null} held the handle that is being dragged
 */
export function drawFigure(plot, game, G, held) {
  drawAxes(plot, game.target);
  drawArrows(plot, G);
  drawDensities(plot, game);
  if (game.p_g.some(mass => mass > 0.999)) labelAtom(plot, game);
  const YD = (/** @type {number} */ D) => plot.share(D / D_TOP), { x } = game.target;
  drawCurve(plot, x, game.D_star, YD, { color: colours.BLUE, width: 1.6 });
  if (game.best) drawCurve(plot, x, game.D, YD, { color: colours.BLUE, width: 3.5, dash: [13, 7] });
  if (game.best) markBest(plot, game.best, YD(game.best.D));
  drawHandles(plot, handlesOf(modesOf(G), plot), colours.GREEN, held);
}

/** @param {Plot} plot @param {GridTarget} target */
function drawAxes(plot, { limits, top }) {
  const { pen, box, share } = plot;
  drawValueAxis(plot, densityMarks(top), { name: "density" });
  drawValueAxis(plot, D_MARKS, { side: "right", color: colours.BLUE, name: "D(x)", italic: true });
  line(pen, [[box.left, share(0)], [box.right, share(0)]], { width: 1.5 });
  line(pen, [[box.left, share(0.5 / D_TOP)], [box.right, share(0.5 / D_TOP)]], { color: colours.BLUE, dash: [2, 5] });
  drawLineBelow(plot, X_AXIS, limits, { name: "x", above: true });
}

/**
 * Draws one of the two axes below the densities.
 *
 * @param {Plot} plot
 * @param {number} at how far below, in font sizes
 * @param {[number, number]} limits
 * @param {{name: string, above: boolean}} style whether the labels are above the line
 */
function drawLineBelow({ pen, box, size }, at, limits, { name, above }) {
  const y = box.bottom + at * size, wide = box.right - box.left, out = above ? -1 : 1;
  line(pen, [[box.left, y], [box.right, y]], { width: 1.5 });
  word(pen, name, box.left - 0.7 * size, y, { align: "right", italic: true });
  for (const [share, text] of ticks(limits[0], limits[1], wide > 25 * size ? 8 : 6)) {
    const x = box.left + share * wide;
    line(pen, [[x, y], [x, y + 5 * out]], { width: 1.5 });
    word(pen, text, x, y + 8 * out, { base: above ? "bottom" : "top" });
  }
}

/** @param {Plot} plot @param {Generator} G */
function drawArrows(plot, G) {
  const { pen, box, size, X } = plot, reach = 1.1 * reachOf(G.noise), { quantile } = noiseNamed(G.noise);
  const top = box.bottom + X_AXIS * size, bottom = box.bottom + Z_AXIS * size, head = 0.45 * size;
  const value = functionOf(G);
  drawLineBelow(plot, Z_AXIS, [-reach, reach], { name: "z", above: false });
  for (let i = 0; i < ARROWS; i++) {
    const z = quantile((i + 0.5) / ARROWS), x = X(value(z));
    if (x < box.left - 1 || x > box.right + 1) continue;
    const start = box.left + (z + reach) / (2 * reach) * (box.right - box.left);
    line(pen, [[start, bottom], [x, top + head]], { color: colours.GREY, width: 1.3 });
    fill(pen, [[x, top + 1], [x - head / 2, top + head], [x + head / 2, top + head]], colours.GREEN);
  }
}

/**
 * Fills a shape.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {number[][]} points its corners
 * @param {string} color
 */
export function fill(pen, points, color) {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.fillStyle = color;
  pen.fill();
}

/** @param {Plot} plot @param {Game} game */
function drawDensities(plot, { target: { x, p_data, top }, p_g }) {
  const high = (/** @type {number} */ density) => plot.Y(Math.min(density, 2 * top));
  drawCurve(plot, x, pdfOf(p_g, x), high, { color: colours.GREEN, width: 3.5 });
  drawCurve(plot, x, pdfOf(p_data, x), high, { width: 3.5, dash: [3.5, 5] });
}

/**
 * Marks where the frozen D is largest.
 *
 * @param {Plot} plot
 * @param {import("./game.js").Best} best
 * @param {number} y where D is there
 */
function markBest({ pen, box, size, X }, { x }, y) {
  const at = X(x), isRight = at > box.right - 5 * size;
  line(pen, [[at, y], [at, box.bottom]], { color: colours.BLUE, width: 1.5, dash: [4, 4] });
  fill(pen, [[at, y], [at - 0.4 * size, y - 0.7 * size], [at + 0.4 * size, y - 0.7 * size]], colours.BLUE);
  const style = /** @type {const} */ ({ align: isRight ? "right" : "left", base: "bottom", color: colours.BLUE });
  word(pen, "argmax D", at + (isRight ? -0.6 : 0.6) * size, y - 0.1 * size, style);
}

/**
 * Says that the spike goes on beyond the top.
 *
 * @param {Plot} plot
 * @param {Game} game
 */
function labelAtom({ pen, box, size, X }, { target: { x }, p_g }) {
  const at = X(x[p_g.indexOf(Math.max(...p_g))]), toLeft = at > (box.left + box.right) / 2;
  const style = /** @type {const} */ ({ align: toLeft ? "right" : "left", base: "top", color: colours.GREEN });
  word(pen, "all of p_g is in one cell", at + (toLeft ? -1 : 1) * 0.7 * size, box.top, style);
}
