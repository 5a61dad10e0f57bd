import { emit } from "./channel.ts";

// Not `Deno.test`: the bundle puts `gradedTest` in its place.
const register: (definition: Deno.TestDefinition) => void = Reflect.get(
  Deno,
  "test",
);

/**
 * Stands in for `Deno.test` in the harness when a submission is graded: what a
 * submission sets for its file does not hold, and a body that returns is
 * proved to have done so.
 */
export function gradedTest(definition: Deno.TestDefinition): void {
  const { name, fn } = definition;
  register({
    ...definition,
    sanitizeOps: true,
    sanitizeResources: true,
    only: false,
    fn: async (context) => {
      await fn(context);
      emit({ type: "passed", test: name });
    },
  });
}
