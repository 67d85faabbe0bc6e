/**
 * What the page of a run holds: each measure and curve of each frame. player.py writes it.
 * @typedef {object} Recording
 * @property {Record<string, any>} look colours and places of the figure's parts
 * @property {number} fps frames per second
 * @property {[number, number]} limits the ends of the x axis
 * @property {number} top the end of the axis of the densities
 * @property {number} reach the end of the z axis
 * @property {number[]} step
 * @property {string[]} moved "D", "G" or ""
 * @property {number[]} V
 * @property {number[]} D_gap
 * @property {number[]} G_gap
 * @property {number[]} D_from_half
 * @property {Float32Array} x shares of the axis
 * @property {Float32Array} p_data
 * @property {Float32Array} p_g
 * @property {Float32Array} D
 * @property {Float32Array} D_star
 * @property {Float32Array} z
 * @property {Float32Array} G_z
 */

/** @returns {Recording} */
function read() {
  const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("data")).textContent ?? "");
  for (const name of ["x", "p_data", "p_g", "D", "D_star", "z", "G_z"]) {
    const bytes = Uint8Array.from(atob(data[name]), letter => letter.charCodeAt(0));
    data[name] = new Float32Array(bytes.buffer); // little-endian float32, as browsers have it
  }
  return data;
}

export const recording = read();
export const look = recording.look;
export const count = recording.step.length;

/**
 * The values of a curve in one frame.
 * @param {"p_g" | "D" | "D_star" | "G_z"} name
 * @param {number} i the number of the frame
 * @returns {Float32Array}
 */
export function row(name, i) {
  const all = recording[name], length = all.length / count;
  return all.subarray(i * length, (i + 1) * length);
}
