import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { PortEnd } from "../../lessons/7.5-ipc/thread_pair.ts";
import { text } from "./children.ts";
import { type Known, means } from "./misconceptions.ts";
import { AT_ONCE } from "./pipe_spy.ts";

lessonTest(
  "7.5.3 PortEnd.receive() gives what has come before it was asked, and then the end",
  async (story: Story) => {
    const { port1, port2 } = new MessageChannel();
    using cleanUp = new DisposableStack();
    cleanUp.defer(() => port1.close());
    using end = new PortEnd(port2);
    let arrived = 0;
    port2.addEventListener("message", () => arrived++);
    const came = async (...parcels: (string | null)[]) => {
      const before = arrived;
      for (const parcel of parcels) {
        port1.postMessage(parcel && new TextEncoder().encode(parcel));
      }
      await story.eventually(() => arrived === before + parcels.length, {
        expected: "what is posted comes to the other port",
        got: "it does not",
      });
    };
    const gives = async (
      wanted: string | undefined,
      decide: (got: string | undefined | "waits") => Known,
    ) => {
      const expected = `receive() gives ${wanted ?? "undefined, the end"}`;
      const got = await story.within(end.receive(), () => ({
        expected,
        got: "it waits, though it is there",
        ...means(decide("waits")),
      }), AT_ONCE);
      story.holds(text(got) === wanted, {
        expected,
        got: `it gives ${text(got)}`,
        ...means(decide(text(got))),
      });
    };
    await came("a", "b");
    story.did("messages a and b came before anybody received");
    await gives(
      "a",
      (got) =>
        got === "waits"
          ? "waits-before-it-looks"
          : got === "b"
          ? "last-in-first-out"
          : undefined,
    );
    await came(null);
    story.did("a was received, and the end came");
    await gives(
      "b",
      (got) =>
        got === "a"
          ? "message-is-given-again"
          : got === undefined
          ? "end-overtakes-messages"
          : undefined,
    );
    await gives(undefined, () => undefined);
  },
);
