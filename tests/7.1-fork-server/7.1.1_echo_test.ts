import { firstDifference, randomBytes } from "../harness/net/random_bytes.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";

const CHILD = new URL(
  "../../lessons/7.1-fork-server/echo_child.ts",
  import.meta.url,
);
const SHORT_WRITES = new URL("./programs/short_writes.ts", import.meta.url);

function start(...flags: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", ...flags, CHILD.href],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Writes `input`, closes stdin, and expects the same on stdout. */
async function roundTrip(
  story: Story,
  child: Deno.ChildProcess,
  input: Uint8Array<ArrayBuffer>,
  cause: string,
): Promise<void> {
  const writer = child.stdin.getWriter();
  // It fails where the program ends early; that shows in what it says.
  writer.write(input).then(() => writer.close()).catch(() => {});
  const output = child.output();
  try {
    const { code, stdout, stderr } = await story.within(output, {
      expected: "the program ends when its input has ended",
      got: "it still runs",
      cause: "the loop does not stop when `read()` gives null",
    });
    const at = firstDifference(stdout, input);
    const said = new TextDecoder().decode(stderr);
    story.holds(at === -1, {
      expected: `the ${input.length} bytes come back as they were sent`,
      got: `${stdout.length} bytes, which differ from byte ${at} on${
        said && `; its stderr says: ${said}`
      }`,
      cause,
    });
    story.holds(code === 0, {
      expected: "the program exits with 0",
      got: `it exited with ${code}; its stderr says: ${said}`,
      cause: "an error was thrown after the last byte",
    });
  } finally {
    await kill(child, output);
  }
}

async function kill(child: Deno.ChildProcess, output: Promise<unknown>) {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended.
  }
  await output;
}

lessonTest(
  "7.1.1 echo_child answers before its input ends",
  async (story: Story) => {
    const child = start();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode("hello\n"));
    story.did('echo_child.ts was started and "hello\\n" written to its stdin');
    const [first, rest] = child.stdout.tee();
    const reader = first.getReader();
    const errors = new Response(child.stderr).text();
    try {
      const { value } = await story.within(reader.read(), {
        expected: 'it writes "hello\\n" to its stdout at once',
        got: "nothing, as its stdin is still open",
        cause: "it waits for the end of the input before it writes",
      });
      const got = new TextDecoder().decode(value);
      story.holds(got === "hello\n", {
        expected: 'it writes "hello\\n" to its stdout',
        got: value === undefined
          ? `it ended: ${await errors}`
          : JSON.stringify(got),
        cause:
          "more or less is written than was read: only the first bytes of " +
          "the buffer, as many as `read()` returned, are new",
      });
    } finally {
      await writer.close().catch(() => {});
      await kill(
        child,
        Promise.all([rest.cancel(), reader.cancel(), errors, child.status]),
      );
    }
  },
);

lessonTest(
  "7.1.1 echo_child gives back 1 MB byte for byte and ends",
  async (story: Story) => {
    const input = randomBytes(1_000_003, 711);
    story.did(
      "1,000,003 random bytes (seed 711) were written to echo_child.ts and its stdin closed",
      "head -c 1000003 /dev/urandom | tee sent | deno run echo_child.ts | cmp - sent",
    );
    await roundTrip(
      story,
      start(),
      input,
      "not each of the pieces is written, or they are turned into text on the way: bytes that are no UTF-8 do not survive that",
    );
  },
);

lessonTest(
  "7.1.1 echo_child writes all bytes to a stdout that takes few at a time",
  async (story: Story) => {
    const input = randomBytes(100_000, 7110);
    story.did(
      "100,000 random bytes (seed 7110) were written to echo_child.ts, whose stdout takes at most 1,000 bytes with each write",
    );
    await roundTrip(
      story,
      start("--preload", SHORT_WRITES.href),
      input,
      "`write()` may take fewer bytes than it was given; it returns how many, and the rest must be written again",
    );
  },
);
