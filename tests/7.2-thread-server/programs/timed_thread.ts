/// <reference lib="deno.worker" />
/** The lesson's own program of a thread, which also posts each timer it sets. */
import { timerSpy } from "../../harness/timer_spy.ts";

timerSpy("client_thread.ts", (timer) => self.postMessage({ timer }));
await import("../../../lessons/7.2-thread-server/client_thread.ts");
