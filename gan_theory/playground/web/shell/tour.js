import { find } from "./elements.js";

/** @typedef {import("./view.js").View} View */

/**
 * The guided tour of a view: a box of text with the steps. It stands at the lower right, as wide as the panel, so that
 * the figures stay in sight, or at the lower left where it would hide the element that a step is about.
 *
 * @param {HTMLElement} box the element that shows the steps
 * @returns {{start: (view: View, section: HTMLElement) => void, end: () => void}}
 */
export function makeTour(box) {
  const text = find(box, ".text"), answer = find(box, ".answer"), count = find(box, ".count");
  const buttons = { back: find(box, ".back"), next: find(box, ".next"), end: find(box, ".end") };
  const reveal = /** @type {HTMLDetailsElement} */ (find(box, "details"));
  /** @type {{view: View, section: HTMLElement, step: number} | null} */
  let tour = null;

  function show() {
    if (!tour) return;
    const { view, section, step } = tour, { target, text: words, answer: reply } = view.tour[step];
    text.innerHTML = words;
    answer.innerHTML = reply ?? "";
    reveal.open = false;
    reveal.hidden = !reply;
    count.textContent = `${step + 1} of ${view.tour.length}`;
    buttons.back.toggleAttribute("disabled", step === 0);
    buttons.next.textContent = step + 1 < view.tour.length ? "next" : "finish";
    mark(section, target);
  }

  /** @param {HTMLElement} section @param {string} target */
  function mark(section, target) {
    unmark();
    const element = find(section, target);
    element.classList.add("in-tour");
    element.scrollIntoView({ block: "nearest" });
    keepInSight(element);
  }

  /** @param {Element} element what the box must not hide */
  function keepInSight(element) {
    box.classList.remove("at-left");
    const { right, bottom } = element.getBoundingClientRect(), { left, top } = box.getBoundingClientRect();
    box.classList.toggle("at-left", right > left && bottom > top);
  }

  function unmark() {
    for (const marked of document.querySelectorAll(".in-tour")) marked.classList.remove("in-tour");
  }

  /** @param {number} by */
  function move(by) {
    if (!tour) return;
    const step = tour.step + by;
    if (step >= tour.view.tour.length) return end();
    tour.step = Math.max(0, step);
    show();
  }

  function end() {
    tour = null;
    box.hidden = true;
    document.body.classList.remove("touring");
    unmark();
  }

  reveal.ontoggle = () => {
    const element = document.querySelector(".in-tour");
    if (element) keepInSight(element);
  };
  buttons.back.onclick = () => move(-1);
  buttons.next.onclick = () => move(1);
  buttons.end.onclick = end;
  box.addEventListener("keydown", event => event.key === "Escape" && end());
  return {
    start(view, section) {
      tour = { view, section, step: 0 };
      box.hidden = false;
      document.body.classList.add("touring");
      show();
      buttons.next.focus();
    },
    end,
  };
}
