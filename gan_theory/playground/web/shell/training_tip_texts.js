const p_g = "<var>p<sub>g</sub></var>", D = "<var>D</var>", G = "<var>G</var>", z = "<var>z</var>", k = "<var>k</var>";

/**
 * The tips on what one sets for Algorithm 1.
 *
 * @type {Record<string, import("./tip_texts.js").Tip>}
 */
export const trainingTips = {
  k: { text: `${k}: the steps of ${D} in each round of Algorithm 1.`, claim: "A9", lesson: "08" },
  k_G: {
    text: `<var>k<sub>G</sub></var>: the steps of ${G} in each round, after those of ${D}. The paper has one. With
      many, ${G} moves its samples to where ${D} is largest.`,
    claim: "A11", lesson: "09",
  },
  lr: {
    text: `<code>lr_D</code> and <code>lr_G</code>: the learning rates of Adam at the start. They set how far the
      weights move in one step. If ${G} learns much faster than ${D}, then ${D} does not stay near ${D}*.`,
    claim: "A9", lesson: "08",
  },
  decay: {
    text: "<code>final_lr_factor</code>: both learning rates fall linearly, to this factor times their first values.",
    lesson: "05",
  },
  steps: { text: `The steps of ${G} in all. After them the learning rates have their last values, and the run stops.`, lesson: "05" },
  loss: {
    text: `What ${G} descends. Saturating: log(1 − ${D}(${G}(${z}))), the loss of the game, flat where ${D} rejects
      samples. Non-saturating: −log ${D}(${G}(${z})), steep there.`,
    claim: "A10", lesson: "07",
  },
  batch: { text: `<var>m</var>: how many <var>x</var> and ${z} each step sees.`, claim: "A9", lesson: "05" },
  ema: {
    text: `<code>ema_decay</code>: ${p_g} and the arrows show a moving average of ${G}'s weights; with “none”, ${G} as
      it is.`,
    lesson: "05",
  },
  noise: { text: `The distribution of ${z}: normal, or uniform from −1 to 1.`, claim: "A2", lesson: "06" },
  width: { text: `The units in each of the two hidden layers of ${G} and of ${D}.`, lesson: "05" },
  seed: {
    text: "The same seed gives the same weights at the start and the same minibatches: the same run.", lesson: "05",
  },
  dataset_size: {
    text: `What ${D} sees of the data: fresh samples at each step, or a few points, drawn once.`,
    claim: "A9", lesson: "08",
  },
  initial_offset: {
    text: `How far from the mean of the data ${G} starts, in standard deviations of the data.`,
    claim: "A10", lesson: "07",
  },
  freeze: {
    text: `A frozen player makes no steps. With ${D} frozen, ${p_g} becomes a point mass; with ${G} frozen, ${D}
      approaches ${D}*.`,
    claim: "A11", lesson: "09",
  },
  rate: { text: "Rounds of Algorithm 1 per second in this browser.", lesson: "05" },
};
