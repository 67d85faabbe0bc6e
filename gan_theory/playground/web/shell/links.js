import { pageData } from "./page_data.js";

/**
 * The links to the pages of a claim and of a lesson: on the site to its own pages, otherwise to the repository.
 *
 * @param {{claim?: string, lesson?: string}} about the claim's id and the lesson's two digits
 * @returns {string} HTML
 */
export function linksOf({ claim, lesson }) {
  const { claims, lessons } = pageData, all = [], number = String(Number(lesson));
  if (claim && claims[claim]) all.push(link(claims[claim].href, `claim ${claim}`, claims[claim].statement));
  if (lessons[number]) all.push(link(lessons[number].href, `lesson ${number}`, lessons[number].title));
  return all.length ? `<span class="links">${all.join(", ")}</span>` : "";
}

/**
 * @param {string} address
 * @param {string} text
 * @param {string} title what the page says, shown under the pointer
 * @returns {string}
 */
const link = (address, text, title) =>
  `<a href="${address}" title="${title.replaceAll('"', "&quot;")}" target="_blank" rel="noopener">${text}</a>`;
