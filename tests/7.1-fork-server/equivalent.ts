import type { Equivalent } from "../harness/mutant.ts";

/** Changes of the solution of lesson 7.1 that behave as it does. */
export const equivalent: Equivalent[] = [
  {
    file: "echo_child.ts",
    from: "done += await Deno.stdout.write(buffer.subarray(done, length));",
    to: "done += await Deno.stdout.write(buffer.slice(done, length));",
    because: "The same bytes are written from a copy, which only costs time.",
  },
  {
    file: "fork_server.ts",
    from: "await input.write(buffer.subarray(0, length));",
    to: "await input.write(buffer.slice(0, length));",
    because: "The same bytes are written from a copy, which only costs time.",
  },
  {
    file: "fork_server.ts",
    from: "sent += await conn.write(value.subarray(sent));",
    to: "sent += await conn.write(value.slice(sent));",
    because: "The same bytes are written from a copy, which only costs time.",
  },
  {
    file: "fork_server.ts",
    from: "await input.close();",
    to: "(input.close());",
    because:
      "All writes have been waited for, so the pipe is closed at once, and that cannot fail; nothing follows that would have to wait.",
  },
  {
    file: "fork_server.ts",
    from:
      'await endWithin(this.#options.grace, this.finished, { terminate: () => this.connections.forEach((c) => c.kill("SIGTERM")), kill: () => this.connections.forEach((c) => c.destroy()), });',
    to:
      '(endWithin(this.#options.grace, this.finished, { terminate: () => this.connections.forEach((c) => c.kill("SIGTERM")), kill: () => this.connections.forEach((c) => c.destroy()), }));',
    because:
      "`endWithin()` never throws, and the next line waits for the same end.",
  },
];
