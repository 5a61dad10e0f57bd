/**
 * The logging process: it alone writes to the log file, so lines cannot mix.
 * First it tells its parent the last numbers in the file. Then each message of
 * the parent is a line to write; for each line that is in the file it sends back
 * an empty message. It ends when its input does, so never after its parent.
 *
 * Argument: the path of the log file.
 */
import { fromParent, toParent } from "./given/child_end.ts";
import { openLog } from "./log_file.ts";

const [path = ""] = Deno.args;
// Ctrl-C on a terminal goes to all processes; the parent alone decides.
Deno.addSignalListener("SIGINT", () => {});
const { file, last } = await openLog(path);
await toParent.send(JSON.stringify(last));
for await (const line of fromParent) {
  // TODO(7.5.8): Write the whole line to `file` (a write may take fewer bytes),
  // and only then send an empty message to the parent.
  throw new Error("TODO(7.5.8)");
}
file.close();
Deno.exit();
