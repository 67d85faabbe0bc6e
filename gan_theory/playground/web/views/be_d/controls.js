import { fillSelect, find, findInput, findSelect } from "../../shell/elements.js";
import { makeMixturePanel } from "../../shell/mixture_panel.js";
import { FIRST_PAIR, GROUPS, mixtureLimits } from "./pairs.js";

/** @typedef {import("./model.js").Model} Model */

const WHICH = /** @type {const} */ (["p_data", "p_g"]);
const MODES = /** @type {const} */ (["draw", ...WHICH]);
const FORMULAS = /** @type {const} */ (["half", "logistic", "star"]);

/**
 * Makes the controls of the panel work.
 *
 * @param {HTMLElement} section of the view
 * @param {Model} model
 * @param {() => void} changed called after each change that a reader makes
 * @returns {{show: () => void}} show puts the model's state into the controls
 */
export function offerControls(section, model, changed) {
  const offers = [offerPairs, offerModes, offerMixtures, offerFormulas, offerSwitches];
  const parts = offers.map(offer => offer(section, model, changed));
  document.addEventListener("keydown", event => {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type === "number";
    if (section.hidden || isTyping || event.key !== "z" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    model.undo();
    changed();
  });
  return { show: () => parts.forEach(show => show()) };
}

/** @typedef {(section: HTMLElement, model: Model, changed: () => void) => () => void} Offer */

/** @type {Offer} */
function offerPairs(section, model, changed) {
  const select = findSelect(section, ".pair");
  fillSelect(select, []);
  for (const [label, names] of Object.entries(GROUPS)) {
    const group = document.createElement("optgroup");
    group.label = label;
    group.append(...Object.entries(names).map(([name, text]) => new Option(text, name)));
    select.append(group);
  }
  const own = new Option("of your own", "own");
  select.append(own);
  select.value = FIRST_PAIR;
  select.onchange = () => {
    model.choosePair(select.value);
    changed();
  };
  return () => {
    own.hidden = own.disabled = !model.isOwn;
    select.value = model.isOwn ? "own" : model.pair.name;
  };
}

/** @type {Offer} */
function offerModes(section, model, changed) {
  const buttons = MODES.map(mode => /** @type {HTMLButtonElement} */ (find(section, `.mode-${mode}`)));
  MODES.forEach((mode, i) => {
    buttons[i].onclick = () => {
      model.mode = mode;
      changed();
    };
  });
  return () => {
    MODES.forEach((mode, i) => {
      buttons[i].setAttribute("aria-pressed", String(model.mode === mode));
      buttons[i].disabled = mode !== "draw" && !model.pair.mixtures[mode];
    });
    for (const row of section.querySelectorAll(".for-D")) row.toggleAttribute("hidden", model.mode !== "draw");
    find(section, ".figure").classList.toggle("drags", model.mode !== "draw");
  };
}

/** @type {Offer} */
function offerMixtures(section, model, changed) {
  const roots = WHICH.map(which => find(section, `.mixture-of-${which}`));
  const panels = WHICH.map((which, i) => makeMixturePanel(roots[i], {
    name: which, limits: mixtureLimits(model.pair),
    changed(mixture) {
      model.setMixture(which, mixture);
      changed();
    },
  }));
  return () => WHICH.forEach((which, i) => {
    const mixture = model.pair.mixtures[which];
    roots[i].hidden = model.mode !== which;
    if (mixture) panels[i].show(mixture, mixtureLimits(model.pair));
  });
}

/** @type {Offer} */
function offerFormulas(section, model, changed) {
  const undo = /** @type {HTMLButtonElement} */ (find(section, ".undo"));
  for (const kind of FORMULAS) {
    find(section, `.set-${kind}`).onclick = () => {
      model.setFormula(kind);
      changed();
    };
  }
  undo.onclick = () => {
    model.undo();
    changed();
  };
  return () => {
    undo.disabled = model.past.length === 0;
    find(section, ".set-star").toggleAttribute("disabled", model.logisticOnly);
  };
}

/** @type {Offer} */
function offerSwitches(section, model, changed) {
  const star = findInput(section, ".show-star input"), only = findInput(section, ".logistic-only input");
  star.onchange = () => {
    model.showsDStar = star.checked;
    changed();
  };
  only.onchange = () => {
    model.setLogisticOnly(only.checked);
    changed();
  };
  return () => {
    star.checked = model.showsDStar;
    only.checked = model.logisticOnly;
    find(section, ".star-key").hidden = !model.showsDStar;
  };
}
