import { h, told } from "../dom.ts";
import type { View } from "../app.ts";
import { getMistakes, getWords } from "../course.ts";
import { addressOfText } from "../route.ts";
import type { Course, Text } from "../../site.ts";

/** The catalogue of misconceptions, by lesson. */
export async function mistakesView({ texts }: Course): Promise<View> {
  const mistakes = await getMistakes();
  const title = "Mistakes, and what is behind them";
  const element = h(
    "div",
    { class: "prose" },
    h("h1", { tabindex: -1 }, title),
    h(
      "p",
      {},
      "What a failing test may say of your code, and where the book explains it.",
    ),
    [...Map.groupBy(mistakes, ({ lesson }) => lesson)].map(([lesson, own]) => [
      h("h2", {}, `Lesson ${lesson}`),
      [...Map.groupBy(own, ({ text }) => text)].map(([text, here]) => [
        h(
          "h3",
          {},
          h("a", { href: addressOfText(text) }, sectionOf(text, texts)),
        ),
        h(
          "ul",
          { class: "mistakes" },
          here.map(({ says }) => h("li", {}, told(says))),
        ),
      ]),
    ]),
  );
  return { title, element };
}

/** The section's heading. */
function sectionOf(address: string, texts: readonly Text[]): string {
  const [path = "", anchor = ""] = address.split("#");
  const text = texts.find((text) => text.path === path);
  return text?.headings.find((one) => one.anchor === anchor)?.title ??
    text?.title ?? path;
}

/** The words of the book. */
export async function wordsView(): Promise<View> {
  const words = await getWords();
  const title = "Words";
  return {
    title,
    element: h(
      "div",
      { class: "prose" },
      h("h1", { tabindex: -1 }, title),
      h("p", {}, "In the order in which the book explains them."),
      h(
        "dl",
        { class: "words" },
        words.map(({ word, translations, meaning, text }) => [
          h(
            "dt",
            {},
            h("a", { href: addressOfText(text) }, word),
            Object.entries(translations).map(([lang, other]) =>
              other !== word && [" ", h("span", { lang }, other)]
            ),
          ),
          h("dd", {}, told(meaning)),
        ]),
      ),
    ),
  };
}
