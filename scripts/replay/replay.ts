import { replaySchedule } from "../../tests/harness/explorer/mod.ts";
import { findModel, ModelError } from "./find_model.ts";
import { stepThrough } from "./step_through.ts";
import { wholeReplay } from "./screen.ts";

/**
 * Shows a schedule that the explorer found: step by step in a terminal,
 * otherwise all of it at once.
 *
 * @param id What a failed test names: `7.4.2-two-threads:0b1c`.
 * @param root The course's folder.
 * @returns 0 if the schedule was shown, 1 if it no longer breaks the code, 2
 * if there is no such schedule.
 */
export async function replay(id: string, root: URL): Promise<number> {
  const [, name, schedule] = id.match(/^([\w.-]+):(\w+)$/) ?? [];
  if (name === undefined || schedule === undefined) {
    console.error(
      `Cannot replay as the id must be a model's name, ":" and a schedule, as a failed test prints it: received ${
        JSON.stringify(id)
      }`,
    );
    return 2;
  }
  let replayed;
  try {
    replayed = replaySchedule(await findModel(name, root), schedule);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    console.error(error.message);
    return error.isCallersFault ? 2 : 1;
  }
  if (replayed === undefined) {
    console.error(
      `Cannot replay as the schedule must consist of pairs such as "0b": received ${
        JSON.stringify(schedule)
      }`,
    );
    return 2;
  }
  if (replayed.misfit !== undefined) {
    console.error(replayed.misfit);
    return 1;
  }
  if (Deno.stdin.isTerminal() && Deno.stdout.isTerminal()) {
    await stepThrough(id, replayed);
  } else {
    console.log(wholeReplay(id, replayed));
  }
  return 0;
}
