/**
 * Returns the element that a selector finds, and fails with its name where there is none.
 *
 * @param {ParentNode} root where to look
 * @param {string} selector a CSS selector
 * @returns {HTMLElement}
 */
export function find(root, selector) {
  const element = root.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`expected an element ${selector}; got none`);
  return element;
}

/**
 * @param {ParentNode} root where to look
 * @param {string} selector of an input
 * @returns {HTMLInputElement}
 */
export function findInput(root, selector) {
  return /** @type {HTMLInputElement} */ (find(root, selector));
}

/**
 * @param {ParentNode} root where to look
 * @param {string} selector of a select
 * @returns {HTMLSelectElement}
 */
export function findSelect(root, selector) {
  return /** @type {HTMLSelectElement} */ (find(root, selector));
}

/**
 * @param {ParentNode} root where to look
 * @param {string} selector of a canvas
 * @returns {HTMLCanvasElement}
 */
export function findCanvas(root, selector) {
  return /** @type {HTMLCanvasElement} */ (find(root, selector));
}

/**
 * Fills a select with options.
 *
 * @param {HTMLSelectElement} select the select
 * @param {[string, string][]} options value and text of each
 */
export function fillSelect(select, options) {
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
}
