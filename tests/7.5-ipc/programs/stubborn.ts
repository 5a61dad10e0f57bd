// Says that it runs. Neither reads its input nor ends, unless nobody has killed it
// after half a minute.
import { toParent } from "../../../lessons/7.5-ipc/given/child_end.ts";

await toParent.send("running");
setTimeout(() => {}, 30_000);
