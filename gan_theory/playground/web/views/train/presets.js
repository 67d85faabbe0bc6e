const D = "<var>D</var>", G = "<var>G</var>", V = "<var>V</var>", C = "<var>C</var>", x = "<var>x</var>";
const p_data = "<var>p</var><sub>data</sub>", p_g = "<var>p<sub>g</sub></var>", G_z = `${G}(<var>z</var>)`;

/**
 * What to watch in a preset, and the lesson that explains it.
 *
 * @type {Record<string, {text: string, lesson: string}>}
 */
export const WATCH = {
  "": {
    text: `Watch ${V} approach its ceiling ${C}, both approach −log 4, and ${D} approach ½.`,
    lesson: "05",
  },
  "saturating-early": {
    text: `${G} starts far away. Watch ${D} reject its samples: log(1 − ${D}(${G_z})) is flat there, and the arrows
      hardly move.`,
    lesson: "07",
  },
  "non-saturating-early": {
    text: `The same start with −log ${D}(${G_z}). Watch the arrows reach the data within 100 steps.`,
    lesson: "07",
  },
  "k-1-slow-G": {
    text: `Watch ${C} − ${V}: a ${D} that learns slowly stays far from ${D}*, even if ${G} is slow.`,
    lesson: "08",
  },
  "k-5-slow-G": {
    text: `Five steps of ${D} in each round. Watch ${C} − ${V} fall: ${D} follows ${D}*.`,
    lesson: "08",
  },
  "k-5-fast-G": {
    text: `Still five steps of ${D}, but ${G} is fast. Watch ${D} lag behind ${D}*.`,
    lesson: "08",
  },
  "helvetica": {
    text: `200 steps of ${G} for each of ${D}. Watch the arrows meet at one ${x}, and move together after each step of
      ${D}.`,
    lesson: "09",
  },
  "in-turns": {
    text: `As many steps of ${G}, in turns with ${D}. Watch the arrows stay spread over both modes.`,
    lesson: "09",
  },
  "twenty-points": {
    text: `${D} sees only 20 points. Watch it overfit: ${D} is large at the points, ${C} − ${V} stays large, and ${p_g}
      gathers around a few of them.`,
    lesson: "08",
  },
  "fresh-points": {
    text: `The same recipe with fresh data at each step. Watch ${p_g} become smooth.`,
    lesson: "08",
  },
  "narrow-beside-wide": {
    text: `A narrow mode beside a wide one. Watch ${G} become flat where it makes the narrow mode: nothing blurs ${G_z}, so
      ${p_g} is sharp there.`,
    lesson: "10",
  },
  "two-spikes": {
    text: `Two narrow modes. Watch the arrows between them: a continuous ${G} cannot jump from one to the other.`,
    lesson: "10",
  },
  "disjoint-saturating": {
    text: `${p_g} and ${p_data} overlap at no ${x}, so JSD = log 2 at any distance. Watch ${G} hardly move: its loss is flat.`,
    lesson: "07",
  },
  "disjoint-non-saturating": {
    text: `The same start. Watch ${G} follow the slope of ${D} to the data, though JSD stays at log 2 for a while.`,
    lesson: "07",
  },
};
