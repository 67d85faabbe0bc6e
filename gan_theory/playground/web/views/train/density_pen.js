import { line } from "../../drawing/canvas.js";
import { minus } from "../../drawing/number_text.js";
import { DRAWN_X, KNOTS, TALLEST } from "./targets.js";

/** @typedef {import("../../drawing/plot.js").Plot} Plot */
/** @typedef {{x: number, height: number}} PenPoint */

const STEP = 5; // of the height, by a key

/** A density over x, drawn by strokes of a pointer or by keys that move a cursor. */
export class DensityPen {
  constructor() {
    /** @type {number[]} */
    this.heights = Array(KNOTS).fill(0);
    this.cursor = (KNOTS - 1) / 2;
  }

  clear() {
    this.heights.fill(0);
    this.cursor = (KNOTS - 1) / 2;
  }

  /**
   * Draws from one point to another.
   *
   * @param {PenPoint} from
   * @param {PenPoint} to
   */
  stroke(from, to) {
    const [start, end] = [knotAt(from.x), knotAt(to.x)], distance = Math.abs(end - start);
    for (let i = 0; i <= distance; i++) {
      const part = distance === 0 ? 1 : i / distance, knot = start + Math.sign(end - start) * i;
      this.heights[knot] = allowed(from.height + part * (to.height - from.height));
    }
    this.cursor = end;
  }

  /**
   * @param {string} key
   * @param {boolean} shift
   * @returns {boolean} whether the key means something here
   */
  press(key, shift) {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[key], rise = { ArrowUp: 1, ArrowDown: -1 }[key];
    const height = this.heights[this.cursor];
    if (move !== undefined) {
      this.cursor = Math.min(Math.max(this.cursor + move, 0), KNOTS - 1);
      if (shift) this.heights[this.cursor] = height;
    } else if (rise !== undefined) {
      this.heights[this.cursor] = allowed(height + rise * STEP * (shift ? 4 : 1));
    } else {
      return false;
    }
    return true;
  }

  /** @returns {string} where the cursor is */
  words() {
    return minus(`x = ${xOf(this.cursor)}: height ${this.heights[this.cursor]} of ${TALLEST}`);
  }

  /** @param {Plot} plot @param {string} color */
  drawCursor(plot, color) {
    const x = plot.X(xOf(this.cursor)), y = plot.Y(this.heights[this.cursor]);
    line(plot.pen, [[x, plot.box.top], [x, plot.box.bottom]], { color, width: 1.5, dash: [4, 4] });
    line(plot.pen, [[x - 7, y], [x + 7, y]], { color, width: 3 });
  }
}

/** @param {number} knot */
const xOf = knot => DRAWN_X[0] + (DRAWN_X[1] - DRAWN_X[0]) * knot / (KNOTS - 1);

/** @param {number} x @returns {number} the nearest knot */
function knotAt(x) {
  const knot = Math.round((x - DRAWN_X[0]) / (DRAWN_X[1] - DRAWN_X[0]) * (KNOTS - 1));
  return Math.min(Math.max(knot, 0), KNOTS - 1);
}

/** @param {number} height */
const allowed = height => Math.min(Math.max(Math.round(height), 0), TALLEST);
