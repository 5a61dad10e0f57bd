import { lessonTest } from "../harness/lesson_test.ts";
import { Client } from "../harness/net/client.ts";
import { Program } from "../harness/processes/program.ts";
import type { Story } from "../harness/story/story.ts";

const FILES = 64;
const CLIENTS = 80;

for (const per of ["connection", "request"]) {
  lessonTest(
    `7.3.9 poolServer per ${per} goes on when it has had too many files open`,
    async (story: Story) => {
      await using server = new Program(
        new URL("./server/few_files.ts", import.meta.url),
        [per],
        () => {},
        [],
        FILES,
      );
      const alive = async <T>(promise: Promise<T>, expected: string) => {
        const first = await story.within(
          Promise.race([
            promise.then((value) => ({ value })),
            server.status.then(() => undefined),
          ]),
          {
            expected,
            got: "it does not",
            cause:
              "after an error of accept() the server takes nobody any more.",
          },
        );
        if (first !== undefined) return first.value;
        return story.fail({
          expected: "the server goes on",
          got: `its process ended: ${await server.lastWords()}`,
          cause:
            "an error of accept() that passes is no end: leave it to who called acceptAll().",
        });
      };
      const port = Number(
        await alive(server.line(), "the server says its port"),
      );
      story.did(
        `a server ran that may have ${FILES} files open: ulimit -n ${FILES}`,
      );
      await using clients = new AsyncDisposableStack();
      const connect = async () =>
        clients.use(
          await Client.connect({
            transport: "tcp",
            hostname: "127.0.0.1",
            port,
          }),
        );
      const served = async () => {
        const client = await connect();
        await client.send("hello\n");
        story.equal(await alive(client.line(), "a client is served"), "hello", {
          what: "a client's answer",
          cause: "the answer is another client's.",
        });
        client[Symbol.dispose]();
      };
      // Deno itself cannot start a thread without opening files.
      await served();
      story.did("its thread had served one client");
      const crowd = await Promise.all(Array.from({ length: CLIENTS }, connect));
      story.did(`${CLIENTS} clients connected, and stayed`);
      const error = await alive(server.line(), "the server reports an error");
      story.holds(error?.includes("os error 24"), {
        expected: "onError is told that accept() failed: too many open files",
        got: `${error}`,
        cause: "the error of accept() is swallowed.",
      });
      for (const client of crowd) client[Symbol.dispose]();
      story.did("then all left, and another one came");
      await served();
    },
    { skip: Deno.build.os === "windows" && "Windows has no `ulimit -n`." },
  );
}
