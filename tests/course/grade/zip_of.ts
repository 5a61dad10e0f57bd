import { crc32 } from "node:zlib";

/** A file to put into a zip, with what it claims to be. */
export interface ZipFile {
  name: string;
  text: string;
  /** Its kind and rights, as in `stat(2)`. */
  mode?: number;
  /** The size that it claims to have. */
  size?: number;
  /** What stands in the archive, packed. @default the text */
  data?: Uint8Array;
  /** How it was packed: 8 for "deflated". @default {0} */
  method?: number;
}

/** A zip of files, honest or not: no library writes a wrong one. */
export function zipOf(files: readonly ZipFile[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const { name, text, mode = 0o100644, size, method = 0 } = file;
    const path = encoder.encode(name);
    const { data = encoder.encode(text) } = file;
    // Version, flags, method, time, date, CRC, sizes, length of the name.
    const common = [
      ...[u16(20), u16(0x800), u16(method), u16(0), u16(0x21)],
      u32(crc32(data)),
      ...[u32(data.length), u32(size ?? data.length)],
      ...[u16(path.length), u16(0)],
    ];
    const local = [u32(0x04034b50), ...common, path, data];
    directory.push(
      ...[u32(0x02014b50), u16(0x31e), ...common, u16(0), u16(0), u16(0)],
      ...[u32(mode * 0x10000), u32(offset), path],
    );
    parts.push(...local);
    offset += length(local);
  }
  const end = [
    ...[u32(0x06054b50), u16(0), u16(0), u16(files.length)],
    ...[u16(files.length), u32(length(directory)), u32(offset), u16(0)],
  ];
  return join([...parts, ...directory, ...end]);
}

function u16(value: number): Uint8Array {
  return new Uint8Array([value & 255, (value >>> 8) & 255]);
}

function u32(value: number): Uint8Array {
  const low = value % 0x10000;
  return join([u16(low), u16((value - low) / 0x10000)]);
}

function length(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(length(parts));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
