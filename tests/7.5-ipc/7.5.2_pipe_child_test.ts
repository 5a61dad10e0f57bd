import { lessonTest } from "../harness/lesson_test.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import { Program } from "../harness/processes/program.ts";
import type { Story } from "../harness/story/story.ts";
import { ChildPipe } from "../../lessons/7.5-ipc/pipe.ts";
import { program, rejection, text } from "./children.ts";
import { type Known, means } from "./misconceptions.ts";
import { AT_ONCE, PipeSpy } from "./pipe_spy.ts";

lessonTest(
  "7.5.2 ChildPipe carries messages to a child and back",
  async (story: Story) => {
    await using child = new ChildPipe(program("echo"), { grace: 100 });
    story.did("a child that echoes was started");
    for (const message of ["hello", "", "안녕 🙂", "x".repeat(200_000)]) {
      await child.send(message);
      const answer = await story.within(child.receive(), {
        expected: `a message of ${message.length} characters comes back`,
        got: "nothing came",
      });
      story.equal(text(answer), message, {
        what: "the message that came back",
      });
    }
  },
);

lessonTest(
  "7.5.2 ChildPipe starts a program wherever it lies, with all permissions and its arguments",
  async (story: Story) => {
    const outer = await Deno.makeTempDir({ prefix: "test-pipe-" });
    const path = Deno.env.get("PATH");
    using spy = new PipeSpy();
    try {
      const folder = `${outer}/50 %25 off`;
      await Deno.mkdir(folder);
      await Deno.copyFile(program("tell_start"), `${folder}/tell start.ts`);
      const url = program("tell_start");
      url.pathname = `${folder}/tell start.ts`.replaceAll("%", "%25");
      const args = ["--all", "two words", ""];
      // As for who has Deno by npx only.
      Deno.env.set("PATH", outer);
      const start = () => {
        try {
          return new ChildPipe(url, { args });
        } catch (error) {
          story.fail({
            expected: "the child is started with this Deno, also without PATH",
            got: `${error}`,
            ...means(
              spy.command === "deno" ? "deno-from-the-path" : undefined,
            ),
          });
        }
      };
      await using child = start();
      story.did(
        `a program was started that lies in a folder "50 %25 off", with no deno in PATH`,
      );
      const answer = await story.within(child.receive(), {
        expected: "it tells its arguments",
        got: "nothing came",
      });
      story.holds(answer !== undefined, {
        expected: "the program runs, and tells its arguments",
        got: `it ended at once. Deno was given: ${spy.options.args?.join(" ")}`,
        ...means(notStarted(spy.options.args ?? [], url)),
      });
      const told = JSON.parse(text(answer) ?? "");
      story.did("it ran, and told its arguments and what it may not do");
      story.holds(told.refused.length === 0, {
        expected: "the program has all permissions",
        got: `it has no permission to ${told.refused.join(", ")}`,
        ...means("child-without-permissions"),
      });
      story.equal(told.args, args, {
        what: "what the program tells of its arguments",
        ...means(
          told.args.length === 0
            ? "arguments-are-dropped"
            : "arguments-are-changed",
        ),
      });
    } finally {
      if (path !== undefined) Deno.env.set("PATH", path);
      await Deno.remove(outer, { recursive: true });
    }
  },
);

/** Why Deno does not run the program at `url`, by its arguments. */
function notStarted(args: string[], url: URL): Known {
  if (args.includes(url.pathname)) return "pathname-is-no-path";
  const own = args.indexOf("--all");
  return own >= 0 && own < args.indexOf(url.href)
    ? "arguments-before-the-program"
    : undefined;
}

