import { Changes } from "./queue_changes.ts";
import type { Entry, QueueFiles } from "./queue_files.ts";
import { QueueStore } from "./queue_store.ts";

export { QueueRemovedError } from "./queue_store.ts";

/** A message as it is received. */
export interface Message {
  /** What the sender gave it, from 1 up. */
  type: number;
  data: Uint8Array;
}

/** Options for {@linkcode MessageQueue.open}. */
export interface QueueOptions {
  /** How many bytes of text a new queue holds: `msg_qbytes`. @default {16_384} */
  maxBytes?: number;
  /** Whether to make the queue if there is none: `IPC_CREAT`. @default {true} */
  create?: boolean;
  /** Where the queues lie. @default a folder of the user's in the system's for temporary files */
  folder?: string;
}

/** Options of what may have to wait. */
export interface WaitOptions {
  /** Ends the wait; it then rejects with the signal's reason. */
  signal?: AbortSignal;
}

const encoder = new TextEncoder();

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
    { maxBytes = 16_384, create = true, folder }: QueueOptions = {},
  ): Promise<MessageQueue> {
    if (!Number.isInteger(key) || key < 0 || key > 0xffff_ffff) {
      throw new RangeError(
        `Cannot open message queue as 'key' must be an integer from 0 to 2^32 - 1: received ${key}`,
      );
    }
    if (!Number.isInteger(maxBytes) || maxBytes < 1) {
      throw new RangeError(
        `Cannot open message queue as 'maxBytes' must be a positive integer: received ${maxBytes}`,
      );
    }
    const options = { maxBytes, create, ...(folder ? { folder } : {}) };
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
    const bytes = this.#check(type, data);
    await this.#wait((files) => this.#put(files, type, bytes), signal);
  }

  /**
   * As `send()`, but returns false instead of waiting: `IPC_NOWAIT`, EAGAIN.
   */
  async trySend(type: number, data: Uint8Array | string): Promise<boolean> {
    const bytes = this.#check(type, data);
    return await this.#store.transaction((files) =>
      this.#put(files, type, bytes)
    ) ?? false;
  }

  /**
   * Takes a message out, and waits while there is none: `msgrcv()`.
   *
   * @param type 0 for the first message; n for the first of type n; -n for the
   * first of the lowest type up to n.
   * @throws {RangeError} If the type is no integer.
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

  /** Refuses what can never be sent. Returns the message as bytes. */
  #check(type: number, data: Uint8Array | string): Uint8Array {
    const bytes = typeof data === "string" ? encoder.encode(data) : data;
    const { maxBytes } = this.#store;
    if (!Number.isInteger(type) || type < 1) {
      throw new RangeError(
        `Cannot send message as 'type' must be a positive integer: received ${type}`,
      );
    }
    if (bytes.length > maxBytes) {
      throw new RangeError(
        `Cannot send message as it has ${bytes.length} bytes and the queue holds ${maxBytes}: split it, or make a queue with a larger 'maxBytes'`,
      );
    }
    return bytes;
  }

  /** Adds a message if there is room, and returns true then. */
  #put(files: QueueFiles, type: number, data: Uint8Array): true | undefined {
    const entries = files.entries();
    const { maxBytes } = this.#store;
    if (bytesOf(entries) + data.length > maxBytes) return undefined;
    if (entries.length + 1 > maxBytes) return undefined;
    const sequence = (entries.at(-1)?.sequence ?? 0) + 1;
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
    signal?.throwIfAborted();
    for (;;) {
      using changes = new Changes(this.#store.messages, signal);
      const result = await this.#store.transaction(attempt);
      if (result !== undefined) return result;
      await changes.next();
    }
  }
}

/** The message that a receiver who asks for `type` gets, if there is one. */
function choose(entries: Entry[], type: number): Entry | undefined {
  const wanted = entries.filter((entry) =>
    type === 0 || entry.type === type || entry.type <= -type
  );
  // sort() is stable: the oldest of a type stays first.
  if (type < 0) wanted.sort((a, b) => a.type - b.type);
  return wanted[0];
}

function bytesOf(entries: Entry[]): number {
  return entries.reduce((sum, { length }) => sum + length, 0);
}

function checkWanted(type: number): void {
  if (Number.isInteger(type)) return;
  throw new RangeError(
    `Cannot receive message as 'type' must be an integer: received ${type}`,
  );
}
