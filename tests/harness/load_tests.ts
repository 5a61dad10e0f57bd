/**
 * The one program that the runner gives `deno test`: it loads a lesson's test
 * files. One program starts faster than many.
 *
 * @module
 */

import { FILES_VARIABLE } from "./events.ts";
import { loadFiles } from "./load_files.ts";

// The process would end, and with it all that the other files could tell.
const { exit } = Deno;
Deno.exit = (code = 0) => {
  throw new Error(`The code calls Deno.exit(${code}) as it is loaded.`);
};
await loadFiles(
  JSON.parse(Deno.env.get(FILES_VARIABLE) ?? "[]"),
  (url) => import(url),
);
Deno.exit = exit;
