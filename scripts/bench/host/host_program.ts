/**
 * Runs one contender. Arguments: its module and its order as JSON. Each line of
 * stdin is a task; the contender ends with the input.
 */
import { textLines } from "./text_lines.ts";
import { type Answer, type Contender, MARK } from "./contender.ts";

const [module = "", order = "null"] = Deno.args;

function say(answer: Answer): void {
  console.log(MARK + JSON.stringify(answer));
}

try {
  const { open } = await import(module);
  const contender: Contender<unknown> = await open(JSON.parse(order));
  say({ ready: true });
  for await (const line of textLines(Deno.stdin.readable)) {
    const start = performance.now();
    await contender.run(JSON.parse(line));
    say({ ms: performance.now() - start });
  }
  await contender[Symbol.asyncDispose]();
} catch (error) {
  say({ error: `${messageOf(error)}\n${Deno.inspect(error)}` });
}
// A thread that sleeps for ever would keep the process.
Deno.exit();

/** What went wrong first: `using` puts what fails later before it. */
function messageOf(error: unknown): string {
  if (error instanceof SuppressedError) return messageOf(error.suppressed);
  return error instanceof Error ? error.message : String(error);
}
