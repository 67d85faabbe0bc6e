import { oncePerPicture } from "../drawing/pointer.js";
import { find } from "../shell/elements.js";
import { makeControls } from "./be_g/controls.js";
import { gameOf } from "./be_g/game.js";
import { NODES, inWay, nodePlaces, pointAt } from "./be_g/generator.js";
import { afterMove, startGoal } from "./be_g/goal.js";
import { makeFigureHand, makeNodeHand } from "./be_g/hands.js";
import { pythonOf } from "./be_g/python.js";
import { frozenRemark, thawedRemark } from "./be_g/remarks.js";
import { makeScreen } from "./be_g/screen.js";
import { identity, startState, stateFromTexts, stateToTexts } from "./be_g/state.js";
import { targetChoices } from "./be_g/targets.js";
import { tourOfBeG } from "./be_g/tour.js";

/** @typedef {import("./be_g/game.js").Game} Game */
/** @typedef {import("./be_g/generator.js").Generator} Generator */
/** @typedef {import("./be_g/goal.js").Goal} Goal */
/** @typedef {import("./be_g/state.js").State} State */

const GOAL_TARGET = "two-modes";

/**
 * The view in which the reader is G.
 *
 * @type {import("../shell/view.js").MakeView}
 */
export function makeBeG(section, changed) {
  let state = startState(), game = gameOf(state), chosen = NODES / 2, remark = "";
  /** @type {Goal | null} */
  let goal = null;

  /**
   * @param {Partial<State>} next
   * @param {(game: Game) => string} [say] what the remark is until the next change
   */
  function change(next, say = now => frozenRemark(now, null)) {
    state = { ...state, ...next };
    game = gameOf(state);
    remark = say(game);
    refresh();
    changed();
  }

  /**
   * Changes what is no move, which ends the goal.
   *
   * @param {Partial<State>} next
   * @param {(game: Game) => string} [say]
   */
  function changeFreely(next, say) {
    goal = null;
    change(next, say);
  }

  /** @param {Generator} G */
  const set = G => G.way === state.G.way ? change({ G }) : changeFreely({ G });

  function moved() {
    if (goal) goal = afterMove(goal, state.G.nodes, game.jsd);
    refresh();
  }

  /** @param {number} node */
  function choose(node) {
    chosen = node;
    refresh();
  }

  function startTheGoal() {
    chosen = NODES / 2;
    goal = startGoal(identity().nodes);
    change({ target: GOAL_TARGET, G: identity(), frozen: null });
  }

  function freeze() {
    const { V } = game;
    if (state.frozen) change({ frozen: null }, now => thawedRemark(V, now));
    else change({ frozen: state.G });
  }

  function goToTheBest() {
    const { V, best } = game;
    if (best) changeFreely({ G: pointAt(state.G, best.x) }, now => frozenRemark(now, V));
  }

  const table = {
    G: () => state.G, limits: () => game.target.limits, chosen: () => chosen, choose, set, moved,
    setTarget: (/** @type {string} */ target) => changeFreely({ target, frozen: null }),
    setNoise: (/** @type {string} */ noise) => changeFreely({ G: withNoise(state.G, noise) }),
    setWay: (/** @type {import("./be_g/generator.js").Way} */ way) => set(inWay(state.G, way, game.target.x)),
    reset: () => changeFreely({ G: identity(state.G.way, state.G.noise) }),
  };
  const screen = makeScreen(section), showControls = makeControls(section, table);
  const held = makeFigureHand(screen.figure, { ...table, plot: screen.figurePlot });
  makeNodeHand(screen.plot, { ...table, plot: screen.plotOfG });
  const draw = () => {
    if (!section.hidden) screen.draw(state, game, chosen, held());
  };
  const drawSoon = oncePerPicture(draw);

  function refresh() {
    showControls(state);
    screen.show(state, game, { chosen, goal, remark });
    drawSoon();
  }

  find(section, ".goal .start").onclick = startTheGoal;
  find(section, ".freeze").onclick = freeze;
  find(section, ".best").onclick = goToTheBest;
  find(section, "button.pulls").onclick = () => change({ pulls: !state.pulls }, () => remark);
  refresh();
  return {
    name: "be-g",
    state: () => stateToTexts(state),
    restore(texts) {
      chosen = NODES / 2;
      changeFreely(stateFromTexts(texts, targetChoices().map(([name]) => name)));
    },
    draw,
    show: () => {},
    python: () => pythonOf(state, game.target),
    tour: tourOfBeG,
  };
}

/**
 * Returns G with another noise. If G(z) = z it stays so.
 *
 * @param {Generator} G
 * @param {string} noise
 * @returns {Generator}
 */
function withNoise(G, noise) {
  const places = nodePlaces(G.noise), isIdentity = G.nodes.every((value, i) => value === places[i]);
  return { ...G, noise, nodes: isIdentity ? nodePlaces(noise) : G.nodes };
}
