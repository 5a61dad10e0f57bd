import { tmpdir, userInfo } from "node:os";
import { QueueFiles } from "./queue_files.ts";
import {
  checkQueue,
  type QueueOptions,
  QueueRemovedError,
} from "./queue_options.ts";

/** A queue that is made again has another id. */
interface Header {
  id: string;
  maxBytes: number;
}

/**
 * Where a queue lies. The file named after the key is its lock and holds its
 * header; an empty one means that there is no queue. The system frees the lock
 * when its holder is killed.
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

  /** Finds the queue of `key`, or makes it: see `MessageQueue.open()`. */
  static async open(
    key: number,
    { maxBytes = 16_384, create = true, folder = defaultFolder() }:
      QueueOptions = {},
  ): Promise<QueueStore> {
    checkQueue(key, maxBytes);
    const path = `${folder}/${hex(key)}`;
    for (;;) {
      if (create) await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
      using file = await openLocked(path, create);
      const found = file && readHeader(file);
      if (found) return new QueueStore(key, path, found);
      if (!create) {
        throw new Deno.errors.NotFound(
          `Cannot open message queue ${key} as there is none in ${folder}: set 'create' to true to make it`,
        );
      }
      // Else the folder was removed just now, with its last queue.
      if (file === undefined) continue;
      await removeFiles(folder, `${hex(key)}-`);
      const header = { id: crypto.randomUUID().slice(0, 8), maxBytes };
      const store = new QueueStore(key, path, header);
      await Deno.mkdir(store.messages, { mode: 0o700 });
      await file.write(new TextEncoder().encode(JSON.stringify(header)));
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

  /** @throws {QueueRemovedError} If it was removed before. */
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
    return text.includes(this.#id);
  }
}

function defaultFolder(): string {
  return `${tmpdir()}/message-queues-${userInfo().username}`;
}

function hex(key: number): string {
  return `0x${key.toString(16).padStart(8, "0")}`;
}

/** Opens and locks a file; closing it unlocks. */
async function openLocked(
  path: string,
  create: boolean,
): Promise<Deno.FsFile | undefined> {
  try {
    const file = await Deno.open(path, {
      read: true,
      write: true,
      ...(create ? { create, mode: 0o600 } : {}),
    });
    await file.lock(true);
    return file;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function readHeader(file: Deno.FsFile): Header | undefined {
  const buffer = new Uint8Array(256);
  const length = file.readSync(buffer) ?? 0;
  const text = new TextDecoder().decode(buffer.subarray(0, length));
  return text === "" ? undefined : JSON.parse(text);
}

async function removeFiles(folder: string, prefix: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.startsWith(prefix)) continue;
    await Deno.remove(`${folder}/${name}`, { recursive: true });
  }
}
