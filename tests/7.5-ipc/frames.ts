import type { Story } from "../harness/story/story.ts";
import type { FrameDecoder } from "../../lessons/7.5-ipc/framing.ts";

/** Every message the decoder has now. */
export function drain(frames: FrameDecoder): Uint8Array[] {
  const messages: Uint8Array[] = [];
  for (let message; (message = frames.next()) !== undefined;) {
    messages.push(message);
  }
  return messages;
}

/** Several arrays as one. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

/** What `read()` gives; a story with this cause if it throws. */
export function accepted<T>(
  story: Story,
  read: () => T,
  { what, cause }: { what: string; cause: string },
): T {
  try {
    return read();
  } catch (error) {
    story.fail({ expected: `${what} are accepted`, got: `${error}`, cause });
  }
}
