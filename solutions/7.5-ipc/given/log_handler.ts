import type { Dialog } from "./end.ts";

const decoder = new TextDecoder();

/**
 * Serves one client, in whatever process or thread: answers what it sends in
 * capitals and logs a line for it.
 */
export async function handle(client: Dialog, log: Dialog): Promise<void> {
  await log.send("client connected");
  for (;;) {
    const request = await client.receive();
    if (request === undefined) break;
    const text = decoder.decode(request);
    await log.send(`answered ${JSON.stringify(text)}`);
    await client.send(text.toUpperCase());
  }
  await log.send("client left");
  await log.closeWrite();
  await client.closeWrite();
}
