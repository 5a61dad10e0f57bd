import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { asks, withServer } from "./server/with_server.ts";

for (const per of ["connection", "request"] as const) {
  lessonTest(
    `7.3.9 poolServer per ${per} goes on when accept() has failed`,
    async (story: Story) => {
      await withServer(story, { per, threads: 1 }, async (context) => {
        const { server, errors, connect } = context;
        failOnce(server);
        story.did("accept() failed once: the process had too many open files");
        const client = await connect("A");
        await asks(
          story,
          client,
          "hello",
          "hello",
          "acceptAll() has ended, so that nobody is accepted any more. Leave an error of accept() to who called it: it calls again.",
        );
        story.equal(errors.map(String), [`Error: ${MESSAGE}`], {
          what: "the errors that onError was told of",
          cause: "the error of accept() is swallowed.",
        });
      });
    },
  );
}

const MESSAGE = "Too many open files (os error 24)";

/** Has the next `accept()` of a server fail as the system's would. */
function failOnce(server: object): void {
  const { listener } = server as { listener: Deno.TcpListener };
  const accept = listener.accept.bind(listener);
  let failed = false;
  Object.defineProperty(listener, "accept", {
    value: () => {
      if (failed) return accept();
      failed = true;
      return Promise.reject(
        Object.assign(new Error(MESSAGE), { code: "EMFILE" }),
      );
    },
  });
}
