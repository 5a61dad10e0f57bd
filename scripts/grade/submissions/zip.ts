import { Buffer } from "node:buffer";
import type { Readable } from "node:stream";
import yauzl from "yauzl";
import type { Entries, Entry } from "./entries.ts";

/** What is used of yauzl, which has no types. */
interface ZipFile {
  eachEntry(): AsyncIterable<ZipEntry>;
  openReadStreamPromise(entry: unknown): Promise<Readable>;
}

interface ZipEntry {
  fileName: Uint8Array;
  uncompressedSize: number;
  externalFileAttributes: number;
  generalPurposeBitFlag: number;
}

/** `S_IFMT`, `S_IFLNK` and `S_IFDIR` of `stat(2)`. */
const KIND = 0o170000, LINK = 0o120000, FOLDER = 0o040000;

/** The entries of a `.zip`. It is never unpacked to the disk. */
export function zipEntries(file: string): Entries {
  return async function* () {
    const zip: ZipFile = await yauzl.openPromise(file, {
      // A name that leads outside is reported, and is no error of the archive.
      decodeStrings: false,
    });
    for await (const entry of zip.eachEntry()) {
      const name = new TextDecoder().decode(entry.fileName);
      yield {
        name,
        kind: kindOf(name, entry),
        size: entry.uncompressedSize,
        // Reading fails if the size is not as it claims.
        read: async () => {
          const chunks: Uint8Array[] = [];
          for await (const chunk of await zip.openReadStreamPromise(entry)) {
            chunks.push(chunk);
          }
          return new Uint8Array(Buffer.concat(chunks));
        },
      };
    }
  };
}

function kindOf(name: string, entry: ZipEntry): Entry["kind"] {
  // 0 if it was not packed on Unix.
  const kind = (entry.externalFileAttributes >>> 16) & KIND;
  if (kind === LINK) return "link";
  if (kind === FOLDER || /[/\\]$/.test(name)) return "folder";
  return (entry.generalPurposeBitFlag & 1) === 0 ? "file" : "encrypted";
}
