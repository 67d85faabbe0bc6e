/** @typedef {import("../../shell/view.js").TourStep} TourStep */

const p_data = "<var>p</var><sub>data</sub>", p_g = "<var>p<sub>g</sub></var>";
const D = "<var>D</var>", G = "<var>G</var>", V = "<var>V</var>", C = "<var>C</var>", x = "<var>x</var>";
const z = "<var>z</var>", G_z = `${G}(${z})`;

/**
 * The steps of the guided tour.
 *
 * @type {TourStep[]}
 */
export const trainTour = [
  {
    target: "#train-figure",
    text: `Press <b>reset</b>, and look before anything has been trained. The arrows lead from ${z} to ${x} = ${G_z}.
      Where do they crowd, and what does that say about ${p_g}, the green curve?`,
    answer: `Where the arrowheads crowd, ${p_g} is high: it is the density of ${G_z}. ${G} has not learnt anything yet, so
      that ${p_g} has one mode, where the data have two.`,
  },
  {
    target: ".step-D",
    text: `Press <b>step ${D}</b> five or six times. Which numbers change, and which cannot change? Where does the
      dashed curve go?`,
    answer: `${V} rises toward its ceiling ${C}, though not at each step. ${C}, JSD and TV stay: they depend on ${p_g}
      alone, and only ${D} has moved. The dashed ${D} moves toward the thin curve, ${D}*.`,
  },
  {
    target: ".step-G",
    text: `Now press <b>step ${G}</b> a few times. What happens to ${p_g}, and to the thin curve ${D}*?`,
    answer: `The arrows move to where ${D} is larger. ${p_g} follows, and so do ${D}* and ${C}. The dashed ${D} stays,
      and lags behind. In turns, step by step: that is Algorithm 1.`,
  },
  {
    target: ".play",
    text: `Press <b>play</b> and wait for the end, or until you have seen enough. Where do ${V} and ${C} end? What
      does ${D} look like then?`,
    answer: `Both end near −log 4 = −1.386, and ${D} near ½ where there are data: ${p_g} is nearly ${p_data}, and no
      ${D} can tell them apart. Both gaps, ${C} − ${V} and 2·JSD, have become small.`,
  },
  {
    target: ".presets",
    text: `Choose the preset <b>k-5-slow-G</b> and play it; then <b>k-5-fast-G</b>, in which only the learning rate of
      ${G} differs. What will ${C} − ${V} do?`,
    answer: `With a slow ${G}, five steps of ${D} in each round keep ${D} near ${D}*: ${C} − ${V} falls to a few
      hundredths. A fast ${G} moves ${D}* faster than ${D} can follow.`,
  },
  {
    target: ".freeze",
    text: `Choose the default recipe, play it for a second, and freeze ${D}. Where will the arrows go if ${D} never
      responds?`,
    answer: `To an ${x} nearby where the frozen ${D} is largest: in the end nearly all arrows meet at one or two points.
      Against a fixed ${D} the best ${p_g} is one point. This is the Helvetica scenario. Release ${D}, and it learns
      to reject these points.`,
  },
  {
    target: ".presets",
    text: `Choose <b>saturating-early</b> and play it, then <b>non-saturating-early</b>. Both start far from the data.
      With which loss does ${G} reach them?`,
    answer: `With log(1 − ${D}(${G_z})) hardly anything moves: ${D} rejects the samples with confidence, and there the
      loss is flat. −log ${D}(${G_z}) is steep there, and the arrows reach the data.`,
  },
];
