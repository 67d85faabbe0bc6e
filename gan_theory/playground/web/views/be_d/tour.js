/** @typedef {import("../../shell/view.js").TourStep} TourStep */

const p_data = "<var>p</var><sub>data</sub>", p_g = "<var>p<sub>g</sub></var>", D = "<var>D</var>", V = "<var>V</var>";
const C = "<var>C</var>", x = "<var>x</var>";

/** @type {TourStep[]} */
export const tour = [
  {
    target: ".set-half",
    text: `You are ${D}. Press <b>D = ½</b>: this ${D} guesses at every ${x}. What is ${V}? Choose other pairs: does
      ${V} change?`,
    answer: `It stays at −1.3863. ${V} = log ½ + log ½ = −log&nbsp;4, whatever the densities are: a ${D} that guesses
      does not look at them.`,
  },
  {
    target: ".figure",
    text: `Choose “two modes, both covered” and draw a better ${D}: high where data are more likely (dotted), low where
      samples of <var>G</var> are (green). How near to ${C} do you come?`,
    answer: `A rough sketch gets most of the way. What is left, ${C} − ${V}, is the orange area below. Near the best
      ${D} it grows only with the square of the error.`,
  },
  {
    target: ".loss",
    text: `Now change ${D} at one ${x} only, where the orange is high (keys: ← → choose ${x}, ↑ ↓ change ${D}). At which
      value of ${D} does the orange vanish there? Does it matter what ${D} is elsewhere?`,
    answer: `At ${p_data} / (${p_data} + ${p_g}): ¾ where data are three times as likely as samples of <var>G</var>, ½
      where the curves cross. Each ${x} has a best value of its own. That is Proposition 1.`,
  },
  {
    target: ".meter",
    text: `Draw ${D} down to exactly 0 at an ${x} where there are data, if only a few. What will ${V} be?`,
    answer: `−∞. This ${D} rules out data at an ${x} where data occur, and log 0 = −∞. So keep ${D} above 0 there. Press
      <b>undo</b>.`,
  },
  {
    target: ".show-star",
    text: `Tick <b>show D*</b>. Where is your ${D} farthest from ${D}*, and where do you lose most? Is it the same
      ${x}?`,
    answer: `Not always: an error counts by the mass that is there, ${p_data} + ${p_g}. Far out, where both are near 0,
      it costs nearly nothing.`,
  },
  {
    target: ".modes",
    text: `Choose the pair “shifted by 1”, press <b>D*</b>, then <b>drag p<sub>g</sub></b>. Drag the mean of ${p_g} onto
      that of ${p_data}, at 0. What happens to ${C}, and to ${D}*?`,
    answer: `${C} = −log&nbsp;4 + 2·JSD falls to −log&nbsp;4 = −1.3863, and no lower: Theorem 1. At ${p_g} = ${p_data}
      the best ${D} is ½ everywhere: it can only guess.`,
  },
  {
    target: ".logistic-only",
    text: `Choose “two modes, both covered” again, press <b>draw D</b>, and tick <b>logistic D only</b>. Pull the curve
      about, then press <b>best logistic</b>. How much of the way from −log&nbsp;4 to ${C} is possible?`,
    answer: `Nothing: by symmetry the best logistic ${D} is ½. ${D}* rises and falls twice, and a logistic curve cannot.
      Proposition 1 lets ${D} be any function; with too simple a ${D}, max ${V} is below ${C}.`,
  },
];
