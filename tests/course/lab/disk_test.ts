import { assertEquals } from "@std/assert";
import type {
  Conflict,
  LabEvent,
  LearnerFile,
  Write,
  Written,
} from "../../../scripts/lab/server/api.ts";
import type { LabClient } from "../../../scripts/lab/server/client.ts";
import { Disk } from "../../../scripts/lab/page/files/disk.ts";

const PATH = "lessons/7.4-locks/mutex.ts";

/** A server's disk with one file; the version is the text itself. */
class FakeServer {
  text = "one";
  readonly written: Promise<void>;
  readonly conflict: Promise<Conflict>;
  readonly changed: Promise<string>;
  readonly disk: Disk;
  #tell = (_event: LabEvent) => {};

  constructor() {
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
    });
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
