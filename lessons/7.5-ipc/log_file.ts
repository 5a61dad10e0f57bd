/** The number of the last line of each sender that is in a log file. */
export type LastNumbers = Record<string, number>;

/** One line of a log file: sender, number, text. It holds no line break. */
export function formatLine(sender: string, number: number, text: string) {
  // A line break in the text would let a client forge lines of others.
  const oneLine = text.replaceAll("\r", "\\r").replaceAll("\n", "\\n");
  return `${sender} ${number} ${oneLine}\n`;
}

/**
 * Opens a log file for a logger that goes on where the one before stopped, or
 * was killed.
 */
export async function openLog(
  path: string,
): Promise<{ file: Deno.FsFile; last: LastNumbers }> {
  const file = await Deno.open(path, { create: true, read: true, write: true });
  // Until the logger before has ended: it may still be writing.
  await file.lock(true);
  const text = await Deno.readTextFile(path);
  // TODO(7.5.8): If the logger before was killed in a write, the file does not
  // end with a line break. Cut off what stands after the last one
  // (file.truncate(), which counts bytes). Collect the number of each sender's
  // last line. Move to the end (file.seek()) and return both.
  throw new Error("TODO(7.5.8)");
}
