import { brokenPipe, closed, type Conn, interrupted } from "./given/conn.ts";
import type { PortMessage } from "./given/port_messages.ts";

const WINDOW = 1024 * 1024;

/** No window is a multiple of it. */
const CHUNK = 10_000;

/** Bytes that have arrived, one after the other. */
class Store {
  #bytes = new Uint8Array(2 * WINDOW);
  #head = 0;
  #tail = 0;

  get size(): number {
    return this.#tail - this.#head;
  }

  put(data: Uint8Array): void {
    if (this.#tail + data.length > this.#bytes.length) {
      this.#bytes.copyWithin(0, this.#head, this.#tail);
      this.#tail -= this.#head;
      this.#head = 0;
    }
    this.#bytes.set(data, this.#tail);
    this.#tail += data.length;
  }

  take(p: Uint8Array): number {
    const part = this.#bytes.subarray(this.#head, this.#tail);
    const length = Math.min(p.length, part.length);
    p.set(part.subarray(0, length));
    this.#head += length;
    return length;
  }
}

/** One end of a connection: small messages, and whoever waits looks by itself. */
export class PortConn implements Conn {
  readonly #port: MessagePort;
  readonly #store = new Store();
  readonly #looks = new Set<() => void>();
  readonly #is = { ended: false, deaf: false, finished: false, closed: false };
  #credit = WINDOW;
  #owed = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.addEventListener("message", ({ data }: MessageEvent<PortMessage>) => {
      if (data.type === "data") this.#store.put(data.bytes);
      else if (data.type === "credit") this.#credit += data.bytes;
      else this.#is.ended = true;
      if (data.type === "closed") this.#is.deaf = true;
      this.#look();
    });
    port.start();
  }

  #look(): void {
    for (const look of this.#looks) look();
  }

  /** Waits until something is so, or this end is closed. */
  #until(isSo: () => boolean, action: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.#is.closed) reject(interrupted(action));
        else if (isSo()) resolve();
        else return;
        this.#looks.delete(look);
      };
      this.#looks.add(look);
      look();
    });
  }

  async read(p: Uint8Array): Promise<number | null> {
    if (this.#is.closed) throw closed("read from");
    if (p.length === 0) return 0;
    const isThere = () => this.#store.size > 0 || this.#is.ended;
    // Another read may have been woken first.
    while (!isThere()) await this.#until(isThere, "read from");
    const length = this.#store.take(p);
    this.#owed += length;
    if (this.#owed >= WINDOW / 4) {
      this.#post({ type: "credit", bytes: this.#owed, buffers: [] });
      this.#owed = 0;
    }
    return length > 0 ? length : null;
  }

  async write(p: Uint8Array): Promise<number> {
    if (this.#is.closed) throw closed("write to");
    const isOver = () => this.#is.deaf || this.#is.finished;
    const mayGo = () => this.#credit > 0 || isOver();
    while (!mayGo()) await this.#until(mayGo, "write to");
    if (this.#is.finished) throw brokenPipe("writing side");
    if (this.#is.deaf) throw brokenPipe("other end");
    const bytes = p.slice(0, Math.min(CHUNK, this.#credit));
    this.#credit -= bytes.length;
    if (bytes.length > 0) this.#post({ type: "data", bytes });
    return bytes.length;
  }

  closeWrite(): Promise<void> {
    if (this.#is.closed) {
      return Promise.reject(closed("close the writing side of"));
    }
    if (!this.#is.finished) this.#post({ type: "end" });
    this.#is.finished = true;
    this.#look();
    return Promise.resolve();
  }

  close(): void {
    if (this.#is.closed) throw closed("close");
    this.#is.closed = true;
    this.#post({ type: "closed" });
    this.#port.close();
    this.#look();
  }

  [Symbol.dispose](): void {
    if (!this.#is.closed) this.close();
  }

  #post(message: PortMessage): void {
    this.#port.postMessage(message);
  }
}
