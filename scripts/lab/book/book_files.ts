import { sectionsOf } from "../../../tests/harness/story/misconceptions.ts";
import { fileUrl, readFiles } from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { hasSolutions } from "../../lesson/without_solutions.ts";
import { readCatalogue } from "../../runner/diagnosis.ts";
import type { SiteFiles } from "../build/site_files.ts";
import type { Course, Mistake, Text } from "../site.ts";
import { bookAddress } from "./book_address.ts";
import { renderText } from "./render_text.ts";
import { textAt } from "./text_path.ts";
import { wordsOf } from "./words.ts";

/** The language that the texts are written in. */
const ENGLISH = "en";

/** The book as files of the site, and what `course.json` says of it. */
export interface Book extends Pick<Course, "languages" | "texts"> {
  files: SiteFiles;
}

/**
 * Makes the book. Its texts are the course's own, not those in `lessons/`, which
 * a learner may have changed. A translation lies in a folder with its language's
 * code, `ko/7.4-locks/README.md`.
 */
export async function bookFiles(
  root: URL,
  lessons: readonly Lesson[],
): Promise<Book> {
  const source = new URL(
    await hasSolutions(root) ? "solutions/" : "lessons/",
    root,
  );
  const paths = [
    "README",
    ...lessons.flatMap(({ folder }) => [
      `${folder}/README`,
      `${folder}/figures`,
    ]),
  ];
  const files: SiteFiles = new Map();
  const texts = new Map<string, Text>();
  const linked = new Set<string>();
  const languages = [ENGLISH, ...await translations(source)];
  for (const language of languages) {
    const folder = language === ENGLISH
      ? source
      : new URL(`${language}/`, source);
    const there = await readTexts(folder, paths);
    const words = wordsOf(there.get("README") ?? "");
    for (const [path, markdown] of there) {
      const { html, title, headings } = renderText(markdown, {
        path,
        words,
        linkTo: (href) => linkTo(textAt(href, path), there, linked),
      });
      files.set(`book/${language}/${path}.html`, html);
      const number = lessons.find(({ folder }) => path.startsWith(`${folder}/`))
        ?.number;
      const text = texts.get(path);
      if (text !== undefined) text.languages.push(language);
      else {
        texts.set(path, {
          path,
          title,
          ...(number === undefined ? {} : { lesson: number }),
          headings,
          languages: [language],
        });
      }
    }
    files.set(`book/${language}/words.json`, JSON.stringify(words));
    files.set(
      `book/${language}/misconceptions.json`,
      JSON.stringify(await mistakes(root, lessons)),
    );
  }
  for (const path of linked) {
    const text = await Deno.readTextFile(fileUrl(source, path)).catch(() => "");
    files.set(`sources/${path}.txt`, text);
  }
  return { files, languages, texts: [...texts.values()] };
}

/**
 * Where a link leads: to a text, or to a file as plain text. Of a folder there
 * is nothing to show.
 */
function linkTo(
  target: string,
  texts: ReadonlyMap<string, string>,
  linked: Set<string>,
): string | undefined {
  const [path = "", anchor] = target.split("#");
  if (texts.has(path)) return bookAddress(path, anchor);
  if (!/\.(ts|c|h|txt|json)$/.test(path)) return undefined;
  linked.add(path);
  return `sources/${path}.txt`;
}

async function readTexts(
  folder: URL,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const files = await readFiles(folder);
  return new Map(paths.flatMap((path) => {
    const text = files.get(`${path}.md`);
    return text === undefined ? [] : [[path, text] as const];
  }));
}

async function translations(source: URL): Promise<string[]> {
  const codes: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(source)) {
    if (isDirectory && /^[a-z]{2}$/.test(name)) codes.push(name);
  }
  return codes.sort();
}

async function mistakes(
  root: URL,
  lessons: readonly Lesson[],
): Promise<Mistake[]> {
  const found: Mistake[] = [];
  for (const lesson of lessons) {
    const { misconceptions } = await readCatalogue(root, lesson);
    for (const [id, mistake] of Object.entries(misconceptions)) {
      for (const section of sectionsOf(mistake)) {
        const text = `${lesson.folder}/README#${section}`;
        found.push({ lesson: lesson.number, id, says: mistake.says, text });
      }
    }
  }
  return found;
}
