// Takes as many messages as its argument says, and ends without an answer.
import { fromParent } from "../../../lessons/7.5-ipc/given/child_end.ts";

for (let i = 0; i < Number(Deno.args[0]); i++) await fromParent.receive();
Deno.exit(0);
