import type { Mutant } from "../../harness/mutant.ts";
import { CHILD, READ, WRITE } from "./echo.ts";

/** Wrong versions of what the child writes. */
export const echoWritesMutants: Mutant[] = [
  {
    name: "the child ignores short writes",
    step: "7.1.1",
    shows: "ignores-short-writes",
    file: CHILD,
    edits: [[
      WRITE,
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
    name: "the child goes on writing when a piece is written",
    step: "7.1.1",
    shows: "writes-nothing-for-ever",
    file: CHILD,
    edits: [["done < length;", "done <= length;"]],
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
    name: "the rest of a short write ends where a length would",
    step: "7.1.1",
    shows: "leaves-nothing-of-the-rest",
    file: CHILD,
    edits: [[
      "buffer.subarray(done, length)",
      "buffer.subarray(done, length - done)",
    ]],
  },
  {
    name: "the child prints what it reads",
    step: "7.1.1",
    shows: "prints-instead-of-writing",
    file: CHILD,
    edits: [[
      WRITE,
      "    console.log(new TextDecoder().decode(buffer.subarray(0, length)));",
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
    name: "the child turns CRLF into LF",
    step: "7.1.1",
    shows: "changes-bytes",
    file: CHILD,
    edits: [[
      WRITE,
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
      WRITE,
      `    const out = buffer.slice(0, length).filter((b) => b !== 0);
    for (let done = 0; done < out.length;) {
      done += await Deno.stdout.write(out.subarray(done));
    }`,
    ]],
  },
  {
    name: "the child writes each piece twice",
    step: "7.1.1",
    shows: "repeats-what-was-taken",
    file: CHILD,
    edits: [[
      WRITE,
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }
    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
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
    name: "the rest of a short write goes out with the next piece",
    step: "7.1.1",
    shows: "writes-the-rest-later",
    file: CHILD,
    edits: [
      ["  for (;;) {\n", "  let kept = 0;\n  for (;;) {\n"],
      [
        READ,
        `    const more = await Deno.stdin.read(buffer.subarray(kept));
    if (more === null) {
      for (let done = 0; done < kept;) {
        done += await Deno.stdout.write(buffer.subarray(done, kept));
      }
      return;
    }
    const length = kept + more;`,
      ],
      [
        `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }
`,
        `    const done = await Deno.stdout.write(buffer.subarray(0, length));
    buffer.copyWithin(0, done, length);
    kept = length - done;
`,
      ],
    ],
  },
  {
    name: "the writes are chained, and nobody waits for them before the end",
    step: "7.1.1",
    shows: "writes-without-waiting",
    file: CHILD,
    edits: [
      ["  for (;;) {", "  let written = Promise.resolve();\n  for (;;) {"],
      [
        "if (length === null) return;",
        "if (length === null) return await written;",
      ],
      [
        WRITE,
        `    let rest = buffer.slice(0, length);
    written = written.then(async () => {
      while (rest.length > 0) {
        rest = rest.subarray(await Deno.stdout.write(rest));
      }
    });`,
      ],
    ],
  },
  {
    name: "the child writes on and on while it reads",
    step: "7.1.1",
    shows: "writes-without-waiting",
    file: CHILD,
    edits: [[
      WRITE,
      `    const writer = Deno.stdout.writable.getWriter();
    void writer.write(buffer.slice(0, length));
    writer.releaseLock();`,
    ]],
  },
  {
    name: "the child moves too little of the rest to the front",
    step: "7.1.1",
    shows: "repeats-what-was-taken",
    file: CHILD,
    edits: [[
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      `    let left = length;
    while (left > 0) {
      const taken = await Deno.stdout.write(buffer.subarray(0, left));
      left -= taken;
      buffer.copyWithin(0, taken, left);
    }`,
    ]],
  },
];
