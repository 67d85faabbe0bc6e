/**
 * A point on a canvas in CSS pixels.
 *
 * @typedef {{x: number, y: number}} Point
 */

/**
 * Follows the mouse, a finger or a pen from where it is put down on a canvas until it is lifted.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {object} actions
 * @param {(point: Point) => boolean | void} actions.start returns false where there is nothing to drag: a finger then
 *   scrolls the page
 * @param {(point: Point, before: Point) => void} actions.move
 * @param {() => void} [actions.end]
 */
export function onDrag(canvas, { start, move, end = () => {} }) {
  /** @type {Point | null} */
  let before = null;
  let held = 0; // the pointer that drags: a second finger must not move what the first one holds
  canvas.addEventListener("pointerdown", event => {
    if (event.button !== 0 || before || start(pointOn(canvas, event)) === false) return;
    before = pointOn(canvas, event);
    held = event.pointerId;
    canvas.setPointerCapture(event.pointerId);
    event.preventDefault();
    canvas.focus({ preventScroll: true });
  });
  canvas.addEventListener("pointermove", event => {
    if (!before || event.pointerId !== held) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const point = pointOn(canvas, each);
      move(point, before);
      before = point;
    }
  });
  for (const type of /** @type {const} */ (["pointerup", "pointercancel"])) {
    canvas.addEventListener(type, event => {
      if (!before || event.pointerId !== held) return;
      before = null;
      end();
    });
  }
}

/**
 * Keeps a finger that starts to drag something from scrolling the page; elsewhere on the canvas it scrolls.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {(point: Point) => boolean} canDrag whether there is something to drag at a point
 */
export function scrollUnless(canvas, canDrag) {
  const keep = (/** @type {TouchEvent} */ event) => {
    if (event.touches.length === 1 && canDrag(pointOn(canvas, event.touches[0]))) event.preventDefault();
  };
  canvas.addEventListener("touchstart", keep, { passive: false });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{clientX: number, clientY: number}} event
 * @returns {Point}
 */
function pointOn(canvas, event) {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/**
 * Calls an action before the next picture of the screen, once however often it is asked for.
 *
 * @param {() => void} action
 * @returns {() => void}
 */
export function oncePerPicture(action) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      action();
    });
  };
}
