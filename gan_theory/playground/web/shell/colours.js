import { pageData } from "./page_data.js";

/** The package's colours, by name: BLACK for p_data, GREEN for p_g, BLUE for D, GREY, ORANGE, PURPLE. */
export const colours = pageData.colors;

/** Gives the style sheet the package's colours, as --BLACK, --GREEN and so on. */
export function useColours() {
  for (const [name, colour] of Object.entries(colours)) document.documentElement.style.setProperty(`--${name}`, colour);
}
