import { minus, shown, valueText } from "../../drawing/number_text.js";
import { valueAt } from "./discriminators.js";

/** @typedef {import("./figure.js").Scene} Scene */

const LOG_4 = Math.log(4);
const SMALL = 5e-4; // nats, below which a gap is shown as none
const p_data = "<var>p</var><sub>data</sub>", p_g = "<var>p<sub>g</sub></var>", D = "<var>D</var>", V = "<var>V</var>";

/** @param {number} x @param {number} [places] */
const place = (x, places = 2) => minus(x.toFixed(places));

/** @param {number} value of D @returns {string} two digits */
const share = value => value > 0.005 && value < 0.995 || value === 0 || value === 1 ? value.toFixed(2)
  : value > 0.5 ? "nearly 1" : "nearly 0";

/**
 * Explains what the figure shows.
 *
 * @param {Scene} scene
 * @param {{logisticOnly: boolean}} options
 * @returns {string} HTML
 */
export function explanation(scene, { logisticOnly }) {
  if (scene.found.V === -Infinity) return infiniteLoss(scene);
  if (scene.drags) return ceiling(scene);
  const texts = [];
  if (logisticOnly || scene.D.kind === "logistic") texts.push(falsifier(scene));
  if (scene.showsDStar) texts.push(largestLoss(scene, texts.length > 0));
  else if (!logisticOnly) texts.push(progress(scene));
  return texts.map(text => `<p>${text}</p>`).join("");
}

/** @param {Scene} scene */
function infiniteLoss({ pair, found }) {
  const cell = found.loss.findIndex(value => value === Infinity), x = pair.x[cell], isZero = found.cells[cell] === 0;
  const [value, who, cost] = isZero ? ["0", p_data, `log ${D} = log 0`] : ["1", p_g, `log(1 − ${D}) = log 0`];
  return `<p><strong>${V} = −∞.</strong> At <var>x</var> = ${place(x)}, ${D} is exactly ${value}, but ${who} is not 0.
    One sample there, however rare, costs ${cost} = −∞. Keep ${D} off ${value} where ${who} has mass.</p>`;
}

/** @param {Scene} scene */
function ceiling({ measures }) {
  const gap = measures.C + LOG_4;
  const state = gap < SMALL ? `Now ${p_g} is nearly ${p_data}: <var>C</var> is at −log&nbsp;4, and ${D}* at ½.`
    : `${D}* can tell the two apart, so <var>C</var> is ${shown(gap)} above −log&nbsp;4.`;
  return `<p><var>C</var> = −log&nbsp;4 + 2·JSD. ${state}</p>`;
}

/** @param {Scene} scene */
function falsifier({ measures }) {
  const short = measures.C - measures.logisticV;
  const best = `The best logistic ${D} reaches ${V} = ${valueText(measures.logisticV)}`;
  if (short < SMALL) return `${best}, as much as <var>C</var>: here ${D}* is logistic, too, or nearly so.`;
  return `${best}, which is <strong>${shown(short)} short of <var>C</var></strong>. A logistic curve has one
    shape, rising or falling; ${D}* has another. Proposition 1 holds because ${D} may be any function.`;
}

/** @param {Scene} scene */
function progress({ measures, found, D: { kind } }) {
  const gap = measures.C - found.V;
  if (kind === "half") {
    const better = measures.C + LOG_4 < SMALL ? `Here ${p_g} is ${p_data}, or nearly so, and no ${D} does better.`
      : `Draw a better ${D}: high where data are more likely, low where samples of <var>G</var> are.`;
    return `${D} = ½ gives ${V} = log ½ + log ½ = −log&nbsp;4, whatever the densities. ${better}`;
  }
  if (gap < SMALL) return `${V} is at its ceiling to the digits shown.`;
  if (found.V < -LOG_4) return `This ${D} does worse than ½: it loses ${shown(gap)}, the orange area, to the best ${D}.`;
  const way = (found.V + LOG_4) / (measures.C + LOG_4);
  return `${V} is ${Math.floor(100 * way)} % of the way from −log&nbsp;4 to <var>C</var>. The orange area, ${shown(gap)},
    is the rest: where it is high, move ${D} up or down, and see.`;
}

/** @param {Scene} scene @param {boolean} isBrief */
function largestLoss({ pair, measures, found }, isBrief) {
  const gap = measures.C - found.V;
  if (gap < SMALL) return `Nothing is lost at any <var>x</var>, to the digits shown: ${D} is ${D}*.`;
  const cell = found.loss.indexOf(Math.max(...found.loss)), x = pair.x[cell];
  const [here, best] = [valueAt(pair, found.cells, x), valueAt(pair, measures.D_star, x)];
  const side = here < best ? "low" : "high";
  const what = `<strong>At <var>x</var> = ${place(x)}, ${D} is ${share(here)}, ${D}* is ${share(best)}</strong>: ${D} is
    too ${side}, and loses most here, ${shown(found.loss[cell])} nats per unit of <var>x</var>.`;
  return isBrief ? what : `${what} If data and <var>G</var> send equally many samples, ${Math.round(100 * best)} of 100
    at this <var>x</var> are data.`;
}

/**
 * Says how the figure is used.
 *
 * @param {Scene} scene
 * @param {{logisticOnly: boolean}} options
 * @returns {string}
 */
export function hint({ drags }, { logisticOnly }) {
  if (drags) {
    return "Drag a disc to move a mean, a diamond to change a standard deviation, or type the numbers.";
  }
  const how = logisticOnly ? "Pull the dashed curve: it follows the pointer as far as a logistic curve can."
    : "Draw: press and move over the figure.";
  return `${how} Keys: ← → move, ↑ ↓ and Page ↑ ↓ change D, with Shift finer; Ctrl + Z undoes.`;
}

/**
 * Says what D is at the x that the keys have chosen: on the screen while the keys are in use, and to screen readers.
 *
 * @param {Scene} scene
 * @param {number} x
 * @returns {string}
 */
export function cursorText({ pair, found }, x) {
  return `x = ${place(x)}: D = ${valueAt(pair, found.cells, x).toFixed(3)}, V = ${valueText(found.V)}`;
}
