import { drawFigure1 } from "../drawing/figure_1.js";
import { look, recording, row } from "./recording.js";

/**
 * Draw Figure 1 of a frame.
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} notes where to say what the labels of the axes are to be multiplied by
 * @param {number} i the number of the frame
 */
export function drawFigure(canvas, notes, i) {
  const { limits, top, reach, x, p_data, z, moved } = recording;
  const curves = { p_g: row("p_g", i), D: row("D", i), D_star: row("D_star", i), G_z: row("G_z", i) };
  const style = /** @type {import("../drawing/figure_1.js").Look} */ (look);
  notes.textContent = drawFigure1(canvas, style, { limits, top, reach, x, p_data, z, moved: moved[i], ...curves });
}
