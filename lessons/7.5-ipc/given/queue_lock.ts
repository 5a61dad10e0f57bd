/** Which queue it is, as its lock file says. */
export interface Header {
  /** A queue that was removed and made again is another one. */
  id: string;
  maxBytes: number;
}

/** Opens and locks a file; closing it unlocks. */
export async function openLocked(
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

/** What a queue's lock file says; undefined if there is no queue. */
export function readHeader(file: Deno.FsFile): Header | undefined {
  const buffer = new Uint8Array(256);
  const length = file.readSync(buffer) ?? 0;
  return parseHeader(new TextDecoder().decode(buffer.subarray(0, length)));
}

/** Makes a queue of its lock file. */
export async function writeHeader(
  file: Deno.FsFile,
  header: Header,
): Promise<void> {
  await file.seek(0, Deno.SeekMode.Start);
  await file.write(new TextEncoder().encode(JSON.stringify(header)));
}

/** The header in a lock file's text. */
export function parseHeader(text: string): Header | undefined {
  return text === "" ? undefined : JSON.parse(text);
}

/** Removes all files and folders whose names begin so. */
export async function removeFiles(
  folder: string,
  prefix: string,
): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.startsWith(prefix)) continue;
    await Deno.remove(`${folder}/${name}`, { recursive: true });
  }
}
