import { brokenPipe, closed, type Conn, interrupted } from "./given/conn.ts";
import { Ring } from "./ring.ts";

type Message = SharedArrayBuffer | "news" | "end" | "closed";

/**
 * One end of a connection over shared memory: each end writes into a ring of
 * its own, and the port carries only the rings, wake-ups and ends.
 */
export class PortConn implements Conn {
  readonly #port: MessagePort;
  readonly #out = new Ring();
  #in: Ring | undefined;
  #ended = false;
  #deaf = false;
  #finished = false;
  #closed = false;
  #news = Promise.withResolvers<void>();

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data instanceof SharedArrayBuffer) this.#in = new Ring(data);
      if (data === "end" || data === "closed") this.#ended = true;
      if (data === "closed") this.#deaf = true;
      this.#wake();
    };
    port.postMessage(this.#out.buffer);
  }

  async read(p: Uint8Array): Promise<number | null> {
    if (this.#closed) throw closed("read from");
    if (p.length === 0) return 0;
    for (;;) {
      const length = this.#in?.read(p) ?? 0;
      if (length > 0) {
        if (this.#in?.writerWaits()) this.#port.postMessage("news");
        return length;
      }
      if (this.#ended) return null;
      const { promise } = this.#news;
      if (this.#in?.readerSleeps() === false) continue;
      await promise;
      if (this.#closed) throw interrupted("read from");
    }
  }

  async write(p: Uint8Array): Promise<number> {
    if (this.#closed) throw closed("write to");
    for (;;) {
      if (this.#finished) throw brokenPipe("writing side");
      if (this.#deaf) throw brokenPipe("other end");
      if (p.length === 0) return 0;
      const length = this.#out.write(p);
      if (length > 0) {
        if (this.#out.readerWaits()) this.#port.postMessage("news");
        return length;
      }
      const { promise } = this.#news;
      if (!this.#out.writerSleeps()) continue;
      await promise;
      if (this.#closed) throw interrupted("write to");
    }
  }

  closeWrite(): Promise<void> {
    if (this.#closed) {
      return Promise.reject(closed("close the writing side of"));
    }
    if (!this.#finished) this.#port.postMessage("end");
    this.#finished = true;
    this.#wake();
    return Promise.resolve();
  }

  close(): void {
    if (this.#closed) throw closed("close");
    this.#closed = true;
    this.#port.postMessage("closed");
    this.#port.close();
    this.#wake();
  }

  [Symbol.dispose](): void {
    if (!this.#closed) this.close();
  }

  #wake(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}
