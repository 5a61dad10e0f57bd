import { lessonTest } from "../harness/lesson_test.ts";
import { FailingAccept } from "../harness/net/failing_accept.ts";
import type { Story } from "../harness/story/story.ts";
import { asks, inAcceptAll, withServer } from "./server/with_server.ts";

/** The others need `onError`, which the two servers do not have. */
const NAMED = [
  "swallows-accept-errors",
  "closes-the-listener",
  "passes-another-error-on",
] as const;

for (const per of ["connection", "request"] as const) {
  lessonTest(
    `7.3.9 ${
      per === "request" ? "RequestServer" : "ConnectionServer"
    } goes on when accept() has failed`,
    async (story: Story) => {
      using failing = new FailingAccept();
      const options = { per, threads: 1, onError: failing.report };
      await withServer(story, options, async ({ server, connect }) => {
        await failing.goesOn(
          story,
          server,
          (wrong) => inAcceptAll(per, NAMED.find((id) => id === wrong)),
        );
        await asks(story, await connect("A"), "hello", "hello");
      });
    },
  );
}
