import { MessageReader, MessageWriter } from "../message_stream.ts";

/**
 * A child's end of the pipes to its parent: messages come by standard input and
 * go by standard output. The end of the input says that the parent has closed
 * its end or is gone, so a child that stops there never outlives its parent.
 */
export const fromParent: MessageReader = new MessageReader(Deno.stdin);

/** Sends messages to the parent. `console.log` would garble them. */
export const toParent: MessageWriter = new MessageWriter(
  Deno.stdout,
  "the parent process",
);

/** Answers each message of the parent, until the parent closes its end. */
export async function answerParent(
  answer: (message: Uint8Array) => Uint8Array | string,
): Promise<void> {
  for await (const message of fromParent) await toParent.send(answer(message));
}
