import { number } from "../../drawing/number_text.js";

/** @typedef {string | number} FieldValue */

const MANTISSAS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/**
 * The values of a logarithmic slider: round numbers from a power of ten to 1, after 0 if that is among them.
 *
 * @param {number} from the power of ten
 * @param {boolean} hasZero
 * @returns {number[]}
 */
export function roundNumbers(from, hasZero) {
  const decades = Array.from({ length: -from }, (_, i) => from + i);
  const values = decades.flatMap(decade => MANTISSAS.map(mantissa => Number(`${mantissa}e${decade}`)));
  return [...(hasZero ? [0] : []), ...values, 1];
}

/**
 * Connects the inputs of a section, which name fields of the recipe in data-field, with what changes them.
 *
 * @param {HTMLElement} section
 * @param {(name: string, value: FieldValue) => void} changed called when the reader has chosen another value
 * @returns {{show: (recipe: Record<string, any>) => void}} show puts the values of a recipe into the inputs
 */
export function bindFields(section, changed) {
  const inputs = [...section.querySelectorAll("[data-field]")];
  const fields = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ (inputs).map(input => {
    const name = input.dataset.field ?? "", report = (/** @type {FieldValue} */ value) => changed(name, value);
    if (input instanceof HTMLSelectElement) return { name, show: bindSelect(input, report) };
    return { name, show: input.type === "range" ? bindSlider(input, report) : bindCount(input, report) };
  });
  return {
    show(recipe) {
      for (const { name, show } of fields) show(recipe[name]);
    },
  };
}

/**
 * A select, whose values are names or numbers. It gets a further option for a value that is not among them.
 *
 * @param {HTMLSelectElement} select
 * @param {(value: FieldValue) => void} changed
 * @returns {(value: FieldValue) => void} shows a value
 */
function bindSelect(select, changed) {
  const isNumber = !Number.isNaN(Number(select.options[0].value));
  select.onchange = () => changed(isNumber ? Number(select.value) : select.value);
  return value => {
    const text = String(value), isKnown = [...select.options].some(option => option.value === text);
    if (!isKnown) select.add(new Option(text, text));
    select.value = text;
  };
}

/**
 * An input for whole numbers. What is outside its limits becomes the nearer limit.
 *
 * @param {HTMLInputElement} input
 * @param {(value: number) => void} changed
 * @returns {(value: number) => void} shows a value
 */
export function bindCount(input, changed) {
  let shown = NaN;
  const show = (/** @type {number} */ value) => {
    shown = value;
    input.value = String(value);
  };
  input.onchange = () => {
    const value = Math.min(Math.max(Math.round(input.valueAsNumber), Number(input.min)), Number(input.max));
    if (Number.isNaN(value) || value === shown) return show(shown);
    show(value);
    changed(value);
  };
  return show;
}

/**
 * A slider with its value beside it. With data-from it is logarithmic, from that power of ten to 1.
 *
 * @param {HTMLInputElement} input
 * @param {(value: number) => void} changed
 * @returns {(value: number) => void} shows a value, also one between the values of the slider
 */
function bindSlider(input, changed) {
  const { from, zero } = input.dataset, output = /** @type {HTMLOutputElement} */ (input.nextElementSibling);
  const values = from === undefined ? null : roundNumbers(Number(from), zero !== undefined);
  if (values) [input.min, input.max, input.step] = ["0", String(values.length - 1), "1"];
  const valueNow = () => values ? values[input.valueAsNumber] : input.valueAsNumber;
  const say = (/** @type {number} */ value) => {
    output.textContent = number(value).replace("-", "−");
    input.setAttribute("aria-valuetext", output.textContent);
  };
  const act = () => {
    say(valueNow());
    changed(valueNow());
  };
  if (input.closest(".fresh")) {
    input.oninput = () => say(valueNow());
    input.onchange = act;
  } else {
    input.oninput = act;
  }
  return value => {
    input.value = String(values ? nearest(values, value) : value);
    say(value);
  };
}

/**
 * @param {number[]} values increasing
 * @param {number} value
 * @returns {number} the index of the nearest one, as a ratio
 */
function nearest(values, value) {
  const distance = (/** @type {number} */ each) => Math.abs(Math.log((each + 1e-9) / (value + 1e-9)));
  return values.reduce((best, each, i) => distance(each) < distance(values[best]) ? i : best, 0);
}
