import { assert, assertEquals } from "@std/assert";
import {
  compile,
  type CompiledTest,
  COMPILERS,
  needsCompiler,
  output,
  programFolder,
  SOLUTIONS,
} from "./compile.ts";

/** Programs with threads that share memory as they must. */
const RIGHT = [
  "7.2-thread-server/c/share.c",
  "7.4-locks/c/lock_order.c",
  "7.4-locks/c/mutex.c",
  "7.4-locks/c/permits.c",
  "7.4-locks/c/producer_consumer.c",
  "7.4-locks/c/rwlock.c",
  "7.4-locks/c/semaphore.c",
  "7.4-locks/c/trylock.c",
  "7.5-ipc/c/shared_variable.c",
];

/** A run of a program that was compiled with the thread sanitizer. */
async function sanitized(source: string) {
  await using folder = await programFolder();
  const program = await compile(source, folder.path, {
    compiler: "gcc",
    flags: ["-g", "-fsanitize=thread"],
  });
  return await output(program, ["1000"]);
}

/** It refuses to run where the kernel places memory too much at random. */
const works = COMPILERS.includes("gcc") &&
  await sanitized("7.4-locks/c/trylock.c").then(
    ({ stderr }) => !stderr.includes("FATAL: ThreadSanitizer"),
    () => false,
  );

function needsSanitizer(name: string): CompiledTest {
  if (works || COMPILERS.length === 0) return needsCompiler(name);
  return {
    ...needsCompiler(name),
    name: `${name} (left out: gcc's thread sanitizer does not work here)`,
    ignore: true,
  };
}

/** What a report says of the program; which thread came first is chance. */
function findings(report: string): string[] {
  const lines = report.match(/(?:#\d (?:add|main)|Location|SUMMARY:).*$/gm) ??
    [];
  const plain = lines.map((line) =>
    line.replace(/ at 0x\w+/, "").replace(/ \(\S+\+0x\w+\)$/, "")
      .replace(/\S*(?:lessons|solutions)\//, "")
  );
  return [...new Set(plain)].sort();
}

Deno.test({
  ...needsSanitizer(
    "race.tsan.txt is what the thread sanitizer says of race.c",
  ),
  async fn() {
    const quoted = new URL("7.4-locks/c/race.tsan.txt", SOLUTIONS);
    const { code, stderr } = await sanitized("7.4-locks/c/race.c");
    assertEquals(code, 66);
    assertEquals(
      findings(stderr),
      findings(await Deno.readTextFile(quoted)),
    );
    assert(findings(stderr).some((line) => line.includes("data race")));
  },
});

for (const source of RIGHT) {
  Deno.test({
    ...needsSanitizer(`the thread sanitizer finds no race in ${source}`),
    async fn() {
      const { code, stderr } = await sanitized(source);
      assertEquals({ code, stderr }, { code: 0, stderr: "" });
    },
  });
}
