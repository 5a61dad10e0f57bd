/**
 * One child of a prefork server. Its contract is that of 7.1's
 * prefork_child.ts; but as a benchmark has no client to lose at its end, it
 * ends as soon as its stdin does.
 */
import { eventLoop } from "./event_loop.ts";

const [hostname = "127.0.0.1", port] = Deno.args;
const listener = Deno.listen({ hostname, port: Number(port), reusePort: true });
console.log("listening");
void endOfInput().then(() => Deno.exit());
await eventLoop(listener, {
  accepted: () => console.log("accepted"),
  closed: () => console.log("closed"),
});

async function endOfInput(): Promise<void> {
  while (await Deno.stdin.read(new Uint8Array(1)) !== null);
}
