import type { Story } from "../harness/story/story.ts";
import type { Id } from "./misconceptions.ts";
import { Pair } from "./pair.ts";

/** Why bytes were not read before the end: what a pair shows that has none. */
export async function lostBytes(story: Story): Promise<Id | undefined> {
  using pair = new Pair(story);
  await pair.a.conn.write(new Uint8Array(1));
  await pair.quiet();
  let read: number | null | undefined;
  pair.b.conn.read(new Uint8Array(1)).then((length) => read = length, () => {});
  await pair.quiet();
  story.did(
    `this a wrote 1 byte, nobody closed anything, and b's read() ${
      read === undefined ? "waits" : `resolved with ${read}`
    }`,
  );
  if (read === 1) return "end-before-data";
  // In how many messages bytes come is known where their type is "data".
  if (pair.arrived === 0) {
    return read === null && pair.got.b > 0 ? "sends-no-data" : undefined;
  }
  return read === null ? "data-is-the-end" : "data-is-never-read";
}

/** Whether a read waits that nothing has woken. */
export async function waits(story: Story): Promise<boolean> {
  using pair = new Pair(story);
  let isOver = false;
  const note = () => isOver = true;
  pair.b.conn.read(new Uint8Array(1)).then(note, note);
  await pair.quiet();
  story.did(
    `this b called read(), and nothing woke it: read() ${
      isOver ? "did not wait" : "waits"
    }`,
  );
  return !isOver;
}
