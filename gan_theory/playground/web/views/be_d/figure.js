import { line, word } from "../../drawing/canvas.js";
import { drawHandles, handlesOf } from "../../drawing/mixture_handles.js";
import { D_MARKS, D_TOP, densityMarks, drawValueAxis, drawXAxis } from "../../drawing/plot.js";
import { drawCurve, fillBetween, makePlot } from "../../drawing/plot.js";
import { colours } from "../../shell/colours.js";
import { nodeStep, nodesOf, valueAt } from "./discriminators.js";

/** @typedef {import("../../drawing/plot.js").Plot} Plot */
/** @typedef {import("../../drawing/pointer.js").Point} Point */
/** @typedef {import("../../drawing/mixture_handles.js").Handle} Handle */
/** @typedef {import("./pairs.js").Pair} Pair */
/** @typedef {import("./pairs.js").Which} Which */
/** @typedef {import("./measures.js").PairMeasures} PairMeasures */
/** @typedef {import("./measures.js").DMeasures} DMeasures */
/** @typedef {import("./discriminators.js").Discriminator} Discriminator */

/**
 * What the figure shows.
 *
 * @typedef {object} Scene
 * @property {Pair} pair
 * @property {PairMeasures} measures
 * @property {Discriminator} D
 * @property {DMeasures} found
 * @property {boolean} showsDStar
 * @property {Which | null} drags the density that can be dragged
 * @property {Handle | null} held the handle in hand
 * @property {number | null} cursor the node at which the keys change D, null while the keys are not in use
 */

const ROOM = { left: 3.4, right: 2.9 };
const LARGEST_RATIO = 3.5; // of the top of the axis of densities to the lower of the two peaks
const LEAST_LOSS = 0.05; // the top of the axis of the loss, as a share of the top of that of the densities, at least

/** @param {Pair} pair @param {PairMeasures} measures @returns {number} the top of the axis of densities */
function densityTop(pair, { pdfs }) {
  const peaks = [pdfs.p_data, pdfs.p_g].map(values => Math.max(...values));
  return 1.1 * Math.min(Math.max(...peaks), LARGEST_RATIO * Math.min(...peaks));
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{pair: Pair, measures: PairMeasures}} scene
 * @returns {Plot} the axes of the figure
 */
export function plotOf(canvas, { pair, measures }) {
  return makePlot(canvas, { x: pair.limits, y: [0, densityTop(pair, measures)], labels: ROOM });
}

/**
 * Draws the densities, D, D* if it is to be seen, and the handles or the cursor.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Scene} scene
 * @returns {Plot}
 */
export function drawFigure(canvas, scene) {
  const plot = plotOf(canvas, scene), { pair, measures, found, drags } = scene;
  drawAxes(plot, scene);
  const YD = (/** @type {number} */ D) => atD(plot, D), thick = (/** @type {Which} */ each) => drags === each ? 5 : 3.5;
  if (scene.showsDStar) fillBetween(plot, pair.x, found.cells, measures.D_star, YD, `${colours.BLUE}30`);
  drawCurve(plot, pair.x, measures.pdfs.p_g, plot.Y, { color: colours.GREEN, width: thick("p_g") });
  drawCurve(plot, pair.x, measures.pdfs.p_data, plot.Y, { width: thick("p_data"), dash: [3.5, 5] });
  if (scene.showsDStar) drawCurve(plot, pair.x, measures.D_star, YD, { color: colours.BLUE, width: 1.8 });
  drawD(plot, scene);
  const mixture = drags && pair.mixtures[drags];
  if (mixture) drawHandles(plot, handlesOf(mixture, plot), drags === "p_g" ? colours.GREEN : colours.BLACK, scene.held);
  if (scene.cursor !== null) drawCursor(plot, scene, scene.cursor);
  return plot;
}

/** @param {Plot} plot @param {number} D */
const atD = (plot, D) => plot.share(D / D_TOP);

/**
 * @param {Plot} plot
 * @param {Point} point
 * @returns {{x: number, D: number}} the x and the D of a point, within the axes
 */
export function pointInFigure(plot, { x, y }) {
  const inside = Math.min(Math.max(x, plot.box.left), plot.box.right);
  return { x: plot.xAt(inside), D: Math.min(Math.max(D_TOP * plot.shareAt(y), 0), 1) };
}

/** @param {Plot} plot @param {Scene} scene */
function drawAxes(plot, { pair, measures }) {
  const { pen, box, size } = plot;
  for (const D of [0.5, 1]) {
    line(pen, [[box.left, atD(plot, D)], [box.right, atD(plot, D)]], { color: colours.BLUE, dash: [2, 5] });
  }
  drawXAxis(plot, pair.limits, "");
  word(pen, "x", box.right + 1.6 * size, box.bottom + 7, { base: "top", italic: true });
  drawValueAxis(plot, densityMarks(densityTop(pair, measures)), { name: "density" });
  drawValueAxis(plot, D_MARKS, { side: "right", color: colours.BLUE, name: "D(x)", italic: true });
}

/** @param {Plot} plot @param {Scene} scene */
function drawD(plot, { pair, D, found }) {
  const [x, values] = D.kind === "drawn" ? [nodesOf(pair), D.values] : [pair.x, found.cells];
  drawCurve(plot, x, values, value => atD(plot, value), { color: colours.BLUE, width: 3.5, dash: [13, 7] });
}

/** @param {Plot} plot @param {Scene} scene @param {number} cursor */
function drawCursor(plot, { pair, found }, cursor) {
  const x = pair.limits[0] + cursor * nodeStep(pair), at = plot.X(x), y = atD(plot, valueAt(pair, found.cells, x));
  line(plot.pen, [[at, plot.box.top], [at, plot.box.bottom]], { color: colours.PURPLE, width: 2 });
  plot.pen.beginPath();
  plot.pen.arc(at, y, 8, 0, 7);
  plot.pen.fillStyle = colours.PURPLE;
  plot.pen.fill();
}

/**
 * Draws what D loses against D* at each x; the area is C − V.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Scene} scene
 */
export function drawLoss(canvas, { pair, measures, found }) {
  const top = lossTop(densityTop(pair, measures), measures.halfLoss, found.loss);
  const plot = makePlot(canvas, { x: pair.limits, y: [0, top], labels: { ...ROOM, top: 0.8, bottom: 0.5 } });
  const loss = found.loss.map(value => Math.min(value, 2 * top)), nothing = new Float64Array(loss.length);
  fillBetween(plot, pair.x, nothing, loss, plot.Y, `${colours.ORANGE}90`);
  drawCurve(plot, pair.x, loss, plot.Y, { color: colours.ORANGE, width: 2 });
  line(plot.pen, [[plot.box.left, plot.box.bottom], [plot.box.right, plot.box.bottom]], { width: 1.5 });
  drawValueAxis(plot, densityMarks(top).filter((_, i, all) => i === 0 || i === all.length - 1), { name: "loss" });
}

/** @param {number} densities @param {Float64Array} half @param {Float64Array} loss @returns {number} */
function lossTop(densities, half, loss) {
  const base = Math.max(1.15 * Math.max(...half), LEAST_LOSS * densities);
  return Math.min(Math.max(base, 1.1 * Math.max(...loss)), 3 * base);
}
