/// <reference lib="deno.worker" />
/**
 * The lesson's own program of a thread, which also posts each timer it sets,
 * where it says "done" while its connection is open, when it closes that then,
 * and at its end that it is over.
 */
import { PortConn } from "../../../lessons/7.2-thread-server/port_conn.ts";
import { timerSpy } from "../../harness/timer_spy.ts";

timerSpy("client_thread.ts", (timer) => self.postMessage({ timer }));
const over = () => self.postMessage({ over: true });
const { close, postMessage } = self;
let isClosed = false;
let isDone = false;
for (const name of ["close", Symbol.dispose] as const) {
  const closes = PortConn.prototype[name];
  PortConn.prototype[name] = function () {
    if (isDone && !isClosed) postMessage.call(self, { closedLate: true });
    isClosed = true;
    closes.call(this);
  };
}
self.postMessage = (...args: [unknown]) => {
  if (args[0] === "done" && !isClosed) {
    isDone = true;
    const [site] = `${new Error().stack}`.split("\n").filter((frame) =>
      !frame.includes("at tell ")
    ).join("\n").match(/client_thread\.ts:\d+/) ?? [];
    postMessage.call(self, { open: { site } });
  }
  postMessage.apply(self, args);
};
self.close = () => {
  over();
  close.call(self);
};
await import("../../../lessons/7.2-thread-server/client_thread.ts");
over();
