import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.2";
const file = "pipe.ts";
const stream = "message_stream.ts";

/** Pipes to programs that are started wrongly, and errors told wrongly. */
export const pipeStartMutants: Mutant[] = [
  {
    name: "closeWrite() does nothing where no messages come from the child",
    step,
    shows: "asks-for-the-other-pipe",
    file: "pipe.ts",
    edits: [[
      "    await this.#writer?.drained();\n",
      "    if (this.#reader === undefined) return;\n    await this.#writer?.drained();\n",
    ]],
  },
  {
    name: "closeWrite() takes for granted that messages come from the child",
    step,
    shows: "asks-for-the-other-pipe",
    file: "pipe.ts",
    edits: [[
      "    await this.#writer?.drained();\n",
      "    if (!(this.#source!.read instanceof Function)) return;\n    await this.#writer?.drained();\n",
    ]],
  },
  {
    name: "exchange() leaves the input open when a message cannot be sent",
    step,
    shows: "closes-only-after-success",
    file,
    edits: [[
      "      try {\n        for (const message of messages) await this.send(message);\n      } finally {\n        await this.closeWrite();\n      }\n",
      "      for (const message of messages) await this.send(message);\n      await this.closeWrite();\n",
    ]],
  },
  {
    name: "exchange() collects its messages before it tries to send them",
    step,
    shows: "closes-only-after-success",
    file,
    edits: [
      [
        "    const sending = (async () => {\n",
        "    const all = [...messages];\n    const sending = (async () => {\n",
      ],
      ["of messages) await this.send", "of all) await this.send"],
    ],
  },
  {
    name: "exchange() looks at what it sent only after the last answer",
    step,
    shows: "sending-is-left-alone",
    file,
    edits: [[
      "    const [, answers] = await Promise.all([sending, receiving]);\n    return answers;",
      "    const answers = await receiving;\n    await sending;\n    return answers;",
    ]],
  },
  {
    name: "exchange() swallows what receive() throws",
    step,
    shows: "failed-receive-is-not-told",
    file,
    edits: [[
      "await this.receive();\n        if (answer",
      "await this.receive().catch(() => undefined);\n        if (answer",
    ]],
  },
  {
    name: "a program is started by its URL's path",
    step,
    shows: "pathname-is-no-path",
    file,
    edits: [["program.href", "program.pathname"]],
  },
  {
    name: "the Deno that is in the PATH starts the child",
    step,
    shows: "deno-from-the-path",
    file,
    edits: [["Command(Deno.execPath()", 'Command("deno"']],
  },
  {
    name: "the child has no permissions",
    step,
    shows: "child-without-permissions",
    file,
    edits: [['"run", "-A", "--no-check"', '"run", "--no-check"']],
  },
  {
    name: "the program's arguments are dropped",
    step,
    shows: "arguments-are-dropped",
    file,
    edits: [[", ...args]", "]"], [
      "    args: string[],\n  )",
      "    _args: string[],\n  )",
    ]],
  },
  {
    name: "nobody hears what the child writes to stderr",
    step,
    shows: "stderr-to-nowhere",
    file,
    edits: [['stderr: "inherit"', 'stderr: "null"']],
  },
  {
    name: "the child's stderr is a pipe that nobody reads",
    step,
    shows: "stderr-that-nobody-reads",
    file,
    edits: [['stderr: "inherit"', 'stderr: "piped"']],
  },
  {
    name: "ECONNRESET is passed on as it came",
    step,
    shows: "reset-is-no-end",
    file: stream,
    edits: [[" ||\n      cause instanceof Deno.errors.ConnectionReset;", ";"]],
  },
  {
    name: "EPIPE from a pipe is passed on as it came",
    step,
    shows: "system-error-is-passed-on",
    file: stream,
    edits: [["cause instanceof Deno.errors.BrokenPipe ||\n      ", ""]],
  },
  {
    name: "every error is a broken pipe",
    step,
    shows: "every-error-is-a-broken-pipe",
    file: stream,
    edits: [["    if (!gone) return cause;\n", "    void gone;\n"]],
  },
  {
    name: "does not say who is gone",
    step,
    shows: "does-not-say-who-is-gone",
    file: stream,
    edits: [["as ${this.#other} has", "as it has"]],
  },
  {
    name: "exchange() ends with an empty answer",
    step,
    shows: "empty-answer-is-the-end",
    file,
    edits: [[
      "if (answer === undefined) return",
      "if (!answer?.length) return",
    ]],
  },
  {
    name: "exchange() ends with as many answers as messages",
    step,
    shows: "an-answer-for-each-message",
    file,
    edits: [[
      "    const sending =",
      "    const all = [...messages];\n    const sending =",
    ], [
      "of messages) await",
      "of all) await",
    ], [
      "        answers.push(answer);\n",
      "        answers.push(answer);\n        if (answers.length === all.length) return answers;\n",
    ]],
  },
  {
    name: "expects an answer for each message",
    step,
    shows: "an-answer-for-each-message",
    file,
    edits: [[
      "      for (;;) {\n        const answer = await this.receive();\n        if (answer === undefined) return answers;\n        answers.push(answer);\n      }\n",
      "      for (const _ of messages) {\n        answers.push(await this.receive() ?? new Uint8Array());\n      }\n      return answers;\n",
    ]],
  },
  {
    name: "the child has the permissions that most programs need",
    step,
    shows: "child-without-permissions",
    file,
    edits: [[
      '"run", "-A", "--no-check"',
      '"run", "-RWNE", "--allow-sys", "--no-check"',
    ]],
  },
  {
    name: "reads on while a read fills the buffer",
    step,
    shows: "reads-before-it-looks",
    file: "message_stream.ts",
    edits: [[
      "      const length = await this.#source.read(this.#buffer);\n",
      "      let length = await this.#source.read(this.#buffer);\n      while (length === this.#buffer.length) {\n        this.#decoder.push(this.#buffer);\n        length = await this.#source.read(this.#buffer);\n      }\n",
    ]],
  },
  {
    name: "waits for an answer to each message before it sends the next",
    step,
    shows: "an-answer-for-each-message",
    file,
    edits: [[
      "    const sending = (async () => {\n",
      "    const said: Uint8Array<ArrayBuffer>[] = [];\n    const sending = (async () => {\n",
    ], [
      "        for (const message of messages) await this.send(message);\n",
      "        for (const message of messages) {\n          await this.send(message);\n          const answer = await this.receive();\n          if (answer !== undefined) said.push(answer);\n        }\n",
    ], [
      "      const answers: Uint8Array<ArrayBuffer>[] = [];\n",
      "      await sending;\n      const answers = said;\n",
    ]],
  },
];
