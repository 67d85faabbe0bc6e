/** Algorithm 1, as the paper's box has it: k minibatch steps that ascend D, then k_G that descend G. */

import { noiseNamed } from "../mathematics/noises.js";
import { moveAverage } from "./adam.js";
import { buildFrame } from "./frame.js";
import { initialDiscriminator, initialGenerator } from "./initial_weights.js";
import { GivenMinibatches, RandomMinibatches } from "./minibatches.js";
import { discriminator, generator } from "./networks.js";
import { Random } from "./random.js";
import { changeRecipe, checkCount, checkName } from "./recipe.js";
import { emaDecay, learningRate } from "./schedules.js";
import { makeTarget } from "./target.js";
import { Gradients, Player } from "./updates.js";
import { Weights } from "./weights.js";

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./recipe.js").Recipe} Recipe */
/** @typedef {import("../shell/page_data.js").PageData} PageData */

/** The fields of a recipe that may change while training runs. */
export const CHANGEABLE = ["k", "k_G", "loss", "steps", "batch", "lr_D", "lr_G", "final_lr_factor", "ema_decay"];

const NODES = 4097; // of the interpolant of G
const ROWS = 64; // evaluated at a time for a Frame
const WEIGHTS_STREAM = 0; // of random numbers

/** A GAN in training. */
export class Trainer {
  /**
   * @param {Pick<PageData, "recipe" | "targets">} data
   * @param {Record<string, any>} options As for `makeTrainer`.
   */
  constructor(data, { target = "gaussian", seed = 0, weights = null, minibatches = null, ...fields }) {
    this.fields = data.recipe;
    this.target = makeTarget(target, data.targets);
    this.recipe = changeRecipe(this.fields, /** @type {Recipe} */ (this.fields.defaults), fields);
    this.seed = checkCount("seed", seed, 0, Number.MAX_SAFE_INTEGER);
    const { D, G } = initialWeights(this.recipe, this.seed, weights);
    const width = this.recipe.width;
    this.D = new Player(width, D);
    this.G = new Player(width, G);
    this.ema_G = new Weights(width).load(G);
    this.minibatches = minibatches
      ? new GivenMinibatches(minibatches)
      : new RandomMinibatches(this.target, this.recipe, this.seed);
    const padded = this.ema_G.padded;
    this.gradients = new Gradients(padded, this.recipe.batch);
    this.shown_D = discriminator(padded, ROWS);
    this.shown_G = generator(padded, ROWS);
    /** @type {"D" | "G" | null} */
    this.frozen = null;
    this.diverged = "";
  }

  /**
   * Run n iterations of Algorithm 1, or fewer if the weights are no longer finite.
   * @param {number} n
   */
  rounds(n) {
    checkCount("n", n, 0, 1e9);
    for (let i = 0; i < n && !this.diverged; i++) {
      for (let j = 0; j < this.recipe.k; j++) {
        this.stepD();
      }
      for (let j = 0; j < this.recipe.k_G; j++) {
        this.stepG();
      }
    }
  }

  /** Take one step of D, unless it is frozen. */
  stepD() {
    if (this.frozen === "D" || this.diverged) {
      return;
    }
    const { recipe, D, G, gradients } = this;
    this.minibatches.nextNoise(gradients.z);
    this.minibatches.nextData(gradients.x);
    gradients.forD(D, G);
    D.descend(learningRate(recipe, recipe.lr_D, G.steps, D.steps), recipe);
    this.checkFinite("D", D);
  }

  /** Take one step of G, unless it is frozen; the average of its weights follows. */
  stepG() {
    if (this.frozen === "G" || this.diverged) {
      return;
    }
    const { recipe, D, G, gradients } = this;
    const ema_decay = emaDecay(recipe, G.steps);
    this.minibatches.nextNoise(gradients.z);
    gradients.forG(D, G, recipe.loss);
    G.descend(learningRate(recipe, recipe.lr_G, G.steps, G.steps), recipe);
    moveAverage(this.ema_G.theta, G.weights.theta, ema_decay);
    this.checkFinite("G", G);
  }

