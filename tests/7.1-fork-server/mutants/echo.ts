import type { Mutant } from "../../harness/mutant.ts";

const CHILD = "echo_child.ts";
const READ = `    const length = await Deno.stdin.read(buffer);
    if (length === null) return;`;
const readUntil = (more: string) =>
  `    let length = 0;
    for (let n: number | null; ${more}; length += n) {
      n = await Deno.stdin.read(buffer.subarray(length));
      if (n === null) break;
    }
    if (length === 0) return;`;

/** Wrong versions of the child's program. */
export const echoMutants: Mutant[] = [
  {
    name: "ends after sixteen reads",
    step: "7.1.1",
    shows: "ends-before-its-input",
    file: "echo_child.ts",
    edits: [["  for (;;) {\n", "  for (let i = 0; i < 16; i++) {\n"]],
  },
  {
    name: "the child ignores short writes",
    step: "7.1.1",
    shows: "ignores-short-writes",
    file: CHILD,
    edits: [[
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      "    await Deno.stdout.write(buffer.subarray(0, length));",
    ]],
  },
  {
    name: "the child takes one byte for nothing",
    step: "7.1.1",
    shows: "drops-small-pieces",
    file: CHILD,
    edits: [[
      READ,
      `${READ}
    if (length < 2) continue;`,
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
    name: "the child writes the whole buffer each time",
    step: "7.1.1",
    shows: "sends-stale-bytes",
    file: CHILD,
    edits: [
      ["done < length;", "done < buffer.length;"],
      ["buffer.subarray(done, length)", "buffer.subarray(done)"],
    ],
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
    name: "the child turns bytes into text",
    step: "7.1.1",
    shows: "takes-bytes-for-text",
    file: CHILD,
    edits: [[
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));`,
      `    const text = new TextDecoder().decode(buffer.subarray(0, length));
    const bytes = new TextEncoder().encode(text);
    for (let done = 0; done < bytes.length;) {
      done += await Deno.stdout.write(bytes.subarray(done));`,
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
    name: "the rest of a short write is as long as the whole piece",
    step: "7.1.1",
    shows: "writes-more-than-the-rest",
    file: CHILD,
    edits: [[
      "buffer.subarray(done, length)",
      "buffer.subarray(done, done + length)",
    ]],
  },
  {
    name: "the child prints what it reads",
    step: "7.1.1",
    shows: "prints-instead-of-writing",
    file: CHILD,
    edits: [[
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      "    console.log(new TextDecoder().decode(buffer.subarray(0, length)));",
    ]],
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
    name: "the rest of a short write begins at the front again",
    step: "7.1.1",
    shows: "repeats-what-was-taken",
    file: CHILD,
    edits: [[
      "buffer.subarray(done, length)",
      "buffer.subarray(0, length - done)",
    ]],
  },
  {
    name: "the child forgets what it has written before the last write",
    step: "7.1.1",
    shows: "repeats-what-was-taken",
    file: CHILD,
    edits: [["done += await", "done = await"]],
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
    name: "the child writes a piece when the next one has come",
    step: "7.1.1",
    shows: "is-a-piece-behind",
    file: CHILD,
    edits: [[
      `  for (;;) {
    const length = await Deno.stdin.read(buffer);
    if (length === null) return;
    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      `  let last = new Uint8Array(0);
  for (;;) {
    const length = await Deno.stdin.read(buffer);
    for (let done = 0; done < last.length;) {
      done += await Deno.stdout.write(last.subarray(done));
    }
    if (length === null) return;
    last = buffer.slice(0, length);`,
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
    name: "the child turns CRLF into LF",
    step: "7.1.1",
    shows: "changes-bytes",
    file: CHILD,
    edits: [[
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      `    const out = new Uint8Array(buffer.subarray(0, length).filter((b, i, a) => !(b === 13 && a[i + 1] === 10)));
    for (let done = 0; done < out.length;) {
      done += await Deno.stdout.write(out.subarray(done));
    }`,
    ]],
  },
  {
    name: "the child drops zeros",
    step: "7.1.1",
    shows: "changes-bytes",
    file: CHILD,
    edits: [[
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      `    const out = buffer.slice(0, length).filter((b) => b !== 0);
    for (let done = 0; done < out.length;) {
      done += await Deno.stdout.write(out.subarray(done));
    }`,
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
    name: "the child writes each piece twice",
    step: "7.1.1",
    shows: "repeats-what-was-taken",
    file: CHILD,
    edits: [[
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }
    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
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
    name: "how much was written is not set back for the next read",
    step: "7.1.1",
    shows: "goes-on-where-the-last-ended",
    file: CHILD,
    edits: [[
      `  for (;;) {
    const length = await Deno.stdin.read(buffer);
    if (length === null) return;
    for (let done = 0; done < length;) {`,
      `  let done = 0;
  for (;;) {
    const length = await Deno.stdin.read(buffer);
    if (length === null) return;
    while (done < length) {`,
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
];
