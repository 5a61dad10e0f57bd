import { assertEquals, assertRejects } from "@std/assert";
import { sockets, withoutProc } from "../harness/processes/proc.ts";
import { HeldPort } from "../../solutions/7.1-fork-server/given/held_port.ts";

Deno.test({
  name: "a held port is listened to by none but those who share it",
  ignore: withoutProc !== false,
  fn: async () => {
    const before = sockets();
    const at = { hostname: "127.0.0.1", port: 0 };
    {
      using held = await HeldPort.take("server", at);
      const { hostname, port } = held.addr;
      const connecting = () => Deno.connect({ hostname, port });
      await assertRejects(connecting, Deno.errors.ConnectionRefused);
      using child = Deno.listen({ hostname, port, reusePort: true });
      using _client = await connecting();
      using _accepted = await child.accept();
    }
    assertEquals(sockets(), before);
  },
});