lessonTest(
  "7.5.2 ChildPipe lets the child write to the same stderr",
  async (story: Story) => {
    await using parent = new Program(program("parent_of_crash"));
    const heard = await story.within(parent.lastWords(), {
      expected: "a program ends whose child has ended",
      got: "it still runs",
    });
    if (heard.includes("the child's last words")) return;
    using spy = new PipeSpy();
    await using _ = new ChildPipe(program("quit_after"), { args: ["0"] });
    story.fail({
      expected:
        "what a child writes to stderr comes out on its parent's stderr",
      got:
        `the child's stderr is "${spy.options.stderr}", and on its parent's came ${heard}`,
      ...means(
        spy.options.stderr === "null" ? "stderr-to-nowhere" : undefined,
      ),
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe.closeWrite() ends the child's input after all messages",
  async (story: Story) => {
    using spy = new PipeSpy();
    await using child = new ChildPipe(program("count"), { grace: 100 });
    const sent = Promise.allSettled(
      Array.from({ length: 50 }, () => child.send("x".repeat(5_000))),
    );
    await child.closeWrite();
    story.did("50 messages were sent without waiting, and closeWrite() called");
    let hasEnded = false;
    void child.status.then(() => hasEnded = true);
    await story.eventually(() => spy.closed, () => ({
      expected: "closeWrite() ends the child's input",
      got: hasEnded
        ? "it does not, and the child has ended"
        : "it is still open, and the child waits for more",
      ...means(
        hasEnded ? "kills-instead-of-closing" : "input-is-never-ended",
      ),
    }), AT_ONCE);
    const answer = await story.within(child.receive(), {
      expected: "the child reads all of them and the end of its input",
      got: "the child still waits for more",
    });
    const failed = (await sent)
      .filter(({ status }) => status === "rejected").length;
    const got = text(answer) ?? "nothing";
    const { signal, code } = await story.within(child.status, {
      expected: "the child ends, whose input has ended",
      got: "it still runs",
    });
    const killed = answer === undefined && signal !== null;
    story.holds(got === "50 messages, 250000 bytes" && failed === 0, {
      expected: 'the child tells that it has read "50 messages, 250000 bytes"',
      got: `it tells "${got}", ${failed} of the 50 sends failed, and it ended ${
        signal === null ? `with exit code ${code}` : `by ${signal}`
      }`,
      ...means(
        killed
          ? "kills-instead-of-closing"
          : spy.isDeaf
          ? "closes-the-pipe-from-the-child"
          // A child that failed has closed its end, too.
          : failed > 0 && (code === 0 || answer !== undefined)
          ? "ends-before-all-is-written"
          : undefined,
      ),
      method: "ChildPipe.closeWrite()",
    });
    story.equal(await child.receive(), undefined, {
      what: "what comes after the child has ended",
    });
    spy.closed = false;
    await using deaf = new ChildPipe(program("count"), {
      direction: "to child",
      grace: 100,
    });
    const sends = Promise.allSettled([deaf.send("one"), deaf.send("two")]);
    const error = await rejection(story, deaf.closeWrite());
    story.did(
      'two messages were sent to a child with direction: "to child", and closeWrite() called',
    );
    story.holds(error === undefined, {
      expected: "closeWrite() resolves",
      got: `it rejects with ${error}`,
      ...means(
        error instanceof TypeError ? "asks-for-the-other-pipe" : undefined,
      ),
    });
    await story.eventually(() => spy.closed, {
      expected: "it ends the child's input, as with a pipe both ways",
      got: "it resolved; the input is open, and the child waits for more",
      ...means("asks-for-the-other-pipe"),
    }, AT_ONCE);
    story.equal((await sends).map(({ status }) => status), [
      "fulfilled",
      "fulfilled",
    ], {
      what: "what became of the two sends",
      ...means("ends-before-all-is-written"),
      method: "ChildPipe.closeWrite()",
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe makes no pipe from a child that only receives",
  async (story: Story) => {
    using spy = new PipeSpy();
    story.did('a child is started that writes 1 MiB; direction: "to child"');
    // Before it is: what it prints, and dies of, would be told, too.
    spy.beforeStart = ({ stdout }) => {
      story.holds(stdout !== "piped", {
        expected: "no pipe is made from the child: nobody would read it",
        got: `its stdout is "${stdout}"`,
        ...means("makes-every-pipe"),
      });
      story.holds(stdout === "null", {
        expected: 'where no pipe is used, the child\'s stdout is "null"',
        got: `its stdout is "${stdout}"`,
        ...means(
          stdout === undefined || stdout === "inherit"
            ? "shares-its-own-stream"
            : undefined,
        ),
      });
    };
    await using child = new ChildPipe(program("shout"), {
      direction: "to child",
      grace: 100,
    });
    const { code } = await story.within(child.status, {
      expected: "the child ends: where no pipe is, it cannot fill up",
      got: `it is stuck in a write; its stdout is "${spy.options.stdout}"`,
    });
    story.equal(code, 7, { what: "the child's exit code" });
  },
);

lessonTest(
  "7.5.2 ChildPipe makes no pipe to a child that only sends",
  async (story: Story) => {
    using spy = new PipeSpy();
    story.did('a child is started that reads; direction: "from child"');
    // Before it is: what it prints, and dies of, would be told, too.
    spy.beforeStart = ({ stdin }) => {
      story.holds(stdin !== "piped", {
        expected: "no pipe is made to the child: nobody would end it",
        got: `its stdin is "${stdin}"`,
        ...means("makes-every-pipe"),
      });
      story.holds(stdin === "null", {
        expected: 'where no pipe is used, the child\'s stdin is "null"',
        got: `its stdin is "${stdin}"`,
        ...means(
          stdin === undefined || stdin === "inherit"
            ? "shares-its-own-stream"
            : undefined,
        ),
      });
    };
    await using child = new ChildPipe(program("count"), {
      direction: "from child",
      grace: 100,
    });
    const answer = await story.within(child.receive(), {
      expected:
        "the child's input ends at once, and it tells that it was empty",
      got: `the child waits for input; its stdin is "${spy.options.stdin}"`,
    });
    story.equal(text(answer), "0 messages, 0 bytes", {
      what: "what the child has read",
    });
    const error = await rejection(story, child.closeWrite());
    story.holds(error === undefined, {
      expected: "closeWrite() does nothing: there is no pipe to the child",
      got: `it rejects with ${error}`,
      ...means(error instanceof TypeError ? "every-pipe-is-there" : undefined),
    });
  },
);

lessonTest(
  "7.5.2 ChildPipe leaves no child behind that ignores the end of its input",
  async (story: Story) => {
    let pid: number;
    {
      await using child = new ChildPipe(program("stubborn"), { grace: 20 });
      pid = child.pid;
      story.equal(text(await child.receive()), "running", {
        what: "the child's first message",
      });
    }
    story.holds(!isRunning(pid), {
      expected: "disposing ends a child that does not end by itself",
      got: `process ${pid} still runs`,
    });
  },
  { skip: withoutProc },
);
