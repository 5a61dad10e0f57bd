/**
 * The logging process: it alone writes to the log file, so lines cannot mix.
 * First it tells its parent the last numbers in the file. Then each message of
 * the parent is a line to write; for each line that is in the file it sends back
 * an empty message. It ends when its input does, so never after its parent.
 *
 * Argument: the path of the log file.
 */
import { fromParent, toParent } from "./given/child_end.ts";
import { type LastNumbers, lastNumbers } from "./log_lines.ts";

/** The byte "\n". */
const LINE_BREAK = 10;

const [path = ""] = Deno.args;
// Ctrl-C on a terminal goes to all processes; the parent alone decides.
Deno.addSignalListener("SIGINT", () => {});
const { file, last } = await openLog(path);
await toParent.send(JSON.stringify([...last]));
for await (const line of fromParent) {
  // TODO(7.5.8): Whoever gets an empty message forgets the line. So send it
  // only when all of the line is in `file`; a write may take fewer bytes than
  // it is handed.
  // #region 7.5.8
  for (let done = 0; done < line.length;) {
    done += await file.write(line.subarray(done));
  }
  await toParent.send("");
  // #endregion
}
file.close();
Deno.exit();

/**
 * Opens a log file for a logger that goes on where the one before stopped, or
 * was killed.
 */
async function openLog(
  path: string,
): Promise<{ file: Deno.FsFile; last: LastNumbers }> {
  const file = await Deno.open(path, { create: true, read: true, write: true });
  // Until the logger before has ended: it may still be writing.
  await file.lock(true);
  const bytes = await Deno.readFile(path);
  // TODO(7.5.8): If the logger before was killed in a write, the file does not
  // end with a line break. Nothing may stand after the last one
  // (file.truncate() counts in bytes). The next write has to go to the end
  // (file.seek()). Return the file, and the lastNumbers() of the text that is
  // left.
  // #region 7.5.8
  const length = bytes.lastIndexOf(LINE_BREAK) + 1;
  await file.truncate(length);
  await file.seek(0, Deno.SeekMode.End);
  const text = new TextDecoder().decode(bytes.subarray(0, length));
  return { file, last: lastNumbers(text) };
  // #endregion
}
