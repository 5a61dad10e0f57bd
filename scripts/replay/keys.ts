/** What a key asks for. */
export type Key = "on" | "back" | "first" | "last" | "quit";

/**
 * Keys by the bytes that terminals send: xterm's, and those of the Linux
 * console, rxvt and tmux where they differ. Ctrl-C and Ctrl-D come as bytes in
 * raw mode.
 */
const KEYS: ReadonlyMap<string, Key> = new Map([
  ["\x1b[C", "on"],
  ["\x1bOC", "on"],
  ["\x1b[B", "on"],
  ["\x1bOB", "on"],
  [" ", "on"],
  ["\r", "on"],
  ["\x1b[D", "back"],
  ["\x1bOD", "back"],
  ["\x1b[A", "back"],
  ["\x1bOA", "back"],
  ["b", "back"],
  ["\x7f", "back"],
  ["\x1b[H", "first"],
  ["\x1bOH", "first"],
  ["\x1b[1~", "first"],
  ["\x1b[7~", "first"],
  ["\x1b[F", "last"],
  ["\x1bOF", "last"],
  ["\x1b[4~", "last"],
  ["\x1b[8~", "last"],
  ["q", "quit"],
  ["\x1b", "quit"],
  ["\x03", "quit"],
  ["\x04", "quit"],
]);

/** The keys in what a terminal in raw mode has sent; others are left out. */
export function keysIn(sent: string): Key[] {
  // A key's bytes are one character, or a sequence as ECMA-48 has them.
  // deno-lint-ignore no-control-regex
  const keys = sent.match(/\x1b\[[0-9;]*[A-Za-z~]|\x1bO[A-Z]|[^]/g) ?? [];
  return keys.flatMap((key) => KEYS.get(key) ?? []);
}
