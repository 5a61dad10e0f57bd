import Slugger from "github-slugger";
import { lexer, type Token, walkTokens } from "marked";

/**
 * What a text can be linked to: the anchors that GitHub gives its headings,
 * with what they say, and those that it has as HTML.
 */
export function headings(text: string): Map<string, string> {
  const slugger = new Slugger();
  const found = new Map<string, string>();
  walkTokens(lexer(text), (token) => {
    if (token.type === "heading") {
      const says = plain(token.tokens);
      found.set(slugger.slug(says), says);
    }
    if (token.type === "html") {
      for (const [, id = ""] of token.raw.matchAll(/\bid="([^"]+)"/g)) {
        found.set(id, id);
      }
    }
  });
  return found;
}

/** What a heading says, without its marks of style. */
export function plain(tokens: Token[] = []): string {
  return tokens.map((token) =>
    "tokens" in token && token.tokens
      ? plain(token.tokens)
      : "text" in token
      ? token.text
      : ""
  ).join("");
}
