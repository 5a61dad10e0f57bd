// Says that it waits, and tells each message it receives or why there is none. It
// ends after half a minute, should nobody be left who kills it. Arguments: folder,
// key, type.
import { MessageQueue } from "../../../lessons/7.5-ipc/message_queue.ts";

Deno.unrefTimer(setTimeout(() => Deno.exit(1), 30_000));
const [folder = "", key, type] = Deno.args;
const queue = await MessageQueue.open(Number(key), { folder });
console.log("waiting");
for (;;) {
  try {
    const { data } = await queue.receive(Number(type));
    console.log(`received ${new TextDecoder().decode(data)}`);
  } catch (error) {
    console.log(error instanceof Error ? error.name : `${error}`);
    break;
  }
}
