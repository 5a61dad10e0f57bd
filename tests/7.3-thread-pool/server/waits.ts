import type { Story } from "../../harness/story/story.ts";
import type { ServerTest } from "./with_server.ts";

/** Waits until a handler waits under this name. */
export async function waits(
  story: Story,
  { conversation }: ServerTest,
  name: string,
): Promise<void> {
  await story.eventually(() => conversation.waiting.includes(name), {
    expected: `a thread begins the request "wait ${name}"`,
    got: "none does",
    cause:
      "all threads are kept busy by something else than requests, or the line is not given to the pool.",
  });
}
