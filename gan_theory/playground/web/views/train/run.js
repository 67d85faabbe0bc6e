import { History } from "../../training/history.js";
import { Pace } from "./pace.js";

/** @typedef {import("../../training/trainer.js").Trainer} Trainer */
/** @typedef {import("../../training/frame.js").Frame} Frame */
/** @typedef {import("../../training/recipe.js").Recipe} Recipe */
/** @typedef {"D" | "G"} Player */

/**
 * How fast a run goes: in steps of a player per second, or in rounds of Algorithm 1 per picture of the screen.
 *
 * @typedef {{text: string, steps_per_second?: number, rounds_per_picture?: number}} Speed
 */

/** @type {Record<string, Speed>} */
export const SPEEDS = {
  "one-step": { text: "1 step a second", steps_per_second: 1 },
  "five-steps": { text: "5 steps a second", steps_per_second: 5 },
  "one-round": { text: "1 round per picture", rounds_per_picture: 1 },
  "five-rounds": { text: "5 rounds per picture", rounds_per_picture: 5 },
  "fast": { text: "as fast as possible", rounds_per_picture: Infinity },
};

const FEW_NODES = 2049; // of the interpolant of G in a moving picture
const SHORT = 1000; // steps of a run that is over too soon for single pictures to be left out
const BY_HAND = "steps were made by hand";
const RATE_OVER = 0.5; // seconds over which the number of rounds per second is measured

/** A run of Algorithm 1 in slices, one before each picture of the screen, so that the page remains responsive. */
export class Run {
  /**
   * @param {Trainer} trainer before its first step
   * @param {{speed: Speed, frozen: Player | null}} settings
   * @param {() => void} changed called whenever there is something new to show
   */
  constructor(trainer, { speed, frozen }, changed) {
    this.trainer = trainer;
    this.speed = speed;
    this.frozen = frozen;
    this.changed = changed;
    this.playing = false;
    this.time = 0; // steps of G, and those that G would have made while it was frozen
    this.end = trainer.recipe.steps;
    this.inRound = { D: 0, G: 0 }; // steps of the present round
    this.rounds = 0; // in all, with the part of the present one
    this.moved = "";
    this.log = frozen ? [`${frozen} was frozen from the start`] : [];
    this.history = new History();
    this.measured = { at: 0, rounds: 0 };
    /** @type {number | undefined} */
    this.rate = undefined; // rounds per second
    this.pace = new Pace();
    this.lastStep = -Infinity;
    this.diverged = "";
    this.frame = trainer.frame();
    this.note(this.frame);
  }

  /** @returns {Recipe} */
  get recipe() {
    return this.trainer.recipe;
  }

  /** @returns {number} */
  get step() {
    return this.trainer.G.steps;
  }

  /** @returns {boolean} whether a step has been made */
  get hasStarted() {
    return this.trainer.G.steps + this.trainer.D.steps > 0;
  }

  /**
   * Changes fields of the recipe from the next step on.
   *
   * @param {Record<string, string | number>} changes
   */
  change(changes) {
    this.trainer.change(changes);
    if ("steps" in changes) this.end = this.recipe.steps > this.time ? this.recipe.steps : Infinity;
    if (!this.hasStarted) return;
    for (const [name, value] of Object.entries(changes)) this.log.push(`${name} became ${value} at step ${this.step}`);
  }

  /** @param {Player | null} player the one who makes no steps from now on */
  freeze(player) {
    if (this.frozen === player) return;
    const what = player ? `${player} was frozen` : `${this.frozen} was released`;
    if (this.hasStarted) this.log.push(`${what} at step ${this.step}`);
    else this.log = player ? [`${what} from the start`] : [];
    this.frozen = player;
    this.inRound = { D: 0, G: 0 };
  }

  play() {
    if (this.playing || this.diverged) return;
    if (this.time >= this.end) this.end = Infinity;
    this.playing = true;
    this.lastStep = -Infinity;
    this.pace.start();
    this.measured = { at: performance.now(), rounds: this.rounds };
    requestAnimationFrame(now => this.tick(now));
    this.changed();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.rate = undefined;
    this.look();
  }

