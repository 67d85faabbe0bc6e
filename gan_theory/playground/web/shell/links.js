import { pageData } from "./page_data.js";

/**
 * The links to the pages of a claim and of a lesson: to the site's own pages on the site, else to the published ones.
 *
 * @param {{claim?: string, lesson?: string}} about the claim's id and the lesson's two digits
 * @returns {string} HTML
 */
export function linksOf({ claim, lesson }) {
  const { claims, lessons } = pageData, all = [], number = String(Number(lesson));
  if (claim && claims[claim]) all.push(link(claims[claim].href, `claim ${claim}`));
  if (lessons[number]) all.push(link(lessons[number].href, `lesson ${number}`));
  return all.length ? `<span class="links">${all.join(", ")}</span>` : "";
}

/**
 * @param {string} address
 * @param {string} text
 * @returns {string}
 */
const link = (address, text) => `<a href="${address}" target="_blank" rel="noopener">${text}</a>`;
