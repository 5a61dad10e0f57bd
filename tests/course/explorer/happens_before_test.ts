import { assert, assertEquals } from "@std/assert";
import { explore } from "../../harness/explorer/mod.ts";
import { checkedModel, type Model } from "../../harness/explorer/model.ts";
import { optionsOf } from "../../harness/explorer/options.ts";
import { Player } from "../../harness/explorer/player.ts";
import { isOver } from "../../harness/explorer/state.ts";
import { traceGlobals } from "../../harness/explorer/traced_globals.ts";
import { broken } from "./models/broken.ts";
import { correct } from "./models/correct.ts";

/**
 * Runs schedules chosen by chance until vector clocks find a race in one.
 * The explorer finds races another way, by looking at single states.
 */
function clocksFindRace(model: Model, schedules: number): boolean {
  const checked = checkedModel(model);
  using _traced = traceGlobals(checked.oneStep);
  let seed = 42;
  const choose = (count: number) =>
    (seed = seed * 48_271 % 2_147_483_647) % count;
  for (let schedule = 0; schedule < schedules; schedule++) {
    const player = new Player(checked);
    player.machine.looksUpSites = false;
    while (!isOver(player.state) && player.race === undefined) {
      const { options } = optionsOf(player.machine, checked, player.state);
      const option = options[choose(options.length)];
      if (option === undefined) break;
      const { thread, kind } = option.choice;
      player.take({ thread, kind: kind === "spin" ? "run" : kind });
    }
    if (player.race !== undefined) return true;
  }
  return false;
}

const racy = broken.filter((model) => explore(model).kind === "race");

for (const model of racy) {
  Deno.test(`HappensBefore finds a race too when the model is ${model.name}`, () => {
    assert(clocksFindRace(model, 300));
  });
}

for (const model of correct) {
  if (model.plain === "interleave") continue;
  Deno.test(`HappensBefore finds no race either when the model is ${model.name}`, () => {
    assert(!clocksFindRace(model, 100));
  });
}

Deno.test("HappensBefore is tried on seven models with a race", () => {
  assertEquals(racy.length, 7);
});
