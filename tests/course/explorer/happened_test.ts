import { assert, assertEquals } from "@std/assert";
import { explore, type Happened } from "../../harness/explorer/mod.ts";
import { broken } from "./models/broken.ts";

/** What happened in the shortest schedule that breaks a model. */
function happenedIn(name: string): Happened {
  const model = broken.find((one) => one.name === name);
  assert(model !== undefined);
  const verdict = explore(model);
  assert("happened" in verdict);
  return verdict.happened;
}

/** What only these models show. */
const SHOWN: Record<
  string,
  [asks: (happened: Happened) => unknown, models: string[]]
> = {
  "torn()": [(h) => h.torn(0), ["check-then-set", "load-then-sub"]],
  "notifiedTooEarly()": [
    (h) => h.notifiedTooEarly(0),
    ["notify-before-store"],
  ],
  "neverNotified()": [
    (h) => h.sleepers.some(({ address }) => h.neverNotified(address)),
    ["exception-leaves-locked", "no-notify", "release-wakes-none"],
  ],
  "changedInSilence()": [
    (h) =>
      h.sleepers.some(({ address, value }) => {
        const change = h.changedInSilence(address);
        return change !== undefined && h.after(change) !== value;
      }),
    [
      "no-notify",
      "notify-before-store",
      "forgets-waiters",
      "release-wakes-none",
    ],
  ],
  "missed()": [
    (h) => h.sleepers.some((sleeper) => h.missed(sleeper)),
    ["notify-before-store", "reads-sequence-late"],
  ],
  "didNotLookAgain()": [
    (h) => h.didNotLookAgain(0) !== undefined,
    ["if-for-while"],
  ],
  "a ring of holders": [
    (h) =>
      h.sleepers.length > 1 &&
      h.sleepers.every(({ address, thread }) => {
        const holder = h.holder(address);
        return holder !== thread && !h.hasEnded(Number(holder));
      }),
    ["lock-order"],
  ],
};

const MODELS = [
  "check-then-set",
  "load-then-sub",
  "notify-before-store",
  "no-notify",
  "release-wakes-none",
  "lock-order",
  "forgets-waiters",
  "reads-sequence-late",
  "if-for-while",
  "exception-leaves-locked",
];

for (const [what, [asks, models]] of Object.entries(SHOWN)) {
  Deno.test(`Happened tells by ${what} which mistake was made`, () => {
    const found = MODELS.filter((name) => {
      const answer = asks(happenedIn(name));
      return answer !== undefined && answer !== false;
    });
    assertEquals(found.sort(), models.sort());
  });
}

Deno.test("Happened tells who is inside and what was changed", () => {
  const happened = happenedIn("check-then-set");
  assertEquals(happened.insiders, [
    { thread: 0, section: "critical" },
    { thread: 1, section: "critical" },
  ]);
  assertEquals(happened.changes(0).map(({ thread }) => thread), [0, 1]);
  assertEquals(happened.changesOutside([4, 8]), happened.changes(0));
  assertEquals(happened.changesOutside([0, 4]), []);
});

Deno.test("Happened tells of a lock whose holder has ended", () => {
  const happened = happenedIn("exception-leaves-locked");
  const [{ thread, address } = { thread: -1, address: -1 }] = happened.sleepers;
  assertEquals([thread, address], [1, 0]);
  assertEquals(happened.holder(address), 0);
  assert(happened.hasEnded(0) && !happened.hasEnded(1));
});
