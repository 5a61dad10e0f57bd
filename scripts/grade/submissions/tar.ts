import { Buffer } from "node:buffer";
import { createReadStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { MEGABYTE } from "../sandbox/limits.ts";
import { entryPath } from "./entry_path.ts";
import {
  isWanted,
  LARGEST_ARCHIVE,
  MOST_ENTRIES,
  type Submission,
  type Tree,
  TreeBuilder,
} from "./tree.ts";

/** A submission that is a `.tar.gz`. It is never unpacked to the disk. */
export function tarSubmission(name: string, file: string): Submission {
  return { name, read: (wanted) => readTar(file, wanted) };
}

async function readTar(
  file: string,
  wanted: readonly string[],
): Promise<Tree> {
  const tree = new TreeBuilder();
  const unpacking = extract();
  const reading = readEntries();
  // It fails with the pipeline, which is awaited first.
  reading.catch(() => {});
  try {
    await pipeline(
      createReadStream(file),
      createGunzip(),
      bounded(),
      unpacking,
    );
    await reading;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tree.leaveOut(".", `The archive cannot be read to its end (${why})`);
  }
  return tree.build();

  async function readEntries(): Promise<void> {
    let entries = 0;
    for await (const entry of unpacking) {
      if (++entries > MOST_ENTRIES) {
        throw new Error(`there are more than ${MOST_ENTRIES} files`);
      }
      const path = wantedPath(entry.header);
      if (path === undefined) entry.resume();
      else {
        const chunks: Uint8Array[] = [];
        for await (const chunk of entry as AsyncIterable<Uint8Array>) {
          chunks.push(chunk);
        }
        tree.add(path, new Uint8Array(Buffer.concat(chunks)));
      }
    }
  }

  function wantedPath({ name, type, size = 0 }: Header): string | undefined {
    const found = entryPath(name);
    if ("problem" in found) {
      tree.leaveOut(name, found.problem);
      return undefined;
    }
    const { path } = found;
    if (type === "directory" || !isWanted(path, wanted)) return undefined;
    if (type === "symlink" || type === "link") {
      tree.leaveOut(path, "It is a link");
      return undefined;
    }
    if (type !== "file" && type !== "contiguous-file") {
      tree.leaveOut(path, "It is no ordinary file");
      return undefined;
    }
    return tree.admits(path, size) ? path : undefined;
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
