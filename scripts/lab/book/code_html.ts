import { escape } from "html-escaper";

const COMMON =
  "break|case|const|continue|default|do|else|enum|for|if|return|static|switch|typeof|void|while";
/** What is marked in code, by language: comments, texts and keywords alone. */
const MARKED: Readonly<Record<string, RegExp>> = {
  c: languageOf(
    `${COMMON}|char|int|long|short|signed|size_t|sizeof|ssize_t|struct|typedef|unsigned`,
    "^#\\w+",
  ),
  ts: languageOf(
    `${COMMON}|as|async|await|class|export|extends|false|finally|from|function|get|implements|import|interface|let|new|null|of|private|readonly|this|throw|true|try|catch|type|undefined|using|yield`,
    "`[^`]*`",
  ),
};

function languageOf(keywords: string, more: string): RegExp {
  return new RegExp(
    `(?<comment>//.*|/\\*[^]*?\\*/)|(?<text>"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*'|${more})|(?<keyword>\\b(?:${keywords})\\b)`,
    "gm",
  );
}

/** A piece of code, or what a command prints, as HTML. */
export function codeHtml(code: string, language: string): string {
  const [name = ""] = language.split(" ");
  const pattern = MARKED[name];
  let html = "";
  let at = 0;
  for (const found of pattern === undefined ? [] : code.matchAll(pattern)) {
    const [kind] = Object.entries(found.groups ?? {})
      .find(([, text]) => text !== undefined) ?? [""];
    html += escape(code.slice(at, found.index));
    html += `<span class="code-${kind}">${escape(found[0])}</span>`;
    at = found.index + found[0].length;
  }
  html += escape(code.slice(at));
  const label = name === "console" || name === "sh" ? "commands" : "code";
  return `<pre class="${label}" data-language="${
    escape(name)
  }"><code>${html}</code></pre>\n`;
}
