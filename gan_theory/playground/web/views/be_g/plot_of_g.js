import { ticks } from "../../drawing/axes.js";
import { line, word } from "../../drawing/canvas.js";
import { valueText } from "../../drawing/number_text.js";
import { drawCurve, drawValueAxis, drawXAxis, makePlot } from "../../drawing/plot.js";
import { pdfOf } from "../../mathematics/densities.js";
import { colours } from "../../shell/colours.js";
import { functionOf, nodePlaces, reachOf } from "./generator.js";

/** @typedef {import("../../drawing/plot.js").Plot} Plot */
/** @typedef {import("../../drawing/pointer.js").Point} Point */
/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./generator.js").Generator} Generator */

const HIT = 28; // CSS pixels
const SIDE = 2.8; // the room for the densities at the right, in font sizes

/**
 * Makes the axes of the plot of x against z.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {[number, number]} limits of x
 * @param {string} noise
 * @returns {Plot}
 */
export function plotOfG(canvas, limits, noise) {
  const reach = 1.1 * reachOf(noise);
  return makePlot(canvas, { x: [-reach, reach], y: limits, labels: { left: 3, right: SIDE + 1.4, top: 1.7 } });
}

/**
 * Draws x = G(z), its nodes, and at the right p_data and p_g over the axis of x, turned.
 *
 * @param {Plot} plot of `plotOfG`
 * @param {Game} game
 * @param {Generator} G
 * @param {number} chosen the number of the chosen node
 */
export function drawG(plot, game, G, chosen) {
  const { pen, box, size, X, Y } = plot, reach = 1.1 * reachOf(G.noise), { limits } = game.target;
  drawValueAxis(plot, ticks(limits[0], limits[1], 8), {});
  word(pen, "x = G(z)", box.left - 2.6 * size, box.top - 0.5 * size, { align: "left", base: "bottom", italic: true });
  word(pen, `JSD = ${valueText(game.jsd)}`, box.right, box.top - 0.5 * size, { align: "right", base: "bottom" });
  drawXAxis(plot, [-reach, reach], "z");
  drawTurnedDensities(plot, game);
  const value = functionOf(G), steps = box.right - box.left;
  const z = Float64Array.from({ length: steps + 1 }, (_, i) => reach * (2 * i / steps - 1));
  drawCurve(plot, z, z.map(value), Y, { color: colours.GREEN, width: 3 });
  if (G.way !== "nodes") return;
  nodePlaces(G.noise).forEach((at, i) => drawNode(pen, X(at), Y(G.nodes[i]), i === chosen));
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {boolean} isChosen */
function drawNode(pen, x, y, isChosen) {
  pen.beginPath();
  pen.arc(x, y, isChosen ? 9 : 6.5, 0, 7);
  pen.fillStyle = isChosen ? colours.GREEN : "#ffffff";
  pen.fill();
  pen.strokeStyle = isChosen ? "#000000" : colours.GREEN;
  pen.lineWidth = 2.5;
  pen.setLineDash([]);
  pen.stroke();
}

/** @param {Plot} plot @param {Game} game */
function drawTurnedDensities({ pen, box, size, Y }, { target: { x, p_data, top }, p_g }) {
  const from = box.right + 1.3 * size, wide = SIDE * size;
  line(pen, [[from, box.top], [from, box.bottom]], {});
  const turned = (/** @type {ArrayLike<number>} */ p) =>
    Array.from(pdfOf(p, x), (density, i) => [from + Math.min(density / top, 1) * wide, Y(x[i])]);
  line(pen, turned(p_g), { color: colours.GREEN, width: 2.5 });
  line(pen, turned(p_data), { width: 2.5, dash: [2.5, 4] });
}

/**
 * Returns the node at a point: the chosen one if it is within reach, so that one of several that lie close together
 * can be taken, else the nearest one within reach.
 *
 * @param {Plot} plot
 * @param {Generator} G
 * @param {Point} point
 * @param {number} chosen
 * @returns {number} its number, or −1
 */
export function nodeAt({ X, Y }, { way, noise, nodes }, point, chosen) {
  if (way !== "nodes") return -1;
  const distances = nodePlaces(noise).map((z, i) => Math.hypot(X(z) - point.x, Y(nodes[i]) - point.y));
  const nearest = distances.indexOf(Math.min(...distances));
  if (distances[nearest] > HIT) return -1;
  return distances[chosen] <= Math.min(HIT, distances[nearest] + 8) ? chosen : nearest;
}


/**
 * @param {Plot} plot
 * @param {Generator} G
 * @param {Point} point
 * @returns {number} the node whose z is nearest to a point
 */
export function nodeBeside({ X }, { noise }, point) {
  const distances = nodePlaces(noise).map(z => Math.abs(X(z) - point.x));
  return distances.indexOf(Math.min(...distances));
}
