import { EventBus } from "../../../solutions/7.5-ipc/event_bus.ts";
import type { Dialog } from "./peer.ts";

const isBytes = (detail: unknown) => detail instanceof Uint8Array;

/** Sends events of one type and receives those of another. */
export function broadcastDialog(
  name: string,
  out: "there" | "back",
  back: "there" | "back",
): Dialog & AsyncDisposable {
  const bus = new EventBus<Record<"there" | "back", Uint8Array>>(name, {
    there: isBytes,
    back: isBytes,
  });
  const messages: Uint8Array[] = [];
  let wake = () => {};
  bus.on(back, (message) => {
    messages.push(message);
    wake();
  });
  return {
    send: (message) => bus.emit(out, message),
    async receive() {
      while (messages.length === 0) {
        await new Promise<void>((resolve) => wake = resolve);
      }
      return messages.shift();
    },
    [Symbol.asyncDispose]: () => bus.close(),
  };
}
