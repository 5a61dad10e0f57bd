// A logger that dies in the worst moment: it has written a line and not yet said
// so, and half of the next line. The logger after it is the lesson's.
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
const lines = [await fromParent.receive(), await fromParent.receive()];
file.writeSync(lines[0] ?? new Uint8Array());
file.writeSync(lines[1]?.subarray(0, -2) ?? new Uint8Array());
Deno.exit(1);
