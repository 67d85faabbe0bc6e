/**
 * The goal "two modes by hand": how many moves the reader has made, and whether JSD <= 0.01 has been reached.
 *
 * @typedef {{moves: number, reached: boolean, jsd: number}} Goal
 */

/** The JSD that is to be reached. */
export const GOAL_JSD = 0.01;

/** The fewest moves that are known to reach the goal: a search found a G that folds. */
export const FEWEST_MOVES = 8;

/**
 * @param {number} jsd at the start
 * @returns {Goal}
 */
export const startGoal = jsd => ({ moves: 0, reached: false, jsd });

/**
 * Counts a move. Once the goal is reached the number of moves stays.
 *
 * @param {Goal} goal
 * @param {number} jsd after the move
 * @returns {Goal}
 */
export function afterMove(goal, jsd) {
  return goal.reached ? { ...goal, jsd } : { moves: goal.moves + 1, reached: jsd <= GOAL_JSD, jsd };
}

/**
 * @param {Goal | null} goal null before it is started
 * @returns {string} what the page says of it
 */
export function goalText(goal) {
  if (!goal) return "Start at G(z) = z. Reach JSD ≤ 0.01 in few moves of the nodes.";
  const { moves, reached, jsd } = goal, count = `${moves} ${moves === 1 ? "move" : "moves"}`;
  if (!reached) return `${count}, JSD = ${jsd.toFixed(4)}: the goal is 0.01.`;
  const remark = moves <= FEWEST_MOVES ? "No way with fewer is known." : `It can be done in ${FEWEST_MOVES}, by a G that folds back.`;
  return `Well done: JSD ≤ 0.01 in ${count}. D* is near ½ wherever there is mass. ${remark}`;
}
