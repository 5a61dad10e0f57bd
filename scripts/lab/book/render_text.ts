import Slugger from "github-slugger";
import { escape } from "html-escaper";
import { Marked, type Token, type Tokens } from "marked";
import { plain } from "../../texts/headings.ts";
import type { Text } from "../site.ts";
import { codeHtml } from "./code_html.ts";
import { figureHtml } from "./figure_html.ts";
import { WordLinks } from "./word_links.ts";
import type { Word } from "../site.ts";

/** What of HTML a text may have as it is: folded answers, and marks for anchors. */
const ALLOWED = /^<(\/?(details|summary|kbd|sub|sup|br)|a id="[\w-]+"|\/a)>$/;

/** A text as HTML. */
export interface RenderedText extends Pick<Text, "title" | "headings"> {
  html: string;
}

/** What a text is rendered with. */
export interface TextOptions {
  /** Which text it is: `7.4-locks/README`. */
  path: string;
  /** Where a relative link leads in the lab; undefined if nowhere. */
  linkTo: (href: string) => string | undefined;
  /** The words that the book defines. */
  words: readonly Word[];
}

/**
 * Makes a text a fragment of HTML: headings have the anchors that GitHub gives
 * them, and of HTML it keeps what opens and closes an answer, nothing else.
 */
export function renderText(
  markdown: string,
  { path, linkTo, words }: TextOptions,
): RenderedText {
  const slugger = new Slugger();
  const headings: RenderedText["headings"] = [];
  const links = new WordLinks(words, path);
  let title = "";
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const anchor = slugger.slug(plain(tokens));
        if (depth === 1) title = plain(tokens);
        else headings.push({ anchor, title: plain(tokens), depth });
        links.enter(anchor);
        const words = links.without(() => this.parser.parseInline(tokens));
        return `<h${depth} id="${escape(anchor)}">${words}</h${depth}>\n`;
      },
      code({ text, lang = "" }) {
        return lang === "mermaid" ? figureHtml(text) : codeHtml(text, lang);
      },
      html({ text }) {
        return text.replaceAll(/<!--[^]*?-->/g, "").split(/(<[^>]*>)/)
          .map((part) => ALLOWED.test(part) ? part : escape(part)).join("");
      },
      link({ href, tokens }) {
        const to = addressOf(href, linkTo);
        const words = links.without(() => this.parser.parseInline(tokens));
        if (to === undefined) return words;
        const away = /^https:/.test(to)
          ? ' target="_blank" rel="noopener noreferrer"'
          : "";
        return `<a href="${escape(to)}"${away}>${words}</a>`;
      },
      image({ text }) {
        return escape(text);
      },
      strong({ tokens }) {
        const inside = links.without(() => this.parser.parseInline(tokens));
        return links.isWord(plain(tokens))
          ? `<dfn>${inside}</dfn>`
          : `<strong>${inside}</strong>`;
      },
      table(token) {
        return `<div class="table">${
          table(token, (tokens) => {
            return this.parser.parseInline(tokens);
          })
        }</div>\n`;
      },
      text(token) {
        return "tokens" in token && token.tokens !== undefined
          ? this.parser.parseInline(token.tokens)
          : links.link(escape(token.text));
      },
    },
  });
  const html = marked.parse(markdown, { async: false });
  return { html, title, headings };
}

function addressOf(
  href: string,
  linkTo: TextOptions["linkTo"],
): string | undefined {
  if (/^https?:/.test(href)) return href;
  return /^[\w-]+:/.test(href) ? undefined : linkTo(href);
}

function table(
  { header, rows }: Tokens.Table,
  inline: (tokens: Token[]) => string,
): string {
  const cell = (tag: string) => ({ tokens, align }: Tokens.TableCell) =>
    `<${tag}${align === null ? "" : ` class="${align}"`}>${inline(tokens)}</${
      tag.split(" ")[0]
    }>`;
  return `<table><thead><tr>${
    header.map(cell('th scope="col"')).join("")
  }</tr></thead><tbody>${
    rows.map((row) => `<tr>${row.map(cell("td")).join("")}</tr>`).join("\n")
  }</tbody></table>`;
}
