import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of the event bus and of the log: turns that end, and lines that are kept. */
export const turnAndLineMutants: Mutant[] = [
  {
    name: "the timer still fires after a flush",
    step: "7.5.7",
    shows: "timer-fires-again",
    file: "event_sender.ts",
    edits: [["    clearTimeout(this.#timer);\n", ""]],
  },
  {
    name: "a turn is 10 ms",
    step: "7.5.7",
    shows: "turn-lasts-too-long",
    file: "event_sender.ts",
    edits: [[
      "setTimeout(() => this.flush(), 0)",
      "setTimeout(() => this.flush(), 10)",
    ]],
  },
  {
    name: "flush loses this",
    step: "7.5.7",
    shows: "method-without-its-this",
    file: "event_sender.ts",
    edits: [["setTimeout(() => this.flush(), 0)", "setTimeout(this.flush, 0)"]],
  },
  {
    name: "opens the turn before it posts",
    step: "7.5.7",
    shows: "refused-event-opens-the-turn",
    file: "event_sender.ts",
    edits: [[
      "    this.#post([event]);\n    this.#batch = [];\n",
      "    this.#batch = [];\n    this.#post([event]);\n",
    ]],
  },
  {
    name: "copies by JSON",
    step: "7.5.7",
    shows: "copies-less-than-a-clone",
    file: "event_sender.ts",
    edits: [["structuredClone(detail)", "JSON.parse(JSON.stringify(detail))"]],
  },
  {
    name: "copies an object's own properties into a new one",
    step: "7.5.7",
    shows: "copies-less-than-a-clone",
    file: "event_sender.ts",
    edits: [[
      "structuredClone(detail)",
      "(typeof detail === 'object' ? { ...detail } : detail)",
    ]],
  },
  {
    name: "each batch is a loss",
    step: "7.5.7",
    shows: "no-gap-is-a-loss",
    file: "event_bus.ts",
    edits: [["    if (lost > 0) {", "    if (lost >= 0) {"]],
  },
  {
    name: "off by one: the next one is missing",
    step: "7.5.7",
    shows: "gap-off-by-one",
    file: "event_bus.ts",
    edits: [[
      "const lost = first - (this.#seen.get(sender) ?? first);",
      "const lost = first - (this.#seen.get(sender) ?? first) - 1;",
    ]],
  },
  {
    name: "reports each lost event by itself",
    step: "7.5.7",
    shows: "loss-reported-event-by-event",
    file: "event_bus.ts",
    edits: [[
      "this.#ignore(`${lost} events were lost: this thread was busy too long`);",
      'for (let i = 0; i < lost; i++) this.#ignore("an event was lost");',
    ]],
  },
  {
    name: "forgets the batch that came after a loss",
    step: "7.5.7",
    shows: "loss-reported-again",
    file: "event_bus.ts",
    edits: [[
      "    this.#seen.set(sender, first",
      "    else this.#seen.set(sender, first",
    ]],
  },
  {
    name: "reports a loss again with each batch",
    step: "7.5.7",
    shows: "loss-reported-again",
    file: "event_bus.ts",
    edits: [[
      "    this.#seen.set(sender, first + events.length);",
      "    this.#seen.set(sender, (this.#seen.get(sender) ?? first) + events.length);",
    ]],
  },
  {
    name: "does not close the channel",
    step: "7.5.7",
    shows: "channel-stays-open",
    file: "event_bus.ts",
    edits: [[
      "    this.#channel.close();\n    // #endregion",
      "    // #endregion",
    ]],
  },
  {
    name: "reports on the console",
    step: "7.5.7",
    shows: "listener-error-unreported",
    file: "event_bus.ts",
    edits: [[
      "this.#onIgnored(\n          error instanceof Error",
      "console.error(\n          error instanceof Error",
    ]],
  },
  {
    name: "the quiet turns need not be in a row",
    step: "7.5.7",
    shows: "quiet-turns-in-all",
    file: "event_bus.ts",
    edits: [[
      "quiet = this.#received === before ? quiet + 1 : 0;",
      "if (this.#received === before) quiet++;",
    ]],
  },
  {
    name: "compares with what had come when close() began",
    step: "7.5.7",
    shows: "never-quiet-again",
    file: "event_bus.ts",
    edits: [[
      "    for (let quiet = 0; quiet < QUIET_TURNS;) {\n      const before = this.#received;\n",
      "    const before = this.#received;\n    for (let quiet = 0; quiet < QUIET_TURNS;) {\n",
    ]],
  },
  {
    name: "events that are ignored are not counted",
    step: "7.5.7",
    shows: "ignored-events-are-not-counted",
    file: "event_bus.ts",
    edits: [[
      "    this.#seen.set(sender, first + events.length);",
      "    this.#seen.set(sender, first + events.filter(({ type, detail }) => this.#check(type, detail) === undefined).length);",
    ]],
  },
  {
    name: "drops what was never sent",
    step: "7.5.8",
    shows: "drops-what-was-never-sent",
    file: "log_lines.ts",
    edits: [[
      "      number === undefined || number >",
      "      number !== undefined && number >",
    ]],
  },
  {
    name: "each logger's numbers begin the numbering",
    step: "7.5.8",
    shows: "each-logger-begins-the-numbering",
    file: "log_lines.ts",
    edits: [[
      "this.#numbers ??= new Map(inFile);",
      "this.#numbers = new Map(inFile);",
    ]],
  },
  {
    name: "the break is looked for from the start",
    step: "7.5.8",
    shows: "cut-at-the-first-break",
    file: "logger.ts",
    edits: [[
      "bytes.lastIndexOf(LINE_BREAK) + 1;",
      "bytes.indexOf(LINE_BREAK) + 1;",
    ]],
  },
  {
    name: "the last line loses its break",
    step: "7.5.8",
    shows: "last-break-is-cut-off",
    file: "logger.ts",
    edits: [[
      "bytes.lastIndexOf(LINE_BREAK) + 1;",
      "bytes.lastIndexOf(LINE_BREAK);",
    ]],
  },
  {
    name: "a message is decoded as Latin-1",
    step: "7.5.8",
    shows: "message-is-not-utf-8",
    file: "log_process.ts",
    edits: [[
      "this.log(sender, decoder.decode(message));",
      "this.log(sender, new TextDecoder('latin1').decode(message));",
    ]],
  },
  {
    name: "never served",
    step: "7.5.8",
    shows: "good-logger-counts-as-failed",
    file: "log_process.ts",
    edits: [[
      "    return served;\n    // #endregion",
      "    return false;\n    // #endregion",
    ]],
  },
  {
    name: "does not resume",
    step: "7.5.8",
    shows: "numbering-starts-over",
    file: "log_process.ts",
    edits: [[
      "      this.#lines.resume(new Map(JSON.parse(decoder.decode(numbers))));\n",
      "",
    ]],
  },
];
