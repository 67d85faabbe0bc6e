/**
 * Tabs for the views: a click, the arrow keys, Home and End choose one. Each tab names its section by aria-controls.
 *
 * @param {HTMLElement} list the element with role="tablist"
 * @param {(name: string) => void} chosen called with the name of the view that the reader chose
 * @returns {{select: (name: string) => void}} select shows which one is chosen
 */
export function makeTabs(list, chosen) {
  const tabs = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=tab]")]);
  const nameOf = (/** @type {HTMLElement} */ tab) => tab.getAttribute("aria-controls") ?? "";

  /** @param {number} index */
  function choose(index) {
    const tab = tabs[(index + tabs.length) % tabs.length];
    tab.focus();
    chosen(nameOf(tab));
  }

  tabs.forEach((tab, i) => {
    tab.onclick = () => choose(i);
    tab.onkeydown = event => {
      const to = { ArrowLeft: i - 1, ArrowRight: i + 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      choose(to);
    };
  });
  return {
    select(name) {
      for (const tab of tabs) {
        const selected = nameOf(tab) === name;
        tab.setAttribute("aria-selected", String(selected));
        tab.tabIndex = selected ? 0 : -1;
      }
    },
  };
}
