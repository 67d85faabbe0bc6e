/** Minibatches of noise z, and of standardised data: x less the mean of p_data, over its standard deviation. */

import { cellWidth } from "../mathematics/grids.js";
import { AliasTable } from "./alias_table.js";
import { Random } from "./random.js";

/** @typedef {import("./recipe.js").Recipe} Recipe */
/** @typedef {import("./target.js").Target} Target */

const NOISE_STREAM = 1; // of random numbers; 0 is for the initial weights
const DATA_STREAM = 2;
const DATASET_STREAM = 3;

/** Minibatches drawn at random. */
export class RandomMinibatches {
  /**
   * @param {Target} target
   * @param {Recipe} recipe
   * @param {number} seed
   */
  constructor(target, recipe, seed) {
    const noise = new Random(seed, NOISE_STREAM);
    const data = new Random(seed, DATA_STREAM);
    /** @type {() => number} */
    this.drawNoise = recipe.noise === "normal" ? () => noise.normal() : () => 2 * noise.uniform() - 1;
    const fresh = drawFromCells(target, data);
    if (recipe.dataset_size === 0) {
      this.drawData = fresh;
    } else {
      const points = dataset(target, recipe.dataset_size, new Random(seed, DATASET_STREAM));
      this.drawData = () => points[data.integer(points.length)];
    }
  }

  /**
   * Fill an array with noise.
   * @param {Float64Array} z
   */
  nextNoise(z) {
    fill(z, this.drawNoise);
  }

  /**
   * Fill an array with standardised data.
   * @param {Float64Array} x
   */
  nextData(x) {
    fill(x, this.drawData);
  }
}

/** Minibatches from a list, in the order in which Algorithm 1 takes them: z and x for a step of D, z for one of G. */
export class GivenMinibatches {
  /** @param {ArrayLike<number>[]} list */
  constructor(list) {
    this.list = list;
    this.used = 0;
  }

  /**
   * Copy the next minibatch, of noise.
   * @param {Float64Array} z
   */
  nextNoise(z) {
    this.copy(z, "z");
  }

  /**
   * Copy the next minibatch, of standardised data.
   * @param {Float64Array} x
   */
  nextData(x) {
    this.copy(x, "x");
  }

  /**
   * Copy the next minibatch.
   * @param {Float64Array} to
   * @param {string} name What it is a minibatch of, for messages.
   */
  copy(to, name) {
    if (this.used === this.list.length) {
      throw new RangeError(`expected one more minibatch, of ${name}; got ${this.used}, all used`);
    }
    const next = this.list[this.used];
    if (next.length !== to.length) {
      throw new RangeError(`expected minibatch ${this.used}, of ${name}, of ${to.length} numbers; got ${next.length}`);
    }
    this.used += 1;
    to.set(next);
  }
}

/**
 * Fill an array with numbers drawn one by one.
 * @param {Float64Array} values
 * @param {() => number} draw
 */
function fill(values, draw) {
  for (let i = 0; i < values.length; i++) {
    values[i] = draw();
  }
}

/**
 * Return a function that draws from p_data, evenly within each cell, and standardises.
 * @param {Target} target
 * @param {Random} random
 * @returns {() => number}
 */
function drawFromCells({ x, p, centre, scale }, random) {
  const table = new AliasTable(p);
  const dx = cellWidth(x);
  return () => (x[table.draw(random)] + dx * (random.uniform() - 0.5) - centre) / scale;
}

/**
 * Return a fixed data set, standardised: some of the samples at random, or all of them if there are no more than that.
 * Without samples, it is drawn from p_data.
 * @param {Target} target
 * @param {number} size
 * @param {Random} random
 * @returns {number[]}
 */
function dataset(target, size, random) {
  if (target.samples === null) {
    return Array.from({ length: size }, drawFromCells(target, random));
  }
  const points = Array.from(target.samples, (x) => (x - target.centre) / target.scale);
  for (let i = 0; i < Math.min(size, points.length); i++) {
    const j = i + random.integer(points.length - i);
    [points[i], points[j]] = [points[j], points[i]];
  }
  return points.slice(0, size);
}
