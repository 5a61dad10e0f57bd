/**
 * The program in which `deno task explore` runs a learner's models: a search
 * hears of no signal before it ends, and a program can be killed.
 *
 * @module
 */

import { pathToFileURL } from "node:url";
import { UsageError } from "../terminal/errors.ts";
import { exploreFile } from "./explore_file.ts";

const [path = "", name = path] = Deno.args;
try {
  Deno.exit(await exploreFile(pathToFileURL(path), name));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  Deno.exit(2);
}
