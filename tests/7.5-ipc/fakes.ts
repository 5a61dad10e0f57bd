import type {
  ByteSink,
  ByteSource,
} from "../../lessons/7.5-ipc/given/byte_stream.ts";

/** A source that gives these parts, one for each read, and then ends. */
export function sourceOf(parts: readonly Uint8Array[]): ByteSource {
  const left = parts.filter((part) => part.length > 0);
  return {
    read(buffer) {
      const part = left.shift();
      if (part === undefined) return Promise.resolve(null);
      const fitting = part.subarray(0, buffer.length);
      buffer.set(fitting);
      if (fitting.length < part.length) left.unshift(part.slice(buffer.length));
      return Promise.resolve(fitting.length);
    },
  };
}

/** A sink that takes at most `most` bytes at a time, and keeps them. */
export class SlowSink implements ByteSink {
  readonly bytes: number[] = [];

  constructor(readonly most: number) {}

  async write(bytes: Uint8Array): Promise<number> {
    // Another turn of the event loop, as a real pipe needs.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const taken = bytes.subarray(0, this.most);
    this.bytes.push(...taken);
    return taken.length;
  }
}
