/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What stands in an element; what is left out stands as `undefined`. */
export type Child = Node | string | undefined | false | readonly Child[];

type Props = Record<
  string,
  string | number | boolean | undefined | ((event: never) => void)
>;

/**
 * Makes an element: attributes by their names, listeners as `onclick`. An
 * attribute that is `true` is empty, one that is `false` or undefined left out.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : `${value}`);
    }
  }
  element.append(...flat(children));
  return element;
}

function flat(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child): (Node | string)[] =>
    Array.isArray(child)
      ? flat(child)
      : child === undefined || child === false
      ? []
      : [child as Node | string]
  );
}

/** Puts other children into an element. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...flat(children));
}

/** A sign that only repeats what words beside it say. */
export function sign(text: string): HTMLElement {
  return h("span", { class: "sign", "aria-hidden": "true" }, text);
}

/** A text in which what stands in backticks is code. */
export function told(text: string): Child[] {
  return text.split(/(`[^`]+`)/).map((part) =>
    part.length > 2 && part.startsWith("`")
      ? h("code", {}, part.slice(1, -1))
      : part
  );
}

/** Lets a screen reader say something, once it has said what it says now. */
export function announce(text: string): void {
  const live = document.querySelector("#live");
  if (live === null) return;
  // The same words again are said again only if the element's text changes.
  live.textContent = live.textContent === text ? `${text}\u00a0` : text;
}
