import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions that do half of what is asked. */
export const halfDoneMutants: Mutant[] = [
  {
    name: "receive() reads, and asks the decoder then",
    step: "7.5.2",
    shows: "reads-before-it-looks",
    file: "message_stream.ts",
    edits: [[
      "      const message = this.#decoder.next();\n      if (message !== undefined) return message;\n      const length = await this.#source.read(this.#buffer);\n",
      "      const length = await this.#source.read(this.#buffer);\n      if (length !== null) {\n        this.#decoder.push(this.#buffer.subarray(0, length));\n      }\n      const message = this.#decoder.next();\n      if (message !== undefined) return message;\n",
    ], [
      "      }\n      this.#decoder.push(this.#buffer.subarray(0, length));\n",
      "      }\n",
    ]],
  },
  {
    name: "a token that could not be sent is nobody's",
    step: "7.5.3",
    shows: "nobody-has-the-token",
    file: "socket_pair.ts",
    edits: [[
      "  await end.send(hash.slice(1));",
      "  await end.send(hash.slice(1)).catch(() => {});",
    ]],
  },
  {
    name: "receive() looks only once whether its end is closed",
    step: "7.5.3",
    shows: "waits-on-a-disposed-end",
    file: "thread_pair.ts",
    edits: [[
      '    while (!this.#ended && this.#closed !== "entirely") {',
      '    if (this.#closed === "entirely") return undefined;\n    while (!this.#ended) {',
    ]],
  },
  {
    name: "a byte for each character of a text",
    step: "7.5.3",
    shows: "text-is-not-utf-8",
    file: "thread_pair.ts",
    edits: [[
      "encoder.encode(message)",
      "Uint8Array.from(message, (one) => one.charCodeAt(0))",
    ]],
  },
  {
    name: "sleeps on the other end's word",
    step: "7.5.5",
    shows: "sleeps-on-the-other-ends-word",
    file: "ring_ends.ts",
    edits: [[
      "Atomics.wait(words, end, ASLEEP);",
      "Atomics.wait(words, otherThan(end), AWAKE);",
    ]],
  },
  {
    name: "tryWrite() says that all was written",
    step: "7.5.5",
    shows: "tells-more-than-it-wrote",
    file: "ring_writer.ts",
    edits: [[
      "    }\n    return count;\n",
      "    }\n    return bytes.length;\n",
    ]],
  },
  {
    name: "put() waits on the takers' condition",
    step: "7.5.6",
    shows: "waits-on-the-other-condition",
    file: "mailbox.ts",
    edits: [["emptied.wait(token,", "filled.wait(token,"]],
  },
  {
    name: "take() waits on the putters' condition",
    step: "7.5.6",
    shows: "waits-on-the-other-condition",
    file: "mailbox.ts",
    edits: [["filled.wait(token,", "emptied.wait(token,"]],
  },
  {
    name: "close() marks an empty mailbox alone",
    step: "7.5.6",
    shows: "close-is-not-noted",
    file: "mailbox.ts",
    edits: [[
      "state[0] = (state[0] ?? EMPTY) | CLOSED;",
      "if (state[0] === EMPTY) state[0] = CLOSED;",
    ]],
  },
  {
    name: "close() does nothing where a value lies",
    step: "7.5.6",
    shows: "close-is-not-noted",
    file: "mailbox.ts",
    edits: [[
      "state[0] = (state[0] ?? EMPTY) | CLOSED;",
      "if (state[0] === FULL) return;\n    state[0] = CLOSED;",
    ]],
  },
  {
    name: "a listener that throws is dropped",
    step: "7.5.7",
    shows: "listener-is-dropped",
    file: "event_bus.ts",
    edits: [[
      "      } catch (error) {\n",
      "      } catch (error) {\n        this.#listeners.get(type as keyof Events)?.delete(listener);\n",
    ]],
  },
  {
    name: "attach() leaves at its limit",
    step: "7.5.8",
    shows: "leaves-at-the-limit",
    file: "log_process.ts",
    edits: [[
      "await this.#until(() => this.#lines.length < LIMIT);",
      "if (this.#lines.length >= LIMIT) return;",
    ]],
  },
  {
    name: "reads the last line's number alone",
    step: "7.5.8",
    shows: "only-the-last-line-is-read",
    file: "logger.ts",
    edits: [[
      "lastNumbers(text)",
      "lastNumbers(text.split('\\n').at(-2) ?? '')",
    ]],
  },
  {
    name: "cuts the file to nothing",
    step: "7.5.8",
    shows: "whole-file-is-cut",
    file: "logger.ts",
    edits: [["file.truncate(length)", "file.truncate(0)"]],
  },
];
