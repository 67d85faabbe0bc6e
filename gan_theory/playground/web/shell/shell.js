import { atMostEvery, readAddress, writeAddress } from "./address.js";
import { find } from "./elements.js";
import { makeTabs } from "./tabs.js";
import { makeTour } from "./tour.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("./view.js").MakeView} MakeView */

const ADDRESS_EVERY = 400; // milliseconds: Safari allows 100 changes of the address in 30 seconds

/**
 * Makes the views, one of which is in sight, and keeps the address, the tour and "As Python" with it.
 *
 * @param {Record<string, MakeView>} makers a function for each view, by its name: the id of its section
 */
export function start(makers) {
  const save = atMostEvery(() => writeAddress({ view: current.name, ...current.state() }), ADDRESS_EVERY);
  const changed = () => ready && save();
  let ready = false;
  const sections = Object.fromEntries(Object.keys(makers).map(name => [name, find(document, `#${name}`)]));
  const views = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make(sections[name], changed)]));
  const tour = makeTour(find(document, "#tour"));
  let current = views[Object.keys(makers)[0]];
  const tabs = makeTabs(find(document, "[role=tablist]"), name => {
    show(name);
    save();
  });

  /** @param {string} name */
  function show(name) {
    tour.end();
    if (current.name !== name) current.show(false);
    current = views[name];
    for (const [each, section] of Object.entries(sections)) section.hidden = each !== name;
    tabs.select(name);
    current.show(true);
    current.draw();
  }

  function restore() {
    const { view, ...state } = readAddress(), name = Object.hasOwn(views, view ?? "") ? view : current.name;
    views[name].restore(state);
    show(name);
  }

  find(document, "#start-tour").onclick = () => tour.start(current, sections[current.name]);
  offerPython(() => current.python());
  offerLink(() => writeAddress({ view: current.name, ...current.state() }));
  window.addEventListener("hashchange", restore);
  new ResizeObserver(() => current.draw()).observe(document.body);
  restore();
  ready = true;
}

/** @param {() => string} python the lines to show */
function offerPython(python) {
  const dialog = /** @type {HTMLDialogElement} */ (find(document, "#python")), code = find(dialog, "code");
  find(document, "#as-python").onclick = () => {
    code.textContent = python();
    dialog.showModal();
  };
  find(dialog, ".close").onclick = () => dialog.close();
  copyOnClick(find(dialog, ".copy"), () => code.textContent ?? "");
}

/** @param {() => void} write puts the state into the address */
function offerLink(write) {
  copyOnClick(find(document, "#copy-link"), () => {
    write();
    return window.location.href;
  });
}

/**
 * @param {HTMLElement} button what copies, and says for two seconds whether it did
 * @param {() => string} text what is copied
 */
function copyOnClick(button, text) {
  const label = button.textContent;
  button.onclick = async () => {
    const copied = await copy(text());
    button.textContent = copied ? "copied" : "copy it by hand";
    window.setTimeout(() => (button.textContent = label), 2000);
  };
}

/**
 * @param {string} text the text for the clipboard
 * @returns {Promise<boolean>} whether the browser allowed it
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
