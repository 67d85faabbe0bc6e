import { valueText } from "../../drawing/number_text.js";
import { find, findCanvas } from "../../shell/elements.js";
import { drawFigure, figurePlot } from "./figure.js";
import { functionOf, nodePlaces, rounded } from "./generator.js";
import { goalText } from "./goal.js";
import { drawG, plotOfG } from "./plot_of_g.js";
import { chosenSample, drawPulls, pullsOf } from "./pull_arrows.js";
import { outsideRemark, pullRemark } from "./remarks.js";

/** @typedef {import("../../drawing/plot.js").Plot} Plot */
/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./generator.js").Generator} Generator */
/** @typedef {import("./goal.js").Goal} Goal */
/** @typedef {import("./state.js").State} State */

const NUMBERS = /** @type {const} */ (["V", "C", "jsd", "tv"]);

/**
 * What shows the game: both canvases, the numbers and the texts.
 *
 * @param {HTMLElement} section
 */
export function makeScreen(section) {
  const figure = findCanvas(section, "#be-g-figure"), plot = findCanvas(section, "#be-g-plot");
  const remarks = { frozen: find(section, ".remark"), pulls: find(section, ".pull-remark") };
  /** @type {{figure?: Plot, plot?: Plot}} */
  const drawn = {};

  /**
   * @param {State} state
   * @param {Game} game
   * @param {number} chosen the chosen node
   * @param {import("../../drawing/mixture_handles.js").Handle | null} held
   */
  function draw({ G, pulls }, game, chosen, held) {
    drawn.figure = figurePlot(figure, game.target);
    drawFigure(drawn.figure, game, G, held);
    drawn.plot = plotOfG(plot, game.target.limits, G.noise);
    drawG(drawn.plot, game, G, chosen);
    if (pulls) drawPulls(drawn.plot, pullsOf(game, G), chosenSample(G, chosen));
  }

  /**
   * @param {State} state
   * @param {Game} game
   * @param {{chosen: number, goal: Goal | null, remark: string}} more
   */
  function show({ G, frozen, pulls }, game, { chosen, goal, remark }) {
    for (const name of NUMBERS) find(section, `output.${name}`).textContent = valueText(game[name]);
    for (const element of section.querySelectorAll(".frozen-only")) element.toggleAttribute("hidden", !frozen);
    for (const element of section.querySelectorAll(".pulls-only")) element.toggleAttribute("hidden", !pulls);
    find(section, ".freeze").setAttribute("aria-pressed", String(frozen !== null));
    find(section, "button.pulls").setAttribute("aria-pressed", String(pulls));
    plot.classList.toggle("drags", G.way === "nodes");
    write(remarks.frozen, remark);
    write(find(section, ".outside"), outsideRemark(game.outside));
    const { z, pull } = pullsOf(game, G)[chosenSample(G, chosen)];
    write(remarks.pulls, pulls ? pullRemark(z, pull) : "");
    write(find(section, ".goal .said"), goalText(goal, game.jsd));
    find(section, ".goal").hidden = G.way !== "nodes";
    find(section, ".goal .start").textContent = goal ? "start again" : "start";
    find(section, ".goal").classList.toggle("reached", goal?.reached ?? false);
    describe(plot, G, chosen, game.target.limits);
  }

  return {
    figure, plot, draw, show,
    figurePlot: () => /** @type {Plot} */ (drawn.figure),
    plotOfG: () => /** @type {Plot} */ (drawn.plot),
  };
}

/**
 * Writes HTML, unless it is there already: screen readers then read out changes only.
 *
 * @param {HTMLElement} element
 * @param {string} html
 */
function write(element, html) {
  if (element.dataset.written === html) return;
  element.dataset.written = html;
  element.innerHTML = html;
}

/**
 * Says to screen readers what G is at the chosen node.
 *
 * @param {HTMLElement} slider
 * @param {Generator} G
 * @param {number} chosen the chosen node
 * @param {[number, number]} limits
 */
function describe(slider, G, chosen, [low, high]) {
  const z = nodePlaces(G.noise)[chosen], x = rounded(functionOf(G)(z)), valuetext = `z = ${z}: x = ${x}`;
  const values = { valuemin: low, valuemax: high, valuenow: x, valuetext, readonly: G.way !== "nodes" };
  for (const [name, value] of Object.entries(values)) slider.setAttribute(`aria-${name}`, String(value));
}
