/**
 * The goal "two modes by hand": how many moves the reader has made, the nodes after the last one, and whether the JSD
 * is small enough.
 *
 * @typedef {{moves: number, nodes: number[], reached: boolean}} Goal
 */

/** The JSD that is to be reached. */
export const GOAL_JSD = 0.01;

/** The fewest moves that are known to reach the goal: a search found a G that folds. */
export const FEWEST_MOVES = 6;

/**
 * @param {number[]} nodes at the start
 * @returns {Goal}
 */
export const startGoal = nodes => ({ moves: 0, nodes, reached: false });

/**
 * Counts a move, if it has changed a node. Once the goal is reached the number of moves stays.
 *
 * @param {Goal} goal
 * @param {number[]} nodes after the move
 * @param {number} jsd
 * @returns {Goal}
 */
export function afterMove(goal, nodes, jsd) {
  const isChanged = nodes.some((value, i) => value !== goal.nodes[i]);
  return goal.reached || !isChanged ? goal : { moves: goal.moves + 1, nodes, reached: jsd <= GOAL_JSD };
}

/**
 * @param {Goal | null} goal null before it is started
 * @param {number} jsd
 * @returns {string} what the page says of it
 */
export function goalText(goal, jsd) {
  if (!goal) return "Start at G(z) = z. Reach JSD ≤ 0.01 in few moves of the nodes.";
  const { moves, reached } = goal, count = `${moves} ${moves === 1 ? "move" : "moves"}`;
  if (!reached) return `${count}, JSD = ${jsd.toFixed(4)}: the goal is 0.01.`;
  const remark = moves <= FEWEST_MOVES ? "No way with fewer is known." : `It can be done in ${FEWEST_MOVES}, by a G that folds back.`;
  return `Well done: JSD ≤ 0.01 in ${count}. D* is near ½ where most of the mass is. ${remark}`;
}
