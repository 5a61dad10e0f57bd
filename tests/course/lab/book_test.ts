import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { bookFiles } from "../../../scripts/lab/book/book_files.ts";
import { renderText } from "../../../scripts/lab/book/render_text.ts";
import { wordsOf } from "../../../scripts/lab/book/words.ts";
import { readFiles } from "../../../scripts/lesson/files.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { headings as anchorsOf } from "../../../scripts/texts/headings.ts";
import { COURSE } from "../fixture/course.ts";

const WORDS = wordsOf(`| word | Korean | meaning |
| --- | --- | --- |
| [mutex](7.4-locks/README.md#a-mutex) | 뮤텍스 | a lock & more |
| [thread pool](7.3-thread-pool/README.md) | 스레드 풀 | some threads |
`);

function html(markdown: string): string {
  return renderText(markdown, {
    path: "7.4-locks/README",
    words: WORDS,
    linkTo: (href) => `to:${href}`,
  }).html;
}

Deno.test("renderText() keeps answers and nothing else of HTML", () => {
  const text = html(`# A title

<!-- code x.c -->
<script>alert(1)</script><img src=x onerror=alert(1)>

<details onclick="x()">
<summary>Answer</summary>

Yes <b onmouseover="x()">bold</b>.

</details>

[bad](javascript:alert(1)) ![x](https://elsewhere.example/x.png)
`);
  // What is left as a tag is what was asked for.
  const tags = new Set(text.match(/<\/?\w+/g));
  assertEquals(
    [...tags].sort(),
    ["</details", "</h1", "</p", "</summary", "<h1", "<p", "<summary"].sort(),
  );
  assertEquals(/javascript:|elsewhere/.test(text), false);
});

Deno.test("renderText() gives headings the anchors that GitHub gives them", () => {
  const markdown = "# T\n\n## `fork()`: a copy\n\n## Twice\n\n## Twice\n";
  const { headings, title } = renderText(markdown, {
    path: "x",
    words: [],
    linkTo: () => undefined,
  });
  assertEquals(title, "T");
  assertEquals(headings.map(({ anchor }) => anchor), [
    "fork-a-copy",
    "twice",
    "twice-1",
  ]);
  assertEquals(
    ["t", ...headings.map(({ anchor }) => anchor)],
    [...anchorsOf(markdown).keys()],
  );
});

Deno.test("renderText() links a word once, where it is not defined, to its meaning", () => {
  const link =
    '<a class="word" href="#/book/7.3-thread-pool/README" title="some threads">';
  assertEquals(
    html(
      "## A mutex\n\nA **mutex**, `thread pool`: thread pools, thread pool.\n",
    ),
    `<h2 id="a-mutex">A mutex</h2>\n<p>A <dfn>mutex</dfn>, <code>thread pool</code>: ${link}thread pools</a>, thread pool.</p>\n`,
  );
  assertStringIncludes(
    html("## Else\n\nA mutex.\n"),
    'href="#/book/7.4-locks/README#a-mutex" title="a lock &amp; more">mutex</a>',
  );
});

Deno.test("renderText() draws a figure with its description in words", () => {
  const text = html(
    "```mermaid\nflowchart LR\n    accTitle: Two & two\n    accDescr: A leads to B.\n    A --> B\n```\n",
  );
  assertStringIncludes(text, "<figcaption>Two &amp; two</figcaption>");
  assertStringIncludes(text, ">A leads to B.</desc>");
  assertEquals(/<style|@import|https:/.test(text), false);
  assertEquals(
    html(`${"```"}mermaid\nflowchart LR\n    A --> B\n${"```"}\n`).includes(
      "<svg",
    ),
    true,
  );
});

Deno.test("renderText() marks comments, texts and keywords of code, and keeps every letter", () => {
  const code = 'const a = "<b>"; // it\'s a < b\nreturn `${a}`;';
  const text = html(`\`\`\`ts\n${code}\n\`\`\`\n`);
  assertStringIncludes(text, '<span class="code-keyword">const</span>');
  assertStringIncludes(
    text,
    '<span class="code-comment">// it&#39;s a &lt; b</span>',
  );
  const plain = text.replaceAll(/<[^>]*>/g, "").replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">").replaceAll("&#39;", "'").replaceAll("&quot;", '"');
  assertEquals(plain.trim(), code);
});

Deno.test("the book has every text, and each link in it leads somewhere", async () => {
  const lessons = await readLessons(COURSE);
  const { files, texts } = await bookFiles(COURSE, lessons);
  assertEquals(texts.length, 1 + 2 * lessons.length);
  const sources = await readFiles(new URL("solutions/", COURSE));
  for (const { path, title } of texts) {
    const html = String(files.get(`book/en/${path}.html`));
    assert(title !== "", path);
    assertEquals(
      html.match(/<figure/g)?.length ?? 0,
      sources.get(`${path}.md`)?.match(/^```mermaid/gm)?.length ?? 0,
      path,
    );
    for (const [, href = ""] of html.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      if (/^https:/.test(href)) continue;
      const [, to = "", anchor] = href.match(/^#\/book\/([^#]*)(?:#(.*))?$/) ??
        [];
      if (to === "") assert(files.get(href), `${path}: ${href}`);
      else {
        const text = sources.get(`${to}.md`) ?? "";
        assert(
          text !== "" &&
            (anchor === undefined ||
              anchorsOf(text).has(decodeURIComponent(anchor))),
          `${path}: ${href}`,
        );
      }
    }
  }
});
