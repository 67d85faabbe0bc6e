import { bestLogisticOf, lineOf, logisticThrough, atNodes } from "./discriminators.js";
import { measureD, measurePair } from "./measures.js";
import { FIRST_PAIR, namedPair, withMixture } from "./pairs.js";

/** @typedef {import("./discriminators.js").Discriminator} Discriminator */
/** @typedef {import("./pairs.js").Pair} Pair */
/** @typedef {import("./pairs.js").Which} Which */
/** @typedef {import("../../drawing/mixture_handles.js").Mixture} Mixture */

/** @typedef {"draw" | Which} Mode what the pointer does: draw D, or drag one of the densities */

const LONGEST_PAST = 200; // strokes that can be undone

/** The pair, D and the choices of the reader, with what follows from them. */
export class Model {
  constructor() {
    /** @type {Mode} */
    this.mode = "draw";
    this.logisticOnly = false;
    this.showsDStar = false;
    /** @type {Discriminator[]} */
    this.past = [];
    this.pair = namedPair(FIRST_PAIR);
    this.measures = measurePair(this.pair);
    /** @type {Discriminator} */
    this.D = { kind: "half" };
    this.found = measureD(this.pair, this.D);
  }

  /** @param {string} name of a named pair, with which D starts anew at ½ */
  choosePair(name) {
    this.pair = namedPair(name);
    this.measures = measurePair(this.pair);
    this.past = [];
    this.showsDStar = false;
    if (this.mode !== "draw" && !this.pair.mixtures[this.mode]) this.mode = "draw";
    this.setD({ kind: "half" });
  }

  /** @param {Which} which @param {Mixture} mixture */
  setMixture(which, mixture) {
    this.pair = withMixture(this.pair, which, mixture);
    this.measures = measurePair(this.pair);
    this.setD(this.D);
  }

  /** @param {Discriminator} D */
  setD(D) {
    this.D = D;
    this.found = measureD(this.pair, D);
  }

  /** Keeps D as it is now, for `undo`. */
  remember() {
    this.past = [...this.past.slice(-LONGEST_PAST), this.D];
  }

  undo() {
    const D = this.past.pop();
    if (!D) return;
    this.logisticOnly &&= isLogistic(D);
    this.setD(D);
  }

  /** @param {"half" | "logistic" | "star"} kind D = ½, the best logistic D, or D*, which is then seen */
  setFormula(kind) {
    this.remember();
    this.showsDStar ||= kind === "star";
    this.setD(kind === "logistic" ? bestLogisticOf(this.pair) : { kind });
  }

  /** @param {boolean} only whether D has to be logistic; it starts at ½ if it is not */
  setLogisticOnly(only) {
    this.logisticOnly = only;
    if (!only || isLogistic(this.D)) return;
    this.remember();
    this.setD({ kind: "half" });
  }

  /**
   * Changes D by hand: the logistic curve is pulled through a point, or the values at the nodes are changed.
   *
   * @param {{x: number, D: number}} point
   * @param {(values: number[]) => number[]} change of the values at the nodes
   */
  changeD(point, change) {
    if (this.logisticOnly) this.setD(logisticThrough(lineOf(this.D), this.pair, point));
    else this.setD({ kind: "drawn", values: change(atNodes(this.D, this.pair)) });
  }

  /** Whether the reader has changed one of the densities. @returns {boolean} */
  get isOwn() {
    return this.pair.own.p_data || this.pair.own.p_g;
  }

  /** The density that can be dragged. @returns {Which | null} */
  get drags() {
    return this.mode === "draw" ? null : this.mode;
  }
}

/** @param {Discriminator} D */
const isLogistic = D => D.kind === "half" || D.kind === "logistic";
