import { h, told } from "../dom.ts";
import type { View } from "../app.ts";
import { getMistakes, getWords } from "../course.ts";
import { addressOfText } from "../route.ts";

/** The catalogue of misconceptions, by lesson. */
export async function mistakesView(): Promise<View> {
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
      h(
        "ul",
        { class: "mistakes" },
        own.map(({ says, text }) =>
          h(
            "li",
            {},
            told(says),
            " ",
            h("a", { href: addressOfText(text) }, sectionOf(text)),
          )
        ),
      ),
    ]),
  );
  return { title, element };
}

/** A section's name as its anchor has it: `A lost wake-up`. */
function sectionOf(text: string): string {
  const words = (text.split("#")[1] ?? text).replaceAll("-", " ");
  return `In the book: ${words}`;
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
      h(
        "dl",
        { class: "words" },
        words.map(({ word, translations, meaning, text }) => [
          h(
            "dt",
            {},
            h("a", { href: addressOfText(text) }, word),
            Object.entries(translations).map(([lang, other]) => [
              " ",
              h("span", { lang }, other),
            ]),
          ),
          h("dd", {}, told(meaning)),
        ]),
      ),
    ),
  };
}
