import { Changes, type QueueFiles } from "./given/queue_files.ts";
import {
  checkMessage,
  checkWanted,
  type Message,
  type QueueOptions,
  type WaitOptions,
} from "./given/queue_options.ts";
import { QueueStore } from "./given/queue_store.ts";
import { bytesOf, choose, fits, nextSequence } from "./queue_rules.ts";

export {
  type Message,
  type QueueOptions,
  QueueRemovedError,
  type WaitOptions,
} from "./given/queue_options.ts";

/** Always watches, then looks. */
export class MessageQueue {
  readonly #store: QueueStore;

  private constructor(store: QueueStore) {
    this.#store = store;
  }

  static async open(
    key: number,
    options?: QueueOptions,
  ): Promise<MessageQueue> {
    return new MessageQueue(await QueueStore.open(key, options));
  }

  async send(
    type: number,
    data: Uint8Array | string,
    { signal }: WaitOptions = {},
  ): Promise<void> {
    await this.#wait(this.#putting(type, data), signal);
  }

  async trySend(type: number, data: Uint8Array | string): Promise<boolean> {
    return await this.#store.transaction(this.#putting(type, data)) ?? false;
  }

  async receive(type = 0, { signal }: WaitOptions = {}): Promise<Message> {
    return await this.#wait(this.#getting(type), signal);
  }

  async tryReceive(type = 0): Promise<Message | undefined> {
    return await this.#store.transaction(this.#getting(type));
  }

  async stat(): Promise<{ messages: number; bytes: number; maxBytes: number }> {
    const entries = await this.#store.transaction((files) => files.entries());
    const { maxBytes } = this.#store;
    return { messages: entries.length, bytes: bytesOf(entries), maxBytes };
  }

  async remove(): Promise<void> {
    await this.#store.remove();
  }

  #putting(type: number, text: Uint8Array | string) {
    const data = checkMessage(type, text, this.#store.maxBytes);
    return (files: QueueFiles): true | undefined => {
      const entries = files.entries();
      const { length } = data;
      if (!fits(entries, length, this.#store.maxBytes)) return undefined;
      files.add({ sequence: nextSequence(entries), type, length }, data);
      return true;
    };
  }

  #getting(wanted: number) {
    checkWanted(wanted);
    return (files: QueueFiles): Message | undefined => {
      const entry = choose(files.entries(), wanted);
      return entry && { type: entry.type, data: files.take(entry) };
    };
  }

  async #wait<T>(
    attempt: (files: QueueFiles) => T | undefined,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    signal?.throwIfAborted();
    using changes = new Changes(this.#store.messages, signal);
    for (;;) {
      const result = await this.#store.transaction(attempt);
      if (result !== undefined) return result;
      await changes.next();
    }
  }
}
