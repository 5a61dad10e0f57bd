/**
 * The program that handles submissions for the grader: it alone opens what they
 * hold, and what their runs print. The grader gives it limits and can lose it.
 *
 * @module
 */

import { ParserEnded } from "../guard/imports_of.ts";
import type { Reply, Request } from "./messages.ts";
import { Work } from "./work.ts";

let work: Work | undefined;

async function answer(request: Request): Promise<unknown> {
  if (request.ask === "set up") {
    work = await Work.setUp(request.setup);
    return undefined;
  }
  if (work === undefined) throw new Error("It was not set up");
  switch (request.ask) {
    case "read":
      return await work.read(request.submission, request.lesson);
    case "print":
      return await work.print(request.submission, request.lesson);
    case "run":
      return await work.run(request.first);
  }
}

async function reply(request: Request): Promise<Reply> {
  try {
    return { value: await answer(request) };
  } catch (error) {
    if (error instanceof ParserEnded) {
      return { unbearable: "its code is more than the parser can bear" };
    }
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const encoder = new TextEncoder();
const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
let rest = "";
for await (const text of lines) {
  const requests = (rest + text).split("\n");
  rest = requests.pop() ?? "";
  for (const line of requests) {
    const told = await reply(JSON.parse(line));
    let bytes = encoder.encode(`${JSON.stringify(told)}\n`);
    while (bytes.length > 0) {
      bytes = bytes.subarray(await Deno.stdout.write(bytes));
    }
    if ("unbearable" in told) Deno.exit(1);
  }
}
Deno.exit(0);
