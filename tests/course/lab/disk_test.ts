import { assertEquals } from "@std/assert";
import type {
  Conflict,
  LabEvent,
  LearnerFile,
  Write,
  Written,
} from "../../../scripts/lab/server/api.ts";
import type { LabClient } from "../../../scripts/lab/server/client.ts";
import type { Drafts } from "../../../scripts/lab/page/files/drafts.ts";
import { Disk } from "../../../scripts/lab/page/files/disk.ts";

const PATH = "lessons/7.4-locks/mutex.ts";

/** A server's disk with one file; the version is the text itself. */
class FakeServer {
  text = "one";
  readonly written: Promise<void>;
  readonly conflict: Promise<Conflict>;
  readonly changed: Promise<string>;
  readonly disk: Disk;
  isGone = false;
  #tell = (_event: LabEvent) => {};

  constructor(drafts: Drafts = new Map()) {
    const written = Promise.withResolvers<void>();
    const conflict = Promise.withResolvers<Conflict>();
    const changed = Promise.withResolvers<string>();
    this.written = written.promise;
    this.conflict = conflict.promise;
    this.changed = changed.promise;
    const file = (): LearnerFile => ({
      path: PATH,
      text: this.text,
      version: this.text,
      writable: true,
    });
    const client = {
      state: () => Promise.resolve({}),
      files: () => Promise.resolve([file()]),
      file: () => Promise.resolve(file()),
      write: ({ text, version }: Write): Promise<Written | Conflict> => {
        if (this.isGone) return Promise.reject(new TypeError("gone"));
        if (version !== this.text) {
          const disk = { text: this.text, version: this.text };
          return Promise.resolve({
            path: PATH,
            yours: text,
            disk,
            backup: ".course/backups/1",
          });
        }
        this.text = text;
        written.resolve();
        return Promise.resolve({ version: text });
      },
      events: async function* (this: unknown) {
        const next = Promise.withResolvers<LabEvent>();
        told = next.resolve;
        yield await next.promise;
        // The server goes on, and has no more to tell.
        await new Promise(() => {});
      },
    };
    let told = (_event: LabEvent) => {};
    this.#tell = (event) => told(event);
    this.disk = new Disk(client as unknown as LabClient, {
      onChange: changed.resolve,
      onConflict: conflict.resolve,
      onConnected() {},
    }, drafts);
  }

  /** Another program writes the file. */
  change(text: string): void {
    this.text = text;
    this.#tell({ type: "file", path: PATH, version: text });
  }
}

Deno.test("Disk writes what was typed", async () => {
  const server = new FakeServer();
  await server.disk.read("7.4");
  server.disk.save(PATH, "two");
  server.disk.save(PATH, "three");
  await server.written;
  assertEquals(server.text, "three");
});

Deno.test("Disk takes over what another program has written", async () => {
  const server = new FakeServer();
  await server.disk.read("7.4");
  void server.disk.listen();
  server.change("theirs");
  assertEquals(await server.changed, PATH);
  assertEquals(server.disk.load(PATH), "theirs");
});

Deno.test("Disk writes over nothing that it does not know", async () => {
  const server = new FakeServer();
  await server.disk.read("7.4");
  server.disk.save(PATH, "mine");
  server.text = "theirs";
  const conflict = await server.conflict;
  assertEquals(server.text, "theirs");
  assertEquals(server.disk.load(PATH), "mine");
  // What is typed meanwhile stays here, and is not written either.
  server.disk.save(PATH, "mine, and more");
  await server.disk.settle(conflict, "both");
  assertEquals(server.text, "both");
  assertEquals(server.disk.load(PATH), "both");
});

Deno.test("Disk keeps what it cannot write until it can", async () => {
  const drafts: Drafts = new Map();
  const server = new FakeServer(drafts);
  await server.disk.read("7.4");
  server.isGone = true;
  server.disk.save(PATH, "two");
  await server.disk.flush();
  assertEquals([server.text, server.disk.load(PATH)], ["one", "two"]);
  // The page is opened again, with another server.
  const next = new FakeServer(drafts);
  await next.disk.read("7.4");
  assertEquals(next.disk.load(PATH), "two");
  await next.written;
  await next.disk.flush();
  assertEquals([next.text, drafts.get(PATH)], ["two", undefined]);
  // Somebody else has written meanwhile: a person decides.
  drafts.set(PATH, { text: "three", version: "one" });
  const other = new FakeServer(drafts);
  other.text = "theirs";
  await other.disk.read("7.4");
  assertEquals((await other.conflict).yours, "three");
  assertEquals(other.text, "theirs");
});
