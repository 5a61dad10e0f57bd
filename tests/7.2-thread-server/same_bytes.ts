import type { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { difference } from "./difference.ts";
import { type Id, means } from "./misconceptions.ts";

/** How many bytes, and no fewer, show from where they are. */
const SAMPLE = 64;

/**
 * Expects that the client of this name gets these bytes before the end, if the
 * server ends.
 *
 * @param cutOff What it shows when the end comes too early.
 */
export async function sameBytes(
  t: Trial,
  client: Client,
  expected: Uint8Array,
  name: string,
  cutOff?: Id,
): Promise<void> {
  const { length } = expected;
  const got = await t.within(client.bytes(length), {
    expected: `client ${name} gets ${length} bytes`,
    got: "some are still missing, and no more come",
  }, 3_000);
  const at = difference(got, expected);
  if (at === -1) return;
  const verdict = {
    expected: `client ${name} gets ${length} bytes, unchanged`,
  };
  if (at === got.length) {
    t.fail({
      ...verdict,
      got: `it got the first ${at}, and then the connection was closed`,
      ...means(cutOff),
    });
  }
  const missing = skipped(got, expected, at);
  const isLost = !fitsAgain(got, expected, at);
  // Bytes that are only out of order have the same sum, if all have come.
  const id: Id | undefined = missing === 0
    ? undefined
    : isLost
    ? "one-write-per-read"
    : got.length < length || sum(got) === sum(expected)
    ? undefined
    : "buffer-used-again";
  t.fail({
    ...verdict,
    got: missing === 0
      ? `it got ${got.length}, which differ from byte ${at} on`
      : `${
        got.length < length ? `it got ${got.length}: ` : ""
      }the first ${at} are right, and ${
        isLost
          ? `the ${missing} that come next are left out`
          : `next come some that belong ${missing} bytes later`
      }`,
    ...means(id),
  });
}

function sum(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0);
}

/** Whether some bytes behind `at` are where they belong: none was left out. */
function fitsAgain(
  got: Uint8Array,
  expected: Uint8Array,
  at: number,
): boolean {
  for (let same = 0; at < got.length && same < SAMPLE; at++) {
    same = got[at] === expected[at] ? same + 1 : 0;
    if (same === SAMPLE) return true;
  }
  return false;
}

/** How many bytes were left out at `at`; 0 if others stand there. */
function skipped(got: Uint8Array, expected: Uint8Array, at: number): number {
  const sample = got.subarray(at, at + SAMPLE);
  for (let from = at + 1; from + SAMPLE <= expected.length; from++) {
    let same = 0;
    while (same < SAMPLE && expected[from + same] === sample[same]) same++;
    if (same === SAMPLE) return from - at;
  }
  return 0;
}
