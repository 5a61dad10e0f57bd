import type { Story } from "../harness/story/story.ts";

/** The address of one of the programs that tests start. */
export function program(name: string): URL {
  return new URL(`./programs/${name}.ts`, import.meta.url);
}

const decoder = new TextDecoder();

/** A message as text. */
export function text(message: Uint8Array | undefined): string | undefined {
  return message && decoder.decode(message);
}

/** What a promise rejects with; undefined if it resolves. */
export async function rejection(
  story: Story,
  promise: Promise<unknown>,
  expected = "it rejects",
): Promise<unknown> {
  return await story.within(
    promise.then(() => undefined, (error: unknown) => error),
    { expected, got: "it still waits" },
  );
}
