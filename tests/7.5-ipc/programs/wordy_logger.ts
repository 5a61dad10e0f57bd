// The lesson's logger with many words for each line that it has written: it writes
// on only if its parent reads them meanwhile.
import { toParent } from "../../../lessons/7.5-ipc/given/child_end.ts";

const { send } = toParent;
toParent.send = (message) =>
  send.call(
    toParent,
    message.length === 0 ? "it is written ".repeat(90) : message,
  );
await import("../../../lessons/7.5-ipc/logger.ts");
