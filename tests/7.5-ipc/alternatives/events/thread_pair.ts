import type { End } from "./given/end.ts";

const encoder = new TextEncoder();

/** An end whose messages wait in a web stream. */
export class PortEnd implements End {
  readonly #port: MessagePort;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #endStream: () => void = () => {};
  #closed: "no" | "for writing" | "entirely" = "no";

  constructor(port: MessagePort) {
    this.#port = port;
    this.#reader = new ReadableStream<Uint8Array>({
      start: (controller) => {
        let open = true;
        this.#endStream = () => {
          if (open) controller.close();
          open = false;
        };
        port.onmessage = ({ data }: MessageEvent<{ bytes?: Uint8Array }>) => {
          if (data.bytes === undefined) this.#endStream();
          else if (open) controller.enqueue(data.bytes);
        };
      },
    }).getReader();
  }

  // deno-lint-ignore require-await -- an error is to reject
  async send(message: Uint8Array | string): Promise<void> {
    if (this.#closed !== "no") {
      throw new TypeError("Cannot send message as this end was closed");
    }
    this.#port.postMessage({
      bytes: typeof message === "string"
        ? encoder.encode(message)
        : message.slice(),
    });
  }

  async receive(): Promise<Uint8Array | undefined> {
    if (this.#closed === "entirely") return undefined;
    return (await this.#reader.read()).value;
  }

  closeWrite(): Promise<void> {
    if (this.#closed === "no") {
      this.#closed = "for writing";
      this.#port.postMessage({});
    }
    return Promise.resolve();
  }

  [Symbol.dispose](): void {
    if (this.#closed === "entirely") return;
    if (this.#closed === "no") this.#port.postMessage({});
    this.#closed = "entirely";
    this.#port.close();
    this.#endStream();
  }
}

export function threadPair(): { mine: PortEnd; theirs: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  return { mine: new PortEnd(port1), theirs: port2 };
}
