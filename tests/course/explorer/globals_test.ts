import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { explore, type Thread } from "../../harness/explorer/mod.ts";
import { broken } from "./models/broken.ts";
import { correct } from "./models/correct.ts";

const OWNERS: [object, string[]][] = [
  [globalThis, ["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array"]],
  [globalThis, ["Uint16Array", "Int32Array", "Uint32Array", "Float16Array"]],
  [globalThis, ["Float32Array", "Float64Array", "BigInt64Array"]],
  [globalThis, [
    "BigUint64Array",
    "DataView",
    "Atomics",
    "Date",
    "performance",
  ]],
  [Atomics, Object.getOwnPropertyNames(Atomics)],
  [Date, ["now"]],
  [performance, ["now"]],
  [Math, ["random"]],
  [Error, ["stackTraceLimit"]],
];

/** Every property that a run may replace, as it is now. */
function globals(): unknown[] {
  return OWNERS.flatMap(([owner, keys]) =>
    keys.map((key) => Object.getOwnPropertyDescriptor(owner, key))
  );
}

function assertUntouched(run: () => void) {
  const before = globals();
  run();
  for (const [index, descriptor] of globals().entries()) {
    assertEquals(descriptor, before[index]);
  }
}

for (const model of [correct[0], ...broken.slice(0, 16)]) {
  if (model === undefined) continue;
  Deno.test(`explore() puts globals back when the model is ${model.name}`, () => {
    assertUntouched(() => explore(model));
  });
}

Deno.test("explore() puts globals back when setup throws", () => {
  assertUntouched(() =>
    assertThrows(
      () =>
        explore({
          name: "setup-throws",
          bytes: 4,
          threads: [() => {}],
          setup: () => {
            throw new Error("no");
          },
        }),
      Error,
      "no",
    )
  );
});

Deno.test("explore() puts methods back when they ran as one step", () => {
  class Adder {
    add(words: Int32Array) {
      Atomics.add(words, 0, 1);
      Atomics.add(words, 0, 1);
    }
  }
  const before = Adder.prototype.add;
  const adder: Thread = (shared) => new Adder().add(new Int32Array(shared));
  const model = { name: "adder", bytes: 4, threads: [adder, adder] };
  const oneStep = [{ of: Adder, methods: ["add"] }];
  const apart = explore(model);
  const together = explore({ ...model, oneStep });
  assertStrictEquals(Adder.prototype.add, before);
  assertEquals([apart.states, together.states], [8, 3]);
});

Deno.test("explore() refuses a method that the class does not have", () => {
  assertUntouched(() =>
    assertThrows(
      () =>
        explore({
          name: "no-such-method",
          bytes: 4,
          threads: [() => {}],
          oneStep: [{ of: Map, methods: ["lock"] }],
        }),
      TypeError,
      "Cannot run lock as one step as the class has no such method",
    )
  );
});
