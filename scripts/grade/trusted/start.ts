/**
 * The first code of a graded test file: before any of the submission's runs,
 * it takes the key and closes what leads into the process.
 *
 * @module
 */

import { modules, options } from "grade:options";
import { emit, readKey } from "./channel.ts";
import { harden } from "./harden.ts";
import { freezeRealm } from "./realm.ts";

readKey();
harden(options.keepFfi);
emit({ type: "started", test: "" });

let frozen: Promise<void> | undefined;

/**
 * Freezes the realm, once. Called before the first import of the submission,
 * when the harness has been loaded in the realm as it was.
 */
export function freezeFirst(): Promise<void> {
  return frozen ??= freezeRealm(options, modules);
}
