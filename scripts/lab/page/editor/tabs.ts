import { fill, h } from "../dom.ts";

/** A file's tab. */
export interface Tab {
  path: string;
  name: string;
  /** What else there is to say of it: `given, to read`. */
  note?: string;
}

/**
 * Tabs above a panel, as ARIA's practices have them: one is in the order of
 * Tab, arrows go to the others.
 */
export class Tabs {
  readonly element: HTMLElement;
  readonly #onSelect: (path: string) => void;
  #tabs: readonly Tab[] = [];
  #selected = "";

  /** @param panel The id of the element that shows the chosen file. */
  constructor(
    label: string,
    readonly panel: string,
    onSelect: (path: string) => void,
  ) {
    this.#onSelect = onSelect;
    this.element = h("div", {
      class: "tabs",
      role: "tablist",
      "aria-label": label,
      onkeydown: (event: KeyboardEvent) => this.#onKey(event),
    });
  }

  show(tabs: readonly Tab[], selected: string): void {
    this.#tabs = tabs;
    this.#selected = selected;
    fill(
      this.element,
      tabs.map(({ path, name, note }) =>
        h(
          "button",
          {
            type: "button",
            role: "tab",
            "data-path": path,
            "aria-selected": `${path === selected}`,
            "aria-controls": this.panel,
            tabindex: path === selected ? 0 : -1,
            onclick: () => this.#select(path),
          },
          name,
          note !== undefined && h("small", {}, ` ${note}`),
        )
      ),
    );
  }

  #select(path: string): void {
    this.show(this.#tabs, path);
    this.#onSelect(path);
  }

  #onKey(event: KeyboardEvent): void {
    const at = this.#tabs.findIndex(({ path }) => path === this.#selected);
    const last = this.#tabs.length - 1;
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    const tab = to === undefined ? undefined : this.#tabs[to];
    if (tab === undefined) return;
    event.preventDefault();
    this.#select(tab.path);
    this.element.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  }
}
