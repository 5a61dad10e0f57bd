import type { End } from "./given/end.ts";

/** What goes through the port: a message, or null for the end of them. */
type Parcel = Uint8Array | null;

const encoder = new TextEncoder();

/**
 * An end that is one port of a MessageChannel: for threads. The channel has
 * messages but knows no end of them, and a thread that is terminated says
 * nothing: whoever waits for it waits for ever.
 */
export class PortEnd implements End {
  readonly #port: MessagePort;
  readonly #parcels: Parcel[] = [];
  /** Called when a parcel has come, or when this end was disposed of. */
  #wake: () => void = () => {};
  #closed: "no" | "for writing" | "entirely" = "no";
  #ended = false;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<Parcel>) => {
      this.#parcels.push(data);
      this.#wake();
    };
  }

  // deno-lint-ignore require-await -- an error is to reject, as in any End
  async send(message: Uint8Array | string): Promise<void> {
    if (this.#closed !== "no") {
      throw new TypeError(
        `Cannot send message as this end was closed ${this.#closed}: close it after the last message`,
      );
    }
    // TODO(7.5.3): Post the message as bytes of its own, also if it is a text.
    // The sender may reuse its array, which may also be a small view of a large
    // buffer.
    // #region 7.5.3
    const bytes = typeof message === "string"
      ? encoder.encode(message)
      : new Uint8Array(message);
    this.#port.postMessage(bytes, [bytes.buffer]);
    // #endregion
  }

  async receive(): Promise<Uint8Array | undefined> {
    // TODO(7.5.3): Each message once, in order. While none is there, wait:
    // `#wake` is called when that may have changed. After the other end's null,
    // and when this end is closed entirely, there is only undefined, also for a
    // call that waits.
    // #region 7.5.3
    while (!this.#ended && this.#closed !== "entirely") {
      const parcel = this.#parcels.shift();
      if (parcel === null) this.#ended = true;
      else if (parcel !== undefined) return parcel;
      else await new Promise<void>((resolve) => this.#wake = resolve);
    }
    return undefined;
    // #endregion
  }

  // deno-lint-ignore require-await -- see send()
  async closeWrite(): Promise<void> {
    if (this.#closed !== "no") return;
    this.#closed = "for writing";
    // TODO(7.5.3): The channel has no end of its own. Tell the other end that
    // this was all. The other direction must stay open.
    // #region 7.5.3
    this.#port.postMessage(null);
    // #endregion
  }

  [Symbol.dispose](): void {
    if (this.#closed === "entirely") return;
    if (this.#closed === "no") this.#port.postMessage(null);
    this.#closed = "entirely";
    this.#port.close();
    this.#wake();
  }
}

/** Two connected ends for two threads. */
export interface ThreadPair {
  /** The end that stays in this thread. */
  mine: PortEnd;
  /**
   * The other one: post it to a worker, also in the list of what is transferred.
   * There, `new PortEnd(port)` makes the end of it.
   */
  theirs: MessagePort;
}

/** Makes two connected ends for two threads, of a `MessageChannel`. */
export function threadPair(): ThreadPair {
  // TODO(7.5.3): Of a channel's two ports, one stays here in an end, and the
  // other is returned for another thread.
  // #region 7.5.3
  const { port1, port2 } = new MessageChannel();
  return { mine: new PortEnd(port1), theirs: port2 };
  // #endregion
}
