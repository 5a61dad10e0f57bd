import type { Conn } from "../../lessons/7.2-thread-server/given/conn.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { handle as echo } from "./handlers/echo.ts";
import { End } from "./conn_end.ts";
import { Pair } from "./pair.ts";

lessonTest(
  "7.2.1 PortConn and Deno.Conn run the same handler",
  async (story: Story) => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const connecting = Deno.connect({ port: listener.addr.port });
    using socket = await listener.accept();
    using peer = await connecting;
    listener.close();
    using pair = new Pair(story);
    for (
      const [name, served, client] of [
        ["a Deno.Conn", socket, peer],
        ["a PortConn", pair.b.conn, pair.a.conn],
      ] as const
    ) {
      const handled = echo(served).then(() => served.close());
      handled.catch(() => {});
      story.did(`an echo handler runs on ${name}`);
      const end = new End(story, "client", client as Conn);
      for (const text of ["hello\n", "again\n"]) {
        await end.send(text);
        await end.hears(text);
      }
      await client.closeWrite();
      story.did("the client closed its writing side");
      await end.hearsEnd();
      await end.settled("handler", handled);
    }
  },
);
