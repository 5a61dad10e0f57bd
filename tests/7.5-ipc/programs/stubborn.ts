// Says that it runs. Neither reads its input nor ends.
import { toParent } from "../../../lessons/7.5-ipc/child_end.ts";

await toParent.send("running");
setInterval(() => {}, 1_000_000);
