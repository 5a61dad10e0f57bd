// A logger that dies in the worst moment: it has written a line, and said so, then
// a line of which it has not said so, and half of the next one. The logger after it is the lesson's.
import {
  fromParent,
  toParent,
} from "../../../lessons/7.5-ipc/given/child_end.ts";

const [path = ""] = Deno.args;
try {
  Deno.mkdirSync(`${path}.crashed`);
} catch {
  await import("../../../lessons/7.5-ipc/logger.ts");
}
using file = Deno.openSync(path, { create: true, write: true });
await toParent.send("[]");
const none = new Uint8Array();
file.writeSync(await fromParent.receive() ?? none);
await toParent.send("");
file.writeSync(await fromParent.receive() ?? none);
file.writeSync((await fromParent.receive() ?? none).subarray(0, -2));
Deno.exit(1);
