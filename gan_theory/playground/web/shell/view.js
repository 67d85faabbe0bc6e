/**
 * What a view is: the shell makes it with its section of the page, and calls these functions.
 *
 * @typedef {object} View
 * @property {string} name its name in the address, and the id of its section
 * @property {() => Record<string, string>} state what the address keeps of it; what is as at the start is left out
 * @property {(state: Record<string, string>) => void} restore sets the view as an address says; bad values are ignored
 * @property {() => void} draw draws everything anew
 * @property {(visible: boolean) => void} show says that the view has come into sight, or is hidden from now on
 * @property {() => string} python the lines of `gan_theory` that give the same
 * @property {TourStep[]} tour the steps of its guided tour
 */

/**
 * A step of a guided tour: what to try and what to expect, beside an element of the page.
 *
 * @typedef {object} TourStep
 * @property {string} target a CSS selector within the view's section
 * @property {string} text HTML: what to do, and a question
 * @property {string} [answer] HTML: what one sees then, hidden until asked for
 */

/**
 * Makes a view; `changed` is to be called after each change that the address keeps.
 *
 * @typedef {(section: HTMLElement, changed: () => void) => View} MakeView
 */

export {};
