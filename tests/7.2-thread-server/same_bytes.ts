import type { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { difference } from "./difference.ts";

/** Expects that the client of this name gets these bytes. */
export async function sameBytes(
  t: Trial,
  client: Client,
  expected: Uint8Array,
  name = "A",
): Promise<void> {
  const got = await t.within(client.bytes(expected.length), {
    expected: `client ${name} gets ${expected.length} bytes`,
    got: "some are still missing, and no more come",
    cause:
      "bytes were lost: `write()` may take fewer than it was given, and the rest must be written again",
  }, 3_000);
  const at = difference(got, expected);
  t.holds(at === -1, {
    expected: `client ${name} gets ${expected.length} bytes, unchanged`,
    got: `it got ${got.length}, which differ from byte ${at} on`,
    cause: got.length < expected.length
      ? "the connection was closed before all was carried: one direction ends at its own end only"
      : "bytes were lost or came out of order: each write must be complete before the next read",
  });
}
