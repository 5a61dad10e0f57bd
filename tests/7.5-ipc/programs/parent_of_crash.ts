// Starts a child that writes to stderr, and ends with it. Which of the two it is
// does not depend on arguments: if they come wrong, no child may start another.
import { ChildPipe } from "../../../lessons/7.5-ipc/pipe.ts";

if (Deno.env.has("IS_CHILD")) {
  console.error("the child's last words");
  Deno.exit(1);
}
Deno.env.set("IS_CHILD", "yes");
await using child = new ChildPipe(new URL(import.meta.url));
await child.status;
