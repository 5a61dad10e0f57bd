import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { asks, inAcceptAll, withServer } from "./server/with_server.ts";

for (const per of ["connection", "request"] as const) {
  lessonTest(
    `7.3.9 ${
      per === "request" ? "RequestServer" : "ConnectionServer"
    } goes on when accept() has failed`,
    async (story: Story) => {
      await withServer(story, { per, threads: 1 }, async (context) => {
        const { server, errors, connect } = context;
        failOnce(server);
        story.did("accept() failed once: the process had too many open files");
        const ended = () =>
          inAcceptAll(
            per,
            errors.length === 0 ? "ends-at-an-error-of-accept" : undefined,
          );
        const client = await connect("A").catch((error) =>
          story.fail({
            expected: "the next client is accepted",
            got: `its connection fails: ${error.message}`,
            ...ended(),
          })
        );
        await asks(story, client, "hello", "hello", ended);
        story.equal(errors.map(String), [`Error: ${MESSAGE}`], {
          what: "the errors that onError was told of",
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
