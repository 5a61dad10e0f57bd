import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.3";

/** Wrong pairs. */
export const socketPairMutants: Mutant[] = [
  {
    name: "half-close is forgotten (port)",
    step,
    shows: "half-close-is-not-told",
    file: "thread_pair.ts",
    edits: [[
      "    // #region 7.5.3\n    this.#port.postMessage(null);\n",
      "    // #region 7.5.3\n",
    ]],
  },
  {
    name: "half-close closes both directions (port)",
    step,
    shows: "closes-both-directions",
    file: "thread_pair.ts",
    edits: [[
      "    // #region 7.5.3\n    this.#port.postMessage(null);\n",
      "    // #region 7.5.3\n    this.#port.postMessage(null);\n    this.#port.close();\n",
    ]],
  },
  {
    name: "closeWrite() ends what its own end receives (port)",
    step,
    shows: "closes-both-directions",
    file: "thread_pair.ts",
    edits: [[
      "    this.#port.postMessage(null);\n    // #endregion",
      "    this.#port.postMessage(null);\n    this.#ended = true;\n    this.#wake();\n    // #endregion",
    ]],
  },
  {
    name: "closeWrite() posts an empty message (port)",
    step,
    shows: "says-the-end-by-a-message",
    file: "thread_pair.ts",
    edits: [[
      "    this.#port.postMessage(null);\n    // #endregion",
      "    this.#port.postMessage(new Uint8Array(0));\n    // #endregion",
    ]],
  },
  {
    name: "only spaces are decoded",
    step,
    shows: "path-is-half-decoded",
    file: "socket_pair.ts",
    edits: [[
      "decodeURIComponent(pathname)",
      'pathname.replaceAll("%20", " ")',
    ]],
  },
  {
    name: "half-close is forgotten (socket)",
    step,
    shows: "half-close-is-not-told",
    file: "socket_pair.ts",
    edits: [["    await this.#conn.closeWrite();\n", ""]],
  },
  {
    name: "half-close closes both directions (socket)",
    step,
    shows: "closes-both-directions",
    file: "socket_pair.ts",
    edits: [[
      "    await this.#conn.closeWrite();\n",
      "    this[Symbol.dispose]();\n    await Promise.resolve();\n",
    ]],
  },
  {
    name: "closes before everything is written",
    step,
    shows: "ends-before-all-is-written",
    file: "socket_pair.ts",
    edits: [["    await this.#writer.drained();\n", ""]],
  },
  {
    name: "only a view of a larger buffer is copied",
    step: "7.5.3",
    shows: "transfers-the-senders-array",
    file: "thread_pair.ts",
    edits: [[
      "      : new Uint8Array(message);\n    this.#port.postMessage(bytes, [bytes.buffer]);",
      "      : message.byteLength < message.buffer.byteLength\n      ? message.slice()\n      : message;\n    this.#port.postMessage(bytes, [bytes.buffer as ArrayBuffer]);",
    ]],
  },
  {
    name: "posts the sender's own array",
    step,
    shows: "transfers-the-senders-array",
    file: "thread_pair.ts",
    edits: [[": new Uint8Array(message);", ": message;"]],
  },
  {
    name: "an array that has its buffer to itself is left to postMessage()",
    step,
    shows: "shares-the-senders-memory",
    file: "thread_pair.ts",
    edits: [[
      "      : new Uint8Array(message);\n    this.#port.postMessage(bytes, [bytes.buffer]);",
      "      : message.byteLength < message.buffer.byteLength\n      ? message.slice()\n      : message;\n    this.#port.postMessage(bytes);",
    ]],
  },
  {
    name: "posts the whole buffer of a view",
    step,
    shows: "view-for-its-buffer",
    file: "thread_pair.ts",
    edits: [[
      "      : new Uint8Array(message);",
      "      : new Uint8Array(message.buffer.slice(0));",
    ]],
  },
  {
    name: "asks again after the end and waits for ever",
    step,
    shows: "forgets-the-end",
    file: "thread_pair.ts",
    edits: [[
      "if (parcel === null) this.#ended = true;",
      "if (parcel === null) return undefined;",
    ]],
  },
  {
    name: "an empty message is the end",
    step,
    shows: "empty-message-is-the-end",
    file: "thread_pair.ts",
    edits: [[
      "if (parcel === null) this.#ended = true;",
      "if (!parcel?.length && parcel !== undefined) this.#ended = true;",
    ]],
  },
  {
    name: "the offer stays open after it was taken",
    step,
    shows: "offer-stays-open",
    file: "socket_pair.ts",
    edits: [["        listener.close();\n", ""]],
  },
  {
    name: "the path stays",
    step,
    shows: "path-stays",
    file: "socket_pair.ts",
    edits: [["      removePath();\n", ""]],
  },
  {
    name: "takes whoever comes first",
    step,
    shows: "takes-whoever-comes-first",
    file: "socket_pair.ts",
    edits: [[
      "      return await admit(listener, token, (conn) => new SocketEnd(conn));",
      "      const end = new SocketEnd(await listener.accept());\n      await end.receive();\n      return end;",
    ], [
      "  const { listener, address, token, removePath }",
      "  const { listener, address, removePath }",
    ]],
  },
  {
    name: "says no token",
    step,
    shows: "says-no-token",
    file: "socket_pair.ts",
    edits: [["  await end.send(hash.slice(1));\n", ""]],
  },
  {
    name: "the path of an address is not decoded",
    step,
    shows: "path-is-not-decoded",
    file: "socket_pair.ts",
    edits: [["decodeURIComponent(pathname)", "pathname"]],
  },
  {
    name: "the path of an address is decoded as a whole URL is",
    step,
    shows: "decodes-as-a-whole-url",
    file: "socket_pair.ts",
    edits: [["decodeURIComponent(pathname)", "decodeURI(pathname)"]],
  },
  {
    name: "posts a view, and its whole buffer with it",
    step,
    shows: "drags-its-buffer-along",
    file: "thread_pair.ts",
    edits: [[": new Uint8Array(message);", ": message;"], [
      "postMessage(bytes, [bytes.buffer])",
      "postMessage(bytes)",
    ]],
  },
  {
    name: "receives what came before it was disposed of",
    step,
    shows: "receives-after-disposal",
    file: "thread_pair.ts",
    edits: [[
      'while (!this.#ended && this.#closed !== "entirely") {',
      'while (!this.#ended) {\n      if (this.#closed === "entirely" && this.#parcels.length === 0) break;',
    ]],
  },
  {
    name: "says the token with the number sign before it",
    step,
    shows: "token-with-its-hash-sign",
    file: "socket_pair.ts",
    edits: [["end.send(hash.slice(1))", "end.send(hash)"]],
  },
  {
    name: "connectEnd() does not wait until the token is sent",
    step,
    shows: "does-not-wait-for-the-socket",
    file: "socket_pair.ts",
    edits: [["  await end.send(hash.slice(1));", "  end.send(hash.slice(1));"]],
  },
  {
    name: "closeWrite() does not wait until the socket is closed",
    step,
    shows: "does-not-wait-for-the-socket",
    file: "socket_pair.ts",
    edits: [[
      "    await this.#conn.closeWrite();",
      "    this.#conn.closeWrite();",
    ]],
  },
  {
    name: "a token that could not be sent is nobody's",
    step,
    shows: "nobody-has-the-token",
    file: "socket_pair.ts",
    edits: [[
      "  await end.send(hash.slice(1));",
      "  await end.send(hash.slice(1)).catch(() => {});",
    ]],
  },
  {
    name: "receive() looks only once whether its end is closed",
    step,
    shows: "waits-on-a-disposed-end",
    file: "thread_pair.ts",
    edits: [[
      '    while (!this.#ended && this.#closed !== "entirely") {',
      '    if (this.#closed === "entirely") return undefined;\n    while (!this.#ended) {',
    ]],
  },
  {
    name: "a byte for each character of a text",
    step,
    shows: "text-is-not-utf-8",
    file: "thread_pair.ts",
    edits: [[
      "encoder.encode(message)",
      "Uint8Array.from(message, (one) => one.charCodeAt(0))",
    ]],
  },
  {
    name: "accept() hears one stranger after the other",
    step,
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
    step,
    shows: "tries-for-ever",
    file: "socket_pair.ts",
    edits: [[
      '  const conn = protocol === "unix:"\n    ? await Deno.connect({\n      transport: "unix",\n      path: decodeURIComponent(pathname),\n    })\n    : await Deno.connect({ hostname, port: Number(port) });\n  const end = new SocketEnd(conn);\n  await end.send(hash.slice(1));\n  return end;\n',
      '  for (;;) {\n    try {\n      const conn = protocol === "unix:"\n        ? await Deno.connect({\n          transport: "unix",\n          path: decodeURIComponent(pathname),\n        })\n        : await Deno.connect({ hostname, port: Number(port) });\n      const end = new SocketEnd(conn);\n      await end.send(hash.slice(1));\n      return end;\n    } catch (error) {\n      const tooEarly = error instanceof Deno.errors.NotFound ||\n        error instanceof Deno.errors.ConnectionRefused;\n      if (!tooEarly) throw error;\n      // The other process does not listen yet.\n      await new Promise((resolve) => setTimeout(resolve, 50));\n    }\n  }\n',
    ]],
  },
  {
    name: "connectEnd() tries a port that is closed again and again",
    step,
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
    name: "posts a view's buffer from where the view begins",
    step,
    shows: "view-goes-on-to-its-buffers-end",
    file: "thread_pair.ts",
    edits: [[
      "      : new Uint8Array(message);\n",
      "      : new Uint8Array(\n        message.buffer.slice(message.byteOffset) as ArrayBuffer,\n      );\n",
    ]],
  },
];
