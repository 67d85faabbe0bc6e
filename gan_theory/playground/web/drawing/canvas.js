/**
 * A canvas that is ready to be drawn on, in CSS pixels.
 * @typedef {{ pen: CanvasRenderingContext2D, width: number, height: number, size: number }} Context
 */

/**
 * The context of a canvas, cleared, in CSS pixels; its font is that of the page.
 * @param {HTMLCanvasElement} canvas
 * @returns {Context} the pen, the width and height of the canvas, and the size of the font
 */
export function context(canvas) {
  const ratio = window.devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  pen.font = `${size}px ${getComputedStyle(canvas).fontFamily}`;
  return { pen, width, height, size };
}

/**
 * Draw a line through points.
 * @param {CanvasRenderingContext2D} pen
 * @param {Iterable<number[]>} points pairs (x, y)
 * @param {{ color?: string, width?: number, dash?: number[] }} [style]
 */
export function line(pen, points, { color = "#000000", width = 1, dash = [] } = {}) {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.lineJoin = "round";
  pen.stroke();
}

/**
 * Write a text.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {{ color?: string, align?: CanvasTextAlign, base?: CanvasTextBaseline, turn?: number, italic?: boolean }}
 *   [style] turn is an angle in radians, clockwise; italic texts are mathematics
 */
export function word(pen, text, x, y, style = {}) {
  const { color = "#000000", align = "center", base = "middle", turn = 0, italic = false } = style;
  pen.save();
  pen.translate(x, y);
  pen.rotate(turn);
  if (italic) pen.font = "italic " + pen.font.replace(/px .*/, "px Cambria, Georgia, 'DejaVu Serif', serif");
  pen.fillStyle = color;
  pen.textAlign = align;
  pen.textBaseline = base;
  pen.fillText(text, 0, 0);
  pen.restore();
}