  /**
   * Makes one step of a player by hand. It counts as one of the present round.
   *
   * @param {Player} player
   */
  stepByHand(player) {
    this.pause();
    if (this.diverged || this.frozen === player) return;
    if (!this.log.includes(BY_HAND)) this.log.push(BY_HAND);
    if (player === "D" && this.inRound.G > 0) this.inRound = { D: 0, G: 0 };
    this.makeStep(player);
    this.look();
  }

  /** Runs to the end of the present round, or one round. */
  roundByHand() {
    this.pause();
    if (this.diverged) return;
    if (!this.log.includes(BY_HAND)) this.log.push(BY_HAND);
    while (!this.nextStep() && !this.trainer.diverged);
    this.moved = "";
    this.look();
  }

  /**
   * Runs rounds, and leaves the last one unfinished where the time is up.
   *
   * @param {number} rounds
   * @param {number} until when the time is up, as performance.now has it
   */
  runRounds(rounds, until) {
    while (rounds > 0 && this.time < this.end && !this.trainer.diverged) {
      if (this.nextStep()) rounds -= 1;
      if (performance.now() > until) break;
    }
  }

  /** @returns {boolean} whether this step of Algorithm 1 was the last one in its round */
  nextStep() {
    const { k } = this.recipe, { D, G } = this.inRound;
    const isTurnOfD = this.frozen !== "D" && G === 0 && (D < k || this.frozen === "G");
    return this.makeStep(isTurnOfD ? "D" : "G");
  }

  /**
   * @param {Player} player
   * @returns {boolean} whether a round has ended
   */
  makeStep(player) {
    const { k, k_G } = this.recipe, { trainer, inRound } = this;
    if (player === "D") trainer.stepD();
    else trainer.stepG();
    this.moved = player;
    inRound[player] += 1;
    if (player === "G") this.time += 1;
    else if (this.frozen === "G") this.time += k_G / k;
    const steps = { D: k, G: k_G, none: k + k_G }[otherThan(this.frozen)];
    this.rounds += 1 / steps;
    const ended = inRound.G >= k_G || (this.frozen === "G" && inRound.D >= k);
    if (ended) this.inRound = { D: 0, G: 0 };
    return ended;
  }

  /** @param {number} now the time of the picture to come */
  tick(now) {
    if (!this.playing) return;
    if (this.speed.steps_per_second) this.stepSlowly(now, 1000 / this.speed.steps_per_second);
    else this.trainSlice(this.speed.rounds_per_picture ?? 1);
    if (this.time >= this.end) this.pause();
    if (this.playing) requestAnimationFrame(later => this.tick(later));
  }

  /**
   * Makes a step and shows it, if it is time for one.
   *
   * @param {number} now
   * @param {number} apart milliseconds between two steps
   */
  stepSlowly(now, apart) {
    if (now - this.lastStep < apart - 1) return;
    this.lastStep = now;
    this.nextStep();
    this.measureRate(performance.now());
    this.look();
  }

  /** @param {number} rounds */
  trainSlice(rounds) {
    const showsAll = rounds < Infinity || this.recipe.steps <= SHORT;
    const { isShown, until } = this.pace.next(performance.now(), showsAll);
    this.runRounds(rounds, until);
    this.moved = "";
    this.measureRate(performance.now());
    if (isShown || this.trainer.diverged) this.look(FEW_NODES);
  }

  /** @param {number} now */
  measureRate(now) {
    const seconds = (now - this.measured.at) / 1000;
    if (seconds < RATE_OVER) return;
    this.rate = (this.rounds - this.measured.rounds) / seconds;
    this.measured = { at: now, rounds: this.rounds };
  }

  /**
   * Takes a frame. A run that has diverged stops, and its last good frame stays.
   *
   * @param {number} [nodes] of the interpolant of G
   */
  look(nodes) {
    const frame = this.trainer.frame(nodes);
    this.diverged = frame.diverged;
    if (this.diverged) {
      this.playing = false;
    } else {
      this.frame = frame;
      this.note(frame);
    }
    this.changed();
  }

  /** @param {Frame} frame */
  note({ V, C, D_gap, G_gap }) {
    this.history.add({ time: this.time, V, C, D_gap, G_gap });
  }
}

/**
 * @param {Player | null} player
 * @returns {Player | "none"}
 */
const otherThan = player => player === "D" ? "G" : player === "G" ? "D" : "none";
