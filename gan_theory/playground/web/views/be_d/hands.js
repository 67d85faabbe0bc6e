import { handleAt, handlesOf, makeHandleDrag } from "../../drawing/mixture_handles.js";
import { onDrag, scrollUnless } from "../../drawing/pointer.js";
import { NODES, nodeStep, nodesOf, valueAt, withBump, withStroke } from "./discriminators.js";
import { pointInFigure } from "./figure.js";
import { mixtureLimits } from "./pairs.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("../../drawing/plot.js").Plot} Plot */
/** @typedef {import("../../drawing/pointer.js").Point} Point */
/** @typedef {import("../../drawing/mixture_handles.js").Handle} Handle */

const MARGIN = 16; // pixels around the axes in which a stroke may start
const STEP = 4; // nodes that the cursor moves by
const REACH = 7; // nodes to either side of it that are raised with it

/**
 * Lets the mouse, a finger or a pen draw D or drag a density.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Model} model
 * @param {() => Plot} plot the axes as they have been drawn last
 * @param {() => void} changed
 * @returns {{held: () => Handle | null}} the handle in hand
 */
export function followPointer(canvas, model, plot, changed) {
  const drag = makeHandleDrag();
  const inReach = (/** @type {Point} */ point) => {
    const mixture = model.drags && model.pair.mixtures[model.drags];
    return mixture ? handleAt(handlesOf(mixture, plot()), point) !== null : isInFrame(plot(), point);
  };

  /** @param {Point} point @param {Point} before */
  function stroke(point, before) {
    const [from, to] = [before, point].map(each => pointInFigure(plot(), each));
    model.changeD(to, values => withStroke(values, model.pair, from, to));
    changed();
  }

  onDrag(canvas, {
    start(point) {
      if (!inReach(point)) return false;
      const mixture = model.drags && model.pair.mixtures[model.drags];
      if (mixture) return drag.start(mixture, plot(), point);
      model.remember();
      stroke(point, point);
      return true;
    },
    move(point, before) {
      if (!model.drags) return stroke(point, before);
      const mixture = drag.move(plot(), point, mixtureLimits(model.pair));
      if (mixture) model.setMixture(model.drags, mixture);
      changed();
    },
    end() {
      drag.end();
      changed();
    },
  });
  scrollUnless(canvas, inReach);
  return { held: drag.held };
}

/** @param {Plot} plot @param {Point} point */
function isInFrame({ box }, { x, y }) {
  return x > box.left - MARGIN && x < box.right + MARGIN && y > box.top - MARGIN && y < box.bottom + MARGIN;
}

/**
 * The nodes to move by, and what to add to D; with Shift it is one node, and a fifth.
 *
 * @type {Record<string, [number, number]>}
 */
const KEYS = {
  ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], Home: [-NODES, 0], End: [NODES, 0],
  ArrowUp: [0, 0.05], ArrowDown: [0, -0.05], PageUp: [0, 0.25], PageDown: [0, -0.25],
};

/**
 * Lets the keys move a cursor along x and raise or lower D around it, while the canvas has the focus. A press on the
 * figure puts the cursor there.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Model} model
 * @param {() => Plot} plot the axes as they have been drawn last
 * @param {() => void} changed
 * @returns {{cursor: () => number, inUse: () => boolean}} the cursor's node, and whether the keys are in use
 */
export function followKeys(canvas, model, plot, changed) {
  let cursor = (NODES - 1) / 2, inUse = false;

  /** @param {number} by */
  function raise(by) {
    const x = nodesOf(model.pair)[cursor], D = valueAt(model.pair, model.found.cells, x) + by;
    model.remember();
    model.changeD({ x, D: Math.min(Math.max(D, 0), 1) }, values => withBump(values, cursor, by, REACH));
  }

  canvas.addEventListener("keydown", event => {
    const [along, up] = KEYS[event.key] ?? [0, 0];
    if (model.drags || event.ctrlKey || event.altKey || event.metaKey || !(along || up)) return;
    event.preventDefault();
    inUse = true;
    if (up) raise(event.shiftKey ? up / 5 : up);
    cursor = Math.min(Math.max(cursor + (event.shiftKey ? Math.sign(along) : along), 0), NODES - 1);
    changed();
  });
  const stop = () => {
    inUse = false;
    changed();
  };
  canvas.addEventListener("blur", stop);
  canvas.addEventListener("pointerdown", ({ offsetX, offsetY }) => {
    const { x } = pointInFigure(plot(), { x: offsetX, y: offsetY });
    cursor = Math.round((x - model.pair.limits[0]) / nodeStep(model.pair));
    stop();
  });
  return { cursor: () => cursor, inUse: () => inUse };
}
