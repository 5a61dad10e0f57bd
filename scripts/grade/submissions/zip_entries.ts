import { Buffer } from "node:buffer";
import type { Readable } from "node:stream";
import yauzl from "yauzl";

/** An entry of a zip. */
export interface ZipEntry {
  name: string;
  /** Its size when unpacked, in bytes: reading fails if that is not so. */
  size: number;
  /** The kind of file as in `stat(2)`; 0 if it was not packed on Unix. */
  kind: number;
  encrypted: boolean;
  read(): Promise<Uint8Array>;
}

/** What is used of yauzl, which has no types. */
interface ZipFile {
  eachEntry(): AsyncIterable<{
    fileName: Uint8Array;
    uncompressedSize: number;
    externalFileAttributes: number;
    generalPurposeBitFlag: number;
  }>;
  openReadStreamPromise(entry: unknown): Promise<Readable>;
}

/** The entries of a zip, in their order. */
export async function* zipEntries(file: string): AsyncGenerator<ZipEntry> {
  const zip: ZipFile = await yauzl.openPromise(file, {
    // A name that leads outside is reported, and is no error of the archive.
    decodeStrings: false,
  });
  for await (const entry of zip.eachEntry()) {
    yield {
      name: new TextDecoder().decode(entry.fileName),
      size: entry.uncompressedSize,
      kind: (entry.externalFileAttributes >>> 16) & 0o170000,
      encrypted: (entry.generalPurposeBitFlag & 1) !== 0,
      read: async () => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          chunks.push(chunk);
        }
        return new Uint8Array(Buffer.concat(chunks));
      },
    };
  }
}
