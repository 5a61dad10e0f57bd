import { lexer, type Token, walkTokens } from "marked";
import { headings } from "./headings.ts";
import type { CourseFacts } from "./course_facts.ts";

const STEP = /(?<![\w.])7\.\d+\.\d+(?![\w.]*\d)/g;
/** A test's name: its step, and what it shows. */
const TEST = /^7\.\d+\.\d+ \S/;

/**
 * What a text says of the course that is not so: relative links to files and
 * headings that are not there, steps that do not exist, and names of tests (in
 * backticks, or alone in a cell of a table) that no test has.
 *
 * @param file Where learners read it.
 * @returns A sentence each.
 */
export async function checkText(
  text: string,
  file: URL,
  { steps, isTest }: CourseFacts,
): Promise<string[]> {
  const problems = new Set<string>();
  for (const [step] of text.matchAll(STEP)) {
    if (!steps.has(step)) {
      problems.add(`It names a step that is not there: ${step}.`);
    }
  }
  const tokens = lexer(text);
  for (const name of names(tokens)) {
    if (TEST.test(name) && !isTest(name)) {
      problems.add(`It names a test that is not there: ${name}`);
    }
  }
  for (const link of links(tokens)) {
    const problem = await checkLink(link, text, file);
    if (problem !== undefined) problems.add(problem);
  }
  return [...problems];
}

/** What may be a name: code in a sentence, and cells of tables. */
function names(tokens: Token[]): string[] {
  const found: string[] = [];
  walkTokens(tokens, (token) => {
    if (token.type === "codespan") found.push(token.text);
    if (token.type === "table") {
      for (const { tokens } of token.rows.flat()) {
        const only = tokens.length === 1 ? tokens[0] : undefined;
        if (only?.type === "text") found.push(only.raw);
      }
    }
  });
  return found;
}

function links(tokens: Token[]): string[] {
  const found: string[] = [];
  walkTokens(tokens, (token) => {
    if (token.type === "link" || token.type === "image") found.push(token.href);
  });
  return found.filter((href) => !/^\w+:/.test(href));
}

async function checkLink(
  link: string,
  text: string,
  file: URL,
): Promise<string | undefined> {
  const target = new URL(link, file);
  const anchor = decodeURIComponent(target.hash.slice(1));
  target.hash = "";
  try {
    const there = target.href === file.href
      ? text
      : (await Deno.stat(target)).isFile
      ? await Deno.readTextFile(target)
      : "";
    if (anchor === "" || headings(there).has(anchor)) return undefined;
    return `It links to a heading that is not there: ${link}.`;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return `It links to a file that is not there: ${link}.`;
  }
}
