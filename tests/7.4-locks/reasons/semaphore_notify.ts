import { script, type TraceEvent } from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import { oneByOne } from "../models/semaphore.ts";

/** How release() notifies where no permit was free and a thread waits. */
export function notifyFromZero(): TraceEvent | undefined {
  try {
    const s = script(new Story(), oneByOne);
    s.run(0).until("holds both permits");
    s.run(2).untilBlocked();
    s.run(0).until("gave one back");
    return s.trace().events.find(({ kind }) => kind === "notify");
  } catch {
    return undefined;
  }
}
