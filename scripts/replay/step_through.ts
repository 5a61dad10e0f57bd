import type { Replay } from "../../tests/harness/explorer/mod.ts";
import { type Key, keysIn } from "./keys.ts";
import { screenAt } from "./screen.ts";

const ENTER_SCREEN = "\x1b[?1049h\x1b[?25l";
const LEAVE_SCREEN = "\x1b[?25h\x1b[?1049l";
const CLEAR = "\x1b[2J\x1b[H";

/** Lets a person step through a replay, forwards and backwards. */
export async function stepThrough(id: string, replay: Replay): Promise<void> {
  const last = replay.frames.length - 1;
  let at = 0;
  Deno.stdin.setRaw(true);
  await write(ENTER_SCREEN);
  try {
    for (;;) {
      const { rows } = Deno.consoleSize();
      await write(CLEAR + screenAt(id, replay, at, rows));
      for (const key of await readKeys()) {
        if (key === "quit") return;
        if (key === "on") at = Math.min(at + 1, last);
        if (key === "back") at = Math.max(at - 1, 0);
        if (key === "first") at = 0;
        if (key === "last") at = last;
      }
    }
  } finally {
    await write(LEAVE_SCREEN);
    Deno.stdin.setRaw(false);
  }
}

/** The keys pressed since; to quit when the terminal is gone. */
async function readKeys(): Promise<Key[]> {
  const buffer = new Uint8Array(64);
  const count = await Deno.stdin.read(buffer);
  if (count === null) return ["quit"];
  return keysIn(new TextDecoder().decode(buffer.subarray(0, count)));
}

async function write(text: string): Promise<void> {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) {
    bytes = bytes.subarray(await Deno.stdout.write(bytes));
  }
}
