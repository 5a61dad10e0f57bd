// Starts a child that writes to stderr, and ends with it. The child knows by its
// argument that it is one, or else by its environment: it may start no other.
import { ChildPipe } from "../../../lessons/7.5-ipc/pipe.ts";

if (Deno.args.length > 0 || Deno.env.has("IS_CHILD")) {
  console.error("the child's last words");
  Deno.exit(1);
}
Deno.env.set("IS_CHILD", "yes");
await using child = new ChildPipe(new URL(import.meta.url), {
  args: ["crash"],
});
await child.status;
