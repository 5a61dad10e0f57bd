import { decodeTask, encodeTask, type Task } from "./peer.ts";

/** A way that blocks its thread, with messages whose length both sides know. */
export interface BlockingDialog extends Disposable {
  send(message: Uint8Array): void;
  /** Fills `into`; false at the end. */
  receive(into: Uint8Array): boolean;
}

/** As `servePeer()`, without a promise: what is measured is the way itself. */
export function serveBlockingPeer(dialog: BlockingDialog): void {
  const order = encodeTask({ mode: "echo", count: 0, size: 0 });
  while (dialog.receive(order)) {
    const { mode, count, size } = decodeTask(order);
    const message = new Uint8Array(size);
    for (let i = 0; i < count; i++) {
      dialog.receive(message);
      if (mode === "echo") dialog.send(message);
    }
    if (mode === "sink") dialog.send(order);
  }
}

/** As `runTask()`, without a promise. */
export function runBlockingTask(dialog: BlockingDialog, task: Task): void {
  const message = new Uint8Array(task.size).fill(7);
  const order = encodeTask(task);
  dialog.send(order);
  if (task.mode === "echo") {
    for (let i = 0; i < task.count; i++) {
      dialog.send(message);
      dialog.receive(message);
    }
  } else {
    for (let i = 0; i < task.count; i++) dialog.send(message);
    dialog.receive(order);
  }
}
