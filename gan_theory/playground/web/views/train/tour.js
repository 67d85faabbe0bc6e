/** @typedef {import("../../shell/view.js").TourStep} TourStep */

const p_data = "<var>p</var><sub>data</sub>", p_g = "<var>p<sub>g</sub></var>", D = "<var>D</var>", G = "<var>G</var>";
const V = "<var>V</var>", C = "<var>C</var>";

/**
 * The steps of the guided tour.
 *
 * @type {TourStep[]}
 */
export const trainTour = [
  {
    target: "#train-figure",
    text: `Press <b>reset</b>, and look before anything has been trained. The arrows lead from <var>z</var> to
      <var>x</var> = ${G}(<var>z</var>). Where do they crowd, and what does that say about ${p_g}, the green curve?`,
    answer: `Where arrows crowd, ${p_g} is high: it is the density of the arrows' heads. ${G} has not learnt anything yet: it
      has one mode, the data have two.`,
  },
  {
    target: ".step-D",
    text: `Press <b>step <var>D</var></b> five or six times. Which numbers change, and which cannot change? Where will the
      dashed curve go?`,
    answer: `${V} rises toward its ceiling ${C}, and ${C} − ${V} falls. ${C}, JSD and TV stay: they depend on ${p_g} alone, and
      only ${D} has moved. The dashed ${D} moves toward the thin curve, ${D}*.`,
  },
  {
    target: ".step-G",
    text: `Now press <b>step <var>G</var></b> a few times. What happens to ${p_g}, and to the thin curve ${D}*?`,
    answer: `The arrows move to where ${D} is larger, ${p_g} follows, and so do ${D}* and ${C}. The dashed ${D} stays: it now
      lags behind. Step by step in turns: that is Algorithm 1.`,
  },
  {
    target: ".play",
    text: `Press <b>play</b> and wait for the end. Where do ${V} and ${C} end? What does ${D} look like then?`,
    answer: `Both end near −log 4 = −1.386, and ${D} near ½ everywhere: ${p_g} is nearly ${p_data}, and no ${D} can tell them
      apart. Both gaps, ${C} − ${V} and 2·JSD, have become small.`,
  },
  {
    target: ".presets",
    text: `Choose the preset <b>k-5-slow-G</b> and play; then set <b>rate of <var>G</var></b> to 0.02 while it runs, or choose
      <b>k-5-fast-G</b>. What will ${C} − ${V} do?`,
    answer: `With a slow ${G}, five steps of ${D} in each round keep ${D} near ${D}*: ${C} − ${V} stays small. A fast ${G} moves
      ${D}* faster than ${D} can follow. More steps <var>k</var> are a cure, at a price.`,
  },
  {
    target: "[name=train-freeze][value=D]",
    text: `Choose the default recipe, play it for a second, and freeze <b><var>D</var></b>. Where will the arrows go if ${D} never
      answers?`,
    answer: `To the <var>x</var> where the frozen ${D} is largest: all of them, sooner or later. Against a fixed ${D} the best
      ${p_g} is a point. This is the Helvetica scenario; release ${D}, and it chases the point away.`,
  },
  {
    target: ".presets",
    text: `Choose <b>saturating-early</b> and play, then <b>non-saturating-early</b>. Both start far from the data. Which loss
      gets there?`,
    answer: `With log(1 − ${D}(${G}(<var>z</var>))) hardly anything moves: ${D} rejects the samples with confidence, and there the
      loss is flat. −log ${D}(${G}(<var>z</var>)) is steep there, and the arrows reach the data.`,
  },
];
