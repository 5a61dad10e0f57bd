import type { Mutant } from "../../harness/mutant.ts";

const file = "event_bus.ts";
const senderFile = "event_sender.ts";
const step = "7.5.7";

/** Wrong buses. */
export const eventBusMutants: Mutant[] = [
  {
    name: "each event is a message of its own",
    step,
    file: senderFile,
    edits: [[
      "    if (this.#batch !== undefined) {\n",
      "    if (this.#batch !== undefined) this.flush();\n    if (this.#batch !== undefined) {\n",
    ]],
  },
  {
    name: "events of a turn overtake each other",
    step,
    file: senderFile,
    edits: [["      this.#batch.push({", "      this.#batch.unshift({"]],
  },
  {
    name: "an event that waits is no copy",
    step,
    file: senderFile,
    edits: [["detail: structuredClone(detail) }", "detail }"]],
  },
  {
    name: "the thread hears itself",
    step,
    file,
    edits: [[
      "    this.#sender.send({ type, detail });\n",
      "    this.#sender.send({ type, detail });\n    this.#deliver({ type, detail });\n",
    ]],
  },
  {
    name: "close() drops the batch that waits",
    step,
    file: senderFile,
    edits: [[
      "setTimeout(() => this.flush(), 0)",
      "setTimeout(() => {\n      this.#timer = undefined;\n      this.flush();\n    }, 0)",
    ], [
      "if (batch !== undefined && batch.length > 0) this",
      "if (batch?.length && this.#timer === undefined) this",
    ]],
  },
  {
    name: "close() does not wait for what is on its way",
    step,
    file,
    edits: [["      await delay(0);\n", "      await Promise.resolve();\n"]],
  },
  {
    name: "close() waits for one turn of the event loop",
    step,
    file,
    edits: [["quiet < QUIET_TURNS", "quiet < 1"]],
  },
  {
    name: "a malformed event is passed on",
    step,
    file,
    edits: [[
      'return accepts(detail) ? undefined : "its detail is not of that type";',
      'return accepts(detail) || true ? undefined : "";',
    ]],
  },
  {
    name: "an unknown event ends the bus",
    step,
    file,
    edits: [[
      "    if (!Object.hasOwn(this.#schema, type)) {\n",
      "    if (false) {\n",
    ]],
  },
  {
    name: "takes what every object has for an event",
    step,
    file,
    edits: [["!Object.hasOwn(this.#schema, type)", "!(type in this.#schema)"]],
  },
  {
    name: "what is no batch is dropped without a report",
    step,
    file,
    edits: [[
      '      return this.#ignore("what came is no batch of events");',
      "      return;",
    ]],
  },
  {
    name: "what is no batch is not noticed",
    step,
    file,
    edits: [["if (!isEventBatch(data)) {", "if (false) {"]],
  },
  {
    name: "a bad event drops those after it",
    step,
    file,
    edits: [[
      "    for (const event of events) this.#deliver(event);\n",
      "    for (const event of events) {\n      if (this.#check(event.type, event.detail)) return this.#deliver(event);\n      this.#deliver(event);\n    }\n",
    ]],
  },
  {
    name: "a listener that throws keeps others from being called",
    step,
    file,
    edits: [[
      "        this.#onIgnored(error instanceof",
      "        return this.#onIgnored(error instanceof",
    ]],
  },
  {
    name: "a loss is not noticed",
    step,
    file,
    edits: [["    if (lost > 0) {", "    if (lost > 1e9) {"]],
  },
  {
    name: "counts batches for events",
    step,
    file,
    edits: [[
      "this.#seen.set(sender, first + events.length);",
      "this.#seen.set(sender, first + 1);",
    ]],
  },
];
