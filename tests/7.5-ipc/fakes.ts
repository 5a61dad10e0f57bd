import type {
  ByteSink,
  ByteSource,
} from "../../lessons/7.5-ipc/given/byte_stream.ts";

/** A source that gives some parts, one for each read, and then ends. */
export class PartSource implements ByteSource {
  /** How often it was read from. */
  reads = 0;
  readonly #left: Uint8Array[];

  constructor(parts: readonly Uint8Array[]) {
    this.#left = parts.filter((part) => part.length > 0);
  }

  /** Whether all of its parts have been read. */
  get isEmpty(): boolean {
    return this.#left.length === 0;
  }

  read(buffer: Uint8Array): Promise<number | null> {
    this.reads++;
    const part = this.#left.shift();
    if (part === undefined) return Promise.resolve(null);
    const fitting = part.subarray(0, buffer.length);
    buffer.set(fitting);
    if (fitting.length < part.length) {
      this.#left.unshift(part.slice(buffer.length));
    }
    return Promise.resolve(fitting.length);
  }
}

/** A sink that takes at most `most` bytes at a time, and keeps them. */
export class SlowSink implements ByteSink {
  readonly bytes: number[] = [];
  /** What each write was handed. */
  readonly handed: string[] = [];

  constructor(readonly most: number) {}

  async write(bytes: Uint8Array): Promise<number> {
    this.handed.push([...bytes].join(" "));
    // Another turn of the event loop, as a real pipe needs.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const taken = bytes.subarray(0, this.most);
    this.bytes.push(...taken);
    return taken.length;
  }
}
