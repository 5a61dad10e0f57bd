import { assertEquals } from "@std/assert";
import { stripVTControlCharacters } from "node:util";
import { labelledPath } from "../../scripts/report/failure_text.ts";
import { columns } from "../../scripts/terminal/text.ts";
import { tell } from "./failure_told.ts";

Deno.test("failureText() tells steps, commands and verdict in 80 columns when a check failed", async () => {
  const { text, summary } = await tell({
    kind: "story",
    steps: [
      { what: "started the server" },
      {
        what:
          'client A connected and sent "hello\\n", then closed its writing side and went on to read',
        command:
          "printf 'hello\\n' | nc -N 127.0.0.1 40123 # a line that is much longer than a terminal",
      },
    ],
    verdict: {
      expected: 'client A reads "hello\\n" and then the end.',
      got:
        "client A read nothing. The connection was closed after 0 of 6 bytes, 3 ms later.\nAnother paragraph.",
      cause:
        "the server closes the connection as soon as the client has closed its writing side.",
    },
  });
  assertEquals(
    text,
    `  What happened
  1. started the server
  2. client A connected and sent "hello\\n", then closed its writing side and
     went on to read
     $ printf 'hello\\n' | nc -N 127.0.0.1 40123 # a line that is much longer than a terminal

  Expected  client A reads "hello\\n" and then the end.
  Got       client A read nothing. The connection was closed after 0 of 6 bytes,
            3 ms later.
            Another paragraph.
  Likely    the server closes the connection as soon as the client has closed
            its writing side.`,
  );
  assertEquals(
    summary,
    "client A read nothing. The connection was closed after 0 of 6 bytes, …",
  );
});

Deno.test("failureText() says once what was done several times in a row", async () => {
  const { text } = await tell({
    kind: "story",
    steps: ["asked", "asked", "asked", "left", "asked"]
      .map((what) => ({ what })),
    verdict: { expected: "an answer", got: "none" },
  });
  assertEquals(
    text.split("\n\n")[0],
    `  What happened
  1. asked, 3 times
  2. left
  3. asked`,
  );
});

Deno.test("failureText() tells what is expected when a step is not written", async () => {
  const { text, summary } = await tell({
    kind: "todo",
    step: "7.9.2",
    steps: [{ what: "called double(2)" }],
    expected: "double(2) is 4.",
  });
  assertEquals(
    text,
    `  What happened
  1. called double(2)

  Expected  double(2) is 4.
  Got       step 7.9.2 is not written yet: the starter's \`throw\` was reached.`,
  );
  assertEquals(summary, "step 7.9.2 is not written yet");
});

Deno.test("failureText() tells what led to a later step when a test reached it", async () => {
  const { text, summary } = await tell({
    kind: "todo",
    step: "7.9.10",
    steps: [],
    error:
      "Error: TODO(7.9.10)\n    at more (lessons/7.9-doubling/double.ts:9:9)\n    at ext:core/mod.js:1:1",
  });
  assertEquals(
    text,
    `  Got       the \`throw\` of step 7.9.10 was reached, which this test does not
            need:
                at more (lessons/7.9-doubling/double.ts:9:9)
  Likely    the code of step 7.9.2, or of one before it, took a way that it
            should not take here. Do not write step 7.9.10 yet: look at what led
            there.`,
  );
  assertEquals(summary, "the `throw` of step 7.9.10 was reached");
});

Deno.test("failureText() tells that everything was killed when a test hung", async () => {
  const { text, summary } = await tell({
    kind: "hung",
    steps: [],
    after: 23_100,
  });
  assertEquals(
    text,
    `  Expected  the test ends.
  Got       it was killed after 23 seconds, with everything that it had started.
  Likely    a loop that never ends, or a wait that blocks the thread it should
            not block: no timer and no other test could run meanwhile.`,
  );
  assertEquals(summary, "never ended");
});

