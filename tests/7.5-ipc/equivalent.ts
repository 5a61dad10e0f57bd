import type { Equivalent } from "../harness/mutant.ts";
import { sharedEquivalent } from "./equivalent/shared.ts";

/** Changes of lesson 7.5's solution that nobody can tell from it. */
export const equivalent: Equivalent[] = [
  {
    file: "pipe.ts",
    from: "await this.#sink?.close();",
    to: "(this.#sink?.close());",
    because:
      "the close begins at once and never rejects, and the child reads its end then, whoever waits",
  },
  {
    file: "pipe.ts",
    from: "await this.closeWrite();",
    to: "(this.closeWrite());",
    because:
      "it never rejects, and exchange() waits for the child's end of the answers anyway",
  },
  {
    file: "message_stream.ts",
    from: "this.#decoder.push(this.#buffer.subarray(0, length));",
    to: "this.#decoder.push(this.#buffer.slice(0, length));",
    because: "push() copies what it is given; this copies it once more",
  },
  {
    file: "message_stream.ts",
    from: "done += await this.#sink.write(bytes.subarray(done));",
    to: "done += await this.#sink.write(bytes.slice(done));",
    because: "a sink only reads what it is handed",
  },
  {
    file: "thread_pair.ts",
    from: "this.#port.postMessage(bytes, [bytes.buffer]);",
    to: "this.#port.postMessage(bytes, []);",
    because: "the array is a copy of its own, which is copied once more",
  },
  {
    file: "queue_rules.ts",
    from: "if (type > 0) return entries.find((entry) => entry.type === type);",
    to: "if (type >= 0) return entries.find((entry) => entry.type === type);",
    because: "0 has returned in the line before",
  },
  ...sharedEquivalent,
];
