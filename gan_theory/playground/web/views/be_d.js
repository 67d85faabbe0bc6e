import { oncePerPicture } from "../drawing/pointer.js";
import { findCanvas } from "../shell/elements.js";
import { restoreModel, stateOf } from "./be_d/address.js";
import { offerControls } from "./be_d/controls.js";
import { drawFigure, drawLoss, plotOf } from "./be_d/figure.js";
import { followKeys, followPointer } from "./be_d/hands.js";
import { Model } from "./be_d/model.js";
import { pythonOf } from "./be_d/python.js";
import { showTexts } from "./be_d/readouts.js";
import { tour } from "./be_d/tour.js";

/**
 * The view in which the reader is D: draws D(x) by hand and sees V move toward its ceiling C.
 *
 * @type {import("../shell/view.js").MakeView}
 */
export function makeBeD(section, changed) {
  const model = new Model(), figure = findCanvas(section, ".figure"), loss = findCanvas(section, ".loss");
  let plot = plotOf(figure, model);
  const update = () => {
    controls.show();
    showTexts(section, scene(), { logisticOnly: model.logisticOnly, cursor: keys.cursor() });
    drawSoon();
    changed();
  };
  const keys = followKeys(figure, model, () => plot, update);
  const pointer = followPointer(figure, model, () => plot, update);
  const controls = offerControls(section, model, update), drawSoon = oncePerPicture(draw);

  /** @returns {import("./be_d/figure.js").Scene} */
  function scene() {
    const { pair, measures, D, found, showsDStar, drags } = model, cursor = keys.inUse() ? keys.cursor() : null;
    return { pair, measures, D, found, showsDStar, drags, held: pointer.held(), cursor };
  }

  function draw() {
    plot = drawFigure(figure, scene());
    drawLoss(loss, scene());
  }

  return {
    name: "be-d",
    state: () => stateOf(model),
    restore(state) {
      restoreModel(model, state);
      update();
    },
    draw,
    show: visible => visible && update(),
    python: () => pythonOf(model.pair, model.D),
    tour,
  };
}
