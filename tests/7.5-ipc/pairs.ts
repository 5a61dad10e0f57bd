import type { Story } from "../harness/story/story.ts";
import {
  type End,
  PortEnd,
  socketPair,
  threadPair,
} from "../../lessons/7.5-ipc/socket_pair.ts";
import { text } from "./children.ts";

/** Why Unix sockets are not tested here, if they are not. */
export const withoutUnixSockets: string | false = Deno.build.os === "windows" &&
  "Deno has no Unix sockets on Windows: there, ends are TCP on loopback";

/** The kinds of connected ends. */
export const pairs: {
  name: string;
  skip: string | false;
  make: () => Promise<[End, End]>;
}[] = [
  {
    name: "threadPair()",
    skip: false,
    make() {
      const { mine, theirs } = threadPair();
      return Promise.resolve([mine, new PortEnd(theirs)]);
    },
  },
  {
    name: "socketPair() over a Unix socket",
    skip: withoutUnixSockets,
    make: () => socketPair({ transport: "unix" }),
  },
  {
    name: "socketPair() over TCP",
    skip: false,
    make: () => socketPair({ transport: "tcp" }),
  },
];

/** The next message as text, or undefined at the end; waits with patience. */
export async function next(
  story: Story,
  end: End,
): Promise<string | undefined> {
  return text(
    await story.within(end.receive(), {
      expected: "a message or the end is received",
      got: "nothing came",
      cause:
        "a message was not sent, the end was never announced, or receive() is not woken.",
    }),
  );
}
