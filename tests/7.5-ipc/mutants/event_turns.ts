import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.7";
const file = "event_bus.ts";
const sender = "event_sender.ts";

/** Buses that end turns, count or report wrongly. */
export const eventTurnsMutants: Mutant[] = [
  {
    name: "a turn ends with its microtasks",
    step,
    shows: "turn-ends-at-await",
    file: sender,
    edits: [[
      "    this.#timer = setTimeout(() => this.flush(), 0);\n",
      "    queueMicrotask(() => this.flush());\n",
    ]],
  },
  {
    name: "close() lets a fixed number of turns pass",
    step,
    shows: "close-counts-turns",
    file: file,
    edits: [[
      "      quiet = this.#received === before ? quiet + 1 : 0;\n",
      "      quiet++;\n      void before;\n",
    ]],
  },
  {
    name: "close() lets twenty turns pass",
    step,
    shows: "close-counts-turns",
    file: file,
    edits: [["quiet < QUIET_TURNS;", "quiet < 5 * QUIET_TURNS;"], [
      "      quiet = this.#received === before ? quiet + 1 : 0;\n",
      "      quiet++;\n      void before;\n",
    ]],
  },
  {
    name: "a listener that throws what is no Error ends the delivery",
    step,
    shows: "only-errors-caught",
    file: file,
    edits: [[
      "        this.#onIgnored(\n          error instanceof Error ? error : new Error(Deno.inspect(error)),\n        );\n",
      "        if (!(error instanceof Error)) throw error;\n        this.#onIgnored(error);\n",
    ]],
  },
  {
    name: "what a listener throws is reported as it is",
    step,
    shows: "thrown-value-as-it-is",
    file: file,
    edits: [[
      "        this.#onIgnored(\n          error instanceof Error ? error : new Error(Deno.inspect(error)),\n        );\n",
      "        this.#onIgnored(error as Error);\n",
    ]],
  },
  {
    name: "what a listener throws is not reported if it is no Error",
    step,
    shows: "only-errors-reported",
    file: file,
    edits: [[
      "        this.#onIgnored(\n          error instanceof Error ? error : new Error(Deno.inspect(error)),\n        );\n",
      "        if (error instanceof Error) this.#onIgnored(error);\n",
    ]],
  },
  {
    name: "all senders are counted together",
    step,
    shows: "senders-counted-together",
    file: file,
    edits: [[
      "(this.#seen.get(sender) ?? first)",
      '(this.#seen.get("") ?? first)',
    ], ["this.#seen.set(sender, first", 'this.#seen.set("", first']],
  },
  {
    name: "a sender that began before is taken for one that lost",
    step,
    shows: "late-joiner-sees-a-gap",
    file: file,
    edits: [["this.#seen.get(sender) ?? first", "this.#seen.get(sender) ?? 0"]],
  },
  {
    name: "a batch after a gap is dropped",
    step,
    shows: "gap-drops-the-batch",
    file: file,
    edits: [
      [
        "      this.#ignore(`${lost} events were lost",
        "      return this.#ignore(`${lost} events were lost",
      ],
      ["    this.#seen.set(sender, first + events.length);\n", ""],
      [
        "    const lost = first - (this.#seen.get(sender) ?? first);\n",
        "    const lost = first - (this.#seen.get(sender) ?? first);\n    this.#seen.set(sender, first + events.length);\n",
      ],
    ],
  },
  {
    name: "copies when the batch is posted",
    step,
    shows: "copied-when-posted",
    file: sender,
    edits: [["structuredClone(detail) });\n", "detail });\n"], [
      "    if (batch !== undefined && batch.length > 0) this.#post(batch);",
      "    if (batch !== undefined && batch.length > 0) {\n      this.#post(structuredClone(batch));\n    }",
    ]],
  },
  {
    name: "copies objects that wait, and no arrays",
    step,
    shows: "copies-some-kinds-only",
    file: sender,
    edits: [[
      "structuredClone(detail) });",
      "Array.isArray(detail) ? detail : structuredClone(detail) });",
    ]],
  },
  {
    name: "an event that nobody listens to ends its batch",
    step,
    shows: "unheard-event-throws",
    file: file,
    edits: [[
      "this.#listeners.get(type as keyof Events) ?? []",
      "this.#listeners.get(type as keyof Events)!",
    ]],
  },
  {
    name: "posts a batch at each turn's end, if an empty one",
    step,
    shows: "empty-batch-posted",
    file: sender,
    edits: [[
      "if (batch !== undefined && batch.length > 0) this",
      "if (batch !== undefined) this",
    ]],
  },
  {
    name: "a turn's timer runs again and again",
    step,
    shows: "timer-repeats",
    file: sender,
    edits: [[
      "setTimeout(() => this.flush(), 0)",
      "setInterval(() => this.flush(), 0)",
    ], [
      "    clearTimeout(this.#timer);\n",
      "",
    ]],
  },
  {
    name: "each event of a turn sets a timer",
    step,
    shows: "timer-for-each-event",
    file: sender,
    edits: [[
      "    if (this.#batch !== undefined) {\n",
      "    this.#timer = setTimeout(() => this.flush(), 0);\n    if (this.#batch !== undefined) {\n",
    ], [
      "    this.#batch = [];\n    this.#timer = setTimeout(() => this.flush(), 0);\n",
      "    this.#batch = [];\n",
    ]],
  },
  {
    name: "a turn is quiet where nothing ever came",
    step,
    shows: "never-quiet-again",
    file,
    edits: [["this.#received === before", "before === 0"]],
  },
  {
    name: "reports what is thrown, if it is something",
    step,
    shows: "some-thrown-values-unreported",
    file,
    edits: [[
      "        this.#onIgnored(\n          error instanceof",
      "        if (error) this.#onIgnored(\n          error instanceof",
    ]],
  },
  {
    name: "a listener that throws is dropped",
    step,
    shows: "listener-is-dropped",
    file,
    edits: [[
      "      } catch (error) {\n",
      "      } catch (error) {\n        this.#listeners.get(type as keyof Events)?.delete(listener);\n",
    ]],
  },
];
