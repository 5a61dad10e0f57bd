import { assertEquals, assertRejects } from "@std/assert";
import { run, type RunOptions } from "../../../scripts/texts/run.ts";
import { COURSE } from "../fixture/course.ts";

const ignore = Deno.build.os === "windows"; // There is no `sh`.

const runs = (argument: string, content = "", options: RunOptions = {}) =>
  run({ kind: "run", argument, content, line: 5 }, COURSE, options);

const shown = (lines: string) => `\`\`\`console\n${lines}\n\`\`\``;

Deno.test({
  name: "run() shows each command, and what they print, in the course's folder",
  ignore,
  async fn() {
    assertEquals(
      await runs('"ls deno.json && echo $PWD/lessons >&2"'),
      shown("$ ls deno.json\n$ echo $PWD/lessons >&2\ndeno.json\nlessons"),
    );
  },
});

Deno.test({
  name: "run() keeps what was run once, unless its command has changed",
  ignore,
  async fn() {
    const old = shown("$ echo 1\nanother time");
    const now = shown("$ echo 1\n1");
    assertEquals(await runs('once "echo 1"', old), old);
    assertEquals(await runs('once "echo 1"', old, { again: true }), now);
    assertEquals(await runs('once "echo 1"', shown("$ echo 2\n2")), now);
    assertEquals(await runs('once "echo 1"', "```console\n$ echo 1\n```"), now);
    assertEquals(await runs('once "echo 1"'), now);
    assertEquals(await runs('"echo 1"', old), now);
  },
});

Deno.test({
  name: "run() keeps what a program printed that is not here",
  ignore,
  async fn() {
    const old = shown("$ no-such-program\nits output");
    assertEquals(await runs('"no-such-program"', old), old);
    await assertRejects(
      () => runs('"no-such-program"'),
      SyntaxError,
      "Line 5 has a command that fails: no-such-program\n",
    );
  },
});

Deno.test({
  name: "run() refuses a command that fails, and what is none",
  ignore,
  async fn() {
    await assertRejects(
      () => runs('"echo why && false"'),
      SyntaxError,
      "Line 5 has a command that fails: echo why && false\nwhy\n",
    );
    for (const argument of ["", "ls", 'twice "ls"', '""']) {
      await assertRejects(
        () => runs(argument),
        SyntaxError,
        'Line 5 is no mark: write <!-- run "COMMAND" -->',
      );
    }
  },
});
