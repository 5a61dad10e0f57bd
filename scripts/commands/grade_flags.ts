import { InvalidArgumentError } from "commander";
import { count } from "./context.ts";
import type { ReportFiles } from "../grade/report/write.ts";
import type { Wanted } from "../grade/sandbox/choose.ts";
import {
  DEFAULT_LIMITS,
  LARGEST_LIMITS,
  type Limits,
} from "../grade/sandbox/limits.ts";
import { parseShard, type Shard } from "../grade/shard.ts";

/** What the command line gives. */
export interface GradeFlags extends ReportFiles {
  /** The reports of earlier gradings. */
  before?: string[];
  anonymous?: boolean;
  feedback?: string;
  /** Folders of earlier years' submissions. */
  against?: string[];
  submissions?: string;
  lesson?: string[];
  jobs: number;
  shard: Shard;
  resume?: boolean;
  once?: boolean;
  requirePass?: boolean;
  sandbox: Wanted;
  limit: Limits;
  loadLimit: number;
}

/** What `--limit` takes, for the help. */
export function limitHelp(): string {
  const defaults = Object.entries(DEFAULT_LIMITS)
    .map(([name, value]) => `${name}=${value}`).join(" ");
  return `seconds for time, MB for memory, output and disk (${defaults})`;
}

/** Adds a limit, as `memory=512`, to those before it. */
export function limit(text: string, limits: Limits): Limits {
  const [name = "", value = "", ...more] = text.split("=");
  if (!isLimit(name)) {
    throw new InvalidArgumentError(
      `It must be one of ${Object.keys(DEFAULT_LIMITS).join(", ")}.`,
    );
  }
  if (more.length > 0) {
    throw new InvalidArgumentError(`It must be one limit: ${name}=512.`);
  }
  return { ...limits, [name]: upTo(LARGEST_LIMITS[name])(value) };
}

function isLimit(name: string): name is keyof Limits {
  return Object.hasOwn(DEFAULT_LIMITS, name);
}

/** Reads a part, as `2/4`. */
export function shard(text: string): Shard {
  const shard = parseShard(text);
  if (shard !== undefined) return shard;
  throw new InvalidArgumentError("It must be a part and their number: 2/4.");
}

/** Reads a whole number from 1 to `most`. */
export function upTo(most: number): (text: string) => number {
  return (text) => {
    const number = count(text);
    if (number <= most) return number;
    throw new InvalidArgumentError(
      `It must be a whole number from 1 to ${most}.`,
    );
  };
}
