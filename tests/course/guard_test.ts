import { assert, assertEquals } from "@std/assert";
import { delay } from "@std/async";
import { isThere } from "./fixture/is_there.ts";
import { kill } from "./fixture/solved_lesson.ts";
import { Program } from "../harness/processes/program.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";

/** How long, in milliseconds, a busy machine may take to get somewhere. */
const PATIENCE = 20_000;

Deno.test({
  name:
    "Guard ends all that it watches and removes the folder when its process is killed",
  ignore: withoutProc !== false,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const program = new URL("./fixture/guarded_sleepers.ts", import.meta.url);
    await using runner = new Program(program, [folder]);
    const pids: number[] = JSON.parse(await runner.line() ?? "[]");
    assertEquals(pids.map(isRunning), [true, true]);
    runner.kill("SIGKILL");
    try {
      const end = performance.now() + PATIENCE;
      while (pids.some(isRunning) || await isThere(folder)) {
        assert(performance.now() < end, "something is left");
        await delay(1);
      }
    } finally {
      pids.filter(isRunning).forEach(kill);
      await Deno.remove(folder, { recursive: true }).catch(() => {});
    }
  },
});
