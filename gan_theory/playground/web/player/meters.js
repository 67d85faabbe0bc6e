import { context, line, word } from "../drawing/canvas.js";
import { minus, shown } from "../drawing/number_text.js";
import { count, look, recording } from "./recording.js";

/**
 * How a measure is drawn over the frames.
 * @typedef {object} Meter
 * @property {string} color
 * @property {number[]} [dash]
 * @property {number} low the ends of the axis
 * @property {number} high
 * @property {(value: number) => number} to what of a value the axis shows
 * @property {[number, string]} [mark] a value with a line of its own, and its label; in place of labels at the ends
 */

const LOG_4 = Math.log(4);
const gaps = [...recording.D_gap, ...recording.G_gap].map(gap => Math.max(gap, look.LEAST));
const lowDecade = Math.floor(Math.log10(Math.min(...gaps)));
const highDecade = Math.max(lowDecade + 1, Math.ceil(Math.log10(Math.max(...gaps))));
const itself = (/** @type {number} */ v) => v;
const logarithm = (/** @type {number} */ v) => Math.log10(Math.max(v, look.LEAST));
const decades = { low: lowDecade, high: highDecade, to: logarithm };

/** @type {Record<"V" | "D_gap" | "G_gap" | "D_from_half", Meter>} */
const meters = {
  V: {
    color: look.BLACK,
    low: Math.max(-3, Math.min(-LOG_4 - 0.1, ...recording.V)),
    high: Math.max(-LOG_4 + 0.1, ...recording.V),
    to: itself,
    mark: [-LOG_4, "−log 4"],
  },
  D_gap: { color: look.BLUE, dash: [10, 5], ...decades },
  G_gap: { color: look.GREEN, ...decades },
  D_from_half: {
    color: look.BLUE,
    dash: [10, 5],
    low: 0,
    high: Math.max(0.01, ...recording.D_from_half),
    to: itself,
    mark: [0, "0"],
  },
};

/**
 * Draw all meters, each in the element that has its name.
 * @param {number} i the number of the frame
 */
export function drawMeters(i) {
  for (const name of /** @type {(keyof typeof meters)[]} */ (Object.keys(meters))) {
    const element = /** @type {HTMLElement} */ (document.getElementById(name));
    /** @type {HTMLElement} */ (element.querySelector("output")).textContent = shown(recording[name][i]);
    drawMeter(/** @type {HTMLCanvasElement} */ (element.querySelector("canvas")), meters[name], recording[name], i);
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Meter} meter
 * @param {number[]} values one per frame
 * @param {number} i the number of the frame
 */
function drawMeter(canvas, { color, dash, low, high, to, mark }, values, i) {
  const { pen, width, height, size } = context(canvas);
  const left = 3.9 * size, X = (/** @type {number} */ k) => left + 4 + k / Math.max(1, count - 1) * (width - left - 10);
  const Y = (/** @type {number} */ v) => height - 0.5 * size - (v - low) / (high - low) * (height - size);
  if (mark) {
    line(pen, [[left, Y(mark[0])], [width, Y(mark[0])]], { dash: [2, 4], width: 1.5 });
    const y = Math.min(Math.max(Y(mark[0]), size / 2), height - size / 2);
    word(pen, mark[1], left - 6, y, { align: "right" });
  } else {
    for (const decade of [low, high]) {
      line(pen, [[left - 4, Y(decade)], [left + 2, Y(decade)]], { width: 1.5 });
      word(pen, minus(decade < -3 ? "1e" + decade : String(10 ** decade)), left - 6, Y(decade), { align: "right" });
    }
  }
  line(pen, [[left, 0], [left, height]], { width: 1.5 });
  const points = values.map((v, k) => [X(k), Y(to(v))]);
  line(pen, points, { color: look.GREY, width: 1 });
  line(pen, points.slice(0, i + 1), { color, dash, width: 3 });
  line(pen, [[X(i), 0], [X(i), height]], { width: 1.5 });
  pen.beginPath();
  pen.arc(points[i][0], points[i][1], 5, 0, 7);
  pen.fillStyle = color;
  pen.fill();
}
