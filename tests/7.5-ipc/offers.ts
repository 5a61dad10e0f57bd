import type { Program } from "../harness/processes/program.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import type { End } from "../../lessons/7.5-ipc/given/end.ts";
import {
  connectEnd,
  type Offer,
  type Transport,
} from "../../lessons/7.5-ipc/socket_pair.ts";
import { means } from "./misconceptions.ts";
import { withoutUnixSockets } from "./pairs.ts";

/** Over what an end can be offered, and why it is not tested here, if not. */
export const transports: { transport: Transport; skip: string | false }[] = [
  { transport: "unix", skip: withoutUnixSockets },
  { transport: "tcp", skip: false },
];

/** The end of an offer that another one, or the process `other`, takes. */
export async function accepted(
  story: Story,
  offer: Offer,
  other?: Program,
  withdrawn?: "offer-ends-too-early",
): Promise<End> {
  const failed = (error: unknown) => {
    if (withdrawn === undefined) throw error;
    return story.fail({
      expected: "accept() gives an end when the other process has connected",
      got: `it rejects: ${error}`,
      ...means(`${error}`.includes("withdrawn") ? withdrawn : undefined),
    });
  };
  return await story.within(offer.accept().catch(failed), () => ({
    expected: "accept() resolves when the other process has connected",
    got: `it still waits. ${other?.errors ?? ""}`.trim(),
  }));
}

/** What who comes too late finds at the address of an offer. */
export async function latecomer(
  story: Story,
  { address }: Offer,
): Promise<"connected" | "refused"> {
  const { connect } = Deno;
  let tries = 0;
  let isOver = false;
  let hasEnded = false;
  Object.assign(Deno, {
    connect(options: Deno.ConnectOptions) {
      tries++;
      return isOver
        ? Promise.reject(new Deno.errors.Interrupted("the test is over"))
        : connect(options);
    },
  });
  const come = () => {
    tries = 0;
    return connectEnd(address).then((end) => {
      end[Symbol.dispose]();
      return "connected" as const;
    }, () => "refused" as const);
  };
  // A port that is being closed may still reset the first one who comes.
  const coming = come().then((first) => first === "refused" ? come() : first);
  coming.then(() => hasEnded = true);
  const verdict = async () => {
    const before = tries;
    // Else it goes on in the tests that follow.
    isOver = true;
    await soon(() => hasEnded);
    return {
      expected: "connectEnd() rejects where the offer was taken",
      got: before > 1
        ? `it has tried to connect ${before} times, and goes on`
        : "it still waits",
      ...means(before > 1 ? "tries-for-ever" : undefined),
      method: "connectEnd()",
    };
  };
  return await story.within(coming, verdict)
    .finally(() => Object.assign(Deno, { connect }));
}
