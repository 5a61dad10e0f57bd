// Starts a child that writes to stderr, and ends with it. Told "crash", it is the
// child.
import { ChildPipe } from "../../../lessons/7.5-ipc/pipe.ts";

if (Deno.args[0] === "crash") {
  console.error("the child's last words");
  Deno.exit(1);
}
await using child = new ChildPipe(new URL(import.meta.url), {
  args: ["crash"],
});
await child.status;
