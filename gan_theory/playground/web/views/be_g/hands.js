import { handleAt, handlesOf, makeHandleDrag } from "../../drawing/mixture_handles.js";
import { onDrag, scrollUnless } from "../../drawing/pointer.js";
import { LEAST_STD, NODES, modesOf, nodePlaces, rounded, withModes } from "./generator.js";
import { nodeAt, nodeBeside } from "./plot_of_g.js";

/** @typedef {import("../../drawing/mixture_handles.js").Handle} Handle */
/** @typedef {import("../../drawing/plot.js").Plot} Plot */
/** @typedef {import("./generator.js").Generator} Generator */

/**
 * What a hand works on: the present G, the limits of x, the chosen node, the plot as it was drawn last, and how to
 * change them. `moved` is called at the end of each drag and key press.
 *
 * @typedef {object} Table
 * @property {() => Generator} G
 * @property {() => [number, number]} limits
 * @property {() => number} chosen
 * @property {() => Plot} plot
 * @property {(node: number) => void} choose
 * @property {(G: Generator) => void} set
 * @property {() => void} moved
 */

const STEP = 0.1, LARGE_STEP = 0.5, LARGEST_STD = 3;
/** @type {Record<string, number>} */
const CHOICES = { ArrowLeft: -1, ArrowRight: 1, Home: -NODES, End: NODES };
/** @type {Record<string, number>} */
const STEPS = { ArrowUp: STEP, ArrowDown: -STEP, PageUp: LARGE_STEP, PageDown: -LARGE_STEP };

/**
 * @param {[number, number]} limits of x
 * @returns {import("../../drawing/mixture_handles.js").MixtureLimits}
 */
export const limitsOfModes = limits => ({ x: limits, stds: [LEAST_STD, LARGEST_STD] });

/**
 * Lets the mouse or a finger drag the modes of p_g in the figure.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Table} table
 * @returns {() => Handle | null} the handle that is being dragged
 */
export function makeFigureHand(canvas, { G, limits, plot, set, moved }) {
  const drag = makeHandleDrag();
  onDrag(canvas, {
    start: point => drag.start(modesOf(G()), plot(), point),
    move(point) {
      const modes = drag.move(plot(), point, limitsOfModes(limits()));
      if (modes) set(withModes(G(), modes));
    },
    end() {
      drag.end();
      moved();
    },
  });
  scrollUnless(canvas, point => handleAt(handlesOf(modesOf(G()), plot()), point) !== null);
  return drag.held;
}

/**
 * Lets the mouse, a finger and the keys choose and move the nodes of G.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Table} table
 */
export function makeNodeHand(canvas, table) {
  const { G, limits, chosen, plot, choose, set, moved } = table;
  let aside = 0; // how far below the node's centre it has been taken, in pixels
  onDrag(canvas, {
    start(point) {
      const node = nodeAt(plot(), G(), point, chosen());
      choose(node >= 0 ? node : nodeBeside(plot(), G(), point));
      aside = node >= 0 ? point.y - plot().Y(G().nodes[node]) : 0;
      return node >= 0;
    },
    move: point => set(withNode(G(), chosen(), plot().yAt(point.y - aside), limits())),
    end: moved,
  });
  scrollUnless(canvas, point => nodeAt(plot(), G(), point, chosen()) >= 0);
  canvas.addEventListener("keydown", event => onKey(event, table));
  canvas.addEventListener("keyup", event => event.key in STEPS && moved());
}

/** @param {KeyboardEvent} event @param {Table} table */
function onKey(event, { G, limits, chosen, choose, set }) {
  const { key, shiftKey } = event, by = CHOICES[key];
  if (by === undefined && STEPS[key] === undefined) return;
  event.preventDefault();
  if (by !== undefined) return choose(Math.min(Math.max(chosen() + by, 0), NODES - 1));
  if (G().way !== "nodes") return;
  set(withNode(G(), chosen(), G().nodes[chosen()] + STEPS[key] * (shiftKey ? 0.1 : 1), limits()));
}

/**
 * Returns G with another value at one node.
 *
 * @param {Generator} G
 * @param {number} node
 * @param {number} value
 * @param {[number, number]} limits of x
 * @returns {Generator}
 */
export function withNode(G, node, value, [low, high]) {
  const kept = rounded(Math.min(Math.max(value, low), high));
  return { ...G, nodes: nodePlaces(G.noise).map((_, i) => i === node ? kept : G.nodes[i]) };
}
