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

  /** @param {Partial<State>} next @param {string} [said] of what has happened, until the next change */
  function change(next, said) {
    state = { ...state, ...next };
    game = gameOf(state);
    remark = said ?? frozenRemark(game, null);
    if (goal) goal = { ...goal, jsd: game.jsd };
    refresh();
    changed();
  }

  /** Changes what is no move, which ends the goal. @param {Partial<State>} next @param {string} [said] */
  function changeFreely(next, said) {
    goal = null;
    change(next, said);
  }

  /** @param {Generator} G */
  const set = G => G.way === state.G.way ? change({ G }) : changeFreely({ G });

  function moved() {
    if (goal) goal = afterMove(goal, game.jsd);
    refresh();
  }

  /** @param {number} node */
  function choose(node) {
    chosen = node;
    refresh();
  }

  function startTheGoal() {
    chosen = NODES / 2;
    change({ target: GOAL_TARGET, G: identity(), frozen: null });
    goal = startGoal(game.jsd);
    refresh();
  }

  function freeze() {
    const { V } = game, isFrozen = state.frozen !== null;
    change({ frozen: isFrozen ? null : state.G });
    if (isFrozen) change({}, thawedRemark(V, game));
  }

  function goToTheBest() {
    const { V, best } = game;
    if (!best) return;
    changeFreely({ G: pointAt(state.G, best.x) });
    change({}, frozenRemark(game, V));
  }

  const table = {
    G: () => state.G, limits: () => game.target.limits, chosen: () => chosen, choose, set, moved,
    setTarget: (/** @type {string} */ target) => changeFreely({ target, frozen: null }),
    setNoise: (/** @type {string} */ noise) => changeFreely({ G: withNoise(state.G, noise) }),
    setWay: (/** @type {import("./be_g/generator.js").Way} */ way) => set(inWay(state.G, way, game.target.x)),
    reset: () => changeFreely({ G: { ...identity(), way: state.G.way, noise: state.G.noise, nodes: nodePlaces(state.G.noise) } }),
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
  find(section, "button.pulls").onclick = () => change({ pulls: !state.pulls }, remark);
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
