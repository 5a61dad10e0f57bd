/**
 * `@std/async` where JSR cannot be reached: the same modules from the npm
 * package `deno-std`, which ships plain JavaScript, with their types. Its
 * `mod.js` imports a file that the package lacks, so each module is named.
 *
 * @module
 */

// @ts-types="./types/abortable.d.ts"
export * from "npm:deno-std@1.4.0/async/abortable.js";
// @ts-types="./types/deadline.d.ts"
export * from "npm:deno-std@1.4.0/async/deadline.js";
// @ts-types="./types/debounce.d.ts"
export * from "npm:deno-std@1.4.0/async/debounce.js";
// @ts-types="./types/delay.d.ts"
export * from "npm:deno-std@1.4.0/async/delay.js";
// @ts-types="./types/mux_async_iterator.d.ts"
export * from "npm:deno-std@1.4.0/async/mux_async_iterator.js";
// @ts-types="./types/pool.d.ts"
export * from "npm:deno-std@1.4.0/async/pool.js";
// @ts-types="./types/retry.d.ts"
export * from "npm:deno-std@1.4.0/async/retry.js";
// @ts-types="./types/tee.d.ts"
export * from "npm:deno-std@1.4.0/async/tee.js";
