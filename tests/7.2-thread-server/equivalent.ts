import type { Equivalent } from "../harness/mutant.ts";

const file = "port_conn.ts";

const COPIED =
  "The bytes are the same. Only one more copy is made of them, which correct versions may do.";
const SAME_TURN =
  "Who is woken runs on when this turn has ended: the order within it does not show.";
const END =
  "The solution takes each message that is nothing else for the end. With another receiver, the types refuse it.";

/** Changes of the solution that behave as it does. */
export const equivalent: Equivalent[] = [
  {
    file,
    from: 'this.#post({ type: "data", bytes }, [bytes.buffer]);',
    to: 'this.#post({ type: "data", bytes }, []);',
    because: COPIED,
  },
  {
    file,
    from: "const bytes = this.#buffers.copy(p.subarray(0, this.#credit));",
    to: "const bytes = this.#buffers.copy(p.slice(0, this.#credit));",
    because: COPIED,
  },
  {
    file,
    from: "const part = chunk.subarray(0, p.length);",
    to: "const part = chunk.slice(0, p.length);",
    because: COPIED,
  },
  {
    file,
    from: "this.#arrived[0] = chunk.subarray(part.length);",
    to: "this.#arrived[0] = chunk.slice(part.length);",
    because: COPIED,
  },
  {
    file: "relay.ts",
    from: "await writeAll(to, buffer.subarray(0, length));",
    to: "await writeAll(to, buffer.slice(0, length));",
    because: COPIED,
  },
  {
    file,
    from: "this.#wake();",
    to: ";",
    asked: "7.2.2",
    because:
      "In closeWrite(), it wakes a write that waits for credit, and waiting is written in 7.2.2: a test of that step catches it.",
  },
  {
    file,
    from: "this.#buffers.collect(chunk);",
    to: ";",
    because:
      "The task allows to leave the pool of buffers alone: each chunk then takes new memory.",
  },
  {
    file,
    from: 'this.#post({ type: "end" }); this.#wake();',
    to: 'this.#wake(); this.#post({ type: "end" });',
    because: SAME_TURN,
  },
  {
    file,
    from: "this.#port.close(); this.#wake();",
    to: "this.#wake(); this.#port.close();",
    because: SAME_TURN,
  },
  {
    file,
    from: 'this.#post({ type: "end" });',
    to: "this.#post({});",
    because: END,
  },
  {
    file,
    from: 'this.#post({ type: "end" });',
    to: 'this.#post({ type: "" });',
    because: END,
  },
  {
    file: "thread_server.ts",
    from: "await this.endAll();",
    to: "(this.endAll());",
    because:
      "What comes next, `await this.finished`, waits for the same clients, and each is given up in time.",
  },
  {
    file: "thread_server.ts",
    from: "while (this.clients.size >= maxThreads) await this.oneEnds();",
    to: "if (this.clients.size >= maxThreads) await this.oneEnds();",
    because:
      "Only the one accept loop takes places here, so that each end leaves one free. Beside a second way in, the loop would be needed.",
  },
];
