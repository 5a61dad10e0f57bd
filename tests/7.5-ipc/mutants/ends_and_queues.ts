import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of connected ends and of message queues: what is there, what is not, and when it ends. */
export const endAndQueueMutants: Mutant[] = [
  {
    name: "connectEnd() closes the writing side behind the token",
    step: "7.5.3",
    shows: "closes-behind-the-token",
    file: "socket_pair.ts",
    edits: [[
      "  await end.send(hash.slice(1));\n",
      "  await end.send(hash.slice(1));\n  await end.closeWrite();\n",
    ]],
  },
  {
    name: "the first message has number 2",
    step: "7.5.4",
    shows: "begins-with-another-number",
    file: "queue_rules.ts",
    edits: [["?.sequence ?? 0)", "?.sequence ?? 1)"]],
  },
  {
    name: "the buffer is posted in the place of its bytes",
    step: "7.5.3",
    shows: "posts-the-buffer-alone",
    file: "thread_pair.ts",
    edits: [["postMessage(bytes, [", "postMessage(bytes.buffer, ["]],
  },
  {
    name: "what has come is kept for all ends together",
    step: "7.5.3",
    shows: "ends-share-what-came",
    file: "thread_pair.ts",
    edits: [
      ["  readonly #parcels:", "  static readonly #parcels:"],
      ["this.#parcels.push(", "PortEnd.#parcels.push("],
      ["this.#parcels.shift(", "PortEnd.#parcels.shift("],
    ],
  },
  {
    name: "receive() gives undefined when nothing is there",
    step: "7.5.3",
    shows: "nothing-yet-is-the-end",
    file: "thread_pair.ts",
    edits: [[
      "else await new Promise<void>((resolve) => this.#wake = resolve);",
      "else return undefined;",
    ]],
  },
  {
    name: "receive() waits before it looks",
    step: "7.5.3",
    shows: "waits-before-it-looks",
    file: "thread_pair.ts",
    edits: [[
      "      const parcel = this.#parcels.shift();",
      "      await new Promise<void>((resolve) => this.#wake = resolve);\n      const parcel = this.#parcels.shift();",
    ]],
  },
  {
    name: "receive() takes the first without removing it",
    step: "7.5.3",
    shows: "message-is-given-again",
    file: "thread_pair.ts",
    edits: [[
      "const parcel = this.#parcels.shift();",
      "const parcel = this.#parcels[0];",
    ]],
  },
  {
    name: "an end that has come hides what came before it",
    step: "7.5.3",
    shows: "end-overtakes-messages",
    file: "thread_pair.ts",
    edits: [[
      "if (parcel === null) this.#ended = true;",
      "if (this.#parcels.includes(null)) {\n        this.#ended = true;\n      } else if (parcel === null) this.#ended = true;",
    ]],
  },
  {
    name: "receive() looks for the end at the last place, before it takes one",
    step: "7.5.3",
    shows: "end-overtakes-messages",
    file: "thread_pair.ts",
    edits: [[
      "const parcel = this.#parcels.shift();",
      "if (this.#parcels.at(-1) === null) this.#ended = true;\n      if (this.#ended) return undefined;\n      const parcel = this.#parcels.shift();",
    ]],
  },
  {
    name: "tells the end a turn later",
    step: "7.5.3",
    shows: "end-is-told-too-late",
    file: "thread_pair.ts",
    edits: [[
      "    this.#port.postMessage(null);\n    // #endregion",
      "    setTimeout(() => this.#port.postMessage(null), 0);\n    // #endregion",
    ]],
  },
  {
    name: "the other port is started here",
    step: "7.5.3",
    shows: "their-port-is-used",
    file: "thread_pair.ts",
    edits: [[
      "  return { mine: new PortEnd(port1), theirs: port2 };",
      "  port2.start();\n  return { mine: new PortEnd(port1), theirs: port2 };",
    ]],
  },
  {
    name: "accept() does not wait for admit()",
    step: "7.5.3",
    shows: "offer-ends-too-early",
    file: "socket_pair.ts",
    edits: [["return await admit(", "return admit("]],
  },
  {
    name: "an offer cannot be disposed of twice",
    step: "7.5.3",
    shows: "withdrawn-twice-throws",
    file: "socket_pair.ts",
    edits: [[
      "      try {\n        listener.close();\n      } catch {\n        // It was closed before.\n      }\n",
      "      listener.close();\n",
    ]],
  },
  {
    name: "the token is sent without a frame",
    step: "7.5.3",
    shows: "token-without-a-frame",
    file: "socket_pair.ts",
    edits: [[
      "  await end.send(hash.slice(1));",
      "  await conn.write(new TextEncoder().encode(hash.slice(1)));",
    ]],
  },
  {
    name: "the protocol has no colon",
    step: "7.5.3",
    shows: "unix-address-for-tcp",
    file: "socket_pair.ts",
    edits: [['protocol === "unix:"', 'protocol === "unix"']],
  },
  {
    name: "half-close closes both directions after it (socket)",
    step: "7.5.3",
    shows: "closes-both-directions",
    file: "socket_pair.ts",
    edits: [[
      "await this.#conn.closeWrite();",
      "await this.#conn.closeWrite();\n    this.#conn.close();",
    ]],
  },
  {
    name: "-n is n",
    step: "7.5.4",
    shows: "minus-n-is-n",
    file: "queue_rules.ts",
    edits: [[
      "  const lowest = ",
      "  if (type < 0) return entries.find((entry) => entry.type === -type);\n  const lowest = ",
    ]],
  },
  {
    name: "0 takes the newest",
    step: "7.5.4",
    shows: "zero-takes-the-newest",
    file: "queue_rules.ts",
    edits: [[
      "if (type === 0) return entries[0];",
      "if (type === 0) return entries.at(-1);",
    ]],
  },
  {
    name: "n takes n and above",
    step: "7.5.4",
    shows: "takes-types-above-n",
    file: "queue_rules.ts",
    edits: [[
      "entries.find((entry) => entry.type === type);",
      "entries.find((entry) => entry.type >= type);",
    ]],
  },
  {
    name: "0 takes type 0",
    step: "7.5.4",
    shows: "zero-is-a-type",
    file: "queue_rules.ts",
    edits: [[
      "if (type === 0) return entries[0];\n  if (type > 0)",
      "if (type >= 0)",
    ]],
  },
  {
    name: "the lowest of none",
    step: "7.5.4",
    shows: "nothing-to-choose-throws",
    file: "queue_rules.ts",
    edits: [[
      "const lowest = Math.min(...entries.map((entry) => entry.type));",
      "const lowest = entries.map((entry) => entry.type).reduce((a, b) => Math.min(a, b));",
    ]],
  },
  {
    name: "one message fewer than bytes",
    step: "7.5.4",
    shows: "one-message-too-few",
    file: "queue_rules.ts",
    edits: [[
      "entries.length + 1 <= maxBytes",
      "entries.length + 1 < maxBytes",
    ]],
  },
  {
    name: "the number after the first one's",
    step: "7.5.4",
    shows: "numbers-by-the-first",
    file: "queue_rules.ts",
    edits: [["entries.at(-1)?.sequence", "entries.at(0)?.sequence"]],
  },
  {
    name: "attempts without the lock",
    step: "7.5.4",
    shows: "looks-without-the-lock",
    file: "message_queue.ts",
    edits: [[
      "import { Changes, type QueueFiles }",
      "import { Changes, QueueFiles }",
    ], [
      "    const first = await this.#store.transaction(attempt);",
      "    const first = attempt(new QueueFiles(this.#store.messages));",
    ], [
      "      const result = await this.#store.transaction(attempt);",
      "      const result = attempt(new QueueFiles(this.#store.messages));",
    ]],
  },
  {
    name: "rejects with an error of its own when aborted",
    step: "7.5.4",
    shows: "reason-is-not-passed-on",
    file: "message_queue.ts",
    edits: [[
      "      await changes.next();\n",
      "      try {\n        await changes.next();\n      } catch {\n        throw new Error('Cannot wait as the signal was aborted');\n      }\n",
    ]],
  },
  {
    name: "an abort gives undefined",
    step: "7.5.4",
    shows: "reason-is-not-passed-on",
    file: "message_queue.ts",
    edits: [[
      "      await changes.next();\n",
      "      try {\n        await changes.next();\n      } catch {\n        return undefined as T;\n      }\n",
    ]],
  },
  {
    name: "goes on when the queue is gone",
    step: "7.5.4",
    shows: "waits-for-what-is-gone",
    file: "message_queue.ts",
    edits: [[
      "      const result = await this.#store.transaction(attempt);",
      "      const result = await this.#store.transaction(attempt).catch(() => undefined);",
    ]],
  },
  {
    name: "an abort before throws at once, after an attempt",
    step: "7.5.4",
    shows: "aborted-before-is-overlooked",
    file: "message_queue.ts",
    edits: [["    signal?.throwIfAborted();\n", ""], [
      "    const first = await this.#store.transaction(attempt);\n",
      "    const first = await this.#store.transaction(attempt);\n    signal?.throwIfAborted();\n",
    ]],
  },
  {
    name: "the same port for both threads",
    step: "7.5.3",
    shows: "both-have-one-port",
    file: "thread_pair.ts",
    edits: [["theirs: port2", "theirs: port1"]],
  },
];
