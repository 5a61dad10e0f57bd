import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of the server that gives a thread each request. */
export const requestServerMutants: Mutant[] = [
  {
    name: "the event loop answers itself",
    step: "7.3.9",
    shows: "answers-in-the-event-loop",
    file: "request_server.ts",
    edits: [[
      "await writeLine(conn, await this.pool.submit(line));",
      "const { default: answer } = await import(this.handler);\n      await writeLine(conn, await answer(line));",
    ], [
      "    this.pool = new ThreadPool(options.handler, options);",
      "    this.pool = new ThreadPool(options.handler, options);\n    this.handler = options.handler.href;",
    ], [
      "  protected override readonly pool: ThreadPool<Uint8Array, Uint8Array>;\n",
      "  protected override readonly pool: ThreadPool<Uint8Array, Uint8Array>;\n  readonly handler: string;\n",
    ]],
  },
  {
    name: "answers are taken for text",
    step: "7.3.9",
    shows: "takes-bytes-for-text",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));",
      `      const answer = new TextDecoder().decode(await this.pool.submit(line));
      await writeLine(conn, new TextEncoder().encode(answer));`,
    ]],
  },
  {
    name: "a carriage return is cut off a line's end",
    step: "7.3.9",
    shows: "trims-lines",
    file: "request_server.ts",
    edits: [[
      "await this.pool.submit(line)",
      "await this.pool.submit(line.at(-1) === 0x0d ? line.subarray(0, -1) : line)",
    ]],
  },
  {
    name: "a reply's white space at its end is cut off",
    step: "7.3.9",
    shows: "trims-lines",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));",
      `      const reply = await this.pool.submit(line);
      const end = reply.findLastIndex((byte) => byte > 0x20) + 1;
      await writeLine(conn, reply.subarray(0, end));`,
    ]],
  },
  {
    name: "answers overtake each other",
    step: "7.3.9",
    shows: "replies-overtake",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));\n    }",
      "      pending.push(this.pool.submit(line).then((l) => writeLine(conn, l)));\n    }\n    await Promise.all(pending);",
    ], [
      "    for await (const line of lines(conn)) {",
      "    const pending: Promise<void>[] = [];\n    for await (const line of lines(conn)) {",
    ]],
  },
  {
    name: "nobody waits for the replies",
    step: "7.3.9",
    shows: "ends-before-it-has-answered",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));",
      "      this.pool.submit(line).then((reply) => writeLine(conn, reply))\n        .catch(() => {});",
    ]],
  },
  {
    name: "a client's lines are submitted as they come, and answered in order",
    step: "7.3.9",
    shows: "submits-ahead",
    file: "request_server.ts",
    edits: [[
      "    for await (const line of lines(conn)) {\n      await writeLine(conn, await this.pool.submit(line));\n    }",
      "    let last = Promise.resolve();\n    for await (const line of lines(conn)) {\n      const result = this.pool.submit(line);\n      result.catch(() => {});\n      last = last.then(async () => await writeLine(conn, await result));\n      last.catch(() => hangUp(conn));\n    }\n    await last;",
    ], [
      'import { lines, writeLine } from "./given/relay.ts";\n',
      'import { lines, writeLine } from "./given/relay.ts";\nimport { hangUp } from "../given/listening.ts";\n',
    ]],
  },
  {
    name: "a client that does not read is read on",
    step: "7.3.9",
    shows: "reads-on-while-the-client-does-not",
    file: "request_server.ts",
    edits: [[
      "await writeLine(conn, await this.pool.submit(line));",
      "writeLine(conn, await this.pool.submit(line)).catch(() => {});",
    ]],
  },
  {
    name: "after an error of accept() nobody is taken",
    step: "7.3.9",
    shows: "swallows-accept-errors",
    file: "request_server.ts",
    edits: [[
      "for await (const conn of this.listener) this.admit(conn);",
      "try {\n      for await (const conn of this.listener) this.admit(conn);\n    } catch {\n      // Nobody comes any more.\n    }",
    ]],
  },
  {
    name: "an error of accept() is packed into another",
    step: "7.3.9",
    shows: "passes-another-error-on",
    file: "request_server.ts",
    edits: [[
      "for await (const conn of this.listener) this.admit(conn);",
      "try {\n      for await (const conn of this.listener) this.admit(conn);\n    } catch (error) {\n      throw new Error('accept() failed', { cause: error });\n    }",
    ]],
  },
  {
    name: "acceptAll() closes the listener when it is left",
    step: "7.3.9",
    shows: "closes-the-listener",
    file: "request_server.ts",
    edits: [[
      "for await (const conn of this.listener) this.admit(conn);",
      "using listener = this.listener;\n    for await (const conn of listener) this.admit(conn);",
    ]],
  },
  {
    name: "the next line is asked for while this one is in the pool",
    step: "7.3.9",
    shows: "reads-ahead-unheard",
    file: "request_server.ts",
    edits: [[
      "for await (const line of lines(conn)) {",
      "const all = lines(conn);\n    let next = all.next();\n    for (;;) {\n      const { value: line, done } = await next;\n      if (done) return;\n      next = all.next();",
    ]],
  },
  {
    name: "one client at a time",
    step: "7.3.9",
    shows: "one-client-at-a-time",
    file: "request_server.ts",
    edits: [[
      "for await (const conn of this.listener) this.admit(conn);",
      "for await (const conn of this.listener) {\n      this.admit(conn);\n      await Promise.all(this.serving);\n    }",
    ]],
  },
  {
    name: "empty lines get no answer",
    step: "7.3.9",
    shows: "drops-empty-lines",
    file: "request_server.ts",
    edits: [[
      "    for await (const line of lines(conn)) {",
      "    for await (const line of lines(conn)) {\n      if (line.length === 0) continue;",
    ]],
  },
  {
    name: "an empty line ends the connection",
    step: "7.3.9",
    shows: "drops-empty-lines",
    file: "request_server.ts",
    edits: [[
      "    for await (const line of lines(conn)) {",
      "    for await (const line of lines(conn)) {\n      if (line.length === 0) return;",
    ]],
  },
  {
    name: "a request that fails gets no answer",
    step: "7.3.9",
    shows: "swallows-a-requests-error",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));\n",
      "      const reply = await this.pool.submit(line).catch(() => undefined);\n      if (reply !== undefined) await writeLine(conn, reply);\n",
    ]],
  },
  {
    name: "lines are answered when all have come",
    step: "7.3.9",
    shows: "waits-for-the-last-line",
    file: "request_server.ts",
    edits: [[
      "    for await (const line of lines(conn)) {\n",
      "    for (const line of await Array.fromAsync(lines(conn))) {\n",
    ]],
  },
  {
    name: "one client is accepted, and no other",
    step: "7.3.9",
    shows: "accepts-once",
    file: "request_server.ts",
    edits: [[
      "for await (const conn of this.listener) this.admit(conn);",
      "this.admit(await this.listener.accept());",
    ]],
  },
  {
    name: "an error is sent as an answer",
    step: "7.3.9",
    shows: "tells-errors-to-clients",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));",
      "      await writeLine(conn, await this.pool.submit(line).catch((e) => new TextEncoder().encode(`${e}`)));",
    ]],
  },
  {
    name: "requests of all clients go one by one",
    step: "7.3.9",
    shows: "one-request-at-a-time",
    file: "request_server.ts",
    edits: [[
      "  protected override async serve",
      `  #last: Promise<unknown> = Promise.resolve();
  protected override async serve`,
    ], [
      "      await writeLine(conn, await this.pool.submit(line));",
      `      const mine = this.#last.then(() => this.pool.submit(line)); this.#last = mine.catch(() => {});
      await writeLine(conn, await mine);`,
    ]],
  },
  {
    name: "hangs up after the first answer",
    step: "7.3.9",
    shows: "hangs-up-after-one-line",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));",
      `      await writeLine(conn, await this.pool.submit(line));
      return;`,
    ]],
  },
  {
    name: "a reply is written while the next line is worked on",
    step: "7.3.9",
    shows: "submits-while-it-writes",
    file: "request_server.ts",
    edits: [[
      `    for await (const line of lines(conn)) {
      await writeLine(conn, await this.pool.submit(line));
    }`,
      `    let written = Promise.resolve();
    for await (const line of lines(conn)) {
      const reply = await this.pool.submit(line);
      await written;
      written = writeLine(conn, reply);
    }
    await written;`,
    ]],
  },
  {
    name: "the loop of accept() knows no end",
    step: "7.3.9",
    shows: "takes-the-close-for-an-error",
    file: "request_server.ts",
    edits: [[
      "for await (const conn of this.listener) this.admit(conn);",
      "for (;;) this.admit(await this.listener.accept());",
    ]],
  },
  {
    name: "a second promise of the reply that nobody awaits",
    step: "7.3.9",
    shows: "nobody-awaits-the-reply",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));",
      "      const reply = this.pool.submit(line);\n      reply.finally(() => line.fill(0));\n      await writeLine(conn, await reply);",
    ]],
  },
  {
    name: "a server per connection serves whom it has not admitted",
    step: "7.3.9",
    shows: "serves-whom-it-has-not-admitted",
    file: "connection_server.ts",
    edits: [["this.admit(conn)", "void this.serve(conn)"]],
  },
  {
    name: "a server per request serves whom it has not admitted",
    step: "7.3.9",
    shows: "serves-whom-it-has-not-admitted",
    file: "request_server.ts",
    edits: [["this.admit(conn)", "void this.serve(conn)"]],
  },
  {
    name: "a reply is written with one write()",
    step: "7.3.9",
    shows: "writes-a-part",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));\n",
      `      const reply = await this.pool.submit(line);
      void writeLine;
      const bytes = new Uint8Array(reply.length + 1);
      bytes.set(reply);
      bytes[reply.length] = 10;
      await conn.write(bytes);
`,
    ]],
  },
  {
    name: "a reply and its newline are written with a write() each",
    step: "7.3.9",
    shows: "writes-a-part",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));\n",
      `      void writeLine;
      await conn.write(await this.pool.submit(line));
      await conn.write(Uint8Array.of(10));
`,
    ]],
  },
];
