import type { Mutant } from "../../harness/mutant.ts";

/** What nothing was written, sent or noted for, and is overlooked. */
export const unnoticedMutants: Mutant[] = [
  {
    name: "write() of nothing does not look at the ends",
    step: "7.5.5",
    shows: "nothing-is-not-tried",
    file: "ring_writer.ts",
    edits: [["let done = this.tryWrite(bytes);", "let done = 0;"]],
  },
  {
    name: "tryRead() gives all that is wanted, or nothing",
    step: "7.5.5",
    shows: "reads-all-or-nothing",
    file: "ring_reader.ts",
    edits: [[
      "const count = into.length < there ? into.length : there;",
      "const count = into.length <= there ? into.length : 0;",
    ]],
  },
  {
    name: "put() waits for room in a closed mailbox",
    step: "7.5.6",
    shows: "sleeps-on-though-closed",
    file: "mailbox.ts",
    edits: [[
      "emptied.wait(token, () => state[0] !== FULL);",
      "emptied.wait(token, () => ((state[0] ?? EMPTY) & FULL) === 0);",
    ]],
  },
  {
    name: "close() waits also when it is called again",
    step: "7.5.6",
    shows: "closed-again-is-another-state",
    file: "mailbox.ts",
    edits: [[
      "    using _token = mutex.lock();\n    state[0]",
      "    using token = mutex.lock();\n    if (state[0] === CLOSED) filled.wait(token, () => state[0] !== CLOSED);\n    state[0]",
    ]],
  },
  {
    name: "a turn's timer runs again and again",
    step: "7.5.7",
    shows: "timer-repeats",
    file: "event_sender.ts",
    edits: [[
      "setTimeout(() => this.flush(), 0)",
      "setInterval(() => this.flush(), 0)",
    ], [
      "    clearTimeout(this.#timer);\n",
      "",
    ]],
  },
  {
    name: "a batch is the sender's last one also after a gap",
    step: "7.5.7",
    shows: "loss-reported-again",
    file: "event_bus.ts",
    edits: [[
      "this.#seen.set(sender, first + events.length);",
      "this.#seen.set(\n      sender,\n      (this.#seen.get(sender) ?? first) + events.length,\n    );",
    ]],
  },
  {
    name: "the sender calls the listeners of its own channel",
    step: "7.5.7",
    shows: "hears-itself",
    file: "event_sender.ts",
    edits: [[
      "    this.#post([event]);\n",
      '    this.#post([event]);\n    this.#channel.dispatchEvent(\n      new MessageEvent("message", {\n        data: { sender: "self", first: 0, events: [event] },\n      }),\n    );\n',
    ]],
  },
  {
    name: "drops the lines of senders that the file does not have",
    step: "7.5.8",
    shows: "unknown-sender-is-dropped",
    file: "log_lines.ts",
    edits: [[
      "number > (inFile.get(sender) ?? 0)",
      "number > inFile.get(sender)!",
    ]],
  },
  {
    name: "compares with the highest number of all senders",
    step: "7.5.8",
    shows: "one-senders-number-for-all",
    file: "log_lines.ts",
    edits: [[
      "number > (inFile.get(sender) ?? 0)",
      "number > Math.max(0, ...inFile.values())",
    ]],
  },
  {
    name: "a logger has served when a line is confirmed",
    step: "7.5.8",
    shows: "idle-logger-counts-as-failed",
    file: "log_process.ts",
    edits: [["      served = true;\n", ""], [
      "        this.#lines.dropFirst();\n",
      "        served = true;\n        this.#lines.dropFirst();\n",
    ]],
  },
  {
    name: "put() gives up at once",
    step: "7.5.6",
    shows: "put-gives-up",
    file: "mailbox.ts",
    edits: [[
      "    emptied.wait(token, () => state[0] !== FULL);\n",
      "    void token;\n    void emptied;\n",
    ]],
  },
  {
    name: "close() locks twice",
    step: "7.5.6",
    shows: "close-locks-again",
    file: "mailbox.ts",
    edits: [[
      "    using _token = mutex.lock();\n    state[0]",
      "    using _token = mutex.lock();\n    using _again = mutex.lock();\n    state[0]",
    ]],
  },
  {
    name: "each event of a turn sets a timer",
    step: "7.5.7",
    shows: "timer-for-each-event",
    file: "event_sender.ts",
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
    step: "7.5.7",
    shows: "never-quiet-again",
    file: "event_bus.ts",
    edits: [["this.#received === before", "before === 0"]],
  },
  {
    name: "reports what is thrown, if it is something",
    step: "7.5.7",
    shows: "some-thrown-values-unreported",
    file: "event_bus.ts",
    edits: [[
      "        this.#onIgnored(error instanceof",
      "        if (error) this.#onIgnored(error instanceof",
    ]],
  },
  {
    name: "a logger has served when it ends without an error",
    step: "7.5.8",
    shows: "good-logger-counts-as-failed",
    file: "log_process.ts",
    edits: [["      served = true;\n", ""], [
      "        this.#changed();\n      }\n    } catch",
      "        this.#changed();\n      }\n      served = true;\n    } catch",
    ]],
  },
];
