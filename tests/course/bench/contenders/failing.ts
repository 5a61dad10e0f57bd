import type { Contender } from "../../../../scripts/bench/host/contender.ts";

/** How it fails. */
export type Way = "at once" | "unwritten" | "ends" | "sleeps" | "in a child";

/** Fails at its first task, or before. */
export function open(way: Way): Promise<Contender<number>> {
  if (way === "at once") throw new Error("it is broken");
  return Promise.resolve({
    async run() {
      if (way === "unwritten") {
        using _ended = {
          [Symbol.dispose]: () => {
            throw new Error("and this failed, too");
          },
        };
        throw new Error("TODO(7.5.2)");
      }
      if (way === "ends") Deno.exit();
      if (way === "sleeps") {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      }
      await new Deno.Command(Deno.execPath(), {
        args: ["eval", "throw new Error('TODO(7.5.3)')"],
      }).spawn().status;
      throw new Error("the child has ended");
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}
