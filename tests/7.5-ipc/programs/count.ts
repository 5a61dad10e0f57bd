// Counts messages and their bytes until the input ends, and tells.
import {
  fromParent,
  toParent,
} from "../../../lessons/7.5-ipc/given/child_end.ts";

let messages = 0;
let bytes = 0;
for await (const message of fromParent) {
  messages++;
  bytes += message.length;
}
try {
  await toParent.send(`${messages} messages, ${bytes} bytes`);
} catch (error) {
  // A test that has failed goes away without waiting for this.
  if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
}
