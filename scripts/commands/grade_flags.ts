import { InvalidArgumentError } from "commander";
import { DEFAULT_LIMITS, type Limits } from "../grade/sandbox/limits.ts";
import { parseShard, type Shard } from "../grade/shard.ts";
import { count } from "./context.ts";

/** What `--limit` takes, for the help. */
export function limitHelp(): string {
  const defaults = Object.entries(DEFAULT_LIMITS)
    .map(([name, value]) => `${name}=${value}`).join(" ");
  return `seconds for time, MB for memory, output and disk (${defaults})`;
}

/** Adds a limit, as `memory=512`, to those before it. */
export function limit(text: string, limits: Limits): Limits {
  const [name = "", value = ""] = text.split("=");
  if (!(name in DEFAULT_LIMITS)) {
    throw new InvalidArgumentError(
      `It must be one of ${Object.keys(DEFAULT_LIMITS).join(", ")}.`,
    );
  }
  return { ...limits, [name]: count(value) };
}

/** Reads a part, as `2/4`. */
export function shard(text: string): Shard {
  const shard = parseShard(text);
  if (shard !== undefined) return shard;
  throw new InvalidArgumentError("It must be a part and their number: 2/4.");
}
