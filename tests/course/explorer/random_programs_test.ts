import { assert, assertEquals } from "@std/assert";
import { explore, type Model } from "../../harness/explorer/mod.ts";
import { checkedModel } from "../../harness/explorer/model.ts";
import { Player } from "../../harness/explorer/player.ts";
import { traceGlobals } from "../../harness/explorer/traced_globals.ts";
import type { Choice } from "./moment.ts";
import { anySchedule, enumerate, type Outcomes } from "./plain_enumeration.ts";
import {
  dice,
  isPlain,
  type Program,
  randomProgram,
  threadOf,
  WORDS,
} from "./random_program.ts";

const PROGRAMS = 2_000;

function modelOf(program: Program): Model {
  return { name: "random", bytes: 4 * WORDS, threads: program.map(threadOf) };
}

/** What the explorer finds: it stops at the first thing that is wrong. */
function explored(model: Model): Outcomes {
  const ends = new Set<string>();
  const { kind } = explore({
    ...model,
    final: (words, logs) => {
      ends.add(JSON.stringify([[...words], logs]));
    },
  });
  return { ends, hasDeadlock: kind === "deadlock", hasRace: kind === "race" };
}

/** Whether vector clocks find a race in the schedule. */
function clocksFindRace(model: Model, schedule: readonly Choice[]): boolean {
  const checked = checkedModel(model);
  using _traced = traceGlobals(checked.oneStep);
  const player = new Player(checked);
  player.machine.looksUpSites = false;
  for (const choice of schedule) player.take(choice);
  return player.race !== undefined;
}

function compare(program: Program, roll: (count: number) => number): void {
  const all = enumerate(program);
  const model: Model = { ...modelOf(program), plain: "interleave" };
  const found = explored(model);
  assertEquals(found.hasDeadlock, all.hasDeadlock, "deadlock");
  if (!all.hasDeadlock) assertEquals(found.ends, all.ends, "outcomes");
  if (!program.flat().some(isPlain)) return;
  const checked = explored(modelOf(program));
  // Of a race and a deadlock, the explorer finds the nearer one.
  if (!checked.hasDeadlock) assertEquals(checked.hasRace, all.hasRace, "race");
  else assert(all.hasDeadlock, "deadlock");
  const { schedule, hasRace } = anySchedule(program, roll);
  assertEquals(clocksFindRace(model, schedule), hasRace, "race by clocks");
}

Deno.test(`explore() finds what a plain enumeration finds in ${PROGRAMS} random programs`, () => {
  const seed = Number(Deno.env.get("SEED") ?? Date.now() % 1_000_000);
  console.log(`SEED=${seed}`);
  for (let number = 0; number < PROGRAMS; number++) {
    const roll = dice((seed + number) * 7_919);
    const program = randomProgram(roll);
    try {
      compare(program, roll);
    } catch (error) {
      const lines = program.map((thread, index) =>
        [`T${index}`, ...thread.map((one) => JSON.stringify(one))].join("\n  ")
      );
      throw new Error(
        `SEED=${seed + number} has a program that the two take differently:\n${
          lines.join("\n")
        }`,
        { cause: error },
      );
    }
  }
});
