import { oncePerPicture } from "../drawing/pointer.js";
import { find, findCanvas } from "../shell/elements.js";
import { makeControls } from "./be_g/controls.js";
import { drawFigure, figurePlot } from "./be_g/figure.js";
import { gameOf } from "./be_g/game.js";
import { NODES, inWay, nodePlaces, pointAt, rounded } from "./be_g/generator.js";
import { afterMove, goalText, startGoal } from "./be_g/goal.js";
import { makeFigureHand, makeNodeHand } from "./be_g/hands.js";
import { drawG, plotOfG } from "./be_g/plot_of_g.js";
import { drawPulls, pullsOf, samplePlaces } from "./be_g/pull_arrows.js";
import { pythonOf } from "./be_g/python.js";
import { frozenRemark, numberText, pullRemark, thawedRemark } from "./be_g/remarks.js";
import { identity, startState, stateFromTexts, stateToTexts } from "./be_g/state.js";
import { targetChoices } from "./be_g/targets.js";
import { tourOfBeG } from "./be_g/tour.js";

/** @typedef {import("../drawing/plot.js").Plot} Plot */
/** @typedef {import("./be_g/generator.js").Generator} Generator */
/** @typedef {import("./be_g/goal.js").Goal} Goal */
/** @typedef {import("./be_g/state.js").State} State */

/**
 * The view in which the reader is G.
 *
 * @type {import("../shell/view.js").MakeView}
 */
export function makeBeG(section, changed) {
  let state = startState(), game = gameOf(state), chosen = NODES / 2;
  /** @type {Goal | null} */
  let goal = null;
  /** @type {number | null} */
  let before = null; // V before G went to the best point for a frozen D
  let thawed = ""; // what is said of D after it was frozen
  const screen = makeScreen(section), drawSoon = oncePerPicture(draw);

  /** @param {Partial<State>} next */
  function change(next) {
    state = { ...state, ...next };
    game = gameOf(state);
    [before, thawed] = [null, ""];
    show();
    changed();
  }

  /** Changes what is no move, and so ends the goal. @param {Partial<State>} next */
  function changeFreely(next) {
    goal = null;
    change(next);
  }
}
