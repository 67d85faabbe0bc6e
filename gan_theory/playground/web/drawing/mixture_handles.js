import { line, word } from "./canvas.js";

/** @typedef {import("./plot.js").Plot} Plot */
/** @typedef {import("./pointer.js").Point} Point */

/**
 * A Gaussian mixture on the line: Σ weights[i] N(means[i], stds[i]²).
 *
 * @typedef {{means: number[], stds: number[], weights: number[]}} Mixture
 */

/**
 * What of a mode a reader drags, and where it stands on the canvas in CSS pixels.
 *
 * @typedef {{kind: "mean" | "std", mode: number, x: number, y: number, side: 1 | -1}} Handle
 */

/**
 * The limits of what can be dragged: the ends of the axis of x, and the standard deviations allowed.
 *
 * @typedef {{x: [number, number], stds: [number, number]}} MixtureLimits
 */

/** How near to a handle a pointer must come to hold it, in CSS pixels: a finger needs 24 × 24 at least. */
export const REACH = 22;
const APART = 34; // the least distance between the two handles of a mode, in CSS pixels
const DIAMOND = [[0, -1], [1, 0], [0, 1], [-1, 0]];

/**
 * Returns two handles for each mode: one for its mean, at the top of the mode, and one for its standard deviation, at
 * its side.
 *
 * @param {Mixture} mixture
 * @param {Plot} plot whose left axis shows densities
 * @returns {Handle[]}
 */
export function handlesOf(mixture, plot) {
  return mixture.means.flatMap((mean, mode) => {
    const std = mixture.stds[mode], peak = mixture.weights[mode] / (std * Math.sqrt(2 * Math.PI));
    const side = plot.X(mean + std) + REACH < plot.box.right ? 1 : -1, x = plot.X(mean);
    const aside = Math.max(plot.X(mean + std) - x, APART);
    /** @type {Handle[]} */
    const both = [
      { kind: "mean", mode, side, x: within(x, plot.box.left, plot.box.right), y: height(plot, peak) },
      { kind: "std", mode, side, x: x + side * aside, y: height(plot, peak * Math.exp(-0.5)) },
    ];
    return both;
  });
}

/** @param {Plot} plot @param {number} value */
function height(plot, value) {
  return within(plot.Y(value), plot.box.top + 12, plot.box.bottom - 4);
}

/** @param {number} value @param {number} low @param {number} high */
function within(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/**
 * @param {Handle[]} handles
 * @param {Point} point
 * @returns {Handle | null} the handle nearest to a point, if it is within reach
 */
export function handleAt(handles, point) {
  const distances = handles.map(handle => Math.hypot(handle.x - point.x, handle.y - point.y));
  const nearest = distances.indexOf(Math.min(...distances));
  return distances[nearest] <= REACH ? handles[nearest] : null;
}

/**
 * Follows a handle from where it is taken. `start` returns whether there is a handle at the point; `move` returns the
 * mixture after the drag to another point; `held` is the handle in hand, or null.
 *
 * @returns {{start: (mixture: Mixture, plot: Plot, point: Point) => boolean,
 *   move: (plot: Plot, point: Point, limits: MixtureLimits) => Mixture | null, end: () => void,
 *   held: () => Handle | null}}
 */
export function makeHandleDrag() {
  /** @type {{mixture: Mixture, handle: Handle, x: number} | null} */
  let drag = null;
  return {
    start(mixture, plot, point) {
      const handle = handleAt(handlesOf(mixture, plot), point);
      drag = handle && { mixture, handle, x: plot.xAt(point.x) };
      return drag !== null;
    },
    move: (plot, point, limits) =>
      drag && dragHandle(drag.mixture, drag.handle, plot.xAt(point.x) - drag.x, limits),
    end: () => { drag = null; },
    held: () => drag && drag.handle,
  };
}

/**
 * Returns a mixture after one of its handles has been dragged along x.
 *
 * @param {Mixture} mixture as it was when the handle was taken
 * @param {Handle} handle
 * @param {number} by how far since then, in units of x
 * @param {MixtureLimits} limits
 * @returns {Mixture}
 */
export function dragHandle(mixture, { kind, mode, side }, by, limits) {
  if (kind === "mean") {
    const mean = within(mixture.means[mode] + by, limits.x[0], limits.x[1]);
    return { ...mixture, means: replaced(mixture.means, mode, rounded(mean)) };
  }
  const std = within(mixture.stds[mode] + side * by, limits.stds[0], limits.stds[1]);
  return { ...mixture, stds: replaced(mixture.stds, mode, rounded(std)) };
}

/**
 * Returns a copy of a list with another value at one index.
 *
 * @param {number[]} list
 * @param {number} index
 * @param {number} value
 * @returns {number[]}
 */
export function replaced(list, index, value) {
  return list.map((each, i) => i === index ? value : each);
}

/**
 * To a thousandth, so that the numbers of a mixture are short where they are shown and in an address.
 *
 * @param {number} value
 * @returns {number}
 */
function rounded(value) {
  return Math.round(value * 1000) / 1000;
}

/**
 * Draws handles: a disc for a mean, a diamond for a standard deviation, each with an arrow to both sides.
 *
 * @param {Plot} plot
 * @param {Handle[]} handles
 * @param {string} color
 * @param {Handle | null} [held] the one that is being dragged
 */
export function drawHandles(plot, handles, color, held = null) {
  for (const handle of handles) {
    const isHeld = held?.kind === handle.kind && held.mode === handle.mode;
    drawHandle(plot.pen, handle, color, isHeld ? 11 : 9);
    if (isHeld) word(plot.pen, handle.kind === "mean" ? "mean" : "std", handle.x, handle.y - 22, { color });
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Handle} handle @param {string} color @param {number} radius */
function drawHandle(pen, { kind, x, y }, color, radius) {
  for (const side of [-1, 1]) {
    const tip = x + side * (radius + 7);
    line(pen, [[tip - 4 * side, y - 4], [tip, y], [tip - 4 * side, y + 4]], { color, width: 2 });
  }
  pen.beginPath();
  if (kind === "mean") pen.arc(x, y, radius, 0, 7);
  else for (const [dx, dy] of DIAMOND) pen.lineTo(x + 1.2 * radius * dx, y + 1.2 * radius * dy);
  pen.closePath();
  pen.fillStyle = color;
  pen.fill();
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 2;
  pen.setLineDash([]);
  pen.stroke();
}
