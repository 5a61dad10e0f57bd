import type { Program } from "../harness/processes/program.ts";
import type { Story } from "../harness/story/story.ts";
import type { End } from "../../lessons/7.5-ipc/given/end.ts";
import type { Offer, Transport } from "../../lessons/7.5-ipc/socket_pair.ts";
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
): Promise<End> {
  return await story.within(offer.accept(), () => ({
    expected: "accept() resolves when the other process has connected",
    got: `it still waits. ${other?.errors ?? ""}`.trim(),
  }));
}
