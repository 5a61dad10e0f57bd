import type { Program } from "../harness/processes/program.ts";
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
  Object.assign(Deno, {
    connect(options: Deno.ConnectOptions) {
      tries++;
      return connect(options);
    },
  });
  const coming = connectEnd(address).then((end) => {
    end[Symbol.dispose]();
    return "connected" as const;
  }, () => "refused" as const);
  const verdict = () => ({
    expected: "connectEnd() rejects where the offer was taken",
    got: tries > 1
      ? `it has tried to connect ${tries} times, and goes on`
      : "it still waits",
    ...means(tries > 1 ? "tries-for-ever" : undefined),
    method: "connectEnd()",
  });
  return await story.within(coming, verdict)
    .finally(() => Object.assign(Deno, { connect }));
}
