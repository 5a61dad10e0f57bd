import { assertEquals } from "@std/assert";
import { keysIn } from "../../../scripts/replay/keys.ts";

Deno.test("keysIn() tells the keys that were pressed one after another", () => {
  assertEquals(keysIn("\x1b[C \rb\x1b[D\x7fq"), [
    "on",
    "on",
    "on",
    "back",
    "back",
    "back",
    "quit",
  ]);
});

Deno.test("keysIn() knows Home and End of each kind of terminal", () => {
  for (const home of ["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"]) {
    assertEquals(keysIn(home), ["first"]);
  }
  for (const end of ["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"]) {
    assertEquals(keysIn(end), ["last"]);
  }
});

Deno.test("keysIn() takes no key that it does not know for Escape", () => {
  assertEquals(keysIn("\x1b[3~\x1b[1;5C\x1bOPx"), []);
  assertEquals(keysIn("\x1b"), ["quit"]);
});
