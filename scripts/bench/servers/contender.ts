import { fileURLToPath } from "node:url";
import { fileUrl } from "../../lesson/files.ts";
import { nameOf } from "../lesson_module.ts";
import { folders, type Model, POOL_THREADS } from "./model.ts";

/** A server that is measured. */
export interface Contender {
  /** Its name in tables: `"fork (yours)"`. */
  name: string;
  /** Whether the learner wrote it. */
  yours: boolean;
  /** The program, and its arguments. */
  command: [string, ...string[]];
  /** How many clients it serves at a time. */
  holds: number;
}

/** Which contenders there are to be. */
export interface ContenderOptions {
  root: URL;
  /** The learner's versions, too. */
  mine: boolean;
}

const program = new URL("./server_program.ts", import.meta.url);

/** The servers in TypeScript. */
export function contenders({ root, mine }: ContenderOptions): Contender[] {
  const models = (Object.keys(folders) as Model[])
    // Only Linux lets processes share a port.
    .filter((model) => model !== "prefork" || Deno.build.os === "linux");
  const solutions = new URL("solutions/", root);
  const lessons = new URL("lessons/", root);
  const own = mine ? models.filter((model) => folders[model] !== "") : [];
  return [
    ...models.map((model) => contender(model, solutions, false)),
    ...own.map((model) => contender(model, lessons, true)),
  ];
}

function contender(model: Model, versions: URL, yours: boolean): Contender {
  return {
    name: nameOf(model, yours ? "lessons" : "solutions"),
    yours,
    command: [
      Deno.execPath(),
      "run",
      "-A",
      "--unstable-net",
      fileURLToPath(program),
      model,
      fileUrl(versions, folders[model]).href,
    ],
    holds: model === "pool per connection" ? POOL_THREADS : Infinity,
  };
}
