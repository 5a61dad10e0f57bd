import { assertEquals, assertRejects } from "@std/assert";
import { retry } from "@std/async";
import { sockets, withoutProc } from "../harness/processes/proc.ts";
import { HeldPort } from "../../solutions/7.1-fork-server/given/held_port.ts";

Deno.test({
  name: "a held port is listened to by none but those who share it",
  ignore: withoutProc !== false,
  fn: async () => {
    const before = sockets();
    const held = new HeldPort("server", { hostname: "127.0.0.1", port: 0 });
    const { hostname, port } = held.addr;
    const connecting = () => Deno.connect({ hostname, port });
    // The connection with itself takes some turns.
    await retry(async () => {
      const refused = connecting().then((client) => client.close());
      await assertRejects(() => refused, Deno.errors.ConnectionRefused);
    }, { minTimeout: 1 });
    {
      using child = Deno.listen({ hostname, port, reusePort: true });
      using _client = await connecting();
      using _accepted = await child.accept();
    }
    await held.close();
    assertEquals(sockets(), before);
  },
});
