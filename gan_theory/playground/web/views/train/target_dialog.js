import { word } from "../../drawing/canvas.js";
import { drawHandles, handleAt, handlesOf, makeHandleDrag } from "../../drawing/mixture_handles.js";
import { drawCurve, drawXAxis, makePlot } from "../../drawing/plot.js";
import { oncePerPicture, onDrag, scrollUnless } from "../../drawing/pointer.js";
import { mixturePdf } from "../../mathematics/mixtures.js";
import { colours } from "../../shell/colours.js";
import { find, findCanvas } from "../../shell/elements.js";
import { makeMixturePanel } from "../../shell/mixture_panel.js";
import { DensityPen } from "./density_pen.js";
import { DRAWN_X, KNOTS, TALLEST, areHeights } from "./targets.js";

/** @typedef {import("../../drawing/mixture_handles.js").Mixture} Mixture */
/** @typedef {import("../../drawing/plot.js").Plot} Plot */
/** @typedef {import("./targets.js").Choice} Choice */
/** @typedef {"drawn" | "mixture"} Kind */

const LIMITS = { x: DRAWN_X, stds: /** @type {[number, number]} */ ([0.1, 3]) };
const HELP = {
  drawn: "Draw the density with the mouse or a finger: only its shape counts. Keys: ← → choose an x, ↑ ↓ change the " +
    "height there; Shift ← → carries the height along.",
  mixture: "Drag a disc to move a mode, a diamond to change its standard deviation; or type the numbers.",
};

/**
 * The dialog in which a reader makes a density to train on: by drawing it, or as a Gaussian mixture.
 *
 * @param {HTMLElement} section of the view
 * @param {(choice: Choice) => void} use called with the density that the reader has made
 * @returns {{open: (choice: Choice, kind: Kind) => void}} open shows it, with the present target if it was made here
 */
export function makeTargetDialog(section, use) {
  const dialog = new TargetDialog(/** @type {HTMLDialogElement} */ (find(section, ".target-dialog")), use);
  return { open: (choice, kind) => dialog.open(choice, kind) };
}

class TargetDialog {
  /**
   * @param {HTMLDialogElement} root
   * @param {(choice: Choice) => void} use
   */
  constructor(root, use) {
    this.root = root;
    this.canvas = findCanvas(root, "canvas");
    this.pen = new DensityPen();
    /** @type {Kind} */
    this.kind = "drawn";
    /** @type {Mixture} */
    this.mixture = { means: [-1.5, 1.5], stds: [0.5, 0.5], weights: [0.5, 0.5] };
    this.drag = makeHandleDrag();
    this.draw = oncePerPicture(() => this.drawNow());
    this.panel = makeMixturePanel(find(root, ".modes"), {
      name: "p_data", limits: LIMITS, changed: mixture => this.setMixture(mixture),
    });
    this.connect(use);
  }

  /** @param {(choice: Choice) => void} use */
  connect(use) {
    const { root, canvas, pen } = this;
    for (const radio of this.radios()) radio.onchange = () => this.show(/** @type {Kind} */ (radio.value));
    find(root, ".clear").onclick = () => {
      pen.clear();
      this.draw();
    };
    find(root, ".cancel").onclick = () => root.close();
    find(root, ".use").onclick = () => {
      if (this.kind === "drawn" && !areHeights(pen.heights)) {
        find(root, ".error").textContent = "Nothing is drawn yet.";
        return;
      }
      root.close();
      use(this.choice());
    };
    onDrag(canvas, {
      start: point => {
        if (this.kind === "drawn") return this.stroke(point, point);
        return this.drag.start(this.mixture, this.plot(), point);
      },
      move: (point, before) => {
        if (this.kind === "drawn") this.stroke(point, before);
        else this.setMixture(this.drag.move(this.plot(), point, LIMITS) ?? this.mixture);
      },
      end: () => {
        this.drag.end();
        this.draw();
      },
    });
    scrollUnless(canvas, point => this.kind === "drawn" || handleAt(handlesOf(this.mixture, this.plot()), point) !== null);
    canvas.addEventListener("keydown", event => this.press(event));
    new ResizeObserver(this.draw).observe(canvas);
  }

  /** @returns {Choice} */
  choice() {
    return this.kind === "drawn"
      ? { kind: "drawn", heights: [...this.pen.heights] } : { kind: "mixture", mixture: this.mixture };
  }

  /** @returns {HTMLInputElement[]} */
  radios() {
    return /** @type {HTMLInputElement[]} */ ([...this.root.querySelectorAll("[name=train-draw]")]);
  }

  /** @param {Choice} choice @param {Kind} kind */
  open(choice, kind) {
    if (choice.kind === "drawn") this.pen.heights = [...choice.heights];
    if (choice.kind === "mixture") this.mixture = choice.mixture;
    this.root.showModal();
    this.show(choice.kind === "named" ? kind : choice.kind);
    this.canvas.focus();
  }

  /** @param {Kind} kind */
  show(kind) {
    const { root, canvas } = this;
    this.kind = kind;
    for (const radio of this.radios()) radio.checked = radio.value === kind;
    find(root, ".help").textContent = HELP[kind];
    find(root, ".modes").hidden = kind !== "mixture";
    find(root, ".clear").hidden = kind !== "drawn";
    find(root, ".error").textContent = "";
    canvas.classList.toggle("drawing", kind === "drawn");
    this.panel.show(this.mixture);
    this.draw();
  }

  /** @param {Mixture} mixture */
  setMixture(mixture) {
    this.mixture = mixture;
    this.panel.show(mixture);
    this.draw();
  }

  /**
   * @param {import("../../drawing/pointer.js").Point} point
   * @param {import("../../drawing/pointer.js").Point} before
   */
  stroke(point, before) {
    const plot = this.plot(), of = (/** @type {typeof point} */ { x, y }) => ({ x: plot.xAt(x), height: plot.yAt(y) });
    this.pen.stroke(of(before), of(point));
    find(this.root, ".error").textContent = "";
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (this.kind !== "drawn" || !this.pen.press(event.key, event.shiftKey)) return;
    event.preventDefault();
    find(this.root, ".error").textContent = "";
    this.draw();
  }

  /** @returns {Plot} */
  plot() {
    const { stds, weights } = this.mixture;
    const top = this.kind === "drawn" ? TALLEST : 1.2 * Math.max(0.2, ...stds.map((std, i) => 0.4 * weights[i] / std));
    return makePlot(this.canvas, { x: DRAWN_X, y: [0, top], labels: { left: 0.8, right: 1.4 } });
  }

  drawNow() {
    if (!this.root.open) return;
    const plot = this.plot(), { pen, kind, mixture } = this;
    const style = { color: colours.BLACK, width: 3.5, dash: [3.5, 5] };
    drawXAxis(plot, DRAWN_X, "x");
    const [low, high] = DRAWN_X, n = kind === "drawn" ? KNOTS : 401;
    const x = Array.from({ length: n }, (_, i) => low + (high - low) * i / (n - 1));
    drawCurve(plot, x, kind === "drawn" ? pen.heights : x.map(each => mixturePdf(mixture, each)), plot.Y, style);
    if (kind === "mixture") drawHandles(plot, handlesOf(mixture, plot), colours.BLACK, this.drag.held());
    else pen.drawCursor(plot, colours.ORANGE);
    if (kind === "drawn" && !areHeights(pen.heights)) {
      word(plot.pen, "draw here", plot.X(low / 2), plot.Y(TALLEST / 2), { color: colours.GREY });
    }
    find(this.root, ".cursor").textContent = kind === "drawn" ? pen.words() : "";
  }
}