Deno.test("failureText() tells that a test computed and let nothing have a turn", async () => {
  const { text } = await tell({
    kind: "hung",
    steps: [],
    after: 3_400,
    busy: true,
  });
  assertEquals(
    text,
    `  Expected  the test ends.
  Got       after 3 seconds in which it only computed, and let no message and no
            timer have a turn, it was killed, with everything that it had
            started.
  Likely    a loop that waits for what can only come when it lets go of the
            thread. An \`await\` of what is there already lets go of nothing.`,
  );
});

Deno.test("failureText() tells how the process ended when it did", async () => {
  const { text, summary } = await tell({
    kind: "died",
    steps: [],
    how: "by SIGKILL",
  });
  assertEquals(
    text,
    `  Expected  the test ends.
  Got       its whole process ended, by SIGKILL.
  Likely    the code ended the process (\`Deno.exit()\`), was killed, or ran out
            of memory.`,
  );
  assertEquals(summary, "the process ended by SIGKILL");
});

Deno.test("failureText() keeps a stack's lines when the code threw", async () => {
  const { text, summary } = await tell({
    kind: "threw",
    steps: [],
    error: "TypeError: odd\n    at double (lessons/7.9-doubling/double.ts:5:9)",
  });
  assertEquals(
    text,
    `  Expected  no error that the test did not ask for.
  Got       TypeError: odd
                at double (lessons/7.9-doubling/double.ts:5:9)
  Likely    the code threw, or left a promise that rejects without anyone to
            catch it. The first line of the stack that names your file is where
            to look.`,
  );
  assertEquals(summary, "TypeError: odd");
});

Deno.test("failureText() wraps a long line of a list under itself", async () => {
  const long = `${"some words ".repeat(8)}and the end`;
  const { text } = await tell({
    kind: "story",
    steps: [],
    verdict: { expected: "nothing", got: `[\n  "${long}"\n]` },
  });
  assertEquals(text.split("\n").slice(1), [
    "  Got       [",
    '              "some words some words some words some words some words some',
    '                words some words some words and the end"',
    "            ]",
  ]);
});

Deno.test("failureText() lists what is left open when Deno finds leaks", async () => {
  const { text } = await tell({
    kind: "deno",
    steps: [],
    message: `error: Leaks detected:
  - A TCP listener was opened during the test, but not closed during the test.
  - A timer was started.

To get more details where leaks occurred, run again with the --trace-leaks flag.`,
  });
  assertEquals(
    text,
    `  Expected  nothing is left open when the test ends.
  Got       A TCP listener was opened during the test, but not closed during the
            test.
            A timer was started.
  Likely    something was opened and not closed on this path: a connection, a
            listener, a timer, a child process, or a promise that nobody awaits.`,
  );
});

Deno.test("failureText() tells the time limit when it ran out", async () => {
  const { text, summary } = await tell({
    kind: "deno",
    steps: [],
    message: "error: Test timed out after 50ms.",
  });
  assertEquals(
    text,
    `  Expected  the test ends well.
  Got       Test timed out after 50ms.
  Likely    the code waits for something that never comes: a promise that
            nothing resolves, a reply that is never sent, a connection that is
            never closed.`,
  );
  assertEquals(summary, "Test timed out after 50ms.");
});

Deno.test("failureText() gives a schedule all of the 80 columns", async () => {
  const column = "x".repeat(36);
  const { text } = await tell({
    kind: "story",
    steps: [],
    verdict: {
      expected: "it holds",
      got: `It is wrong.\n\n  T0\n  ${column}  ${column}\n\nStep on.`,
    },
  });
  assertEquals(text.split("\n").slice(1), [
    "  Got       It is wrong.",
    "",
    "    T0",
    `    ${column}  ${column}`,
    "",
    "            Step on.",
  ]);
});

Deno.test("labelledPath() puts a path below its label when there is no room beside it", () => {
  const plain = (path: string) =>
    stripVTControlCharacters(labelledPath("Text", path));
  assertEquals(plain("a/b.md#c"), "  Text      a/b.md#c");
  const long = `lessons/${"x".repeat(columns() - 19)}`;
  assertEquals(plain(long), `  Text\n  ${long}`);
  const fits = long.slice(0, -1);
  assertEquals(plain(fits), `  Text      ${fits}`);
});
