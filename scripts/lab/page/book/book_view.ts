import { h } from "../dom.ts";
import type { View } from "../app.ts";
import { benchSteps, getText } from "../course.ts";
import { addressOf } from "../route.ts";
import type { Course, Text } from "../../site.ts";

/** A text of the book, or its first one. */
export async function bookView(
  course: Course,
  path?: string,
  anchor?: string,
): Promise<View> {
  const { texts } = course;
  const at = Math.max(texts.findIndex((text) => text.path === path), 0);
  const text = texts[at];
  if (text === undefined) throw new Error("The book has no texts.");
  const article = h("article", { class: "prose" });
  article.append(...partsOf(await getText(text.path)));
  article.querySelector("h1")?.setAttribute("tabindex", "-1");
  // What scrolls sideways must be reached by keys.
  for (const wide of article.querySelectorAll("pre, .table, .picture")) {
    wide.setAttribute("tabindex", "0");
  }
  const element = h(
    "div",
    { class: "book" },
    contents(texts, text),
    h(
      "div",
      {},
      article,
      tryIt(course, text),
      turn(texts[at - 1], texts[at + 1]),
    ),
  );
  return {
    title: text.title,
    element,
    shown() {
      if (anchor === undefined) return false;
      const id = `#${CSS.escape(anchor)}`;
      const heading = article.querySelector<HTMLElement>(id);
      if (heading === null) return false;
      heading.setAttribute("tabindex", "-1");
      heading.focus();
      heading.scrollIntoView();
      return true;
    },
  };
}

/** A text in parts, each from one heading to the next: `book.css` says why. */
function partsOf(html: string): HTMLElement[] {
  const whole = document.createElement("template");
  whole.innerHTML = html;
  const parts = [h("div", { class: "part" })];
  for (const child of [...whole.content.children]) {
    if (/^H[23]$/.test(child.tagName)) parts.push(h("div", { class: "part" }));
    parts.at(-1)?.append(child);
  }
  return parts;
}

function contents(texts: readonly Text[], shown: Text): HTMLElement {
  return h(
    "nav",
    { class: "contents", "aria-label": "Contents" },
    h(
      "details",
      { open: matchMedia("(min-width: 1000px)").matches },
      h("summary", {}, "Contents"),
      h(
        "ol",
        {},
        texts.map((text) =>
          h(
            "li",
            {},
            link(text, text.title, text === shown),
            text === shown && h("ol", {}, sections(text)),
          )
        ),
      ),
    ),
  );
}

function sections({ path, headings }: Text): HTMLElement[] {
  return headings.filter(({ depth }) => depth === 2).map((
    { anchor, title },
  ) =>
    h(
      "li",
      {},
      h("a", { href: addressOf({ page: "book", path, anchor }) }, title),
    )
  );
}

function link({ path }: Text, words: string, isShown = false): HTMLElement {
  return h("a", {
    href: addressOf({ page: "book", path }),
    "aria-current": isShown && "page",
  }, words);
}

/** What of a text's lesson can be done in the page. */
function tryIt(course: Course, { lesson }: Text): HTMLElement | false {
  const steps = benchSteps(course).filter(({ lesson: { number } }) =>
    number === lesson
  );
  return steps.length > 0 && h(
    "section",
    { class: "panel try", "aria-labelledby": "try-title" },
    h("h2", { id: "try-title" }, "Try it here"),
    h(
      "ul",
      {},
      steps.map(({ step: { step, title } }) =>
        h(
          "li",
          {},
          h(
            "a",
            { href: addressOf({ page: "bench", step }) },
            `Write ${step} ${title}`,
          ),
        )
      ),
      h(
        "li",
        {},
        h(
          "a",
          { href: addressOf({ page: "gallery" }) },
          "Break what others wrote",
        ),
      ),
      h(
        "li",
        {},
        h(
          "a",
          { href: addressOf({ page: "question" }) },
          "Ask the explorer a question of your own",
        ),
      ),
    ),
  );
}

function turn(before?: Text, after?: Text): HTMLElement {
  return h(
    "nav",
    { class: "turn", "aria-label": "Neighbouring texts" },
    before !== undefined && link(before, `Before: ${before.title}`),
    after !== undefined && link(after, `Next: ${after.title}`),
  );
}
