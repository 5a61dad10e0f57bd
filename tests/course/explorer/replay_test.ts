import { assert, assertEquals } from "@std/assert";
import { replay } from "../../../scripts/replay/replay.ts";
import { explore, replaySchedule } from "../../harness/explorer/mod.ts";
import {
  decodeSchedule,
  encodeSchedule,
  type Step,
} from "../../harness/explorer/schedule.ts";
import { broken } from "./models/broken.ts";
import { correct } from "./models/correct.ts";

const ROOT = new URL("../../../", import.meta.url);

/** Calls the command and returns its exit code and what it printed. */
async function run(id: string) {
  const printed: string[] = [];
  const { log, error } = console;
  console.log = console.error = (text: string) => void printed.push(text);
  try {
    return { code: await replay(id, ROOT), text: printed.join("\n") };
  } finally {
    Object.assign(console, { log, error });
  }
}

for (const model of broken) {
  if (model.name === "counts-outside") continue;
  Deno.test(`replaySchedule() shows the failure again when the model is ${model.name}`, () => {
    const verdict = explore(model);
    assert("trace" in verdict);
    const replayed = replaySchedule(model, verdict.id.split(":")[1] ?? "");
    assertEquals(replayed?.misfit, undefined);
    assertEquals(replayed?.message, verdict.message);
    assertEquals(`${replayed?.trace}`, `${verdict.trace}`);
    assertEquals(replayed?.frames.length, verdict.steps + 1);
  });
}

Deno.test("encodeSchedule() is undone by decodeSchedule()", () => {
  const steps: Step[] = [
    ...Array.from({ length: 60 }, (): Step => ({ thread: 3, kind: "run" })),
    { thread: 0, kind: "timeout" },
    { thread: 0, kind: "timeout" },
    { thread: 1, kind: "spurious" },
    { thread: 0, kind: "run" },
  ];
  assertEquals(encodeSchedule(steps), "3z3z3h0T0T1S0a");
  assertEquals(decodeSchedule("3z3z3h0T0T1S0a"), steps);
  assertEquals(decodeSchedule(encodeSchedule([])), []);
});

Deno.test("decodeSchedule() returns undefined when the text is no schedule", () => {
  for (const text of ["", "a", "0", "4a", "0b1", "0B"]) {
    assertEquals(decodeSchedule(text), text === "0" ? [] : undefined);
  }
});

Deno.test("replay() prints the whole trace when there is no terminal", async () => {
  const { code, text } = await run("no-notify:0b1c0a");
  assertEquals(code, 0);
  assert(text.includes("wait [0] while 2: sleeps"));
  assert(text.includes("T1 sleeps on word 0"));
});

for (
  const [id, code, words] of [
    ["no-notify", 2, "the id must be a model's name"],
    ["no-such-model:0a", 2, "there is no model of that name"],
    ["9.9.9-no-such-lesson:0a", 2, "there is no model of that name"],
    ["no-notify:0b1", 2, "the schedule must consist of pairs"],
    ["no-notify:0b1c1a", 1, "Cannot take step 6 with T1 as it sleeps."],
    ["no-notify:0b1T", 1, "Cannot take step 3 with T1 as it does not sleep."],
    ["no-notify:0a", 1, "breaks nothing any more: the code has changed since"],
    [`${correct[3]?.name}:0z`, 1, "as it has ended"],
  ] as const
) {
  Deno.test(`replay() returns ${code} when the id is ${id}`, async () => {
    const result = await run(id);
    assertEquals(result.code, code);
    assert(result.text.includes(words), result.text);
    assertEquals(result.text.split("\n").length, 1);
  });
}
