import { assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";
import { COURSE } from "./fixture/course.ts";

/** What the lessons' examples print. */
const PRINTS: [path: string, args: string[], prints: string | RegExp][] = [
  [
    "7.1-fork-server/given/example.ts",
    [],
    "The clients got ONE and TWO.\nFrom one process? No.\n",
  ],
  [
    "7.2-thread-server/given/race.ts",
    ["1000"],
    /^each thread's own global: 1000 and 1000, here 0\nshared, Atomics.add\(\): {4}2000 of 2000\nshared, \+\+: {15}\d+ of 2000\n$/,
  ],
  [
    "7.2-thread-server/given/race.ts",
    ["1000", "apart"],
    /\nshared, Atomics.add\(\): {4}2000 of 2000\n/,
  ],
  [
    "7.3-thread-pool/given/example.ts",
    [],
    `2 threads have done 50 parts.
There are 78498 primes below 1000000.
`,
  ],
  [
    "7.4-locks/given/spin_lock.ts",
    [],
    `Counted 2000 of 2000.
Refused more than a thousand times: yes.
`,
  ],
  [
    "7.4-locks/given/wait_notify.ts",
    [],
    "Both are through. Looked more than twice: false.\n",
  ],
  [
    "7.4-locks/given/lost_wakeup.ts",
    [],
    `sleeps on a bell beside the word: the notify woke 0, the wait: timed-out
sleeps on the word it looked at: the notify woke 0, the wait: not-equal
`,
  ],
  [
    "7.5-ipc/given/example.ts",
    [],
    String.raw`sent:     ["one","four","twenty-two\ntwenty-three"]
as read:  ["onefourt","wenty-tw","o\ntwenty","-three"]
as lines: ["one","four","twenty-two","twenty-three"]
`,
  ],
];

for (const [path, args, prints] of PRINTS) {
  Deno.test({
    name: `${[path, ...args].join(" ")} prints what its text quotes`,
    timeout: 30_000,
    async fn() {
      const file = fileURLToPath(new URL(`lessons/${path}`, COURSE));
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-check", "-A", file, ...args],
        stdin: "null",
      }).output();
      const text = new TextDecoder();
      assertEquals(text.decode(stderr), "");
      if (typeof prints === "string") assertEquals(text.decode(stdout), prints);
      else assertMatch(text.decode(stdout), prints);
      assertEquals(code, 0);
    },
  });
}