  /**
   * Change fields of the recipe from the next step on.
   * @param {Record<string, unknown>} changes
   */
  change(changes) {
    const other = Object.keys(changes).filter((name) => !CHANGEABLE.includes(name));
    if (other.length > 0) {
      const [may, needs] = [CHANGEABLE, other].map((names) => names.join(", "));
      throw new RangeError(`expected changes of ${may}; got ${needs}, which needs a reset: make another trainer`);
    }
    const batch = this.recipe.batch;
    this.recipe = changeRecipe(this.fields, this.recipe, changes);
    if (this.recipe.batch !== batch) {
      this.gradients = new Gradients(this.ema_G.padded, this.recipe.batch);
    }
  }

  /**
   * Freeze a player, which then makes no steps; null lets both move.
   * @param {"D" | "G" | null} player
   */
  freeze(player) {
    this.frozen = player === null ? null : /** @type {"D" | "G"} */ (checkName("player", player, ["D", "G"]));
  }

  /**
   * Return the weights now, as vectors in the order that weights.js describes.
   * @returns {{D: number[], G: number[], ema_G: number[]}}
   */
  weights() {
    return { D: this.D.weights.flat(), G: this.G.weights.flat(), ema_G: this.ema_G.flat() };
  }

  /**
   * Return a Frame of this moment, with the average of G's weights for G.
   * @param {number} [nodes] The number of nodes of the interpolant of G.
   * @returns {Frame}
   */
  frame(nodes = NODES) {
    const { noise, dataset_size } = this.recipe;
    const z = noiseNamed(noise).nodes(nodes);
    const steps = { step: this.G.steps, steps_D: this.D.steps };
    const shown = { noise, z, G_z: this.evaluateG(z) };
    const logit = this.evaluateLogit(this.target.x);
    const frame = buildFrame(steps, this.target, shown, logit, dataset_size === 0);
    return { ...frame, diverged: this.diverged || frame.diverged };
  }

  /**
   * Return G(z) in the units of the data, with the average of G's weights.
   * @param {Float64Array} z
   * @returns {Float64Array}
   */
  evaluateG(z) {
    const { centre, scale } = this.target;
    return this.shown_G.evaluate(this.ema_G, z).map((u) => u * scale + centre);
  }

  /**
   * Return the logit of D, log D − log(1 − D).
   * @param {Float64Array} x Where, in the units of the data.
   * @returns {Float64Array}
   */
  evaluateLogit(x) {
    const { centre, scale } = this.target;
    return this.shown_D.evaluate(this.D.weights, x.map((each) => (each - centre) / scale));
  }

  /**
   * Note that training has diverged unless a player's weights are finite.
   * @param {"D" | "G"} name
   * @param {Player} player
   */
  checkFinite(name, player) {
    if (!player.weights.areFinite()) {
      this.diverged = `training diverged at step ${this.G.steps}: a weight of ${name} is no longer finite`;
    }
  }
}

/**
 * Return a function that makes trainers.
 * @param {Pick<PageData, "recipe" | "targets">} data
 * @returns {(options?: Record<string, any>) => Trainer} Its options are `target`, a name or {x, p, centre, scale};
 *   `seed`; `weights` {D, G} to start from, as vectors in the order that weights.js describes; `minibatches`, a list of
 *   arrays in the order that minibatches.js describes; and fields of the recipe.
 */
export function makeTrainer(data) {
  return (options = {}) => new Trainer(data, options);
}

/**
 * Return the initial weights: those given, or random ones.
 * @param {Recipe} recipe
 * @param {number} seed
 * @param {Record<string, ArrayLike<number>> | null} given
 * @returns {Record<string, ArrayLike<number>>}
 */
function initialWeights(recipe, seed, given) {
  const random = new Random(seed, WEIGHTS_STREAM);
  const G = initialGenerator(recipe, random);
  const weights = { D: initialDiscriminator(recipe, random), G, ...given };
  for (const [name, flat] of Object.entries(weights)) {
    if (flat.length !== G.length) {
      throw new RangeError(`expected ${G.length} weights of ${name}; got ${flat.length}`);
    }
  }
  return weights;
}
