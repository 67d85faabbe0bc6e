import { drawFigure1 } from "../drawing/figure_1.js";
import { colours } from "../shell/colours.js";
import { fillSelect, find, findCanvas, findInput, findSelect } from "../shell/elements.js";
import { linksOf } from "../shell/links.js";
import { pageData } from "../shell/page_data.js";
import { CHANGEABLE, makeTrainer } from "../training/trainer.js";
import { bindCount, bindFields } from "./train/fields.js";
import { axesOf, figureOf } from "./train/figure.js";
import { makeMeters } from "./train/meters.js";
import { WATCH } from "./train/presets.js";
import { pythonOf } from "./train/python.js";
import { Run, SPEEDS } from "./train/run.js";
import { SettingsRules, differencesOf } from "./train/settings.js";
import { onSpace } from "./train/space_key.js";
import { makeTargetDialog } from "./train/target_dialog.js";
import { targetOf } from "./train/targets.js";
import { trainTour } from "./train/tour.js";

/** @typedef {import("../drawing/figure_1.js").Look} Look */
/** @typedef {import("../drawing/mixture_handles.js").Mixture} Mixture */
/** @typedef {import("../shell/view.js").View} View */
/** @typedef {import("../training/recipe.js").Recipe} Recipe */
/** @typedef {import("./train/settings.js").Settings} Settings */
/** @typedef {import("./train/targets.js").Choice} Choice */

const look = /** @type {Look} */ ({ ...colours, ...pageData.figure_1 });
const trainer = makeTrainer(pageData);
const rules = new SettingsRules(pageData.recipe, pageData.presets, pageData.targets.map(target => target.name));
const named = (/** @type {{name: string}} */ { name }) => /** @type {[string, string]} */ ([name, name]);
const OWN = { drawn: "drawn by hand", mixture: "a mixture" };

/**
 * Makes the view "Train": Algorithm 1 runs in the page.
 *
 * @param {HTMLElement} section
 * @param {() => void} changed
 * @returns {View}
 */
export function makeTrain(section, changed) {
  return new TrainView(section, changed).asView();
}

/** The settings of a reader, a run by them, and what shows it. */
class TrainView {
  /**
   * @param {HTMLElement} section
   * @param {() => void} changed
   */
  constructor(section, changed) {
    this.section = section;
    this.changed = changed;
    this.settings = rules.ofPreset("");
    this.run = this.newRun();
    this.axes = axesOf(this.run.trainer, this.run.frame);
    this.message = "";
    this.drawMeters = makeMeters(section);
    this.fields = bindFields(section, (name, value) => this.setField(name, value));
    this.showSeed = bindCount(findInput(section, ".seed"), seed => this.startAnew({ seed }, `seed ${seed}`));
    this.dialog = makeTargetDialog(section, choice => this.startAnew({ choice }, "new data"));
    this.connectSelects();
    this.connectButtons();
    this.showSettings();
  }

  /** @returns {Run} a run by the present settings, before its first step */
  newRun() {
    const { choice, seed, recipe, frozen, speed } = this.settings;
    const made = trainer({ target: targetOf(choice), seed, ...recipe });
    return new Run(made, { speed: SPEEDS[speed], frozen }, () => this.draw());
  }

  /** @returns {View} */
  asView() {
    return {
      name: "train",
      state: () => rules.toState(this.settings),
      restore: state => {
        this.settings = rules.fromState(state);
        this.reset();
      },
      draw: () => this.draw(),
      show: visible => { if (!visible) this.run.pause(); },
      python: () => this.python(),
      tour: trainTour,
    };
  }

  connectSelects() {
    const { section } = this, presets = findSelect(section, ".presets"), targets = findSelect(section, ".target");
    fillSelect(presets, [["", "default recipe"], ...pageData.presets.map(named)]);
    fillSelect(targets, [...pageData.targets.map(named), ...Object.entries(OWN)]);
    presets.onchange = () => {
      const { speed, seed } = this.settings;
      this.startAnew({ ...rules.ofPreset(presets.value), speed, seed }, "");
    };
    targets.onchange = () => {
      const { value } = targets;
      if (!(value in OWN)) return this.startAnew({ choice: { kind: "named", name: value } }, "new data");
      this.showSettings();
      this.dialog.open(this.settings.choice, /** @type {keyof typeof OWN} */ (value));
    };
    const speed = findSelect(section, ".speed");
    fillSelect(speed, Object.entries(SPEEDS).map(([name, { text }]) => [name, text]));
    speed.onchange = () => {
      this.settings.speed = speed.value;
      this.run.speed = SPEEDS[speed.value];
      this.changed();
    };
  }

