import type { LessonFiles } from "./given.ts";
import type { Step } from "./lesson.ts";

/** What a step asks for at one place, as the comment there says. */
export interface Task {
  /** The file that it stands in. */
  file: string;
  /** The first line of the comment, from 1. */
  line: number;
  /** The last one. */
  end: number;
  text: string;
}

/** The tasks of a step that stand in these files, in order. */
export function tasksOf(files: LessonFiles, step: Step): Task[] {
  return step.files.flatMap((file) =>
    tasksIn(file, files.get(file) ?? "", `// TODO(${step.step}): `)
  );
}

function tasksIn(file: string, source: string, mark: string): Task[] {
  const lines = source.split(/\r?\n/);
  return lines.flatMap((first, index) => {
    const line = first.trimStart();
    if (!line.startsWith(mark)) return [];
    const text = [line.slice(mark.length)];
    for (const next of lines.slice(index + 1)) {
      const more = next.match(/^\s*\/\/ (?!#region)(.*)$/)?.[1];
      if (more === undefined) break;
      text.push(more);
    }
    const end = index + text.length;
    return { file, line: index + 1, end, text: text.join(" ") };
  });
}

/**
 * The tasks inside of what a test is about, as the starters have them: a
 * function `"close()"`, a method `"Mutex.lock()"`, or a whole class `"Mutex"`,
 * also where the method has no task of its own; a loop outside of all functions,
 * `"for await"`; or a file `"logger.ts"`.
 */
export function tasksAbout(
  tasks: readonly Task[],
  symbol: string,
  starters: LessonFiles,
): Task[] {
  const within = (one: string) =>
    tasks.filter((task) => isWithin(task, one, starters));
  const inFile = tasks.filter(({ file }) => file === symbol);
  if (inFile.length > 0) return inFile;
  const own = within(symbol);
  return own.length > 0 ? own : within(symbol.match(/^\w+/)?.[0] ?? "");
}

/** The loop of a program that goes through what comes to it. */
const LOOP = "for await";

/** Whether a task stands in a function, a method or a class of the starters. */
export function isWithin(
  { file, line }: Task,
  symbol: string,
  starters: LessonFiles,
): boolean {
  const [from, to] = linesOf(symbol, starters.get(file) ?? "") ?? [1, 0];
  return from < line && line <= to;
}

/** What may stand before a method's name. */
const MODIFIER = "(?:static|async|get|set|protected|private|override)";

/**
 * The first and the last line, from 1, of a function, a method or a class, or of
 * a program's loop. The method's name may go without its `#`, where there is no
 * other of that name.
 */
export function linesOf(
  symbol: string,
  source: string,
): [number, number] | undefined {
  const lines = source.split(/\r?\n/);
  if (symbol === LOOP) return block(lines, /^for await\b/);
  const [, owner, member] = symbol.match(
    /^(\w+)(?:\.?(#?\w+|\[[\w.]+\]))?(?:\(|$)/,
  ) ?? [];
  if (owner === undefined) return undefined;
  const outer = block(
    lines,
    new RegExp(`^(export )?(async )?(class|function\\*?) ${owner}\\b`),
  );
  if (member === undefined || outer === undefined) return outer;
  // Of what else \w has not, there are only brackets and points in it.
  const name = member.replace(/^#/, "").replaceAll(/\W/g, "\\$&");
  const hash = member.startsWith("#") ? "#" : "#?";
  const within = (end: string) => {
    const head = new RegExp(`^  (${MODIFIER} )*${hash}${name}${end}`);
    return block(lines.slice(0, outer[1]), head, outer[0]);
  };
  if (/function/.test(lines[outer[0] - 1] ?? "")) {
    // A method of an object that the function makes.
    const head = new RegExp(`^ {4}(${MODIFIER} )*${name}\\(.*\\{$`);
    return block(lines.slice(0, outer[1]), head, outer[0]);
  }
  // A field may have a method's name, with a `#`.
  return within("[(<]") ?? within("(?!\\w)");
}

/** The first and the last line, from 1, of what begins with such a line. */
function block(
  lines: readonly string[],
  head: RegExp,
  from = 0,
): [number, number] | undefined {
  const first = lines.findIndex((line, at) => at >= from && head.test(line));
  if (first < 0) return undefined;
  const end = `${lines[first]?.match(/^ */)?.[0]}}`;
  const last = lines.findIndex((line, at) =>
    at > first && line.replace(/,$/, "") === end
  );
  return [first + 1, last < 0 ? lines.length : last + 1];
}

/**
 * The task that a line of the learner's file belongs to, also where the learner
 * has deleted its comment: above the line, some line stands that the starter
 * has, too, and the task follows it there.
 */
export function taskAt(
  tasks: readonly Task[],
  { file, line }: { file: string; line?: number },
  learner: LessonFiles,
  starters: LessonFiles,
): Task | undefined {
  const given = (starters.get(file) ?? "").split("\n");
  const above = (learner.get(file) ?? "").split(/\r?\n/).slice(0, line);
  let depth = Infinity;
  let below = "";
  for (const text of above.reverse()) {
    const indent = text.search(/\S/);
    // The end of another function, and an empty line below it.
    if (text.trim() === "}" && below === "" && indent <= depth) break;
    below = text.trim();
    if (indent >= 0) depth = Math.min(depth, indent);
    const isCode = text.trim().length > 1 && !/throw .*"TODO\(/.test(text);
    const at = isCode ? given.indexOf(text) : -1;
    if (at < 0 || given.lastIndexOf(text) !== at) continue;
    const task = tasks.find((task) => task.file === file && task.end > at);
    // Functions stand apart: behind an empty line, another one begins.
    return task && !given.slice(at, task.line).includes("") ? task : undefined;
  }
  return undefined;
}
