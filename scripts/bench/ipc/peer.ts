/** Two ways to send and receive: those of all `End`s, and blocking ones. */
export interface Dialog {
  send(message: Uint8Array): Promise<void> | void;
  receive(): Promise<Uint8Array | undefined> | Uint8Array | undefined;
}

/** What the peer is asked to do with the messages that follow. */
export interface Task {
  /** Send each back, or take them all and then send one back. */
  mode: "echo" | "sink";
  /** How many messages follow. */
  count: number;
  /** Their length in bytes. */
  size: number;
}

/** How many bytes a task takes: no message is shorter. */
const TASK_LENGTH = 64;

/** A task as a message. */
export function encodeTask({ mode, count, size }: Task): Uint8Array {
  const words = new Float64Array(TASK_LENGTH / 8);
  words.set([mode === "echo" ? 0 : 1, count, size]);
  return new Uint8Array(words.buffer);
}

/** The task in a message. */
export function decodeTask(message: Uint8Array): Task {
  const [mode, count = 0, size = 0] = new Float64Array(
    message.slice(0, TASK_LENGTH).buffer,
  );
  return { mode: mode === 0 ? "echo" : "sink", count, size };
}

/** The other end of a measurement: does task after task until the input ends. */
export async function servePeer(dialog: Dialog): Promise<void> {
  for (;;) {
    const message = await dialog.receive();
    if (message === undefined) return;
    const { mode, count } = decodeTask(message);
    let last = message;
    for (let i = 0; i < count; i++) {
      last = await dialog.receive() ?? last;
      if (mode === "echo") await dialog.send(last);
    }
    if (mode === "sink") await dialog.send(message);
  }
}

/** A task as who asks for it does it. */
export async function runTask(dialog: Dialog, task: Task): Promise<void> {
  const message = new Uint8Array(task.size).fill(7);
  await dialog.send(encodeTask(task));
  if (task.mode === "echo") {
    for (let i = 0; i < task.count; i++) {
      await dialog.send(message);
      await dialog.receive();
    }
  } else {
    for (let i = 0; i < task.count; i++) await dialog.send(message);
    await dialog.receive();
  }
}
