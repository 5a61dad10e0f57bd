// The lesson's logger on a slow disk that takes at most 5 bytes of a write. What
// is in the file when the logger confirms its first line is kept beside it, and
// a mark when it writes at all.
import { toParent } from "../../../lessons/7.5-ipc/given/child_end.ts";

const [path = ""] = Deno.args;
const { write, writeSync } = Deno.FsFile.prototype;
const mark = () => Deno.writeTextFileSync(`${path}.written`, "");
Deno.FsFile.prototype.write = async function (bytes) {
  const part = bytes.slice(0, 5);
  mark();
  await new Promise((resolve) => setTimeout(resolve));
  return write.call(this, part);
};
Deno.FsFile.prototype.writeSync = function (bytes) {
  mark();
  return writeSync.call(this, bytes.subarray(0, 5));
};

const { send } = toParent;
let messages = 0;
toParent.send = (message) => {
  // The first message tells the numbers in the file.
  if (++messages === 2) Deno.copyFileSync(path, `${path}.confirmed`);
  return send.call(toParent, message);
};
await import("../../../lessons/7.5-ipc/logger.ts");
