import { tips } from "./tip_texts.js";

const OVERLAP = 1; // pixels of the symbol under the box, so that the pointer can move on to the links in the box

/**
 * Explains the symbols of a page: each element with data-tip="name" shows the formula of that name while the pointer is
 * over it or it has the focus. Escape hides it.
 *
 * @param {HTMLElement} box the element that shows a tip, with role="tooltip"
 * @param {ParentNode} root the elements to explain
 * @param {(link: {claim?: string, lesson?: string}) => string} links the HTML of the links to claim and lesson
 */
export function explainSymbols(box, root, links) {
  /** @type {HTMLElement | null} */
  let shown = null;

  /** @param {HTMLElement} element */
  function show(element) {
    const tip = tips[element.dataset.tip ?? ""];
    if (!tip) return;
    shown = element;
    box.innerHTML = `${tip.text} ${links(tip)}`;
    box.hidden = false;
    place(element);
    element.setAttribute("aria-describedby", box.id);
  }

  /** @param {HTMLElement} element */
  function place(element) {
    const at = element.getBoundingClientRect(), size = box.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left), Math.max(8, document.documentElement.clientWidth - size.width - 8));
    const below = at.bottom + size.height < document.documentElement.clientHeight;
    box.style.left = `${left + window.scrollX}px`;
    box.style.top = `${(below ? at.bottom - OVERLAP : at.top - size.height + OVERLAP) + window.scrollY}px`;
  }

  function hide() {
    shown?.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  }

  for (const element of root.querySelectorAll("[data-tip]")) {
    if (!(element instanceof HTMLElement)) continue;
    element.tabIndex = 0;
    element.addEventListener("pointerenter", () => show(element));
    element.addEventListener("focus", () => show(element));
    element.addEventListener("click", () => show(element));
    element.addEventListener("blur", event => box.contains(/** @type {Node | null} */ (event.relatedTarget)) || hide());
    element.addEventListener("pointerleave", event => {
      if (document.activeElement !== element && event.relatedTarget !== box) hide();
    });
  }
  box.addEventListener("pointerleave", () => document.activeElement !== shown && hide());
  document.addEventListener("keydown", event => event.key === "Escape" && hide());
}
