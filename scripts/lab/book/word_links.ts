import { escape } from "html-escaper";
import type { Word } from "../site.ts";
import { bookAddress } from "./book_address.ts";

/**
 * Links words of the book to where they are defined, with the meaning as what
 * shows when one points at it: the first time that a text uses them, outside of
 * the section that defines them.
 */
export class WordLinks {
  readonly #words = new Map<string, Word>();
  readonly #pattern: RegExp;
  readonly #path: string;
  readonly #done = new Set<Word>();
  #section = "";
  #off = 0;

  /** @param path The text: `7.4-locks/README`. */
  constructor(words: readonly Word[], path: string) {
    this.#path = path;
    for (const word of words) {
      for (const name of word.word.split(/, /)) {
        this.#words.set(name.toLowerCase(), word);
      }
    }
    // The longest one first: "thread pool" is more than "thread".
    const names = [...this.#words.keys()]
      .filter((name) => /^[a-z]/.test(name))
      .sort((a, b) => b.length - a.length)
      .map((name) => RegExp.escape(name));
    this.#pattern = names.length === 0
      ? /(?!)/g
      : new RegExp(`(?<![\\w&-])(${names.join("|")})(s|es)?(?![\\w-])`, "gi");
  }

  /** Notes that a section begins. */
  enter(anchor: string): void {
    this.#section = anchor;
  }

  /** Whether the book defines it. */
  isWord(text: string): boolean {
    return this.#words.has(text.toLowerCase().replace(/s$/, "")) ||
      this.#words.has(text.toLowerCase());
  }

  /** Renders what has no links: headings, and links themselves. */
  without<T>(render: () => T): T {
    this.#off++;
    try {
      return render();
    } finally {
      this.#off--;
    }
  }

  /** The words of a piece of HTML without tags as links. */
  link(html: string): string {
    if (this.#off > 0) return html;
    return html.replaceAll(this.#pattern, (found, name: string) => {
      const word = this.#words.get(name.toLowerCase());
      if (word === undefined || this.#done.has(word)) return found;
      const [path = "", anchor] = word.text.split("#");
      if (path === this.#path && (anchor ?? this.#section) === this.#section) {
        return found;
      }
      this.#done.add(word);
      return `<a class="word" href="${
        escape(bookAddress(path, anchor))
      }" title="${escape(word.meaning)}">${found}</a>`;
    });
  }
}
