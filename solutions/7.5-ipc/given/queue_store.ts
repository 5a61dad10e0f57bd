import { tmpdir, userInfo } from "node:os";
import { QueueFiles } from "./queue_files.ts";
import {
  type Header,
  openLocked,
  parseHeader,
  readHeader,
  removeFiles,
  writeHeader,
} from "./queue_lock.ts";

/** Thrown when the queue is gone, also to who waits on it: EIDRM. */
export class QueueRemovedError extends Error {
  override readonly name = "QueueRemovedError";

  constructor(key: number) {
    super(
      `Cannot use message queue ${key} as it was removed: open it again for a new one`,
    );
  }
}

/** How {@linkcode QueueStore.open} finds or makes a queue. */
export interface StoreOptions {
  maxBytes: number;
  create: boolean;
  folder?: string;
}

/**
 * Where a queue lies: in files, as Deno has no kernel queue. The file named
 * after the key is the queue's lock and holds its header; an empty one means
 * that there is no queue. The system frees the lock when its holder is killed.
 */
export class QueueStore {
  /** The folder of the messages. Something in it changes with every one. */
  readonly messages: string;
  readonly maxBytes: number;
  readonly #id: string;
  readonly #key: number;
  readonly #lockFile: string;

  private constructor(key: number, lockFile: string, header: Header) {
    this.#key = key;
    this.#lockFile = lockFile;
    this.#id = header.id;
    this.maxBytes = header.maxBytes;
    this.messages = `${lockFile}-${header.id}`;
  }

  /**
   * Finds the queue of `key`, or makes it.
   *
   * @throws {Deno.errors.NotFound} If there is none and `create` is false.
   */
  static async open(key: number, options: StoreOptions): Promise<QueueStore> {
    const { create, maxBytes, folder = defaultFolder() } = options;
    const path = `${folder}/${hex(key)}`;
    for (;;) {
      if (create) await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
      using file = await openLocked(path, create);
      const header = file && readHeader(file);
      if (header) return new QueueStore(key, path, header);
      if (!create) {
        throw new Deno.errors.NotFound(
          `Cannot open message queue ${key} as there is none in ${folder}: set 'create' to true to make it`,
        );
      }
      // Else the folder was removed just now, with its last queue.
      if (file === undefined) continue;
      await removeFiles(folder, `${hex(key)}-`);
      const store = new QueueStore(key, path, {
        id: crypto.randomUUID().slice(0, 8),
        maxBytes,
      });
      await Deno.mkdir(store.messages, { mode: 0o700 });
      await writeHeader(file, { id: store.#id, maxBytes });
      // Somebody may have removed the file while we waited for its lock.
      if (await store.#isAtItsPath()) return store;
      await Deno.remove(store.messages, { recursive: true });
    }
  }

  /**
   * Runs `work` with the queue locked against all other processes.
   *
   * @throws {QueueRemovedError} If the queue was removed.
   */
  async transaction<T>(work: (files: QueueFiles) => T): Promise<T> {
    using _file = await this.#lock();
    return work(new QueueFiles(this.messages));
  }

  /**
   * Removes the queue with its messages.
   *
   * @throws {QueueRemovedError} If it was removed before.
   */
  async remove(): Promise<void> {
    using file = await this.#lock();
    // From here on there is no queue, whatever happens to this process.
    await file.truncate(0);
    await Deno.remove(this.#lockFile);
    const folder = this.#lockFile.slice(0, -hex(this.#key).length - 1);
    await removeFiles(folder, `${hex(this.#key)}-`);
    // Fails while there are other queues.
    await Deno.remove(folder).catch(() => {});
  }

  async #lock(): Promise<Deno.FsFile> {
    const file = await openLocked(this.#lockFile, false);
    if (file !== undefined && readHeader(file)?.id === this.#id) return file;
    file?.close();
    throw new QueueRemovedError(this.#key);
  }

  async #isAtItsPath(): Promise<boolean> {
    const text = await Deno.readTextFile(this.#lockFile).catch(() => "");
    return parseHeader(text)?.id === this.#id;
  }
}

/** A user's queues lie in one folder, unless told otherwise. */
function defaultFolder(): string {
  return `${tmpdir()}/message-queues-${userInfo().username}`;
}

/** A key as `ipcs` prints it. */
function hex(key: number): string {
  return `0x${key.toString(16).padStart(8, "0")}`;
}
