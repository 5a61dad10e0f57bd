import type { Story } from "../../harness/story/story.ts";
import type { Meaning } from "../../harness/story/verdict.ts";
import type { ServerTest } from "./with_server.ts";

/** Waits until a handler waits under this name. */
export async function waits(
  story: Story,
  { conversation }: ServerTest,
  name: string,
  meaning: () => Meaning = () => ({}),
): Promise<void> {
  await story.eventually(() => conversation.waiting.includes(name), () => ({
    expected: `a thread begins the request "wait ${name}"`,
    got: "none does",
    ...meaning(),
  }));
}
