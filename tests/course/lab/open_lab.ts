import { deadline } from "@std/async";
import { LabClient } from "../../../scripts/lab/server/client.ts";
import type { LabEvent } from "../../../scripts/lab/server/api.ts";
import { serveLab } from "../../../scripts/lab/server/serve_lab.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { cachedSite } from "../../../scripts/lab/build/cached_site.ts";
import { copy } from "../../../scripts/lesson/files.ts";
import { COURSE, fixtureCourse } from "../fixture/course.ts";

/** A lab of the small course that the tools' tests have. */
export interface OpenLab extends AsyncDisposable {
  root: URL;
  /** What the command prints. */
  address: string;
  port: number;
  token: string;
  client: LabClient;
  /** The next event that `isIt` accepts. */
  next(isIt: (event: LabEvent) => boolean): Promise<LabEvent>;
}

/** A copy of what of the course the lab works on. */
export interface Copy extends AsyncDisposable {
  root: URL;
}

/** Copies the lessons, and what runs the tests of lesson 7.4, or of all. */
export async function copyCourse(
  tests = ["tests/harness", "tests/7.4-locks"],
): Promise<Copy> {
  const folder = await Deno.makeTempDir({ prefix: "lab-course-" });
  const root = new URL(`file://${folder}/`);
  for (
    const path of [
      ...["deno.json", "scripts", "lessons", "solutions"],
      ...tests,
    ]
  ) {
    await copy(new URL(path, COURSE), new URL(path, root));
  }
  return {
    root,
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

/** Opens the lab on it, with the page. */
export async function openWhole(
  { root }: Copy,
  port = 0,
): Promise<OpenLab> {
  const site = await cachedSite(COURSE, await readLessons(COURSE));
  return await open(root, site, port);
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
  const lab = await open(course.root, new URL("site/", course.root), 0);
  return {
    ...lab,
    async [Symbol.asyncDispose]() {
      await lab[Symbol.asyncDispose]();
      await course[Symbol.asyncDispose]();
    },
  };
}

async function open(root: URL, site: URL, port: number): Promise<OpenLab> {
  const stop = new AbortController();
  const ready = Promise.withResolvers<string>();
  const serving = serveLab(root, {
    lessons: await readLessons(root),
    site,
    port,
    onReady: ready.resolve,
    signal: stop.signal,
  });
  serving.catch(ready.reject);
  const address = await ready.promise;
  const [url = "", token = ""] = address.split("#token=");
  const client = new LabClient(url, token);
  let events: AsyncGenerator<LabEvent> | undefined;
  return {
    root,
    address,
    port: Number(new URL(url).port),
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
