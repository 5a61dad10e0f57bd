import { Buffer } from "node:buffer";
import { createReadStream } from "node:fs";
import { PassThrough, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { MEGABYTE } from "../sandbox/limits.ts";
import type { Entries, Entry } from "./entries.ts";

/** How much an archive may unpack to, in bytes, before the rest is left. */
export const LARGEST_ARCHIVE = 256 * MEGABYTE;

/** The entries of a `.tar` or `.tar.gz`. It is never unpacked to the disk. */
export function tarEntries(file: string): Entries {
  return async function* () {
    const unpacking = extract();
    const unpacked = pipeline(
      createReadStream(file),
      /\.tar$/i.test(file) ? new PassThrough() : createGunzip(),
      bounded(),
      unpacking,
    );
    // It fails with what is read, too.
    unpacked.catch(() => {});
    for await (const entry of unpacking) {
      let wanted = false;
      yield {
        name: entry.header.name,
        kind: kindOf(entry.header),
        size: entry.header.size ?? 0,
        read: async () => {
          wanted = true;
          const chunks: Uint8Array[] = [];
          for await (const chunk of entry as AsyncIterable<Uint8Array>) {
            chunks.push(chunk);
          }
          return new Uint8Array(Buffer.concat(chunks));
        },
      };
      if (!wanted) entry.resume();
    }
    await unpacked;
  };
}

function kindOf({ type }: Header): Entry["kind"] {
  switch (type) {
    case "file":
    case "contiguous-file":
      return "file";
    case "directory":
      return "folder";
    case "symlink":
    case "link":
      return "link";
    default:
      return "odd";
  }
}

/** Passes on what comes through, up to the bound. */
function bounded(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= LARGEST_ARCHIVE) done(null, chunk);
      else {
        done(
          new Error(`it unpacks to more than ${LARGEST_ARCHIVE / MEGABYTE} MB`),
        );
      }
    },
  });
}
