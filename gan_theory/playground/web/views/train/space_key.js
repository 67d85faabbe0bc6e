/**
 * Calls an action when the reader presses the space bar, except where the element that has the focus needs it: a button
 * does, unless it has the focus because it has just been clicked.
 *
 * @param {HTMLElement} section which must be in sight
 * @param {() => void} action
 */
export function onSpace(section, action) {
  /** @type {EventTarget | null} */
  let clicked = null;
  section.addEventListener("click", event => {
    if (event.detail > 0 && event.target instanceof Element) clicked = event.target.closest("button");
  });
  section.addEventListener("focusout", () => { clicked = null; });

  /** @param {KeyboardEvent} event */
  function isOurs(event) {
    const { target } = event, isFree = !(event.ctrlKey || event.altKey || event.metaKey);
    if (event.key !== " " || !isFree || section.hidden || !(target instanceof Element)) return false;
    if (target === clicked || target.matches("input[type=range]")) return true;
    return !target.closest("button, input, select, textarea, a, summary, dialog, [role=tab]");
  }

  document.addEventListener("keydown", event => {
    if (!isOurs(event)) return;
    event.preventDefault();
    if (!event.repeat) action();
  });
  document.addEventListener("keyup", event => { // a space would press the button
    if (isOurs(event)) event.preventDefault();
  });
}
