import { Channel, type ConnectionHandler, ThreadConn } from "./channel.ts";

/** What the threads of a server share. */
export interface ConnectionData {
  /** The memory of all channels. */
  channels: SharedArrayBuffer;
  /** The address of the module with the {@linkcode ConnectionHandler}. */
  handler: string;
}

/** The pool's task: serves the connection on the channel with this number. */
export default async function serve(
  number: number,
  { channels, handler }: ConnectionData,
): Promise<void> {
  const channel = new Channel(channels, number);
  const { default: handle }: { default: ConnectionHandler } = await import(
    handler
  );
  await handle(new ThreadConn(channel));
}
