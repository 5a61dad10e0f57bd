/**
 * The first code of a graded test file: before any of the submission's runs,
 * it takes the key, closes what leads into the process, and freezes the realm.
 *
 * @module
 */

import { readKey } from "./channel.ts";
import { harden, refuseInspector } from "./harden.ts";
import { freezeRealm } from "./realm.ts";
import { modules, options } from "grade:options";

readKey();
harden(options.keepFfi);
refuseInspector();
await freezeRealm(new Set(options.names), modules);
