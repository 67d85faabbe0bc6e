import { cellEdges, cellWidth } from "../../mathematics/grids.js";
import { pageData } from "../../shell/page_data.js";
import { rounded } from "./generator.js";

/**
 * p_data on a grid with room for a G that is far from it; `limits` are the ends of the grid, and `top` is that of the
 * axis of the densities.
 *
 * @typedef {import("../../shell/page_data.js").WideTarget & {limits: [number, number], top: number}} GridTarget
 */

const HEADROOM = 1.45; // the top of the axis over the largest density of p_data, as in Figure 1

/** @returns {[string, string][]} the names and labels of the targets */
export const targetChoices = () => pageData.wide_targets.map(({ name, label }) => [name, label]);

/**
 * @param {string} name
 * @returns {GridTarget} the target of this name, or the first one
 */
export function targetNamed(name) {
  const target = pageData.wide_targets.find(each => each.name === name) ?? pageData.wide_targets[0];
  const edges = cellEdges(target.x), top = HEADROOM * Math.max(...target.p_data) / cellWidth(target.x);
  return { ...target, limits: [rounded(edges[0]), rounded(edges[edges.length - 1])], top };
}
