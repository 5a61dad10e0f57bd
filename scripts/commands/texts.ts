import { readLessons } from "../lesson/manifest.ts";
import { needSolutions } from "../lesson/without_solutions.ts";
import { sectionsOf } from "../../tests/harness/story/misconceptions.ts";
import { readCatalogue } from "../runner/diagnosis.ts";
import { checkText } from "../texts/check_text.ts";
import { headings } from "../texts/headings.ts";
import { courseFacts } from "../texts/course_facts.ts";
import { changedTexts, copyOf, readTexts, writeTexts } from "../texts/files.ts";
import { fill } from "../texts/fill.ts";
import type { RunOptions } from "../texts/run.ts";
import { spelling } from "../texts/spelling.ts";
import { command } from "../terminal/command.ts";

/** Texts for all, beside the lessons' own. */
const OTHERS = ["README.md", "CONTRIBUTING.md", "scripts/grade/README.md"];

/**
 * `deno task texts`: writes code and output into the texts, and checks what
 * they say of the course; with `check`, it writes nothing.
 */
export async function texts(
  root: URL,
  { check = false, spelled = true, ...options }: RunOptions & {
    check?: boolean;
    /** Whether their spelling is checked. */
    spelled?: boolean;
  } = {},
): Promise<number> {
  await needSolutions(root, "write the texts");
  const changed = await changedTexts(root, (text, path) => {
    const folder = new URL("./", new URL(path, root));
    return fill(text, { root, folder, ...options });
  });
  if (!check) await writeTexts(root, changed);
  let right = !check || changed.size === 0;
  for (const path of changed.keys()) {
    console.log(
      check
        ? `${path}: its code or output is stale: run ${command("texts")}.`
        : `${path}: written, and its copy in lessons/.`,
    );
  }
  for (const problem of await problems(root)) {
    right = false;
    console.log(problem);
  }
  if (spelled) right = await spelling(root, options) && right;
  if (right) console.log("The texts agree with the course.");
  return right ? 0 : 1;
}

/** What texts say that is not so. */
async function problems(root: URL): Promise<string[]> {
  const facts = await courseFacts(root);
  const found: string[] = [];
  const look = async (path: string, text: string) => {
    const file = new URL(copyOf(path), root);
    for (const problem of await checkText(text, file, facts)) {
      found.push(`${path}: ${problem}`);
    }
  };
  for (const [path, text] of await readTexts(root)) await look(path, text);
  for (const path of OTHERS) {
    await look(path, await Deno.readTextFile(new URL(path, root)));
  }
  return [...found, ...await unexplained(root)];
}

/** Misconceptions whose section the lesson's text does not have. */
async function unexplained(root: URL): Promise<string[]> {
  const found: string[] = [];
  for (const lesson of await readLessons(root)) {
    const text = await Deno.readTextFile(
      new URL(`solutions/${lesson.folder}/README.md`, root),
    );
    const there = headings(text);
    const { misconceptions } = await readCatalogue(root, lesson);
    for (const [id, mistake] of Object.entries(misconceptions)) {
      for (const one of sectionsOf(mistake)) {
        if (there.has(one)) continue;
        found.push(
          `tests/${lesson.folder}/misconceptions.ts: "${id}" is explained in #${one}, which the lesson's text does not have.`,
        );
      }
    }
  }
  return found;
}
