/**
 * What a run has been like at one time.
 *
 * @typedef {{time: number, V: number, C: number, D_gap: number, G_gap: number}} Moment
 */

/** The measures of a run over time. The longer a run, the farther apart are the moments that are kept. */
export class History {
  /** @param {number} [most] the most moments to keep */
  constructor(most = 500) {
    this.most = most;
    this.spacing = 0; // the least time between two moments, except before the last one
    /** @type {Moment[]} */
    this.moments = [];
  }

  /** @returns {Moment} the last moment */
  get last() {
    return this.moments[this.moments.length - 1];
  }

  /** @param {Moment} moment not earlier than those before */
  add(moment) {
    const { moments, spacing } = this, before = moments[moments.length - 2];
    if (before && this.last.time - before.time < spacing) moments.pop();
    moments.push(moment);
    if (moments.length > this.most) this.thin();
  }

  /** Drops every second moment, but not the last one. */
  thin() {
    const last = this.moments.length - 1;
    this.moments = this.moments.filter((_, i) => i % 2 === 0 || i === last);
    this.spacing = 2 * (this.last.time - this.moments[0].time) / this.most;
  }
}
