import type { Mutant } from "../../harness/mutant.ts";

const file = "relay.ts";

/** Wrong versions of the relay. */
export const relayMutants: Mutant[] = [
  {
    name: "what a short write leaves is lost",
    step: "7.2.4",
    shows: "one-write-per-read",
    file,
    edits: [[
      "await writeAll(to, buffer.subarray(0, length));",
      "void writeAll;\n    await to.write(buffer.subarray(0, length));",
    ]],
  },
  {
    name: "writes are not awaited",
    step: "7.2.4",
    shows: "writes-not-awaited",
    file,
    edits: [[
      "    await writeAll(to, buffer.subarray(0, length));\n",
      "    last = writeAll(to, buffer.slice(0, length), last);\n",
    ], [
      "  await to.closeWrite();\n",
      "  await last;\n  await to.closeWrite();\n",
    ], [
      "  for (;;) {\n",
      "  let last = Promise.resolve();\n  const writeAll = async (to: Conn, data: Uint8Array, before: Promise<void>) => {\n    await before;\n    await writeRest(to, data);\n  };\n  for (;;) {\n",
    ], [
      "import { type Conn, writeAll }",
      "import { type Conn, writeAll as writeRest }",
    ]],
  },
  {
    name: "the buffer is filled while it is written",
    step: "7.2.4",
    shows: "buffer-used-again",
    file,
    edits: [
      [
        "    await writeAll(to, buffer.subarray(0, length));\n",
        "    last = last.then(() => writeAll(to, buffer.subarray(0, length)));\n",
      ],
      ["  for (;;) {\n", "  let last = Promise.resolve();\n  for (;;) {\n"],
      [
        "  await to.closeWrite();\n",
        "  await last;\n  await to.closeWrite();\n",
      ],
    ],
  },
  {
    name: "nobody waits for the end of closeWrite()",
    step: "7.2.4",
    shows: "close-write-not-awaited",
    file,
    edits: [["  await to.closeWrite();\n", "  void to.closeWrite();\n"]],
  },
  {
    name: "the error of closeWrite() is caught and forgotten",
    step: "7.2.4",
    shows: "copy-error-lost",
    file,
    edits: [[
      "  await to.closeWrite();\n",
      "  await to.closeWrite().catch(() => {});\n",
    ]],
  },
  {
    name: "the end of the input closes the connection",
    step: "7.2.4",
    shows: "end-closes-both",
    file,
    edits: [[
      "  await to.closeWrite();\n",
      "  await to.closeWrite();\n  from.close();\n",
    ]],
  },
  ...["to[Symbol.dispose]()", "from.close()"].map((closes): Mutant => ({
    name: `an error closes the connection by ${closes}`,
    step: "7.2.4",
    shows: "end-closes-both",
    file,
    edits: [[
      "    await writeAll(to, buffer.subarray(0, length));\n  }\n  await to.closeWrite();\n",
      `    await writeAll(to, buffer.subarray(0, length)).catch((error) => {\n      ${closes};\n      throw error;\n    });\n  }\n  await to.closeWrite();\n`,
    ]],
  })),
  {
    name: "the end of the input never reaches the handler",
    step: "7.2.4",
    shows: "end-not-passed-on",
    file,
    edits: [["  await to.closeWrite();\n", "  void to.closeWrite;\n"]],
  },
  {
    name: "a read of few bytes is the last one",
    step: "7.2.4",
    shows: "short-read-is-the-end",
    file,
    edits: [[
      "    await writeAll(to, buffer.subarray(0, length));\n",
      "    await writeAll(to, buffer.subarray(0, length));\n    if (length < 5) break;\n",
    ]],
  },
  {
    name: "a read of one byte is dropped",
    step: "7.2.4",
    shows: "drops-bytes",
    file,
    edits: [[
      "    if (length === null) break;\n",
      "    if (length === null) break;\n    if (length === 1) continue;\n",
    ]],
  },
  {
    name: "the last byte of a full buffer is dropped",
    step: "7.2.4",
    shows: "drops-bytes",
    file,
    edits: [[
      "buffer.subarray(0, length)",
      "buffer.subarray(0, Math.min(length, buffer.length - 1))",
    ]],
  },
  {
    name: "all of the buffer is written",
    step: "7.2.4",
    shows: "writes-all-the-buffer",
    file,
    edits: [[
      "buffer.subarray(0, length)",
      "buffer.subarray(0, 0 * length + buffer.length)",
    ]],
  },
  {
    name: "the next read begins before the write has ended",
    step: "7.2.4",
    shows: "writes-not-awaited",
    file,
    edits: [[
      "  for (;;) {\n    const length = await from.read(buffer);\n    if (length === null) break;\n    await writeAll(to, buffer.subarray(0, length));\n  }\n  await to.closeWrite();\n",
      "  const buffers = [buffer, new Uint8Array(buffer.length)];\n  let last = Promise.resolve();\n  for (let turn = 0;; turn++) {\n    const next = buffers[turn % 2] ?? buffer;\n    const length = await from.read(next);\n    await last;\n    if (length === null) break;\n    last = writeAll(to, next.subarray(0, length));\n    last.catch(() => {});\n  }\n  await to.closeWrite();\n",
    ]],
  },
  {
    name: "the next read begins with the write, into another buffer",
    step: "7.2.4",
    shows: "writes-not-awaited",
    file,
    edits: [[
      "  for (;;) {\n    const length = await from.read(buffer);\n    if (length === null) break;\n    await writeAll(to, buffer.subarray(0, length));\n  }\n  await to.closeWrite();\n",
      "  let [full, free] = [buffer, new Uint8Array(buffer.length)];\n  let length = await from.read(full);\n  while (length !== null) {\n    const next = from.read(free);\n    await writeAll(to, full.subarray(0, length));\n    length = await next;\n    [full, free] = [free, full];\n  }\n  await to.closeWrite();\n",
    ]],
  },
  {
    name: "what comes is kept until a line is whole",
    step: "7.2.4",
    shows: "holds-bytes-back",
    file,
    edits: [[
      "  for (;;) {\n    const length = await from.read(buffer);\n    if (length === null) break;\n    await writeAll(to, buffer.subarray(0, length));\n  }\n  await to.closeWrite();\n",
      "  let rest: number[] = [];\n  for (;;) {\n    const length = await from.read(buffer);\n    if (length === null) break;\n    rest = rest.concat([...buffer.subarray(0, length)]);\n    const end = rest.lastIndexOf(10) + 1;\n    await writeAll(to, Uint8Array.from(rest.slice(0, end)));\n    rest = rest.slice(end);\n  }\n  await writeAll(to, Uint8Array.from(rest));\n  await to.closeWrite();\n",
    ]],
  },
  {
    name: "the writing side of where bytes came from is closed",
    step: "7.2.4",
    shows: "ends-the-wrong-direction",
    file,
    edits: [["  await to.closeWrite();", "  await from.closeWrite();"]],
  },
  {
    name: "errors of the relay are caught and forgotten",
    step: "7.2.4",
    shows: "copy-error-lost",
    file,
    edits: [[
      "    await writeAll(to, buffer.subarray(0, length));\n",
      "    await writeAll(to, buffer.subarray(0, length)).catch(() => {});\n",
    ]],
  },
  {
    name: "an error of a read is taken for the end",
    step: "7.2.4",
    shows: "copy-error-lost",
    file,
    edits: [[
      "await from.read(buffer);",
      "await from.read(buffer).catch(() => null);",
    ]],
  },
  {
    name: "an error is told as an end",
    step: "7.2.4",
    shows: "error-told-as-end",
    file,
    edits: [[
      "  for (;;) {\n    const length = await from.read(buffer);\n    if (length === null) break;\n    await writeAll(to, buffer.subarray(0, length));\n  }\n  await to.closeWrite();\n",
      "  try {\n  for (;;) {\n    const length = await from.read(buffer);\n    if (length === null) break;\n    await writeAll(to, buffer.subarray(0, length));\n  }\n  } finally {\n    await to.closeWrite();\n  }\n",
    ]],
  },
  {
    name: "a pause between two pieces",
    step: "7.2.4",
    shows: "carries-by-timer",
    file: "relay.ts",
    edits: [[
      "    await writeAll(to, buffer.subarray(0, length));\n",
      "    await writeAll(to, buffer.subarray(0, length));\n    await delay(1);\n",
    ]],
  },
  {
    name: "a copy ends in silence when its reader is gone",
    step: "7.2.4",
    shows: "copy-error-lost",
    file,
    edits: [[
      "    await writeAll(to, buffer.subarray(0, length));\n",
      "    try {\n      await writeAll(to, buffer.subarray(0, length));\n    } catch (error) {\n      if (error instanceof Deno.errors.BrokenPipe) return;\n      throw error;\n    }\n",
    ]],
  },
  {
    name: "the end of the input is passed on a second later",
    step: "7.2.4",
    shows: "carries-by-timer",
    file,
    edits: [[
      "  await to.closeWrite();",
      `  await new Promise((resolve) => setTimeout(resolve, 1000));
  await to.closeWrite();`,
    ]],
  },
  {
    name: "a newline is written at the end",
    step: "7.2.4",
    shows: "adds-bytes",
    file,
    edits: [[
      "  await to.closeWrite();",
      `  await writeAll(to, new Uint8Array([10]));
  await to.closeWrite();`,
    ]],
  },
  {
    name: "bytes are carried as text",
    step: "7.2.4",
    shows: "takes-bytes-for-text",
    file,
    edits: [[
      "writeAll(to, buffer.subarray(0, length));",
      "writeAll(to, new TextEncoder().encode(new TextDecoder().decode(buffer.subarray(0, length))));",
    ]],
  },
  {
    name: "each piece is written twice",
    step: "7.2.4",
    shows: "writes-twice",
    file,
    edits: [[
      "    await writeAll(to, buffer.subarray(0, length));",
      `    await writeAll(to, buffer.subarray(0, length));
    await writeAll(to, buffer.subarray(0, length));`,
    ]],
  },
  {
    name: "both directions share a buffer",
    step: "7.2.4",
    shows: "shares-a-buffer",
    file,
    edits: [[
      "  const buffer = new Uint8Array(512 * 1024);",
      "  const buffer = SHARED;",
    ], [
      `/**
 * Carries all that`,
      `const SHARED = new Uint8Array(512 * 1024);

/**
 * Carries all that`,
    ]],
  },
];
