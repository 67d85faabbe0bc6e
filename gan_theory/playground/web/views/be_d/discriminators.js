import { bestLogistic, clipD } from "../../mathematics/discriminators.js";
import { DStar } from "../../mathematics/formulas.js";
import { sigmoid } from "../../mathematics/logarithms.js";

/** @typedef {import("./pairs.js").Pair} Pair */

/**
 * A discriminator: one of the formulas, or values in thousandths at `NODES` even nodes of the axis of x, between which
 * it is interpolated and beyond which it is constant.
 *
 * @typedef {{kind: "half"} | {kind: "star"} | {kind: "logistic", a: number, b: number}
 *   | {kind: "drawn", values: number[]}} Discriminator
 */

/** The number of nodes of a D that is drawn by hand. */
export const NODES = 129;
const LARGEST_LOGIT = 9; // of a logistic D that is drawn: D from 0.0001 to 0.9999

/** @param {Pair} pair @returns {number} the distance between two nodes */
export const nodeStep = ({ limits: [low, high] }) => (high - low) / (NODES - 1);

/** @param {Pair} pair @returns {Float64Array} the x of the nodes */
export function nodesOf(pair) {
  return new Float64Array(NODES).map((_, i) => pair.limits[0] + i * nodeStep(pair));
}

/**
 * D in each cell of the grid. The formulas' values are kept off 0 and 1 by one rounding, so that V is finite; a D drawn
 * by hand may be 0 or 1.
 *
 * @param {Discriminator} D
 * @param {Pair} pair
 * @returns {Float64Array}
 */
export function inCells(D, pair) {
  if (D.kind === "star") return clipD(DStar(pair.p_data, pair.p_g));
  if (D.kind === "logistic") return clipD(pair.x.map(x => sigmoid(D.a + D.b * x)));
  if (D.kind === "half") return new Float64Array(pair.x.length).fill(0.5);
  return pair.x.map(x => interpolated(D.values, (x - pair.limits[0]) / nodeStep(pair), nodeStep(pair)));
}

/**
 * @param {number[]} values at the nodes
 * @param {number} place in steps from the first node
 * @param {number} step
 */
function interpolated(values, place, step) {
  if (place <= 0) return values[0];
  if (place >= NODES - 1) return values[NODES - 1];
  const i = Math.floor(place);
  return (values[i + 1] - values[i]) / step * ((place - i) * step) + values[i];
}

/**
 * @param {Discriminator} D
 * @param {Pair} pair
 * @returns {number[]} the values at the nodes, in thousandths
 */
export function atNodes(D, pair) {
  if (D.kind === "drawn") return D.values;
  if (D.kind === "half") return new Array(NODES).fill(0.5);
  const cells = inCells(D, pair);
  return Array.from(nodesOf(pair), x => thousandths(
    D.kind === "logistic" ? sigmoid(D.a + D.b * x) : valueAt(pair, cells, x)));
}

/**
 * @param {Pair} pair
 * @param {Float64Array} values in the cells
 * @param {number} x
 * @returns {number} the value in the cell nearest to x
 */
export function valueAt(pair, values, x) {
  const cell = Math.round((x - pair.x[0]) / (pair.x[1] - pair.x[0]));
  return values[Math.min(Math.max(cell, 0), values.length - 1)];
}

/** @param {number} D @returns {number} the nearest thousandth in [0, 1] */
const thousandths = D => Math.round(1000 * Math.min(Math.max(D, 0), 1)) / 1000;

/**
 * Draws from one point to another: D takes the height of the line between them at each node that the line passes, and
 * at the node nearest to its end.
 *
 * @param {number[]} values at the nodes
 * @param {Pair} pair
 * @param {{x: number, D: number}} from
 * @param {{x: number, D: number}} to
 * @returns {number[]}
 */
export function withStroke(values, pair, from, to) {
  const place = (/** @type {number} */ x) => (x - pair.limits[0]) / nodeStep(pair);
  const [start, end] = [place(from.x), place(to.x)], nearest = Math.round(end);
  const low = Math.min(start, end), high = Math.max(start, end);
  return values.map((value, i) => {
    if (i === nearest) return thousandths(to.D);
    if (i < low || i > high) return value;
    return thousandths(from.D + (to.D - from.D) * (i - start) / (end - start));
  });
}

/**
 * Raises or lowers D around a node, by less the farther from it.
 *
 * @param {number[]} values at the nodes
 * @param {number} node
 * @param {number} by
 * @param {number} reach how many nodes to either side are moved
 * @returns {number[]}
 */
export function withBump(values, node, by, reach) {
  return values.map((value, i) => {
    const distance = Math.abs(i - node);
    return distance > reach ? value : thousandths(value + by * Math.cos(Math.PI / 2 * distance / (reach + 1)) ** 2);
  });
}

/**
 * The logistic D through a point that is nearest to another logistic D: of all changes of the logit that reach the
 * point, the least, in a and in b times a quarter of the axis.
 *
 * @param {{a: number, b: number}} logistic
 * @param {Pair} pair
 * @param {{x: number, D: number}} point
 * @returns {Discriminator}
 */
export function logisticThrough({ a, b }, { limits: [low, high] }, point) {
  const middle = (low + high) / 2, unit = (high - low) / 4, u = (point.x - middle) / unit;
  const logit = Math.min(Math.max(Math.log(point.D / (1 - point.D)), -LARGEST_LOGIT), LARGEST_LOGIT);
  const change = (logit - a - b * point.x) / (1 + u * u), slope = b + change * u / unit;
  return logistic(a + change - (slope - b) * middle, slope);
}

/**
 * @param {number} a
 * @param {number} b
 * @returns {Discriminator} with six digits of a and b, as an address has them
 */
function logistic(a, b) {
  return { kind: "logistic", a: Number(a.toPrecision(6)), b: Number(b.toPrecision(6)) };
}

/** @param {Pair} pair @returns {Discriminator} the best logistic D */
export function bestLogisticOf({ p_data, p_g, x }) {
  const { a, b } = bestLogistic(p_data, p_g, x);
  return logistic(a, b);
}

/** @param {Discriminator} D @returns {{a: number, b: number}} its logit's line, if it is logistic, else that of ½ */
export function lineOf(D) {
  return D.kind === "logistic" ? D : { a: 0, b: 0 };
}
