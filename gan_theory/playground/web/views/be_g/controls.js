import { minus } from "../../drawing/number_text.js";
import { fillSelect, find, findInput, findSelect } from "../../shell/elements.js";
import { makeMixturePanel } from "../../shell/mixture_panel.js";
import { nodePlaces } from "./generator.js";
import { limitsOfModes, withNode } from "./hands.js";
import { targetChoices } from "./targets.js";

/** @typedef {import("./generator.js").Generator} Generator */
/** @typedef {import("./generator.js").Way} Way */
/** @typedef {import("./state.js").State} State */

/**
 * What the controls do; `moved` is called after each change of a number by the reader.
 *
 * @typedef {object} Actions
 * @property {() => Generator} G
 * @property {() => [number, number]} limits of x
 * @property {() => number} chosen the chosen node
 * @property {(node: number) => void} choose
 * @property {(target: string) => void} setTarget
 * @property {(noise: string) => void} setNoise
 * @property {(way: Way) => void} setWay
 * @property {(G: Generator) => void} set
 * @property {() => void} moved
 * @property {() => void} reset
 */

/**
 * Connects the controls that set p_data and G.
 *
 * @param {HTMLElement} section
 * @param {Actions} actions
 * @returns {(state: State) => void} puts the state into the controls
 */
export function makeControls(section, actions) {
  const target = findSelect(section, ".target"), noise = findSelect(section, ".noise");
  fillSelect(target, targetChoices());
  target.onchange = () => actions.setTarget(target.value);
  noise.onchange = () => actions.setNoise(noise.value);
  const ways = /** @type {HTMLElement[]} */ ([...section.querySelectorAll("[data-way]")]);
  for (const button of ways) button.onclick = () => actions.setWay(/** @type {Way} */ (button.dataset.way));
  find(section, ".reset").onclick = actions.reset;
  const fill = {
    nodes: connectNode(section, actions),
    line: connectLine(section, actions),
    mixture: connectMixture(section, actions),
  };
  return state => {
    target.value = state.target;
    noise.value = state.G.noise;
    for (const button of ways) button.setAttribute("aria-pressed", String(button.dataset.way === state.G.way));
    find(section, ".reset").textContent = state.G.way === "mixture" ? "reset to N(0, 1)" : "reset to G(z) = z";
    for (const way of Object.keys(fill)) find(section, `.of-${way}`).hidden = way !== state.G.way;
    fill[state.G.way]();
  };
}

/**
 * The number of the chosen node, and the buttons that choose its neighbours.
 *
 * @param {HTMLElement} section
 * @param {Actions} actions
 * @returns {() => void} shows the present values
 */
function connectNode(section, { G, limits, chosen, choose, set, moved }) {
  const value = findInput(section, ".value"), place = find(section, ".place");
  const before = find(section, ".before"), after = find(section, ".after");
  before.onclick = () => choose(chosen() - 1);
  after.onclick = () => choose(chosen() + 1);
  connectNumber(value, limits, x => set(withNode(G(), chosen(), x, limits())), moved);
  return () => {
    place.textContent = minus(String(nodePlaces(G().noise)[chosen()]));
    before.toggleAttribute("disabled", chosen() === 0);
    after.toggleAttribute("disabled", chosen() === G().nodes.length - 1);
    write(value, G().nodes[chosen()]);
  };
}

/**
 * μ and σ, each by a slider and as a number.
 *
 * @param {HTMLElement} section
 * @param {Actions} actions
 * @returns {() => void} shows the present values
 */
function connectLine(section, { G, limits, set, moved }) {
  const bounds = [limits, () => limitsOfModes(limits()).stds];
  const inputs = ["mu", "sigma"].map((name, i) => [`.${name}-slider`, `.${name}`].map(selector => {
    const input = findInput(section, selector);
    connectNumber(input, bounds[i], value => set(withLine(G(), i, value)), moved);
    return input;
  }));
  return () => inputs.forEach((both, i) => {
    for (const input of both) {
      [input.min, input.max] = bounds[i]().map(String);
      write(input, G().line[i]);
    }
  });
}

/**
 * @param {Generator} G
 * @param {number} which 0 for μ, 1 for σ
 * @param {number} value
 * @returns {Generator}
 */
function withLine(G, which, value) {
  const [mu, sigma] = G.line;
  return { ...G, line: which === 0 ? [value, sigma] : [mu, value] };
}

/**
 * @param {HTMLElement} section
 * @param {Actions} actions
 * @returns {() => void} shows the present mixture
 */
function connectMixture(section, { G, limits, set, moved }) {
  const panel = makeMixturePanel(find(section, ".of-mixture"), {
    name: "p_g",
    limits: limitsOfModes(limits()),
    changed(mixture) {
      set({ ...G(), mixture });
      moved();
    },
  });
  return () => panel.show(G().mixture, limitsOfModes(limits()));
}

/**
 * Calls `set` for each number within the limits while the reader types or slides, and `moved` once at the end: a number
 * beyond the limits then becomes the nearest one within them.
 *
 * @param {HTMLInputElement} input
 * @param {() => [number, number]} limits
 * @param {(value: number) => void} set
 * @param {() => void} moved
 */
function connectNumber(input, limits, set, moved) {
  input.oninput = () => {
    const value = input.valueAsNumber, [low, high] = limits();
    if (value >= low && value <= high) set(value);
  };
  input.onchange = () => {
    const value = input.valueAsNumber, [low, high] = limits();
    if (value < low || value > high) set(Math.min(Math.max(value, low), high));
    moved();
  };
}

/**
 * Writes a number into an input, unless the reader is typing just this number there.
 *
 * @param {HTMLInputElement} input
 * @param {number} value
 */
function write(input, value) {
  if (document.activeElement !== input || input.valueAsNumber !== value) input.value = String(value);
}
