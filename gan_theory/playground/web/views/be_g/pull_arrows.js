import { line, word } from "../../drawing/canvas.js";
import { colours } from "../../shell/colours.js";
import { fill } from "./figure.js";
import { functionOf, nodePlaces } from "./generator.js";
import { pullAt } from "./pulls.js";

/** @typedef {import("../../drawing/plot.js").Plot} Plot */
/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./generator.js").Generator} Generator */
/** @typedef {import("./pulls.js").Pull} Pull */

/** How a pull is drawn: log(1 − D) thin with an open head, −log D thick with a filled one. */
const LOOKS = {
  saturating: { color: colours.PURPLE, width: 2, aside: -0.42, isFilled: false },
  nonSaturating: { color: colours.ORANGE, width: 4, aside: 0.42, isFilled: true },
};
const LOSSES = /** @type {const} */ (["saturating", "nonSaturating"]);
/** @type {Record<string, number[]>} */
const SAMPLED = { normal: [0, 1, 2, 4, 6, 8, 10, 11, 12], uniform: [1, 2, 4, 5, 6, 7, 8, 10, 11] }; // pieces of G
const WEAKEST = 1e-3, DECADES = 4.5, DECADE = 0.85; // weaker pulls are dots; a factor of 10 is 0.85 font sizes

/**
 * The z of the samples: between nodes, so that none lies on a corner of G.
 *
 * @param {string} noise
 * @returns {number[]} nine of them
 */
export function samplePlaces(noise) {
  const z = nodePlaces(noise);
  return SAMPLED[noise].map(i => (z[i] + z[i + 1]) / 2);
}

/**
 * @param {Generator} G
 * @param {number} node
 * @returns {number} the sample that is nearest to a node, whose numbers are shown
 */
export function chosenSample({ noise }, node) {
  const at = nodePlaces(noise)[node], distances = samplePlaces(noise).map(z => Math.abs(z - at));
  return distances.indexOf(Math.min(...distances));
}

/**
 * @param {Game} game
 * @param {Generator} G
 * @returns {{z: number, pull: Pull | null}[]} the pulls on the samples
 */
export function pullsOf({ logit, target }, G) {
  const value = functionOf(G);
  return samplePlaces(G.noise).map(z => ({ z, pull: pullAt(value(z), logit, target.x) }));
}

/**
 * The length of the arrow of a pull: equal factors are equal lengths.
 *
 * @param {number} strength
 * @returns {number} in font sizes
 */
export function arrowLength(strength) {
  return DECADE * Math.min(Math.max(Math.log10(Math.abs(strength) / WEAKEST), 0), DECADES);
}

/**
 * Draws the pulls beside the samples on the curve of G, and the key to their lengths.
 *
 * @param {Plot} plot of x against z
 * @param {{z: number, pull: Pull | null}[]} pulls
 * @param {number} chosen the number of the sample whose numbers are shown
 */
export function drawPulls(plot, pulls, chosen) {
  const { pen, size, X, Y } = plot;
  pulls.forEach(({ z, pull }, i) => {
    if (!pull) return;
    if (i === chosen) drawRing(pen, X(z), Y(pull.x), 0.75 * size);
    for (const loss of LOSSES) drawArrow(plot, X(z), Y(pull.x), pull[loss], LOOKS[loss]);
  });
  drawKey(plot);
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} radius */
function drawRing(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.strokeStyle = "#000000";
  pen.lineWidth = 1.5;
  pen.setLineDash([]);
  pen.stroke();
}

/**
 * @param {Plot} plot
 * @param {number} x in pixels, the sample
 * @param {number} y
 * @param {number} strength positive toward larger x, which is up
 * @param {{color: string, width: number, aside: number, isFilled: boolean}} look
 */
function drawArrow({ pen, size }, x, y, strength, { color, width, aside, isFilled }) {
  const at = x + aside * size, long = arrowLength(strength) * size, up = strength > 0 ? -1 : 1, end = y + up * long;
  if (long < 3) return drawDot(pen, at, y, color);
  const head = Math.min(0.5 * size, long), half = 0.32 * size;
  const corners = [[at - half, end - up * head], [at, end], [at + half, end - up * head]];
  line(pen, [[at, y], [at, isFilled ? end - up * head * 0.8 : end]], { color, width });
  if (isFilled) fill(pen, corners, color);
  else line(pen, corners, { color, width });
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {string} color */
function drawDot(pen, x, y, color) {
  pen.beginPath();
  pen.arc(x, y, 3.5, 0, 7);
  pen.fillStyle = color;
  pen.fill();
}

/** @param {Plot} plot */
function drawKey(plot) {
  const { box, size, pen } = plot, y = box.top + arrowLength(10) * size;
  [0.01, 0.1, 1, 10].forEach((strength, i) => {
    const x = box.left + (1.3 + 2.4 * i) * size;
    for (const loss of LOSSES) drawArrow(plot, x, y, strength, LOOKS[loss]);
    word(pen, String(strength), x, y + 0.3 * size, { base: "top" });
  });
}
