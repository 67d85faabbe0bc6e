// Run from the top of the repository: eslint --config tests/playground/javascript/eslint.config.js gan_theory/playground/web
import js from "@eslint/js";

const BROWSER = [
  "addEventListener", "cancelAnimationFrame", "clearInterval", "clearTimeout", "document", "getComputedStyle", "history",
  "location", "matchMedia", "navigator", "performance", "requestAnimationFrame", "setInterval", "setTimeout", "window",
  "Blob", "Element", "Event", "HTMLButtonElement", "HTMLElement", "HTMLInputElement", "HTMLSelectElement",
  "KeyboardEvent", "Node", "Option", "ResizeObserver", "URL", "URLSearchParams",
  "atob", "btoa", "console",
];

const readOnly = names => Object.fromEntries(names.map(name => [name, "readonly"]));

export default [
  js.configs.recommended,
  {
    files: ["gan_theory/playground/web/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: readOnly(BROWSER) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "max-len": ["error", { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true }],
      "max-lines": ["error", { max: 250 }],
      "no-implicit-globals": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { args: "after-used" }],
      "no-var": "error",
      "prefer-const": "error",
      quotes: ["error", "double", { avoidEscape: true, allowTemplateLiterals: true }],
      semi: ["error", "always"],
    },
  },
  {
    // What Node can import: the formulas and the training never touch the page.
    files: ["gan_theory/playground/web/{mathematics,training}/**/*.js"],
    languageOptions: { globals: Object.fromEntries(BROWSER.map(name => [name, "off"])) },
  },
];
