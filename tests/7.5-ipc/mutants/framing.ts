import type { Mutant } from "../../harness/mutant.ts";

const file = "framing.ts";
const step = "7.5.1";

/** Wrong frames. */
export const framingMutants: Mutant[] = [
  {
    name: "the header counts characters, not bytes",
    step,
    shows: "characters-for-bytes",
    file,
    edits: [["setUint32(0, bytes.length)", "setUint32(0, message.length)"]],
  },
  {
    name: "the lowest byte of the header comes first",
    step,
    shows: "lowest-byte-first",
    file,
    edits: [[
      "setUint32(0, bytes.length)",
      "setUint32(0, bytes.length, true)",
    ]],
  },
  {
    name: "a read is taken for a message",
    step,
    shows: "partial-frame-is-a-message",
    file,
    edits: [[
      "    if (this.#bytes.length < HEADER_LENGTH + length) return undefined;\n",
      "",
    ]],
  },
  {
    name: "a header is always whole",
    step,
    shows: "header-is-always-whole",
    file,
    edits: [[
      "    if (this.#bytes.length < HEADER_LENGTH) return undefined;\n",
      "    if (this.#bytes.length === 0) return undefined;\n",
    ]],
  },
  {
    name: "the header is taken before the message is there",
    step,
    shows: "header-taken-too-early",
    file,
    edits: [[
      "    if (this.#bytes.length < HEADER_LENGTH + length) return undefined;\n    this.#bytes.take(HEADER_LENGTH);\n",
      "    this.#bytes.take(HEADER_LENGTH);\n    if (this.#bytes.length < length) return undefined;\n",
    ]],
  },
  {
    name: "an empty message is no message",
    step,
    shows: "empty-message-is-none",
    file,
    edits: [[
      "    this.#bytes.take(HEADER_LENGTH);\n    return this.#bytes.take(length);",
      "    this.#bytes.take(HEADER_LENGTH);\n    return length === 0 ? undefined : this.#bytes.take(length);",
    ]],
  },
  {
    name: "the limit itself is refused",
    step,
    shows: "limit-is-refused",
    file,
    edits: [[
      "if (length > this.#maxLength)",
      "if (length >= this.#maxLength)",
    ]],
  },
  {
    name: "the length is taken as signed",
    step,
    shows: "length-is-signed",
    file,
    edits: [[
      "const length = this.#bytes.peekUint32();",
      "const length = this.#bytes.peekUint32() | 0;",
    ]],
  },
  {
    name: "memory is taken before the limit is looked at",
    step,
    shows: "reserves-before-the-check",
    file,
    edits: [[
      "    if (length > this.#maxLength) {\n",
      '    const reserved = new Uint8Array(length);\n    Reflect.set(globalThis, "reserved", reserved);\n    if (reserved.length > this.#maxLength) {\n',
    ]],
  },
  {
    name: "the limit is looked at when the message is whole",
    step,
    shows: "limit-checked-when-whole",
    file,
    edits: [[
      "    if (length > this.#maxLength) {\n",
      "    if (this.#bytes.length < HEADER_LENGTH + length) return undefined;\n    if (length > this.#maxLength) {\n",
    ], [
      "    if (this.#bytes.length < HEADER_LENGTH + length) return undefined;\n    this.#bytes.take(HEADER_LENGTH);",
      "    this.#bytes.take(HEADER_LENGTH);",
    ]],
  },
  {
    name: "an end in a frame is a normal end",
    step,
    shows: "end-is-always-normal",
    file,
    edits: [["if (this.#bytes.length > 0) {", "if (false) {"]],
  },
  {
    name: "an end in a header is a normal end",
    step,
    shows: "part-of-a-header-is-nothing",
    file,
    edits: [[
      "if (this.#bytes.length > 0) {",
      "if (this.#bytes.length > HEADER_LENGTH) {",
    ]],
  },
  {
    name: "the decoder keeps no limit",
    step,
    shows: "keeps-no-limit",
    file,
    edits: [["if (length > this.#maxLength) {", "if (length > 0xffffffff) {"]],
  },
  {
    name: "the decoder reads the lowest byte first",
    step,
    shows: "reads-lowest-byte-first",
    file,
    edits: [[
      "const length = this.#bytes.peekUint32();",
      "const header = new DataView(new ArrayBuffer(4));\n    header.setUint32(0, this.#bytes.peekUint32());\n    const length = header.getUint32(0, true);",
    ]],
  },
  {
    name: "encodeFrame() gives nothing for an empty message",
    step,
    shows: "empty-message-is-none",
    file,
    edits: [[
      "  const frame = new Uint8Array(HEADER_LENGTH + bytes.length);",
      "  if (bytes.length === 0) return new Uint8Array(0);\n  const frame = new Uint8Array(HEADER_LENGTH + bytes.length);",
    ]],
  },
  {
    name: "end() does not know of a header that next() has taken",
    step,
    shows: "announced-message-is-nothing",
    file,
    edits: [
      [
        "  #error: FrameError | undefined;\n",
        "  #error: FrameError | undefined;\n  #length: number | undefined;\n",
      ],
      [
        "    if (this.#bytes.length < HEADER_LENGTH) return undefined;\n    const length = this.#bytes.peekUint32();\n",
        "    if (this.#length === undefined && this.#bytes.length < HEADER_LENGTH) {\n      return undefined;\n    }\n    const length = this.#length ?? this.#bytes.peekUint32();\n",
      ],
      [
        "    if (this.#bytes.length < HEADER_LENGTH + length) return undefined;\n    this.#bytes.take(HEADER_LENGTH);\n",
        "    if (this.#length === undefined) this.#bytes.take(HEADER_LENGTH);\n    this.#length = length;\n    if (this.#bytes.length < length) return undefined;\n    this.#length = undefined;\n",
      ],
    ],
  },
  {
    name: "only a cut header is no end",
    step,
    shows: "part-of-a-message-is-nothing",
    file,
    edits: [[
      "if (this.#bytes.length > 0) {",
      "if (this.#bytes.length > 0 && this.#bytes.length < HEADER_LENGTH) {",
    ]],
  },
  {
    name: "empty messages keep a connection alive, and no more",
    step,
    shows: "empty-message-is-none",
    file,
    edits: [[
      "    this.#bytes.take(HEADER_LENGTH);\n    return",
      "    this.#bytes.take(HEADER_LENGTH);\n    if (length === 0) return this.next();\n    return",
    ]],
  },
  {
    name: "a decoder that failed goes on",
    step,
    shows: "goes-on-after-an-error",
    file,
    edits: [[
      "    this.#error = new FrameError(message);\n    throw this.#error;",
      "    throw new FrameError(message);",
    ], [
      "      this.#fail(\n        `Cannot decode frame as its header",
      "      this.#bytes.take(HEADER_LENGTH);\n      this.#fail(\n        `Cannot decode frame as its header",
    ]],
  },
  {
    name: "the sender's limit counts characters",
    step,
    shows: "characters-for-bytes",
    file,
    edits: [[
      "if (bytes.length > maxLength)",
      "if (message.length > maxLength)",
    ]],
  },
  {
    name: "a message that is too long passes once all of it came",
    step,
    shows: "whole-frames-pass-the-limit",
    file,
    edits: [[
      "    if (length > this.#maxLength) {\n",
      "    const whole = this.#bytes.length >= HEADER_LENGTH + length;\n    if (length > this.#maxLength && !whole) {\n",
    ]],
  },
  {
    name: "only the first message is measured",
    step,
    shows: "only-the-first-is-measured",
    file,
    edits: [[
      "    if (length > this.#maxLength) {\n",
      "    const first = !this.#seen;\n    this.#seen = true;\n    if (length > this.#maxLength && first) {\n",
    ], [
      "  #error: FrameError | undefined;\n",
      "  #error: FrameError | undefined;\n  #seen = false;\n",
    ]],
  },
  {
    name: "a view is framed with its whole buffer",
    step,
    shows: "view-for-its-buffer",
    file,
    edits: [[
      "  frame.set(bytes, HEADER_LENGTH);",
      "  frame.set(new Uint8Array(bytes.buffer).subarray(0, bytes.length), HEADER_LENGTH);",
    ]],
  },
  {
    name: "the header's bytes count as the message's",
    step,
    shows: "counts-the-header",
    file,
    edits: [[
      "this.#bytes.length < HEADER_LENGTH + length",
      "this.#bytes.length < length",
    ]],
  },
  {
    name: "a frame has two bytes for each UTF-16 unit",
    step,
    shows: "text-does-not-fit",
    file,
    edits: [[
      "  const bytes = typeof message === \"string\" ? encoder.encode(message) : message;\n  if (bytes.length > maxLength) {\n    throw new FrameError(\n      `Cannot encode frame as the message has ${bytes.length} bytes and at most ${maxLength} are allowed: split it, or raise 'maxLength' at both ends`,\n    );\n  }\n  const frame = new Uint8Array(HEADER_LENGTH + bytes.length);\n  new DataView(frame.buffer).setUint32(0, bytes.length);\n  frame.set(bytes, HEADER_LENGTH);\n  return frame;\n",
      '  // Encodes into the frame itself; no character of a string has more than two bytes.\n  const room = typeof message === "string"\n    ? 2 * message.length\n    : message.length;\n  const frame = new Uint8Array(HEADER_LENGTH + room);\n  const payload = frame.subarray(HEADER_LENGTH);\n  let length = room;\n  if (typeof message === "string") {\n    length = encoder.encodeInto(message, payload).written;\n  } else {\n    payload.set(message);\n  }\n  if (length > maxLength) {\n    throw new FrameError(\n      `Cannot encode frame as the message has ${length} bytes and at most ${maxLength} are allowed: split it, or raise \'maxLength\' at both ends`,\n    );\n  }\n  new DataView(frame.buffer).setUint32(0, length);\n  return frame.slice(0, HEADER_LENGTH + length);\n',
    ]],
  },
  {
    name: "a frame has begun when its header is whole",
    step,
    shows: "part-of-a-header-is-nothing",
    file,
    edits: [[
      "if (this.#bytes.length > 0) {",
      "if (this.#bytes.length >= HEADER_LENGTH) {",
    ]],
  },
  {
    name: "a view is framed up to its buffer's end",
    step,
    shows: "view-goes-on-to-its-buffers-end",
    file,
    edits: [[
      "encoder.encode(message) : message;",
      "encoder.encode(message) : new Uint8Array(message.buffer, message.byteOffset);",
    ]],
  },
];
