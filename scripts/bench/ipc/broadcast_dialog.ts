import { lessonModule, type Source } from "../lesson_module.ts";
import type { Dialog } from "./peer.ts";

const isBytes = (detail: unknown) => detail instanceof Uint8Array;

/** Sends events of one type and receives those of another. */
export async function broadcastDialog(
  source: Source,
  name: string,
  out: "there" | "back",
  back: "there" | "back",
): Promise<Dialog & AsyncDisposable> {
  const { EventBus } = await lessonModule(source, "7.5-ipc/event_bus.ts");
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
