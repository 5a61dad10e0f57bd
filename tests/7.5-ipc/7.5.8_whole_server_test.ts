import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { Client } from "../harness/net/client.ts";
import { childrenOf, withoutProc } from "../harness/processes/proc.ts";
import { LogServer } from "../../lessons/7.5-ipc/given/log_server.ts";
import { ending, LogFolder, logged } from "./log_folder.ts";

const CLIENTS = 3;
const REQUESTS = 6;

for (const by of ["process", "thread"] as const) {
  lessonTest(
    `7.5.8 LogServer loses no line of a ${by} when its logger is killed`,
    async (story: Story) => {
      await using folder = new LogFolder();
      const before = new Set(childrenOf().map(({ pid }) => pid));
      {
        const server = new LogServer({
          by,
          file: folder.file,
          onError: () => {},
        });
        await using _end = ending(story, server);
        const clients = await Promise.all(
          Array.from({ length: CLIENTS }, () => Client.connect(server.addr)),
        );
        using _clients = new DisposableStack();
        for (const client of clients) _clients.use(client);
        for (let i = 0; i < REQUESTS; i++) {
          if (i === REQUESTS / 2) {
            // Some lines are written; those of the next requests are not.
            await server.log.flush();
            const { pid } = server.log;
            if (pid !== undefined) Deno.kill(pid, "SIGKILL");
            story.did(`the logging process ${pid} was killed`);
          }
          await Promise.all(clients.map(async (client) => {
            await client.send(`request ${i}\n`);
            const answer = await story.within(client.line(), {
              expected: "the server answers",
              got: "nothing came",
            });
            story.equal(answer, `REQUEST ${i}`, {
              what: "the server's answer",
            });
          }));
        }
        await Promise.all(clients.map((client) => client.end()));
        await Promise.all(clients.map((client) => client.rest()));
        story.did(
          `${CLIENTS} clients sent ${REQUESTS} requests each, and left`,
        );
      }
      const each = [
        "client connected",
        ...Array.from(
          { length: REQUESTS },
          (_, i) => `answered ${JSON.stringify(`request ${i}\n`)}`,
        ),
        "client left",
      ];
      logged(
        story,
        folder,
        Object.fromEntries(
          Array.from({ length: CLIENTS }, (_, i) => [`${by}-${i + 1}`, each]),
        ),
      );
      const left = childrenOf().filter(({ pid }) => !before.has(pid));
      story.equal(left, [], {
        what: "the processes that are left when the server has stopped",
      });
    },
    { smoke: true },
  );
}

lessonTest(
  "7.5.8 LogServer logs what a child had handed over before it was killed",
  async (story: Story) => {
    await using folder = new LogFolder();
    {
      const server = new LogServer({
        by: "process",
        file: folder.file,
        onError: () => {},
      });
      await using _end = ending(story, server);
      using client = await Client.connect(server.addr);
      await client.send("last words\n");
      story.equal(await client.line(), "LAST WORDS", {
        what: "the server's answer",
      });
      const { pid } = server.log;
      const child = childrenOf().find((process) =>
        process.pid !== pid &&
        Deno.readTextFileSync(`/proc/${process.pid}/cmdline`)
          .includes("log_child")
      );
      if (child !== undefined) Deno.kill(child.pid, "SIGKILL");
      story.did("the child was killed that served the client");
      await story.within(client.rest(), {
        expected: "the client is hung up",
        got: "its connection is open",
      });
    }
    logged(story, folder, {
      "process-1": ["client connected", 'answered "last words\\n"'],
    });
  },
  { skip: withoutProc, smoke: true },
);
