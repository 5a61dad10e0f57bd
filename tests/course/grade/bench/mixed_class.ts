/**
 * Grades 20 honest submissions alone, and twice with 20 hostile ones beside
 * them, other ones each time: the honest ones must get the same JSON, and
 * nothing may be an error of the machine. Takes one to two minutes.
 *
 *     deno run -A tests/course/grade/bench/mixed_class.ts
 *
 * @module
 */

import type { GradeReport } from "../../../../scripts/grade/report/report.ts";
import { gradeClass, writeClass } from "../class.ts";
import { HONEST } from "../honest.ts";
import { ARCHIVES } from "../hostile/archives.ts";
import type { Attack } from "../hostile/attack.ts";
import { KERNEL } from "../hostile/kernel.ts";
import { MACHINE } from "../hostile/machine.ts";
import { NEIGHBOURS } from "../hostile/neighbours.ts";
import { PROCESSES } from "../hostile/processes.ts";
import { RESULTS } from "../hostile/results.ts";
import { SOURCES } from "../hostile/sources.ts";
import { sandbox } from "../sandbox.ts";

const SIZE = 20;

const honest = Array.from({ length: SIZE }, (_, index): Attack => {
  const one = HONEST[index % HONEST.length];
  return { expected: {}, ...one, name: `honest ${index} ${one?.name}` };
});

/** One of each kind after the other, so that every class has all kinds. */
const kinds = [
  NEIGHBOURS,
  KERNEL,
  PROCESSES,
  ARCHIVES,
  SOURCES,
  MACHINE,
  RESULTS,
];
const hostile = Array.from(
  { length: SIZE },
  (_, round) => kinds.flatMap((attacks) => attacks.slice(round, round + 1)),
).flat();

async function graded(attacks: readonly Attack[]): Promise<GradeReport> {
  const start = performance.now();
  await using submitted = await writeClass(attacks);
  const report = await gradeClass(submitted.folder, sandbox, { jobs: 4 });
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`${attacks.length} submissions: ${seconds} s`);
  return report;
}

function honestParts({ submissions }: GradeReport): string {
  return JSON.stringify(
    submissions.filter(({ name }) => name.startsWith("honest ")),
    (key, value) => key === "duration" ? 0 : value,
    1,
  );
}

const alone = honestParts(await graded(honest));
let isWell = true;
for (const from of [0, SIZE]) {
  const mixed = [...honest, ...hostile.slice(from, from + SIZE)];
  const report = await graded(mixed);
  const errors = report.submissions.flatMap(({ name, lessons }) =>
    lessons.filter(({ status }) => status === "error").map(() => name)
  );
  const isSame = honestParts(report) === alone;
  isWell &&= isSame && errors.length === 0;
  console.log(isSame ? "The honest ones got the same." : "They got another.");
  for (const name of errors) console.log(`An error: ${name}`);
}
Deno.exit(isWell ? 0 : 1);
