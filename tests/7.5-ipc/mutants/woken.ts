import type { Mutant } from "../../harness/mutant.ts";

/** Who is woken, called or given the end, and takes it for something else. */
export const wokenMutants: Mutant[] = [
  {
    name: "receive() throws at the end",
    step: "7.5.2",
    shows: "end-is-an-error",
    file: "message_stream.ts",
    edits: [[
      `        this.#decoder.end();
        return undefined;`,
      `        this.#decoder.end();
        throw new Error("end");`,
    ]],
  },
  {
    name: "receive() gives an empty message at the end",
    step: "7.5.2",
    shows: "end-is-an-empty-message",
    file: "message_stream.ts",
    edits: [[
      `        this.#decoder.end();
        return undefined;`,
      `        this.#decoder.end();
        return new Uint8Array(0);`,
    ]],
  },
  {
    name: "the lowest type is found by sort()",
    step: "7.5.4",
    shows: "types-compared-as-text",
    file: "queue_rules.ts",
    edits: [[
      "const lowest = Math.min(...entries.map((entry) => entry.type));",
      "const lowest = entries.map((entry) => entry.type).sort()[0] ?? Infinity;",
    ]],
  },
  {
    name: "read() sleeps once, and returns",
    step: "7.5.5",
    shows: "woken-is-not-enough",
    file: "ring_reader.ts",
    edits: [[
      `    for (;;) {
      const count = this.tryRead(into);
      if (count !== 0 || into.length === 0) return count;
      sleep(this.#words, READER, HEAD, this.#head);
    }`,
      `    const count = this.tryRead(into);
    if (count !== 0 || into.length === 0) return count;
    sleep(this.#words, READER, HEAD, this.#head);
    return this.tryRead(into);`,
    ]],
  },
  {
    name: "wakes the sleeper of the other word",
    step: "7.5.5",
    shows: "change-wakes-nobody",
    file: "ring_ends.ts",
    edits: [[
      "Atomics.notify(words, end);",
      "Atomics.notify(words, otherThan(end));",
    ]],
  },
  {
    name: "wakes nobody, as it notifies 0",
    step: "7.5.5",
    shows: "change-wakes-nobody",
    file: "ring_ends.ts",
    edits: [["Atomics.notify(words, end);", "Atomics.notify(words, end, 0);"]],
  },
  {
    name: "put() asks no more when it was woken",
    step: "7.5.6",
    shows: "woken-means-there",
    file: "mailbox.ts",
    edits: [[
      "emptied.wait(token, () => state[0] !== FULL);",
      "let looked = false; emptied.wait(token, () => looked || (looked = true, state[0] !== FULL));",
    ]],
  },
  {
    name: "take() asks no more when it was woken",
    step: "7.5.6",
    shows: "woken-means-there",
    file: "mailbox.ts",
    edits: [[
      "filled.wait(token, () => state[0] !== EMPTY);",
      "let looked = false; filled.wait(token, () => looked || (looked = true, state[0] !== EMPTY));",
    ]],
  },
  {
    name: "next() asks no more when it was woken",
    step: "7.5.6",
    shows: "woken-means-there",
    file: "latest_value.ts",
    edits: [[
      "published.wait(token, () => state[0] !== this.#seen);",
      "let looked = false; published.wait(token, () => looked || (looked = true, state[0] !== this.#seen));",
    ]],
  },
  {
    name: "put() into a closed mailbox throws",
    step: "7.5.6",
    shows: "closed-is-an-error",
    file: "mailbox.ts",
    edits: [[
      "if (state[0] !== EMPTY) return false;",
      `if (state[0] !== EMPTY) throw new Error("closed");`,
    ]],
  },
  {
    name: "take() of a closed mailbox throws",
    step: "7.5.6",
    shows: "closed-is-an-error",
    file: "mailbox.ts",
    edits: [[
      "if (state[0] === CLOSED) return undefined;",
      `if (state[0] === CLOSED) throw new Error("closed");`,
    ]],
  },
  {
    name: "calls those who listened when the event came",
    step: "7.5.7",
    shows: "disposed-listener-is-called",
    file: "event_bus.ts",
    edits: [[
      "for (const listener of this.#listeners.get(type as keyof Events) ?? []) {",
      "for (const listener of [...(this.#listeners.get(type as keyof Events) ?? [])]) {",
    ]],
  },
  {
    name: "calls the newest listener alone",
    step: "7.5.7",
    shows: "only-one-listener-is-called",
    file: "event_bus.ts",
    edits: [[
      "for (const listener of this.#listeners.get(type as keyof Events) ?? []) {",
      "for (const listener of [...(this.#listeners.get(type as keyof Events) ?? [])].slice(-1)) {",
    ]],
  },
  {
    name: "close() takes the listeners off at once",
    step: "7.5.7",
    shows: "close-stops-listening",
    file: "event_bus.ts",
    edits: [[
      `    this.#sender.flush();
    for`,
      `    this.#sender.flush();
    this.#listeners.clear();
    for`,
    ]],
  },
  {
    name: "close() closes the channel, and then waits for what comes",
    step: "7.5.7",
    shows: "close-closes-at-once",
    file: "event_bus.ts",
    edits: [
      [
        "    this.#sender.flush();\n    for",
        "    this.#sender.flush();\n    this.#channel.close();\n    for",
      ],
      ["    }\n    this.#channel.close();\n", "    }\n"],
    ],
  },
  {
    name: "counts the events of each type apart",
    step: "7.5.7",
    shows: "senders-counted-together",
    file: "event_bus.ts",
    edits: [[
      "this.#seen.get(sender)",
      "this.#seen.get(data.events[0]?.type ?? sender)",
    ], [
      "this.#seen.set(sender, first",
      "this.#seen.set(data.events[0]?.type ?? sender, first",
    ]],
  },
  {
    name: "a reader that has left is noticed when the ring is full",
    step: "7.5.5",
    shows: "reader-left-unnoticed",
    file: "ring_writer.ts",
    edits: [[
      "if (wake(this.#words, READER) === CLOSED) {",
      "if (wake(this.#words, READER) === CLOSED && count === 0) {",
    ]],
  },
];
