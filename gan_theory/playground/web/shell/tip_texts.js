import { trainingTips } from "./training_tip_texts.js";

/**
 * A tip: a sentence with the formula, and the claim and the lesson where it is explained.
 *
 * @typedef {object} Tip
 * @property {string} text HTML
 * @property {string} [claim] the claim's id
 * @property {string} [lesson] the lesson's number, two digits
 */

const p_data = "<var>p</var><sub>data</sub>", p_g = "<var>p<sub>g</sub></var>", D = "<var>D</var>";

/**
 * The tips, by the names that data-tip has.
 *
 * @type {Record<string, Tip>}
 */
export const tips = {
  p_data: { text: `${p_data}(<var>x</var>), the density of the data.`, lesson: "01" },
  p_g: { text: `${p_g}(<var>x</var>), the density of <var>x</var> = <var>G</var>(<var>z</var>).`, claim: "A2", lesson: "06" },
  D: { text: `${D}(<var>x</var>), the probability that ${D} assigns to “<var>x</var> is from the data”.`, claim: "A1", lesson: "01" },
  V: {
    text: `<var>V</var>(${D}) = E[log ${D}(<var>x</var>)] + E[log(1 − ${D}(<var>G</var>(<var>z</var>)))], in nats: ` +
      `${D} makes it large, <var>G</var> makes it small.`,
    claim: "A1", lesson: "01",
  },
  D_star: {
    text: `${D}*(<var>x</var>) = ${p_data} / (${p_data} + ${p_g}): the best ${D} for this <var>G</var>, at each <var>x</var> separately.`,
    claim: "A3", lesson: "02",
  },
  C: {
    text: `<var>C</var>(<var>G</var>) = max <var>V</var> over all ${D} = −log 4 + 2·JSD: the ceiling of <var>V</var>.`,
    claim: "A4", lesson: "03",
  },
  D_gap: { text: `<var>C</var> − <var>V</var>: what ${D} loses against ${D}*. It is 0 for ${D}* only.`, claim: "A3", lesson: "02" },
  G_gap: { text: `<var>C</var> + log 4 = 2·JSD: how far <var>G</var> is from the data. It is 0 for ${p_g} = ${p_data} only.`, claim: "A5", lesson: "03" },
  deficit: {
    text: `What ${D} loses at <var>x</var>: (${p_data} + ${p_g})·KL(${D}*‖${D}), where ${D}* and ${D} stand for Bernoulli distributions. The integral over <var>x</var> is <var>C</var> − <var>V</var>.`,
    claim: "A3", lesson: "02",
  },
  jsd: { text: `JSD(${p_data}‖${p_g}), the Jensen–Shannon divergence: 0 to log 2 = 0.693 nats.`, claim: "A5", lesson: "03" },
  tv: { text: `TV = ½ Σ |${p_data} − ${p_g}|, the total variation: 0 to 1.`, claim: "A5", lesson: "03" },
  push_forward: { text: `${p_g} is the distribution of <var>G</var>(<var>z</var>): steep parts of <var>G</var> spread the mass, flat parts collect it.`, claim: "A2", lesson: "06" },
  saturating: { text: `log(1 − ${D}(<var>G</var>(<var>z</var>))), the loss of the game: flat where ${D} rejects the sample.`, claim: "A10", lesson: "07" },
  non_saturating: { text: `−log ${D}(<var>G</var>(<var>z</var>)): steep where ${D} rejects the sample. Its gradient is that of the other loss, times (1 − ${D})/${D}.`, claim: "A10", lesson: "07" },
  helvetica: { text: `If ${D} stays as it is, the best <var>G</var> maps every <var>z</var> to the one <var>x</var> where ${D} is largest.`, claim: "A11", lesson: "09" },
  ...trainingTips,
};
