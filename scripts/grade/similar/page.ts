import { shown } from "../report/printable.ts";
import { STYLE } from "../report/page/style.ts";
import { text } from "../report/page/text.ts";
import { type Block, blocksOf, type Place } from "./blocks.ts";
import { LEAST, type Pair } from "./compare.ts";
import { type Similarities, SOLUTION } from "./similarities.ts";

/** How many pairs are shown with their code, and how much of that. */
const MOST = { pairs: 100, lines: 40, line: 200, left: 100 };

const OWN_STYLE = `
.both { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: .4rem 1rem; margin: 0 0 1.2rem }
figure { min-width: 0; margin: 0; border: 1px solid var(--line); border-radius: 6px }
figcaption { padding: .2rem .7rem; background: var(--head); overflow-wrap: anywhere; font-size: .85rem }
figure pre { padding: .4rem .7rem } 
`;

/**
 * The pairs that are worth a look as one page, in parts; it has no scripts and
 * nothing from elsewhere.
 *
 * @param named What a submission is called.
 */
export function* similarPage(
  { compared, against, pairs, left }: Similarities,
  named: (name: string) => string,
): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Code that is alike</title>
<style>${STYLE}${OWN_STYLE}</style>
</head>
<body>
<header><h1>Code that is alike</h1></header>
<main>
<p class="warn"><b>This is evidence, and no verdict.</b> Two may have learned from the same book, worked as a pair with leave, or found the one natural way to write it. Look at the code, and talk with both before you conclude anything.</p>
<p>${compared} submissions were compared with each other, with the solution${
    against === 0 ? "" : ` and with ${against} of earlier years`
  }, lesson by lesson. Names, layout, comments and types make no difference; what the starter has, and what more than an eighth of the class have, does not count. The share is how much of what is left of the shorter one is in the other, too; what few have counts more. Pairs from ${
    Math.round(LEAST.share * 100)
  } % are shown.</p>
<section><h2 id="pairs">Pairs</h2>\n`;
  const some = pairs.slice(0, MOST.pairs);
  if (some.length === 0) yield "<p>No two are alike.</p>\n";
  else {
    yield `<div class="scroll" tabindex="0" role="region" aria-labelledby="pairs">
<table class="names"><thead><tr><th scope="col">One</th><th scope="col">Other</th><th scope="col">Lesson</th><th scope="col">Share, and code</th></tr></thead><tbody>\n`;
    for (const [index, { a, b, lesson, share }] of some.entries()) {
      yield `<tr><th scope="row">${say(a.name)}</th><td>${
        say(b.name)
      }</td><td>${text(lesson)}</td><td><a href="#pair-${index + 1}">${
        Math.round(share * 100)
      } %<span class="hidden">, pair ${
        index + 1
      } side by side</span></a></td></tr>\n`;
    }
    yield "</tbody></table></div>\n";
    if (pairs.length > some.length) {
      yield `<p>${pairs.length - some.length} more are not shown.</p>\n`;
    }
  }
  yield "</section>\n";
  for (const [index, pair] of some.entries()) {
    yield pairHead(pair, pair.lesson, index + 1);
    for (const block of blocksOf(pair)) yield blockText(block, pair);
    yield "</section>\n";
  }
  if (left.length > 0) {
    const told = left.slice(0, MOST.left).map(({ name, why }) =>
      `<li>${say(name)}: ${text(shown(why, 200))}</li>`
    );
    yield `<section><h2 id="left">Not compared</h2><ul>${told.join("")}${
      left.length > told.length
        ? `<li>and ${left.length - told.length} more</li>`
        : ""
    }</ul></section>\n`;
  }
  yield "</main>\n</body>\n</html>\n";

  function say(name: string): string {
    return text(name === SOLUTION ? name : named(name));
  }

  function pairHead({ a, b, share }: Pair, lesson: string, number: number) {
    return `<section class="part" id="pair-${number}"><h2>${number}. ${
      say(a.name)
    } and ${say(b.name)}, ${text(lesson)}: ${Math.round(share * 100)} %</h2>
<p><a href="#pairs">All pairs</a></p>\n`;
  }

  function blockText({ a, b }: Block, pair: Pair): string {
    return `<div class="both">${side(a, pair.a.name)}${
      side(b, pair.b.name)
    }</div>\n`;
  }

  function side({ file, from, to }: Place, name: string): string {
    const last = Math.min(to, from + MOST.lines - 1);
    const lines = file.text.split("\n").slice(from - 1, last)
      .map((line, index) =>
        `${String(from + index).padStart(4)}  ${
          text(shown(line.replaceAll("\t", "  "), MOST.line))
        }`
      );
    const more = to > last ? [`      … to line ${to}`] : [];
    return `<figure><figcaption>${say(name)}, ${
      text(file.path)
    }:${from}</figcaption><pre tabindex="0">${
      [...lines, ...more].join("\n")
    }</pre></figure>`;
  }
}
