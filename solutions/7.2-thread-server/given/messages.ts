/** What the two ends of a `PortConn` tell each other. */
export type PortMessage =
  /** Bytes. Their buffer is transferred, not copied. */
  | { type: "data"; bytes: Uint8Array<ArrayBuffer> }
  /**
   * The reader has read this many bytes: the writer may send as many more. With
   * them come the writer's buffers, empty.
   */
  | { type: "credit"; bytes: number; buffers: ArrayBuffer[] }
  /** No more bytes follow: the FIN of TCP. */
  | { type: "end" }
  /** The sender reads no more, either, and has closed its port. */
  | { type: "closed" };

/** What the accepting thread posts to a client's thread. */
export interface StartMessage {
  /** The thread's end of the connection. */
  port: MessagePort;
  /** The address of the module whose `handle()` serves the client. */
  handler: string;
  /** Where to count what is carried, if it is to be counted. */
  traffic?: SharedArrayBuffer | undefined;
}

/**
 * What a client's thread posts to the accepting thread: first that it listens
 * to messages, then that the handler has returned and the port is closed.
 */
export type ThreadMessage = "ready" | "done";
