import { renderMermaidSVG } from "beautiful-mermaid";
import { escape } from "html-escaper";

/**
 * A figure in Mermaid's notation as an SVG, made here so that the page needs no
 * library for it. Its colours are the page's custom properties; `book.css` has
 * them. What it shows is told in words by `accTitle` and `accDescr`.
 */
export function figureHtml(source: string): string {
  const title = line(source, "accTitle");
  const description = line(source, "accDescr");
  const drawn = source.replaceAll(/^\s*acc(Title|Descr):.*\n/gm, "");
  // Names in a page are one another's, over all its figures.
  const id = `figure-${digest(source)}`;
  const svg = renderMermaidSVG(drawn)
    .replace(/<style>[^]*?<\/style>/, "")
    .replace(
      /^<svg [^>]*?viewBox="([^"]*)"[^>]*>/,
      (_, box: string) =>
        `<svg viewBox="${box}" width="${
          Math.ceil(Number(box.split(" ")[2]))
        }" role="img" aria-labelledby="${id}-title ${id}-description"><title id="${id}-title">${
          escape(title)
        }</title><desc id="${id}-description">${escape(description)}</desc>`,
    )
    .replaceAll(
      /\bid="([\w-]+)"/g,
      (whole, name: string) =>
        name.startsWith(id) ? whole : `id="${id}-${name}"`,
    )
    .replaceAll(/url\(#([\w-]+)\)/g, `url(#${id}-$1)`)
    .replaceAll(/ data-[\w-]+="[^"]*"/g, "")
    .replaceAll(/\n\s*/g, "\n");
  return `<figure class="picture">${svg}<figcaption>${
    escape(title)
  }</figcaption></figure>\n`;
}

function line(source: string, name: string): string {
  return source.match(new RegExp(`^\\s*${name}: (.*)$`, "m"))?.[1] ?? "";
}

/** A short name that is the same each time. */
function digest(text: string): string {
  let hash = 0;
  for (const char of text) {
    hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  }
  return hash.toString(36);
}
