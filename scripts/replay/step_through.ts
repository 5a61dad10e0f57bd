import type { Replay } from "../../tests/harness/explorer/mod.ts";
import { screenAt } from "./screen.ts";

/** Where a key leads, by the bytes that it sends. */
type Move = (at: number, last: number) => number;

const on: Move = (at) => at + 1;
const back: Move = (at) => at - 1;

const MOVES: ReadonlyMap<string, Move> = new Map([
  ["\x1b[C", on],
  ["\x1b[B", on],
  [" ", on],
  ["\r", on],
  ["\x1b[D", back],
  ["\x1b[A", back],
  ["b", back],
  ["\x7f", back],
  ["\x1b[H", () => 0],
  ["\x1b[F", (_at, last) => last],
]);

/** `q`, Escape, and what Ctrl-C and Ctrl-D send in raw mode. */
const QUIT = new Set(["q", "\x1b", "\x03", "\x04"]);

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
        if (QUIT.has(key)) return;
        const to = MOVES.get(key)?.(at, last) ?? at;
        at = Math.min(Math.max(to, 0), last);
      }
    }
  } finally {
    await write(LEAVE_SCREEN);
    Deno.stdin.setRaw(false);
  }
}

/** The keys pressed since; "q" when the terminal is gone. */
async function readKeys(): Promise<string[]> {
  const buffer = new Uint8Array(64);
  const count = await Deno.stdin.read(buffer);
  if (count === null) return ["q"];
  const text = new TextDecoder().decode(buffer.subarray(0, count));
  // deno-lint-ignore no-control-regex
  return text.match(/\x1b\[[A-Z]|[^]/g) ?? [];
}

async function write(text: string): Promise<void> {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) {
    bytes = bytes.subarray(await Deno.stdout.write(bytes));
  }
}
