import { assertEquals } from "@std/assert";
import { withoutProc } from "../harness/processes/proc.ts";
import { HeldPort } from "../../solutions/7.1-fork-server/given/held_port.ts";

Deno.test({
  name: "who connects while a port is held is served by who listens there then",
  ignore: withoutProc !== false,
  fn: async () => {
    const at = { hostname: "127.0.0.1", port: 0 };
    const held = new HeldPort("server", at);
    const { hostname, port } = held.addr;
    const early = [1, 2, 3].map(() => Deno.connect({ hostname, port }));
    using child = Deno.listen({ hostname, port, reusePort: true });
    held.close();
    for (const connecting of early) {
      using _accepted = await child.accept();
      using client = await connecting;
      assertEquals(client.remoteAddr, held.addr);
    }
  },
});
