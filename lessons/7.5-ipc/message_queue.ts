import { Changes, type QueueFiles } from "./given/queue_files.ts";
import {
  checkMessage,
  checkWanted,
  type Message,
  type QueueOptions,
  type WaitOptions,
} from "./given/queue_options.ts";
import { bytesOf, choose, fits, nextSequence } from "./queue_rules.ts";
import { QueueStore } from "./given/queue_store.ts";

export {
  type Message,
  type QueueOptions,
  QueueRemovedError,
  type WaitOptions,
} from "./given/queue_options.ts";

/**
 * A queue that processes find by its key, with the rules of System V's: each
 * message has a type, and a receiver chooses by it. Messages stay when their
 * sender has ended, and until the queue is removed.
 */
export class MessageQueue {
  readonly #store: QueueStore;

  private constructor(store: QueueStore) {
    this.#store = store;
  }

  /**
   * Finds the queue of `key` or makes it: `msgget()`.
   *
   * @param key An integer of 32 bits that the processes have agreed on.
   * @throws {RangeError} If the key or `maxBytes` is out of range.
   * @throws {Deno.errors.NotFound} If there is none and `create` is false.
   */
  static async open(
    key: number,
    options?: QueueOptions,
  ): Promise<MessageQueue> {
    return new MessageQueue(await QueueStore.open(key, options));
  }

  /**
   * Sends a message, and waits while there is no room for it: `msgsnd()`.
   *
   * @param type A positive integer.
   * @throws {RangeError} If the type is none, or the message can never fit.
   * @throws {QueueRemovedError} If the queue is or gets removed: EIDRM.
   */
  async send(
    type: number,
    data: Uint8Array | string,
    { signal }: WaitOptions = {},
  ): Promise<void> {
    const bytes = checkMessage(type, data, this.#store.maxBytes);
    await this.#wait((files) => this.#put(files, type, bytes), signal);
  }

  /**
   * As `send()`, but returns false instead of waiting: `IPC_NOWAIT`, EAGAIN.
   */
  async trySend(type: number, data: Uint8Array | string): Promise<boolean> {
    const bytes = checkMessage(type, data, this.#store.maxBytes);
    return await this.#store.transaction((files) =>
      this.#put(files, type, bytes)
    ) ?? false;
  }

  /**
   * Takes a message out, and waits while there is none: `msgrcv()`.
   *
   * @param type 0 for the first message; n for the first of type n; -n for the
   * first of the lowest type up to n.
   * @throws {RangeError} If the type is not an integer.
   * @throws {QueueRemovedError} If the queue is or gets removed: EIDRM.
   */
  async receive(type = 0, { signal }: WaitOptions = {}): Promise<Message> {
    checkWanted(type);
    return await this.#wait((files) => this.#get(files, type), signal);
  }

  /**
   * As `receive()`, but returns undefined instead of waiting: `IPC_NOWAIT`,
   * ENOMSG.
   */
  async tryReceive(type = 0): Promise<Message | undefined> {
    checkWanted(type);
    return await this.#store.transaction((files) => this.#get(files, type));
  }

  /** What lies in the queue: `msgctl(IPC_STAT)`. */
  async stat(): Promise<{ messages: number; bytes: number; maxBytes: number }> {
    const entries = await this.#store.transaction((files) => files.entries());
    const { maxBytes } = this.#store;
    return { messages: entries.length, bytes: bytesOf(entries), maxBytes };
  }

  /**
   * Removes the queue and all that lies in it: `msgctl(IPC_RMID)`. Whoever waits
   * on it wakes with a QueueRemovedError.
   *
   * @throws {QueueRemovedError} If it was removed before.
   */
  async remove(): Promise<void> {
    await this.#store.remove();
  }

  /** Adds a message if there is room, and returns true then. */
  #put(files: QueueFiles, type: number, data: Uint8Array): true | undefined {
    const entries = files.entries();
    if (!fits(entries, data.length, this.#store.maxBytes)) return undefined;
    const sequence = nextSequence(entries);
    files.add({ sequence, type, length: data.length }, data);
    return true;
  }

  /** Takes out the message that `type` asks for, if there is one. */
  #get(files: QueueFiles, type: number): Message | undefined {
    const entry = choose(files.entries(), type);
    if (entry === undefined) return undefined;
    return { type: entry.type, data: files.take(entry) };
  }

  /** Repeats `attempt` until it gives something. */
  async #wait<T>(
    attempt: (files: QueueFiles) => T | undefined,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    // TODO(7.5.4): Return what an `attempt` gives, each made in a
    // `#store.transaction()`. While it gives nothing, sleep until the folder
    // `#store.messages` has changed (`Changes`). Do not poll, and do not miss
    // what changes between an attempt and the beginning of the watch. If the
    // signal was aborted before, reject without an attempt.
    throw new Error("TODO(7.5.4)");
  }
}
