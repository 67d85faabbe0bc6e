import { numbersFromText, numbersToText } from "../../shell/address.js";
import { mixtureFromText, mixtureToText } from "../../shell/mixture_text.js";
import { LEAST_STD, NODES, nodePlaces, rounded } from "./generator.js";

/** @typedef {import("./generator.js").Generator} Generator */
/** @typedef {import("./generator.js").Way} Way */

/**
 * All that the reader sets: p_data by its name, G, the G against which D was frozen, and whether the pulls are shown.
 *
 * @typedef {{target: string, G: Generator, frozen: Generator | null, pulls: boolean}} State
 */

/** @type {Way[]} */
const WAYS = ["nodes", "line", "mixture"];
const NOISES = ["normal", "uniform"], LARGEST = 100; // of the values of an address
/** @type {import("../../drawing/mixture_handles.js").MixtureLimits} */
const LIMITS = { x: [-LARGEST, LARGEST], stds: [LEAST_STD, LARGEST] };

/** @param {string | undefined} text @returns {text is Way} */
const isWay = text => WAYS.some(way => way === text);

/**
 * G(z) = z, by nodes and by the line; the mixture is N(0, 1).
 *
 * @param {Way} [way]
 * @param {string} [noise]
 * @returns {Generator}
 */
export function identity(way = "nodes", noise = "normal") {
  return { way, noise, nodes: nodePlaces(noise), line: [0, 1], mixture: { means: [0], stds: [1], weights: [1] } };
}

/** @returns {State} the state of the page as it opens */
export function startState() {
  return { target: "two-modes", G: identity(), frozen: null, pulls: false };
}

/**
 * @param {State} state
 * @returns {Record<string, string>} what differs from the start
 */
export function stateToTexts({ target, G, frozen, pulls }) {
  const start = startState(), settings = settingsToText(G);
  return Object.fromEntries([
    ["target", target, start.target], ["way", G.way, start.G.way], ["noise", G.noise, start.G.noise],
    ["g", settings, settingsToText(identity(G.way, G.noise))],
    ["frozen", frozen ? [frozen.way, frozen.noise, settingsToText(frozen)].join("!") : "", ""],
    ["pulls", pulls ? "1" : "", ""],
  ].filter(([, value, usual]) => value !== usual));
}

/**
 * @param {Record<string, string>} texts of an address; what cannot be read stays as at the start
 * @param {string[]} targets the names of the targets
 * @returns {State}
 */
export function stateFromTexts(texts, targets) {
  const start = startState();
  const target = targets.includes(texts.target) ? texts.target : start.target;
  const G = generatorFromTexts(texts.way, texts.noise, texts.g);
  const [way, noise, settings] = (texts.frozen ?? "").split("!");
  const frozen = isWay(way) ? generatorFromTexts(way, noise, settings) : null;
  return { target, G, frozen, pulls: texts.pulls === "1" };
}

/** @param {Generator} G */
function settingsToText({ way, nodes, line, mixture }) {
  if (way === "mixture") return mixtureToText(mixture);
  return numbersToText(way === "nodes" ? nodes : line);
}

/**
 * @param {string | undefined} way
 * @param {string | undefined} noiseText
 * @param {string | undefined} settings
 * @returns {Generator}
 */
function generatorFromTexts(way, noiseText, settings) {
  const G = identity(isWay(way) ? way : "nodes", NOISES.find(each => each === noiseText));
  if (G.way === "nodes") return { ...G, nodes: inLimits(numbersFromText(settings, NODES))?.map(rounded) ?? G.nodes };
  if (G.way === "mixture") return { ...G, mixture: mixtureFromText(settings, LIMITS) ?? G.mixture };
  const [mu, sigma] = inLimits(numbersFromText(settings, 2)) ?? G.line;
  return { ...G, line: sigma >= LEAST_STD ? [mu, sigma] : G.line };
}

/** @param {number[] | null} values */
const inLimits = values => values?.every(value => Math.abs(value) <= LARGEST) ? values : null;
