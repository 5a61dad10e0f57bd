// Takes the end at the address of its argument and sends each message back;
// after the end it says goodbye.
import { connectEnd } from "../../../lessons/7.5-ipc/socket_pair.ts";

using end = await connectEnd(Deno.args[0] ?? "");
for (;;) {
  const message = await end.receive();
  if (message === undefined) break;
  await end.send(message);
}
await end.send("goodbye");
await end.closeWrite();
