import type { Program } from "../harness/processes/program.ts";
import type { Story } from "../harness/story/story.ts";
import type { End } from "../../lessons/7.5-ipc/given/end.ts";
import type { Offer, Transport } from "../../lessons/7.5-ipc/socket_pair.ts";
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
