import { deadline } from "@std/async";
import { LabClient } from "../../../scripts/lab/server/client.ts";
import type { LabEvent } from "../../../scripts/lab/server/api.ts";
import { serveLab } from "../../../scripts/lab/server/serve_lab.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { fixtureCourse } from "../fixture/course.ts";

/** A lab of the small course that the tools' tests have. */
export interface OpenLab extends AsyncDisposable {
  root: URL;
  port: number;
  token: string;
  client: LabClient;
  /** The next event that `isIt` accepts; `null` ends the listening. */
  next(isIt: (event: LabEvent) => boolean): Promise<LabEvent>;
}

/** Opens it, with a page of one file. */
export async function openLab(
  files: Record<string, string> = {},
  { frame = false }: { frame?: boolean } = {},
): Promise<OpenLab> {
  const course = await fixtureCourse(
    { "site/index.html": "the page", ...files },
    { frame },
  );
  const { root } = course;
  const stop = new AbortController();
  const ready = Promise.withResolvers<string>();
  const serving = serveLab(root, {
    lessons: await readLessons(root),
    site: new URL("site/", root),
    port: 0,
    onReady: ready.resolve,
    signal: stop.signal,
  });
  serving.catch(ready.reject);
  const [address = "", token = ""] = (await ready.promise).split("#token=");
  const client = new LabClient(address, token);
  let events: AsyncGenerator<LabEvent> | undefined;
  return {
    root,
    port: Number(new URL(address).port),
    token,
    client,
    async next(isIt) {
      events ??= client.events();
      for (;;) {
        const { value, done } = await deadline(events.next(), 60_000);
        if (done) throw new Error("The events have ended.");
        if (isIt(value)) return value;
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await serving;
      // The server has ended them.
      while (events !== undefined && !(await events.next()).done);
      await course[Symbol.asyncDispose]();
    },
  };
}

/** Sends a request as it stands, and gives its status and what was answered. */
export async function send(
  port: number,
  request: string,
): Promise<{ status: number; headers: string; body: string }> {
  using conn = await Deno.connect({ hostname: "127.0.0.1", port });
  const bytes = new TextEncoder().encode(request);
  await conn.write(bytes);
  const text = await new Response(conn.readable).text();
  const [headers = "", body = ""] = text.split("\r\n\r\n");
  return {
    status: Number(headers.match(/^HTTP\/1.1 (\d+)/)?.[1]),
    headers,
    body,
  };
}
