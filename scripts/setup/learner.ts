/**
 * All that is loaded by a learner's commands and by tests of lessons: set-up
 * runs it to have it fetched.
 *
 * @module
 */

import "@std/assert";
import "@std/async";
import "@std/net";
import "../commands/main.ts";
