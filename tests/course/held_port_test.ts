import { assertEquals, assertRejects } from "@std/assert";
import { withoutProc } from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { HeldPort } from "../../solutions/7.1-fork-server/given/held_port.ts";

Deno.test({
  name: "a held port is listened to by none but those who share it",
  ignore: withoutProc !== false,
  fn: async () => {
    const held = await HeldPort.take("server", {
      hostname: "127.0.0.1",
      port: 0,
    });
    const { hostname, port } = held.addr;
    {
      using _held = held;
      const connecting = () => Deno.connect({ hostname, port });
      await assertRejects(connecting, Deno.errors.ConnectionRefused);
      using child = Deno.listen({ hostname, port, reusePort: true });
      using _client = await connecting();
      using _accepted = await child.accept();
    }
    // Other tests of this process have sockets of their own.
    assertEquals(socketsOf(port, [Deno.pid]), []);
  },
});
