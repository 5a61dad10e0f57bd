import type { Diagnosis } from "../../runner/result.ts";
import type { FailedTest, GradeReport } from "./report.ts";

/** How many examples of a failure are shown. */
const EXAMPLES = 2;

/** A misconception in a class. */
export interface Found extends Diagnosis {
  step: string;
  title: string;
  /** How many submissions show it at this step. */
  count: number;
  /** Failures that show it; different ones, where there are. */
  examples: FailedTest[];
}

/** What failed at a step without showing a misconception. */
export interface Unknown {
  step: string;
  title: string;
  count: number;
  /** The commonest messages. */
  messages: { message: string; count: number }[];
}

/**
 * The misconceptions of a class by step, the commonest first, and by step what
 * showed none.
 */
export function misconceptionsOf(
  { submissions }: GradeReport,
): { found: Found[]; unknown: Unknown[] } {
  const found = new Map<string, Found>();
  const unknown = new Map<string, Unknown>();
  const steps = submissions.flatMap(({ lessons }) => lessons)
    .flatMap(({ steps }) => steps);
  for (
    const { step, title, status, misconception, failure, message } of steps
  ) {
    if (status !== "failed" || failure?.kind === "todo") continue;
    if (misconception === undefined) {
      const one = entry(unknown, step, { step, title, count: 0, messages: [] });
      one.count++;
      const same = one.messages.find((other) => other.message === message);
      if (same === undefined) one.messages.push({ message, count: 1 });
      else same.count++;
      continue;
    }
    const one = entry(found, `${step} ${misconception.id}`, {
      ...{ ...misconception, step, title },
      ...{ count: 0, examples: [] },
    });
    one.count++;
    if (failure !== undefined) keepExample(one.examples, failure);
  }
  for (const { messages } of unknown.values()) {
    messages.sort((a, b) => b.count - a.count);
  }
  const order =
    submissions[0]?.lessons.flatMap(({ steps }) =>
      steps.map(({ step }) => step)
    ) ?? [];
  const place = ({ step }: { step: string }) => order.indexOf(step);
  return {
    found: [...found.values()]
      .sort((a, b) => place(a) - place(b) || b.count - a.count),
    unknown: [...unknown.values()].sort((a, b) => place(a) - place(b)),
  };
}

function entry<T>(map: Map<string, T>, key: string, first: T): T {
  const known = map.get(key);
  if (known === undefined) map.set(key, first);
  return known ?? first;
}

function keepExample(examples: FailedTest[], failure: FailedTest): void {
  if (examples.some(({ got }) => got === failure.got)) return;
  if (examples.length < EXAMPLES) examples.push(failure);
}
