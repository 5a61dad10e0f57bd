import "./dom.ts";

/** What a link carries: a learner's code, and a schedule of it. */
export interface Shared {
  /** `"7.4.2"`, or {@linkcode QUESTION}. */
  step: string;
  /** The learner's files by their paths from the course's folder. */
  files: Record<string, string>;
  model?: string;
  /** The steps of the schedule: `"0b1a"`. */
  schedule?: string;
}

/** What a question of one's own is called in addresses and links. */
export const QUESTION = "question";

/** No link is longer when it is unpacked, in bytes: a bomb is not opened. */
const LIMIT = 1_000_000;

/** Packs code and schedule into characters that an address may hold. */
export async function pack(shared: Shared): Promise<string> {
  const stream = new Blob([JSON.stringify(shared)]).stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return btoa(binary.join("")).replaceAll("+", "-").replaceAll("/", "_")
    .replaceAll("=", "");
}

/**
 * Unpacks what {@linkcode pack} made.
 *
 * @returns Undefined if it was made by something else, or was cut.
 */
export async function unpack(packed: string): Promise<Shared | undefined> {
  try {
    const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream()
      .pipeThrough(new DecompressionStream("deflate-raw"));
    const text = await limited(stream);
    const shared: unknown = JSON.parse(text);
    return isShared(shared) ? shared : undefined;
  } catch {
    return undefined;
  }
}

async function limited(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for (const reader = stream.getReader();;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > LIMIT) throw new RangeError(`More than ${LIMIT} bytes`);
    text += decoder.decode(value, { stream: true });
  }
}

function isShared(value: unknown): value is Shared {
  const { step, files, model, schedule } = value as Partial<Shared>;
  return typeof step === "string" && typeof files === "object" &&
    files !== null &&
    Object.values(files).every((text) => typeof text === "string") &&
    isName(model) && isName(schedule);
}

function isName(value: unknown): boolean {
  return value === undefined ||
    (typeof value === "string" && /^[\w.-]*$/.test(value));
}
