/** The environment variable that says whether a run needs Node's modules. */
export const NODE_VARIABLE = "COURSE_NODE";

/** Globals that load Node's modules when they are first read. */
const GLOBALS = [
  "Buffer",
  "clearImmediate",
  "global",
  "process",
  "setImmediate",
];

const MENTION = new RegExp(
  String.raw`\b(${GLOBALS.join("|")}|node|require|eval|Function|globalThis)\b`,
);

/** Whether a submission's code may use Node's modules. */
export function mentionsNode(text: string): boolean {
  return MENTION.test(text);
}

/**
 * Loads Node's modules if the run needs them. They change built-in objects as
 * they load and cannot do so later, when the realm is frozen; loading them takes
 * as long as starting Deno.
 *
 * @param needed Whether the tests need them in any case.
 * @returns Names of globals that must not be read, as they would load them.
 */
export function loadNode(needed: boolean): readonly string[] {
  if (!needed && Deno.env.get(NODE_VARIABLE) !== "1") return GLOBALS;
  const { getBuiltinModule } = Reflect.get(globalThis, "process");
  // It adds to `performance`, which must not grow later.
  getBuiltinModule("node:perf_hooks");
  return [];
}
