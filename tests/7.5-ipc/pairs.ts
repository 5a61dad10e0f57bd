import type { Story } from "../harness/story/story.ts";
import type { End } from "../../lessons/7.5-ipc/given/end.ts";
import { socketPair } from "../../lessons/7.5-ipc/socket_pair.ts";
import { PortEnd, threadPair } from "../../lessons/7.5-ipc/thread_pair.ts";
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

/** Two connected ends. */
export async function connected(
  story: Story,
  make: () => Promise<[End, End]>,
): Promise<[End, End]> {
  return await story.within(make(), {
    expected: "two ends are connected",
    got: "they still wait for each other",
    cause:
      "connectEnd() did not connect or did not send the token, or accept() does not let it in.",
  });
}

/** The next message, or undefined at the end; a story if receiving fails. */
export async function received(
  story: Story,
  end: End,
  { expected, cause }: { expected: string; cause: string },
): Promise<Uint8Array | undefined> {
  const failed = (error: unknown) =>
    story.fail({ expected, got: `receive() rejects: ${error}`, cause });
  const got = "nothing came";
  return await story.within(end.receive().catch(failed), {
    expected,
    got,
    cause,
  });
}

/** As {@linkcode received}, as text. */
export async function next(
  story: Story,
  end: End,
): Promise<string | undefined> {
  return text(
    await received(story, end, {
      expected: "a message or the end is received",
      cause:
        "a message was not sent, the end was never announced, receive() is not woken, or closeWrite() closed both directions.",
    }),
  );
}
