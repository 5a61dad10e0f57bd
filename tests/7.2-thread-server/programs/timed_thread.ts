/// <reference lib="deno.worker" />
/**
 * The lesson's own program of a thread, which also posts each timer it sets, and
 * at its end that it is over.
 */
import { timerSpy } from "../../harness/timer_spy.ts";

timerSpy("client_thread.ts", (timer) => self.postMessage({ timer }));
const over = () => self.postMessage({ over: true });
const { close } = self;
self.close = () => {
  over();
  close.call(self);
};
await import("../../../lessons/7.2-thread-server/client_thread.ts");
over();