  connectButtons() {
    const { section } = this, toggle = () => this.run.playing ? this.run.pause() : this.run.play();
    find(section, ".play").onclick = toggle;
    find(section, ".step-D").onclick = () => this.run.stepByHand("D");
    find(section, ".step-G").onclick = () => this.run.stepByHand("G");
    find(section, ".round").onclick = () => this.run.roundByHand();
    find(section, ".reset").onclick = () => this.startAnew({}, "", false);
    find(section, ".edit").onclick = () => this.dialog.open(this.settings.choice, "drawn");
    for (const radio of this.freezeRadios()) {
      radio.onchange = () => {
        this.settings.frozen = radio.value === "D" || radio.value === "G" ? radio.value : null;
        this.run.freeze(this.settings.frozen);
        this.draw();
        this.changed();
      };
    }
    onSpace(section, toggle);
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.run.pause(); });
  }

  /** @returns {HTMLInputElement[]} */
  freezeRadios() {
    return /** @type {HTMLInputElement[]} */ ([...this.section.querySelectorAll("[name=train-freeze]")]);
  }

  /**
   * Sets a field of the recipe: at once if it may change while training runs, else in a new run.
   *
   * @param {string} name
   * @param {string | number} value
   */
  setField(name, value) {
    const recipe = rules.withField(this.settings.recipe, name, value);
    if (!recipe) return this.showSettings();
    if (!CHANGEABLE.includes(name)) return this.startAnew({ recipe }, `${name} = ${value}`);
    const changes = differencesOf(recipe, this.settings.recipe).map(each => [each, recipe[each]]);
    this.settings.recipe = recipe;
    this.run.change(Object.fromEntries(changes));
    this.showSettings();
    this.draw();
    this.changed();
  }

  /**
   * Starts a new run with some settings changed. It goes on by itself if the one before did.
   *
   * @param {Partial<Settings>} settings the changes
   * @param {string} why what to say of them
   * @param {boolean} [goesOn] whether it may go on by itself
   */
  startAnew(settings, why, goesOn = true) {
    const { playing, hasStarted } = this.run;
    Object.assign(this.settings, settings);
    this.reset(why && (hasStarted || this.message) ? `New run: ${why}.` : "");
    if (playing && goesOn) this.run.play();
    this.changed();
  }

  /** @param {string} [message] */
  reset(message = "") {
    this.run.pause();
    this.run = this.newRun();
    this.axes = axesOf(this.run.trainer, this.run.frame);
    this.message = message;
    this.showSettings();
    this.draw();
  }

  showSettings() {
    const { section, settings } = this, { preset, choice, seed, recipe, frozen, speed } = settings;
    const differences = [...(rules.hasTargetOfPreset(settings) ? [] : ["p_data"]), ...rules.differences(settings)];
    const watch = WATCH[preset];
    const claim = pageData.presets.find(({ name }) => name === preset)?.claim ?? "A12";
    findSelect(section, ".presets").value = preset;
    find(section, ".watch").innerHTML = `${watch.text} ${linksOf({ claim, lesson: watch.lesson })}` +
      (differences.length ? ` <span class="changed">Changed: ${differences.join(", ")}.</span>` : "");
    findSelect(section, ".target").value = choice.kind === "named" ? choice.name : choice.kind;
    findSelect(section, ".speed").value = speed;
    for (const radio of this.freezeRadios()) radio.checked = radio.value === (frozen ?? "");
    this.showSeed(seed);
    this.fields.show(recipe);
  }

  draw() {
    if (this.section.hidden) return;
    const { section, run, axes } = this, { frame, moved } = run;
    const figure = figureOf(run.trainer, frame, axes, moved);
    const notes = drawFigure1(findCanvas(section, "#train-figure"), look, figure);
    this.drawMeters(frame, run.history, run.end === Infinity ? 0 : run.end);
    if (find(section, ".notes").textContent !== notes) find(section, ".notes").textContent = notes;
    this.say();
  }

  say() {
    const { section, run } = this, { step, steps_D } = run.frame, play = find(section, ".play");
    const both = run.playing && !run.moved ? "" : ` of G, ${steps_D} of D`;
    const who = run.moved ? ` · ${run.moved} moved` : "";
    find(section, ".step").textContent = `step ${step}${both}${who}`;
    for (const player of ["D", "G"]) find(section, `.step-${player}`).toggleAttribute("disabled", run.frozen === player);
    play.textContent = run.playing ? "pause" : "play";
    find(section, ".rate").textContent = run.rate === undefined ? "– it/s" : `${Number(run.rate.toPrecision(3))} it/s`;
    const message = find(section, ".message"), text = this.messageNow();
    if (message.textContent !== text) message.textContent = text;
    message.classList.toggle("diverged", Boolean(run.diverged));
  }

  /** @returns {string} */
  messageNow() {
    const { run } = this;
    if (run.diverged) return `T${run.diverged.slice(1)}. Lower a learning rate, then reset.`;
    if (run.time >= run.end) return `All ${run.recipe.steps} steps are done. Press play to go on.`;
    return this.message ?? "";
  }

  /** @returns {string} */
  python() {
    const { choice } = this.settings, defaults = /** @type {Recipe} */ (pageData.recipe.defaults);
    const target = pageData.targets.find(({ name }) => choice.kind === "named" && name === choice.name);
    const mixture = /** @type {Mixture | null} */ (target && !target.named ? target.mixture : null);
    return pythonOf(this.settings, defaults, mixture, this.run.log);
  }
}
