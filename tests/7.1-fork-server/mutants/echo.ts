import type { Mutant } from "../../harness/mutant.ts";

export const CHILD = "echo_child.ts";
export const READ = `    const length = await Deno.stdin.read(buffer);
    if (length === null) return;`;
/** How it writes a piece. */
export const WRITE = `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`;
const readUntil = (more: string) =>
  `    let length = 0;
    for (let n: number | null; ${more}; length += n) {
      n = await Deno.stdin.read(buffer.subarray(length));
      if (n === null) break;
    }
    if (length === 0) return;`;
const ONE_WRITE =
  "      done += await Deno.stdout.write(buffer.subarray(done, length));";
const STREAM = `      const writer = Deno.stdout.writable.getWriter();
      await writer.write(buffer.slice(done, length));
      await writer.close();
      done = length;`;

/** Wrong versions of what the child reads, and how it ends. */
export const echoMutants: Mutant[] = [
  {
    name: "gathers reads that fill the buffer",
    step: "7.1.1",
    shows: "takes-a-full-buffer-for-more",
    file: "echo_child.ts",
    edits: [
      ["  for (;;) {\n", "  let pieces: Uint8Array[] = [];\n  for (;;) {\n"],
      [
        `    if (length === null) return;\n${WRITE}`,
        `    if (length !== null) pieces.push(buffer.slice(0, length));
    if (length === buffer.length) continue;
    for (const piece of pieces) {
      for (let done = 0; done < piece.length;) {
        done += await Deno.stdout.write(piece.subarray(done));
      }
    }
    if (length === null) return;
    pieces = [];`,
      ],
    ],
  },
  {
    name: "ends after sixteen reads",
    step: "7.1.1",
    shows: "ends-before-its-input",
    file: "echo_child.ts",
    edits: [["  for (;;) {\n", "  for (let i = 0; i < 16; i++) {\n"]],
  },
  {
    name: "the child reads all before it writes",
    step: "7.1.1",
    shows: "answers-at-the-end",
    file: CHILD,
    edits: [[
      `  for (;;) {
    const length = await Deno.stdin.read(buffer);`,
      `  const all = await new Response(Deno.stdin.readable).bytes();
  for (;;) {
    const length = all.length;
    if (length > 0) return void await new Response(all).body?.pipeTo(Deno.stdout.writable);`,
    ]],
  },
  {
    name: "the child never ends",
    step: "7.1.1",
    shows: "misses-the-end-of-input",
    file: CHILD,
    edits: [["if (length === null) return;", "if (length === null) continue;"]],
  },
  {
    name: "the child waits until 1 KiB has come",
    step: "7.1.1",
    shows: "waits-for-a-full-buffer",
    file: CHILD,
    edits: [[READ, readUntil("length < 1024")]],
  },
  {
    name: "the child waits until two bytes have come",
    step: "7.1.1",
    shows: "waits-for-a-full-buffer",
    file: CHILD,
    edits: [[READ, readUntil("length < 2")]],
  },
  {
    name: "the child passes on its first piece only",
    step: "7.1.1",
    shows: "carries-one-piece",
    file: CHILD,
    edits: [[
      "      done += await Deno.stdout.write(buffer.subarray(done, length));\n    }",
      "      done += await Deno.stdout.write(buffer.subarray(done, length));\n    }\n    return;",
    ]],
  },
  {
    name: "the child waits for a newline",
    step: "7.1.1",
    shows: "waits-for-a-line",
    file: CHILD,
    edits: [[READ, readUntil("buffer[length - 1] !== 10")]],
  },
  {
    name: "the child takes a short read for the end",
    step: "7.1.1",
    shows: "takes-a-short-read-for-the-end",
    file: CHILD,
    edits: [[
      `      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      `      done += await Deno.stdout.write(buffer.subarray(done, length));
    }
    if (length < buffer.length) return;`,
    ]],
  },
  {
    name: "the child ends by an error",
    step: "7.1.1",
    shows: "fails-at-the-end-of-input",
    file: CHILD,
    edits: [[
      "if (length === null) return;",
      'if (length === null) throw new Error("end of input");',
    ]],
  },
  {
    name: "the child reads on while it writes",
    step: "7.1.1",
    shows: "overwrites-what-it-writes",
    file: CHILD,
    edits: [[
      `  for (;;) {
    const length = await Deno.stdin.read(buffer);
    if (length === null) return;
    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      `  let writing = Promise.resolve();
  for (;;) {
    const length = await Deno.stdin.read(buffer);
    if (length === null) return await writing;
    writing = writing.then(async () => {
      for (let done = 0; done < length;) done += await Deno.stdout.write(buffer.subarray(done, length));
    });`,
    ]],
  },
  {
    name: "the child waits a moment before each write",
    step: "7.1.1",
    shows: "delays-by-timer",
    file: CHILD,
    edits: [[
      `    const length = await Deno.stdin.read(buffer);
    if (length === null) return;`,
      `    const length = await Deno.stdin.read(buffer);
    if (length === null) return;
    await new Promise((resolve) => setTimeout(resolve, 20));`,
    ]],
  },
  {
    name: "the child greets first",
    step: "7.1.1",
    shows: "adds-bytes",
    file: CHILD,
    edits: [[
      `  for (;;) {
    const length = await Deno.stdin`,
      `  await Deno.stdout.write(new TextEncoder().encode("ready\\n"));
  for (;;) {
    const length = await Deno.stdin`,
    ]],
  },
  {
    name: "the child says goodbye",
    step: "7.1.1",
    shows: "adds-bytes",
    file: CHILD,
    edits: [[
      `    const length = await Deno.stdin.read(buffer);
    if (length === null) return;`,
      `    const length = await Deno.stdin.read(buffer);
    if (length === null) return void await Deno.stdout.write(new TextEncoder().encode("bye\\n"));`,
    ]],
  },
  {
    name: "the child ends after 8 reads",
    step: "7.1.1",
    shows: "ends-before-its-input",
    file: CHILD,
    edits: [[
      "  for (;;) {\n    const length = await Deno.stdin",
      "  for (let reads = 0; reads < 8; reads++) {\n    const length = await Deno.stdin",
    ]],
  },
  {
    name: "the child reads once",
    step: "7.1.1",
    shows: "never-reads-again",
    file: CHILD,
    edits: [[
      `  for (;;) {
    const length = await Deno.stdin.read(buffer);
    if (length === null) return;`,
      `  const length = await Deno.stdin.read(buffer);
  while (length !== null) {`,
    ]],
  },
  {
    name: "the child logs what it has done",
    step: "7.1.1",
    shows: "adds-bytes",
    file: CHILD,
    edits: [[
      "if (length === null) return;",
      'if (length === null) return console.log("The input has ended.");',
    ]],
  },
  {
    name: "the child answers from three bytes on",
    step: "7.1.1",
    shows: "waits-for-a-full-buffer",
    file: CHILD,
    edits: [[READ, readUntil("length < 3")]],
  },
  {
    name:
      "the child reads behind the last piece, and at the buffer's end nothing",
    step: "7.1.1",
    shows: "reads-into-nothing",
    file: CHILD,
    edits: [
      ["  for (;;) {", "  let start = 0;\n  for (;;) {"],
      [
        READ,
        `    if (start > buffer.length) start = 0;
    const length = await Deno.stdin.read(buffer.subarray(start));
    if (length === null) return;`,
      ],
      [
        WRITE,
        `    const end = start + length;
    while (start < end) {
      start += await Deno.stdout.write(buffer.subarray(start, end));
    }`,
      ],
    ],
  },
  {
    name: "a writer of stdout is taken and closed for each piece",
    step: "7.1.1",
    shows: "takes-the-stream-for-each-piece",
    file: CHILD,
    edits: [[ONE_WRITE, STREAM]],
  },
  {
    name: "stdout is closed after a piece, and its writer given back",
    step: "7.1.1",
    shows: "takes-the-stream-for-each-piece",
    file: CHILD,
    edits: [[ONE_WRITE, `${STREAM}\n      writer.releaseLock();`]],
  },
  {
    name: "a reader of stdin is taken for each piece",
    step: "7.1.1",
    shows: "takes-the-stream-for-each-piece",
    file: CHILD,
    edits: [[
      READ,
      `    const { value } = await Deno.stdin.readable.getReader().read();
    if (value === undefined) return;
    const length = value.length;
    buffer.set(value);`,
    ]],
  },
];
