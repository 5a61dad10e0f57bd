// Sends as many messages of a type as asked for, and ends. Arguments: folder,
// key, type, how many.
import { MessageQueue } from "../../../lessons/7.5-ipc/message_queue.ts";

const [folder = "", key, type, count] = Deno.args;
const queue = await MessageQueue.open(Number(key), { folder });
for (let i = 0; i < Number(count); i++) {
  await queue.send(Number(type), `${type}-${i} ${"x".repeat(100)}`);
}
console.log("sent");
