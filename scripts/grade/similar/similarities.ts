import { pooledMap } from "@std/async";
import { fileURLToPath } from "node:url";
import { readSolution } from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { readLessons } from "../../lesson/manifest.ts";
import { Hands } from "../hand/hands.ts";
import type { Setup } from "../hand/messages.ts";
import { DEFAULT_LIMITS } from "../sandbox/limits.ts";
import { noSandbox } from "../sandbox/none.ts";
import { readLessonCopy } from "../submissions/lesson_copy.ts";
import type { Submission } from "../submissions/submission.ts";
import { alike, type Pair, type Work } from "./compare.ts";
import { type Prints, printsOf } from "./prints_of.ts";

/** What is compared with what. */
export interface CompareOptions {
  lessons: readonly Lesson[];
  submissions: readonly Submission[];
  /** Earlier years' submissions, by what they are called. */
  against: readonly Submission[];
  jobs: number;
  signal: AbortSignal;
}

/** Which works are alike. */
export interface Similarities {
  compared: number;
  against: number;
  pairs: (Pair & { lesson: string })[];
  /** What could not be compared. */
  left: { name: string; why: string }[];
}

/** What the solution is called where it is compared. */
export const SOLUTION = "the solution";

/**
 * Compares the code of all submissions with each other, with the solution and
 * with earlier years', lesson by lesson. Submissions are read and parsed by
 * programs of their own, with the limits that grading has.
 */
export async function similarities(
  course: URL,
  { lessons, submissions, against, jobs, signal }: CompareOptions,
): Promise<Similarities> {
  const all = [...submissions, ...against];
  const sources = all.map((submission, index) => ({
    submission,
    isOwn: index < submissions.length,
  }));
  await using hands = new Hands(
    Math.min(jobs, all.length),
    setUp(course, lessons),
  );
  const slots = Array.from({ length: jobs }, (_, slot) => slot);
  const found: Similarities = {
    compared: submissions.length,
    against: against.length,
    pairs: [],
    left: [],
  };
  for (const [index, lesson] of lessons.entries()) {
    const works: Work[] = [];
    const printed = pooledMap(jobs, sources, async (source) => {
      signal.throwIfAborted();
      const slot = slots.pop() ?? 0;
      try {
        const prints = await hands.print(slot, source.submission, index);
        return { ...source, prints };
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const prints: Prints = { files: [], left: [why] };
        return { ...source, prints };
      } finally {
        slots.push(slot);
      }
    });
    for await (const { submission: { name }, isOwn, prints } of printed) {
      works.push({ name, isOwn, files: prints.files });
      for (const why of prints.left) {
        found.left.push({ name, why: `${lesson.number}: ${why}` });
      }
    }
    const { starters, given } = await readLessonCopy(course, lesson);
    const solution = [...await readSolution(course, lesson)]
      .filter(([path]) => starters.has(path as never));
    works.push({
      name: SOLUTION,
      isOwn: false,
      files: printsOf(solution).files,
    });
    const known = new Set(
      printsOf([...starters, ...given]).files
        .flatMap(({ prints }) => prints.map(({ hash }) => hash)),
    );
    for (const pair of alike(works, known)) {
      found.pairs.push({ ...pair, lesson: lesson.number });
    }
  }
  found.pairs.sort((a, b) => b.share - a.share);
  return found;
}

/** What a hand must know to read submissions; it runs nothing. */
async function setUp(
  course: URL,
  lessons: readonly Lesson[],
): Promise<Setup> {
  const names = (await readLessons(course)).map(async (lesson) => {
    const { starters } = await readLessonCopy(course, lesson);
    return [lesson.folder, [...starters.keys()]] as [string, string[]];
  });
  return {
    course: fileURLToPath(course).replace(/\/$/, ""),
    ...{ scratch: "", hide: [] },
    lessons: lessons.map((lesson) => ({
      lesson,
      ...{ stage: "", digest: "", expected: [] },
    })),
    names: await Promise.all(names),
    sandbox: noSandbox("Nothing is run.").settings,
    limits: DEFAULT_LIMITS,
    loadLimit: 0,
  };
}
