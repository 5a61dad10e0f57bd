import { Buffer } from "node:buffer";
import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PlainPath } from "./plain_path.ts";

/**
 * Reads an ordinary file below a folder, following no link on the way there, as
 * `openat2(2)` with RESOLVE_NO_SYMLINKS does. What is opened is looked at by its
 * descriptor: a named pipe blocks nobody, and no file is read further than it
 * may be.
 *
 * @param folder An absolute path without links in it.
 * @param most How many bytes it may have.
 * @returns Nothing if there is a link, no ordinary file, or a larger one.
 * @throws {Error} If it cannot be opened.
 */
export async function readBelow(
  folder: string,
  path: PlainPath,
  most: number,
): Promise<Uint8Array | undefined> {
  const file = join(folder, path);
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const handle = await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    .catch((error) => {
      if (error.code === "ELOOP") return undefined;
      throw error;
    });
  if (handle === undefined) return undefined;
  try {
    if (await realpath(dirname(file)) !== dirname(file)) return undefined;
    if (!(await handle.stat()).isFile()) return undefined;
    const bytes = Buffer.alloc(most + 1);
    let length = 0;
    while (length <= most) {
      const { bytesRead } = await handle.read(bytes, length, most + 1 - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return length > most
      ? undefined
      : new Uint8Array(bytes.subarray(0, length));
  } finally {
    await handle.close();
  }
}
