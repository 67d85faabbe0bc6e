import { replaced } from "../drawing/mixture_handles.js";

/** @typedef {import("../drawing/mixture_handles.js").Mixture} Mixture */
/** @typedef {import("../drawing/mixture_handles.js").MixtureLimits} MixtureLimits */

/** The most modes that a reader can make. */
export const MOST_MODES = 5;
const WEIGHTS = [0.02, 0.98]; // the least and the largest weight of one mode among several
const FIELDS = /** @type {const} */ (["mean", "std", "weight"]);

/**
 * Fills an element with a table of number inputs for the modes of a Gaussian mixture: mean, standard deviation and
 * weight of each, "remove", and "add a mode" below. The weights always sum to 1.
 *
 * @param {HTMLElement} root where to put the table
 * @param {object} options
 * @param {string} options.name of the density, such as "p_g", for screen readers
 * @param {MixtureLimits} options.limits
 * @param {(mixture: Mixture) => void} options.changed called with the mixture that the reader has set
 * @returns {{show: (mixture: Mixture, limits?: MixtureLimits) => void}} show puts a mixture into the table
 */
export function makeMixturePanel(root, { name, limits, changed }) {
  /** @type {Mixture} */
  let mixture = { means: [], stds: [], weights: [] };
  root.classList.add("mixture");
  const body = makeTable(root), add = makeButton("add a mode", `add a mode to ${name}`);
  root.append(add);

  /** @param {Mixture} next */
  function set(next) {
    show(next);
    changed(next);
  }

  /** @param {Mixture} next @param {MixtureLimits} [bounds] */
  function show(next, bounds = limits) {
    const isNew = next.means.length !== mixture.means.length;
    mixture = next;
    limits = bounds;
    if (isNew) body.replaceChildren(...next.means.map((_, mode) => makeRow(mode)));
    for (const [mode, row] of [...body.rows].entries()) fill(row, mode);
    add.disabled = next.means.length >= MOST_MODES;
  }

  /** @param {number} mode */
  function makeRow(mode) {
    const row = document.createElement("tr"), remove = makeButton("×", `remove mode ${mode + 1} of ${name}`);
    const inputs = FIELDS.map(field => makeInput(`${field} of mode ${mode + 1} of ${name}`, field, {
      typed: value => accepts(field, value) && set(withValue(mixture, field, mode, value)),
      done: value => set(Number.isFinite(value) ? withValue(mixture, field, mode, nearest(field, value)) : mixture),
    }));
    remove.onclick = () => {
      set(withoutMode(mixture, mode));
      add.focus();
    };
    row.append(...[...inputs, remove].map(inCell));
    return row;
  }

  /** @param {typeof FIELDS[number]} field @returns {readonly number[]} */
  const bounds = field => ({ mean: limits.x, std: limits.stds, weight: WEIGHTS })[field];

  /** @param {typeof FIELDS[number]} field @param {number} value */
  const accepts = (field, value) => value >= bounds(field)[0] && value <= bounds(field)[1];

  /** @param {typeof FIELDS[number]} field @param {number} value @returns {number} the nearest one within the bounds */
  const nearest = (field, value) => Math.min(Math.max(value, bounds(field)[0]), bounds(field)[1]);

  /** @param {HTMLTableRowElement} row @param {number} mode */
  function fill(row, mode) {
    const isOnly = mixture.means.length === 1, values = [mixture.means, mixture.stds, mixture.weights];
    const inputs = [...row.querySelectorAll("input")];
    inputs.forEach((input, i) => {
      [input.min, input.max] = bounds(FIELDS[i]).map(bound => String(Math.round(bound * 1000) / 1000));
      write(input, values[i][mode]);
    });
    inputs[2].disabled = isOnly;
    /** @type {HTMLButtonElement} */ (row.querySelector("button")).disabled = isOnly;
  }

  add.onclick = () => {
    set(withFurtherMode(mixture, limits));
    body.rows[body.rows.length - 1].querySelector("input")?.focus();
  };
  return { show };
}

/**
 * Returns a mixture with another mean, standard deviation or weight in one mode; the other weights keep their ratios.
 *
 * @param {Mixture} mixture
 * @param {"mean" | "std" | "weight"} field
 * @param {number} mode
 * @param {number} value
 * @returns {Mixture}
 */
export function withValue(mixture, field, mode, value) {
  if (field === "mean") return { ...mixture, means: replaced(mixture.means, mode, value) };
  if (field === "std") return { ...mixture, stds: replaced(mixture.stds, mode, value) };
  const others = mixture.weights.reduce((sum, weight, i) => sum + (i === mode ? 0 : weight), 0);
  const scaled = mixture.weights.map((weight, i) => i === mode ? value : weight * (1 - value) / others);
  return { ...mixture, weights: normalised(scaled) };
}

/** @param {Mixture} mixture @param {number} mode @returns {Mixture} */
function withoutMode({ means, stds, weights }, mode) {
  const others = (/** @type {number[]} */ list) => list.filter((_, i) => i !== mode);
  return { means: others(means), stds: others(stds), weights: normalised(others(weights)) };
}

/** @param {Mixture} mixture @param {MixtureLimits} limits @returns {Mixture} */
function withFurtherMode({ means, stds, weights }, { x: [low, high] }) {
  const std = stds[stds.length - 1], right = Math.max(...means) + 3 * std, left = Math.min(...means) - 3 * std;
  const mean = right < high ? right : Math.max(left, low), n = means.length;
  return {
    means: [...means, Math.round(mean * 1000) / 1000], stds: [...stds, std],
    weights: normalised([...weights.map(weight => weight * n), 1]),
  };
}

/** @param {number[]} weights */
function normalised(weights) {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map(weight => weight / sum);
}

/**
 * Writes a number into an input, unless the reader is typing just this number there.
 *
 * @param {HTMLInputElement} input
 * @param {number} value
 */
function write(input, value) {
  const isTyping = document.activeElement === input && Math.abs(input.valueAsNumber - value) < 5e-4;
  if (!isTyping) input.value = String(Math.round(value * 1000) / 1000);
}

/** @param {HTMLElement} root @returns {HTMLTableSectionElement} the table's body */
function makeTable(root) {
  const table = document.createElement("table");
  table.innerHTML = "<thead><tr><th>mean</th><th>std</th><th>weight</th><td></td></tr></thead>";
  root.append(table);
  return table.createTBody();
}

/** @param {string} text @param {string} label */
function makeButton(text, label) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.setAttribute("aria-label", label);
  return button;
}

/**
 * @param {string} label
 * @param {typeof FIELDS[number]} field
 * @param {{typed: (value: number) => void, done: (value: number) => void}} actions done follows when the input is left
 */
function makeInput(label, field, { typed, done }) {
  const input = document.createElement("input");
  input.type = "number";
  input.step = field === "mean" ? "0.1" : "0.05";
  input.setAttribute("aria-label", label);
  input.oninput = () => typed(input.valueAsNumber);
  input.onchange = () => done(input.valueAsNumber);
  return input;
}

/** @param {HTMLElement} element */
function inCell(element) {
  const cell = document.createElement("td");
  cell.append(element);
  return cell;
}
