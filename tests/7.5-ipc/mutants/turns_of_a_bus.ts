import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.7";
const COPY =
  "      this.#batch.push({ type, detail: structuredClone(detail) });\n";
const DELIVER = "    for (const event of events) this.#deliver(event);\n";

/** Wrong buses, by when and what of a turn they send and deliver. */
export const busTurnMutants: Mutant[] = [
  {
    name: "a batch goes when it has 100 events",
    step,
    shows: "turn-is-cut",
    file: "event_sender.ts",
    edits: [[
      COPY,
      `${COPY}      if (this.#batch.length === 100) this.#post(this.#batch.splice(0));\n`,
    ]],
  },
  {
    name: "a turn ends at 256 events",
    step,
    shows: "turn-is-cut",
    file: "event_sender.ts",
    edits: [[
      COPY,
      `${COPY}      if (this.#batch.length === 256) this.flush();\n`,
    ]],
  },
  {
    name: "each event sets the timer anew",
    step,
    shows: "turn-begins-anew",
    file: "event_sender.ts",
    edits: [[
      COPY,
      `${COPY}      clearTimeout(this.#timer);\n      this.#timer = setTimeout(() => this.flush(), 0);\n`,
    ]],
  },
  {
    name: "an event replaces one of its type",
    step,
    shows: "later-event-replaces-another",
    file: "event_sender.ts",
    edits: [[
      COPY,
      `      this.#batch = this.#batch.filter((one) => one.type !== type);\n${COPY}`,
    ]],
  },
  {
    name: "says nothing of what is wrong with a detail",
    step,
    shows: "nothing-is-said-of-it",
    file: "event_bus.ts",
    edits: [['undefined : "its detail is not of that type"', 'undefined : ""']],
  },
  {
    name: "close() flushes when all is quiet",
    step,
    shows: "close-posts-at-last",
    file: "event_bus.ts",
    edits: [["    this.#sender.flush();\n    for (let", "    for (let"], [
      "    this.#channel.close();\n    // #endregion",
      "    this.#sender.flush();\n    this.#channel.close();\n    // #endregion",
    ]],
  },
  {
    name: "delivers in a turn of its own",
    step,
    shows: "delivers-later",
    file: "event_bus.ts",
    edits: [[DELIVER, `    setTimeout(() => {\n  ${DELIVER}    }, 0);\n`]],
  },
  {
    name: "delivers the first event of a batch",
    step,
    shows: "only-the-first-of-a-batch",
    file: "event_bus.ts",
    edits: [[DELIVER, "    if (events[0]) this.#deliver(events[0]);\n"]],
  },
  {
    name: "sums up what came of each sender",
    step,
    shows: "seen-is-how-many-came",
    file: "event_bus.ts",
    edits: [[
      "(sender, first + events.length)",
      "(sender, (this.#seen.get(sender) ?? 0) + events.length)",
    ]],
  },
  {
    name: "reports what nobody listens to",
    step,
    shows: "unheard-event-is-reported",
    file: "event_bus.ts",
    edits: [[
      "    for (const listener of this.#listeners.get(type as keyof Events) ?? []) {",
      "    const listeners = this.#listeners.get(type as keyof Events);\n    if (!listeners) return this.#ignore(`nobody listens to '${type}'`);\n    for (const listener of listeners) {",
    ]],
  },
  {
    name: "the timer posts what waits, and ends no turn",
    step,
    shows: "timer-leaves-the-turn-open",
    file: "event_sender.ts",
    edits: [[
      "this.#timer = setTimeout(() => this.flush(), 0);",
      "const batch = this.#batch;\n    this.#timer = setTimeout(() => {\n      if (batch.length > 0) this.#post(batch);\n    }, 0);",
    ]],
  },
  {
    name: "flush() ends the turn only if nothing waits",
    step,
    shows: "flush-leaves-the-turn-open",
    file: "event_sender.ts",
    edits: [[
      "    this.#batch = undefined;\n    if (batch !== undefined && batch.length > 0) this.#post(batch);\n",
      "    if (batch !== undefined && batch.length > 0) this.#post(batch.splice(0));\n    else this.#batch = undefined;\n",
    ]],
  },
  {
    name: "flush() ends the turn only if something waits",
    step,
    shows: "flush-leaves-the-turn-open",
    file: "event_sender.ts",
    edits: [[
      "    this.#batch = undefined;\n    if (batch !== undefined && batch.length > 0) this.#post(batch);\n",
      "    if (batch === undefined || batch.length === 0) return;\n    this.#batch = undefined;\n    this.#post(batch);\n",
    ]],
  },
  {
    name: "reports a wrong event, and delivers it",
    step,
    shows: "wrong-event-is-delivered",
    file: "event_bus.ts",
    edits: [["return this.#ignore(`event", "this.#ignore(`event"]],
  },
  {
    name: "a detail must be there",
    step,
    shows: "detail-that-is-false",
    file: "event_bus.ts",
    edits: [["return accepts(detail) ?", "return detail && accepts(detail) ?"]],
  },
  {
    name: "a detail must not be undefined",
    step,
    shows: "detail-that-is-false",
    file: "event_bus.ts",
    edits: [[
      "return accepts(detail) ?",
      "return detail !== undefined && accepts(detail) ?",
    ]],
  },
  {
    name: "the first event is posted when send() has returned",
    step,
    shows: "first-event-waits",
    file: "event_sender.ts",
    edits: [[
      "    this.#post([event]);\n    this.#batch = [];\n",
      "    this.#batch = [];\n    queueMicrotask(() => this.#post([event]));\n",
    ]],
  },
  {
    name: "forgets a sender of whom something was lost",
    step,
    shows: "loss-forgets-the-sender",
    file: "event_bus.ts",
    edits: [[
      "    this.#seen.set(sender, first + events.length);\n",
      "    if (lost > 0) this.#seen.delete(sender);\n    else this.#seen.set(sender, first + events.length);\n",
    ]],
  },
  {
    name: "makes what a listener throws a text by a template",
    step: "7.5.7",
    shows: "thrown-value-made-a-text",
    file: "event_bus.ts",
    edits: [["Deno.inspect(error)", "`A listener threw ${error}`"]],
  },
  {
    name: "makes what a listener throws a text by String()",
    step: "7.5.7",
    shows: "thrown-value-made-a-text",
    file: "event_bus.ts",
    edits: [["Deno.inspect(error)", "String(error)"]],
  },
  {
    name: "sets the timer with the second event of a turn",
    step,
    shows: "lone-event-sets-no-timer",
    file: "event_sender.ts",
    edits: [
      [
        COPY,
        `${COPY}      this.#timer ??= setTimeout(() => this.flush(), 0);\n`,
      ],
      [
        "    this.#batch = [];\n    this.#timer = setTimeout(() => this.flush(), 0);\n",
        "    this.#batch = [];\n",
      ],
      [
        "    clearTimeout(this.#timer);\n",
        "    clearTimeout(this.#timer);\n    this.#timer = undefined;\n",
      ],
    ],
  },
];
