import { numbersFromText, numbersToText } from "../../shell/address.js";
import { mixtureFromText, mixtureToText } from "../../shell/mixture_text.js";
import { NODES } from "./discriminators.js";
import { FIRST_PAIR, isPair, mixtureLimits } from "./pairs.js";

/** @typedef {import("./discriminators.js").Discriminator} Discriminator */
/** @typedef {import("./model.js").Model} Model */

const STEEPEST = 1e12; // the most that a and b of a logistic D may be: with larger ones its logit overflows

/**
 * Writes a D: its name, "logistic:a,b", or two characters of base 36 for the thousandths at each node.
 *
 * @param {Discriminator} D
 * @returns {string}
 */
export function discriminatorToText(D) {
  if (D.kind === "logistic") return `logistic:${numbersToText([D.a, D.b])}`;
  if (D.kind !== "drawn") return D.kind;
  return D.values.map(value => Math.round(1000 * value).toString(36).padStart(2, "0")).join("");
}

/**
 * @param {string | undefined} text
 * @returns {Discriminator | null} null where the text is none that `discriminatorToText` writes
 */
export function discriminatorFromText(text = "") {
  if (text === "half" || text === "star") return { kind: text };
  const line = text.startsWith("logistic:") ? numbersFromText(text.slice("logistic:".length), 2) : null;
  if (line?.every(each => Math.abs(each) <= STEEPEST)) return { kind: "logistic", a: line[0], b: line[1] };
  if (text.length !== 2 * NODES || /[^0-9a-z]/.test(text)) return null;
  const values = Array.from({ length: NODES }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 36) / 1000);
  return values.every(value => value <= 1) ? { kind: "drawn", values } : null;
}

const WHICH = /** @type {const} */ (["p_data", "p_g"]);

/**
 * @param {Model} model
 * @returns {Record<string, string>} what is not as at the start
 */
export function stateOf({ pair, D, mode, logisticOnly, showsDStar }) {
  /** @type {Record<string, string>} */
  const state = {};
  if (pair.name !== FIRST_PAIR) state.pair = pair.name;
  for (const which of WHICH) {
    const mixture = pair.mixtures[which];
    if (pair.own[which] && mixture) state[which] = mixtureToText(mixture);
  }
  if (D.kind !== "half") state.D = discriminatorToText(D);
  if (mode !== "draw") state.drag = mode;
  if (logisticOnly) state.logistic = "1";
  if (showsDStar) state.star = "1";
  return state;
}

/**
 * @param {Model} model
 * @param {Record<string, string>} state as `stateOf` writes it; what is missing or invalid is as at the start
 */
export function restoreModel(model, state) {
  model.choosePair(isPair(state.pair) ? state.pair : FIRST_PAIR);
  for (const which of WHICH) {
    const mixture = mixtureFromText(state[which], mixtureLimits(model.pair));
    if (mixture && model.pair.mixtures[which]) model.setMixture(which, mixture);
  }
  const D = discriminatorFromText(state.D);
  if (D) model.setD(D);
  const drags = WHICH.find(which => which === state.drag && model.pair.mixtures[which]);
  model.mode = drags ?? "draw";
  model.showsDStar = state.star === "1";
  model.logisticOnly = false;
  if (state.logistic === "1") model.setLogisticOnly(true);
}
