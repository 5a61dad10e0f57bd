/**
 * The load generator, as a process: does each job that comes as JSON on a line
 * of its stdin, and answers it on a marked line of its stdout. Ends when its
 * stdin does.
 */
import { MARK } from "../../host/contender.ts";
import { textLines } from "../../host/text_lines.ts";
import { type Client, ConnectionLostError } from "./client.ts";
import { disturbedLoop } from "./disturbed.ts";
import type { Answer, Job, Results } from "./job.ts";
import { connectAll, connectionLoop, requestLoop } from "./load_loop.ts";

let held: Client[] = [];

async function run(job: Job): Promise<Results[keyof Results]> {
  switch (job.job) {
    case "hold":
      held = await connectAll(job.port, job.clients);
      return null;
    case "requests":
      return await requestLoop(held, job.asked, job.ms);
    case "release":
      await Promise.all(held.splice(0).map(leave));
      return null;
    case "connections":
      return await connectionLoop(job.port, job.clients, job.ms);
    case "neighbour":
      return await disturbedLoop(held, job);
  }
}

async function leave(client: Client): Promise<void> {
  try {
    await client.leave();
  } catch (error) {
    // The last crash may have come after its last request.
    if (!(error instanceof ConnectionLostError)) throw error;
  }
}

async function answer(line: string): Promise<Answer> {
  try {
    return { result: await run(JSON.parse(line)) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

// While a job runs, too, the end of the input is the end.
void (async () => {
  let last = Promise.resolve();
  for await (const line of textLines(Deno.stdin.readable)) {
    last = last.then(async () =>
      console.log(MARK + JSON.stringify(await answer(line)))
    );
  }
  Deno.exit();
})();
