import type { Mutant } from "../../harness/mutant.ts";

/** What is done for a part only, and what goes on where it is over. */
export const overAndInPartMutants: Mutant[] = [
  {
    name: "a frame has two bytes for each UTF-16 unit",
    step: "7.5.1",
    shows: "text-does-not-fit",
    file: "framing.ts",
    edits: [[
      "  const bytes = typeof message === \"string\" ? encoder.encode(message) : message;\n  if (bytes.length > maxLength) {\n    throw new FrameError(\n      `Cannot encode frame as the message has ${bytes.length} bytes and at most ${maxLength} are allowed: split it, or raise 'maxLength' at both ends`,\n    );\n  }\n  const frame = new Uint8Array(HEADER_LENGTH + bytes.length);\n  new DataView(frame.buffer).setUint32(0, bytes.length);\n  frame.set(bytes, HEADER_LENGTH);\n  return frame;\n",
      '  // Encodes into the frame itself; no character of a string has more than two bytes.\n  const room = typeof message === "string"\n    ? 2 * message.length\n    : message.length;\n  const frame = new Uint8Array(HEADER_LENGTH + room);\n  const payload = frame.subarray(HEADER_LENGTH);\n  let length = room;\n  if (typeof message === "string") {\n    length = encoder.encodeInto(message, payload).written;\n  } else {\n    payload.set(message);\n  }\n  if (length > maxLength) {\n    throw new FrameError(\n      `Cannot encode frame as the message has ${length} bytes and at most ${maxLength} are allowed: split it, or raise \'maxLength\' at both ends`,\n    );\n  }\n  new DataView(frame.buffer).setUint32(0, length);\n  return frame.slice(0, HEADER_LENGTH + length);\n',
    ]],
  },
  {
    name: "the rest of a short write is not awaited",
    step: "7.5.2",
    shows: "write-is-not-awaited",
    file: "message_stream.ts",
    edits: [[
      "      for (let done = 0; done < bytes.length;) {\n        done += await this.#sink.write(bytes.subarray(done));\n      }\n",
      "      const taken = await this.#sink.write(bytes);\n      if (taken < bytes.length) this.#write(bytes.subarray(taken));\n",
    ]],
  },
  {
    name: "accept() hears one stranger after the other",
    step: "7.5.3",
    shows: "waits-for-a-stranger",
    file: "socket_pair.ts",
    edits: [[
      "import { admit, listenLocally, type Transport }",
      "import { listenLocally, type Transport }",
    ], [
      "      return await admit(listener, token, (conn) => new SocketEnd(conn));\n",
      "      for (;;) {\n        const end = new SocketEnd(await listener.accept());\n        const said = await end.receive().catch(() => undefined);\n        if (said !== undefined && new TextDecoder().decode(said) === token) {\n          return end;\n        }\n        end[Symbol.dispose]();\n      }\n",
    ]],
  },
  {
    name: "connectEnd() tries until somebody listens",
    step: "7.5.3",
    shows: "tries-for-ever",
    file: "socket_pair.ts",
    edits: [[
      '  const conn = protocol === "unix:"\n    ? await Deno.connect({\n      transport: "unix",\n      path: decodeURIComponent(pathname),\n    })\n    : await Deno.connect({ hostname, port: Number(port) });\n  const end = new SocketEnd(conn);\n  await end.send(hash.slice(1));\n  return end;\n',
      '  for (;;) {\n    try {\n      const conn = protocol === "unix:"\n        ? await Deno.connect({\n          transport: "unix",\n          path: decodeURIComponent(pathname),\n        })\n        : await Deno.connect({ hostname, port: Number(port) });\n      const end = new SocketEnd(conn);\n      await end.send(hash.slice(1));\n      return end;\n    } catch (error) {\n      const tooEarly = error instanceof Deno.errors.NotFound ||\n        error instanceof Deno.errors.ConnectionRefused;\n      if (!tooEarly) throw error;\n      // The other process does not listen yet.\n      await new Promise((resolve) => setTimeout(resolve, 50));\n    }\n  }\n',
    ]],
  },
  {
    name: "numbers go on from the first by how many there are",
    step: "7.5.4",
    shows: "numbers-from-the-first",
    file: "queue_rules.ts",
    edits: [[
      "  return (entries.at(-1)?.sequence ?? 0) + 1;\n",
      "  // Messages are taken out, too, so the first need not be number 1.\n  const [first] = entries;\n  return first === undefined ? 1 : first.sequence + entries.length;\n",
    ]],
  },
  {
    name: "the loop goes on behind an aborted call",
    step: "7.5.4",
    shows: "goes-on-behind-an-abort",
    file: "message_queue.ts",
    edits: [[
      "    signal?.throwIfAborted();\n    // Most often there is no need to watch, which costs more than to look.\n    const first = await this.#store.transaction(attempt);\n    if (first !== undefined) return first;\n    using changes = new Changes(this.#store.messages, signal);\n    for (;;) {\n      const result = await this.#store.transaction(attempt);\n      if (result !== undefined) return result;\n      await changes.next();\n    }\n",
      '    signal?.throwIfAborted();\n    const aborted = new Promise<never>((_, reject) => {\n      signal?.addEventListener("abort", () => reject(signal?.reason), {\n        once: true,\n      });\n    });\n    const untilThere = async (): Promise<T> => {\n      using changes = new Changes(this.#store.messages);\n      for (;;) {\n        const result = await this.#store.transaction(attempt);\n        if (result !== undefined) return result;\n        await changes.next();\n      }\n    };\n    return await Promise.race([untilThere(), aborted]);\n',
    ]],
  },
  {
    name: "a batch with a wrong event is dropped",
    step: "7.5.7",
    shows: "bad-event-drops-its-batch",
    file: "event_bus.ts",
    edits: [[
      "    for (const event of events) this.#deliver(event);\n",
      "    // Nothing of a batch is delivered before all of it is known to be right.\n    for (const { type, detail } of events) {\n      const wrong = this.#check(type, detail);\n      if (wrong !== undefined) {\n        return this.#ignore(`event '${type}' came and ${wrong}`);\n      }\n    }\n    for (const event of events) this.#deliver(event);\n",
    ]],
  },
  {
    name: "next() goes by the numbers of a value",
    step: "7.5.6",
    shows: "same-value-is-passed-over",
    file: "latest_value.ts",
    edits: [[
      "published.wait(token, () => state[0] !== this.#seen);",
      "published.wait(token, () => state[0] !== this.#seen && `${numbers}` !== this.#last);\n    this.#last = `${numbers}`;",
    ], [
      "conditions: [published], state } = this.#record;\n    // TODO(7.5.6): Wait",
      "conditions: [published], state, numbers } = this.#record;\n    // TODO(7.5.6): Wait",
    ], ["  next(): number[] {", '  #last = "";\n  next(): number[] {']],
  },
  {
    name: "publish() wakes nobody for an equal value",
    step: "7.5.6",
    shows: "same-value-is-left-out",
    file: "latest_value.ts",
    edits: [[
      "    numbers.set(value);\n",
      "    const isNew = value.some((n, i) => n !== numbers[i]);\n    numbers.set(value);\n",
    ], [
      "    published.notifyAll();\n",
      "    if (isNew) published.notifyAll();\n",
    ]],
  },
  {
    name: "connectEnd() tries a port that is closed again and again",
    step: "7.5.3",
    shows: "tries-for-ever",
    file: "socket_pair.ts",
    edits: [[
      "    : await Deno.connect({ hostname, port: Number(port) });\n",
      "    : await dial(hostname, Number(port));\n",
    ], [
      "/** Makes two connected sockets in",
      "async function dial(hostname: string, port: number): Promise<Deno.Conn> {\n  for (;;) {\n    try {\n      return await Deno.connect({ hostname, port });\n    } catch (error) {\n      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;\n    }\n  }\n}\n\n/** Makes two connected sockets in",
    ]],
  },
  {
    name: "what is wrong in a batch is reported, and no more",
    step: "7.5.7",
    shows: "bad-event-drops-its-batch",
    file: "event_bus.ts",
    edits: [[
      "    for (const event of events) this.#deliver(event);\n",
      "    const wrong = events.filter(({ type, detail }) => this.#check(type, detail) !== undefined);\n    for (const event of wrong.length > 0 ? wrong : events) this.#deliver(event);\n",
    ]],
  },
];
