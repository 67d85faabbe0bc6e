const SLICE = 30; // milliseconds of work from one picture of the screen to the next: a little less than 1/30 s
const LATE = 36; // a picture that comes later than this, in milliseconds, comes too late
const SHORTEST = 8; // milliseconds of training in a slice
const SHOWN_EVERY = 80; // milliseconds between the pictures of training that are shown, if not all are

/**
 * How long to train before each picture of the screen, so that there are at least 30 a second; and in which of them to
 * show how far training is, which takes time as well.
 */
export class Pace {
  constructor() {
    this.cost = 12; // milliseconds that showing takes: more after a picture that came late, then less again
    this.begun = -Infinity;
    this.shown = -Infinity;
    this.isShown = false;
  }

  /** Begins anew, after a pause. */
  start() {
    this.isShown = false;
  }

  /**
   * Begins a slice.
   *
   * @param {number} now as performance.now has it
   * @param {boolean} showsAll whether each slice is shown
   * @returns {{isShown: boolean, until: number}} whether to show this one, and until when to train
   */
  next(now, showsAll) {
    if (this.isShown) {
      const isLate = now - this.begun > LATE;
      this.cost = Math.min(Math.max(this.cost + (isLate ? 2 : -0.2), 0), SLICE - SHORTEST);
    }
    this.isShown = showsAll || now - this.shown >= SHOWN_EVERY;
    if (this.isShown) this.shown = now;
    this.begun = now;
    return { isShown: this.isShown, until: now + SLICE - (this.isShown ? this.cost : 0) };
  }
}
