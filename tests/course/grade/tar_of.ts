import { Buffer } from "node:buffer";
import { type Header, pack } from "tar-stream";

/** An entry to put into a tar: a file, if it is not told otherwise. */
export interface TarEntry {
  name: string;
  text?: string;
  /** `symlink`, `link`, `fifo`, `block-device` and so on. */
  type?: string;
  linkname?: string;
}

/** A tar of these, however odd they are. */
export async function tarOf(entries: readonly TarEntry[]): Promise<Uint8Array> {
  const tar = pack();
  for (const { text = "", ...header } of entries) {
    if (header.type === undefined) tar.entry(header as Header, text);
    else tar.entry(header as Header);
  }
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
