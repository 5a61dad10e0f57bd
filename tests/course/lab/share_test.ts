import { assertEquals } from "@std/assert";
import {
  addressOf,
  addressOfText,
  routeOf,
} from "../../../scripts/lab/page/route.ts";
import { pack, unpack } from "../../../scripts/lab/page/share.ts";

Deno.test("unpack() gives what pack() was given, and nothing else", async () => {
  const shared = {
    step: "7.4.2",
    files: { "lessons/7.4-locks/mutex.ts": "// 뮤텍스\n".repeat(200) },
    model: "7.4.2-two-threads",
    schedule: "0c1c0a",
  };
  const packed = await pack(shared);
  assertEquals(await unpack(packed), shared);
  assertEquals(/^[\w-]+$/.test(packed), true);
  assertEquals(await unpack(packed.slice(0, packed.length / 2)), undefined);
  assertEquals(await unpack("what is this?"), undefined);
  const other = { ...shared, model: "../../x" };
  assertEquals(await unpack(await pack(other)), undefined);
  const bomb = { step: "7.4.2", files: { a: "a".repeat(2_000_000) } };
  assertEquals(await unpack(await pack(bomb)), undefined);
});

Deno.test("routeOf() reads what addressOf() writes", () => {
  for (
    const route of [
      { page: "home" },
      { page: "bench", step: "7.4.2" },
      { page: "steer", step: "7.4.2", model: "m", schedule: "0b1a" },
      { page: "gallery", id: "the-third-man" },
      { page: "book", path: "7.4-locks/README", anchor: "a-race" },
      { page: "mistakes" },
      { page: "shared", data: "ab-c_" },
    ] as const
  ) {
    assertEquals(routeOf(addressOf(route)), route);
  }
  assertEquals(
    addressOfText("lessons/7.4-locks/README.md#a-race"),
    "#/book/7.4-locks/README#a-race",
  );
});
