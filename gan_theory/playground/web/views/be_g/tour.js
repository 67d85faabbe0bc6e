const p_data = "<var>p</var><sub>data</sub>", p_g = "<var>p<sub>g</sub></var>", G = "<var>G</var>", D = "<var>D</var>";

/**
 * The guided tour of the view.
 *
 * @type {import("../../shell/view.js").TourStep[]}
 */
export const tourOfBeG = [
  {
    target: ".choices",
    text: `You are ${G}: you turn noise <var>z</var> into <var>x</var> = ${G}(<var>z</var>). Choose the data N(4, 0.5²), and “μ and σ”. ` +
      "Then move μ from 0 to 4, slowly. What happens to <var>C</var>, and to <var>D</var>*?",
    answer: `<var>C</var> falls, but only once ${p_g} (green) reaches the data (dotted): before that ${D}* is near 1 on the ` +
      `data and near 0 on ${p_g}. The more they overlap, the flatter ${D}* is.`,
  },
  {
    target: ".settings",
    text: "Now make σ = 0.5. What are JSD and <var>C</var>, and where is <var>D</var>*?",
    answer: `${p_g} = ${p_data}: JSD = 0, <var>C</var> = −log 4 = −1.3863, and ${D}* = ½ wherever there is mass. ` +
      "This is the one global optimum (Theorem 1).",
  },
  {
    target: "#be-g-plot",
    text: `Press “draw ${G}” and “reset to G(z) = z”. Drag two neighbouring nodes apart until ${G} is steep between ` +
      "them, and two others to the same height. What does each do to the green density?",
    answer: `Where ${G} is steep the mass spreads out and ${p_g} is low; where ${G} is flat the mass collects, in a spike. ` +
      `The arrows below the figure show it. No inverse of ${G} is needed: ${G} may fold back as well.`,
  },
  {
    target: ".switches",
    text: `Choose N(4, 0.5²), reset to ${G}(<var>z</var>) = <var>z</var>, and show the pulls of the losses. The thin arrows belong to log(1 − ${D}), ` +
      `the thick ones to −log ${D}. Which of them moves ${G} toward the data?`,
    answer: `Both point up, to the data. But ${D}* rejects these samples, so that the thin arrows are short or mere dots, and the thick ` +
      `ones long: (1 − ${D})/${D} times as strong. The lengths are on a logarithmic scale.`,
  },
  {
    target: ".switches",
    text: `Choose the two modes, press “reset to G(z) = z”, then “freeze ${D}”: now ${D} stays as it is while ${G} moves. ` +
      `Which ${p_g} is best for ${G} then? Press “best ${G} for this ${D}”.`,
    answer: `A point, where ${D} is largest: all <var>z</var> go to one <var>x</var>. <var>V</var> falls below −log 4, and yet JSD is high. ` +
      "The paper calls this the Helvetica scenario.",
  },
  {
    target: ".numbers",
    text: `Press “freeze ${D}” once more: that unfreezes it, and ${D} is ${D}* again. What is ${D}* at that point, and what is it elsewhere?`,
    answer: `${D}* is nearly 0 at the point, and 1 at each other <var>x</var> with data: <var>V</var> rises to a <var>C</var> near its maximum 0. ` +
      `${G} gained only because ${D} did not respond.`,
  },
  {
    target: ".goal",
    text: "Press “start”, and make two modes by hand: JSD ≤ 0.01. Which nodes matter most?",
    answer: `Those in the middle: the noise between them lands between the modes. Make ${G} steep between the two nodes in the ` +
      "middle only, and put the others on the modes.",
  },
];
