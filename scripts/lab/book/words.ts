import { lexer, type Token, walkTokens } from "marked";
import { plain } from "../../texts/headings.ts";
import type { Word } from "../site.ts";
import { textAt } from "./text_path.ts";

/** The words of the book's contents: rows of tables "word, Korean, meaning". */
export function wordsOf(contents: string): Word[] {
  const words: Word[] = [];
  walkTokens(lexer(contents), (token) => {
    if (token.type !== "table") return;
    const [first, second] = token.header;
    if (first?.text !== "word" || second?.text !== "Korean") return;
    for (const [word, korean, meaning] of token.rows) {
      const link = word.tokens.find(({ type }: Token) => type === "link");
      words.push({
        word: plain(word.tokens),
        translations: { ko: plain(korean.tokens) },
        meaning: plain(meaning.tokens),
        text: textAt(link?.href ?? "", "README"),
      });
    }
  });
  return words;
}
