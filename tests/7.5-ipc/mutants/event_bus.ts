import type { Mutant } from "../../harness/mutant.ts";

const file = "event_bus.ts";
const senderFile = "event_sender.ts";
const step = "7.5.7";

/** Wrong buses. */
export const eventBusMutants: Mutant[] = [
  {
    name: "each event is a message of its own",
    step,
    shows: "message-per-event",
    file: senderFile,
    edits: [[
      "    if (this.#batch !== undefined) {\n",
      "    if (this.#batch !== undefined) this.flush();\n    if (this.#batch !== undefined) {\n",
    ]],
  },
  {
    name: "events of a turn overtake each other",
    step,
    shows: "turn-out-of-order",
    file: senderFile,
    edits: [["      this.#batch.push({", "      this.#batch.unshift({"]],
  },
  {
    name: "an event that waits is no copy",
    step,
    shows: "copied-when-posted",
    file: senderFile,
    edits: [["detail: structuredClone(detail) }", "detail }"]],
  },
  {
    name: "the thread hears itself",
    step,
    shows: "hears-itself",
    file,
    edits: [[
      "    this.#sender.send({ type, detail });\n",
      "    this.#sender.send({ type, detail });\n    this.#deliver({ type, detail });\n",
    ]],
  },
  {
    name: "close() drops the batch that waits",
    step,
    shows: "close-forgets-the-batch",
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
    shows: "close-closes-at-once",
    file,
    edits: [["      await delay(0);\n", "      await Promise.resolve();\n"]],
  },
  {
    name: "close() waits for one turn of the event loop",
    step,
    shows: "one-quiet-turn",
    file,
    edits: [["quiet < QUIET_TURNS", "quiet < 1"]],
  },
  {
    name: "a malformed event is passed on",
    step,
    shows: "detail-unchecked",
    file,
    edits: [[
      'return accepts(detail) ? undefined : "its detail is not of that type";',
      'return accepts(detail) || true ? undefined : "";',
    ]],
  },
  {
    name: "an unknown event ends the bus",
    step,
    shows: "unknown-event-unchecked",
    file,
    edits: [[
      "    if (!Object.hasOwn(this.#schema, type)) {\n",
      "    if (false) {\n",
    ]],
  },
  {
    name: "takes what every object has for an event",
    step,
    shows: "inherited-name-is-an-event",
    file,
    edits: [["!Object.hasOwn(this.#schema, type)", "!(type in this.#schema)"]],
  },
  {
    name: "what is no batch is dropped without a report",
    step,
    shows: "junk-unreported",
    file,
    edits: [[
      '      return this.#ignore("what came is no batch of events");',
      "      return;",
    ]],
  },
  {
    name: "what is no batch is not noticed",
    step,
    shows: "junk-unchecked",
    file,
    edits: [["if (!isEventBatch(data)) {", "if (false) {"]],
  },
  {
    name: "a bad event drops those after it",
    step,
    shows: "bad-event-drops-others",
    file,
    edits: [[
      "    for (const event of events) this.#deliver(event);\n",
      "    for (const event of events) {\n      if (this.#check(event.type, event.detail)) return this.#deliver(event);\n      this.#deliver(event);\n    }\n",
    ]],
  },
  {
    name: "a listener that throws keeps others from being called",
    step,
    shows: "throwing-listener-stops-others",
    file,
    edits: [[
      "        this.#onIgnored(\n          error instanceof",
      "        return this.#onIgnored(\n          error instanceof",
    ]],
  },
  {
    name: "a loss is not noticed",
    step,
    shows: "loss-unnoticed",
    file,
    edits: [["    if (lost > 0) {", "    if (lost > 1e9) {"]],
  },
  {
    name: "counts batches for events",
    step,
    shows: "batches-counted-for-events",
    file,
    edits: [[
      "this.#seen.set(sender, first + events.length);",
      "this.#seen.set(sender, first + 1);",
    ]],
  },
  {
    name: "what a listener throws is not caught",
    step,
    shows: "listener-error-uncaught",
    file,
    edits: [[
      "        this.#onIgnored(\n          error instanceof Error ? error : new Error(Deno.inspect(error)),\n        );\n",
      "        throw error;\n",
    ]],
  },
  {
    name: "a batch is the sender's last one also after a gap",
    step,
    shows: "loss-reported-again",
    file,
    edits: [[
      "this.#seen.set(sender, first + events.length);",
      "this.#seen.set(\n      sender,\n      (this.#seen.get(sender) ?? first) + events.length,\n    );",
    ]],
  },
  {
    name: "the sender calls the listeners of its own channel",
    step,
    shows: "hears-itself",
    file: senderFile,
    edits: [[
      "    this.#post([event]);\n",
      '    this.#post([event]);\n    this.#channel.dispatchEvent(\n      new MessageEvent("message", {\n        data: { sender: "self", first: 0, events: [event] },\n      }),\n    );\n',
    ]],
  },
  {
    name: "a batch with a wrong event is dropped",
    step,
    shows: "bad-event-drops-its-batch",
    file,
    edits: [[
      "    for (const event of events) this.#deliver(event);\n",
      "    // Nothing of a batch is delivered before all of it is known to be right.\n    for (const { type, detail } of events) {\n      const wrong = this.#check(type, detail);\n      if (wrong !== undefined) {\n        return this.#ignore(`event '${type}' came and ${wrong}`);\n      }\n    }\n    for (const event of events) this.#deliver(event);\n",
    ]],
  },
  {
    name: "what is wrong in a batch is reported, and no more",
    step,
    shows: "bad-event-drops-its-batch",
    file,
    edits: [[
      "    for (const event of events) this.#deliver(event);\n",
      "    const wrong = events.filter(({ type, detail }) => this.#check(type, detail) !== undefined);\n    for (const event of wrong.length > 0 ? wrong : events) this.#deliver(event);\n",
    ]],
  },
];
