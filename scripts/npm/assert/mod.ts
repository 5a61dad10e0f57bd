/**
 * `@std/assert` where JSR cannot be reached: the same modules from the npm
 * package `deno-std`, which ships plain JavaScript, with their types.
 *
 * @module
 */

// @ts-types="./types.d.ts"
export * from "npm:deno-std@1.4.0/assert/mod.js";
