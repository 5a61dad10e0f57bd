import { assertEquals, assertMatch } from "@std/assert";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Wanted } from "../../../scripts/grade/submissions/layout.ts";
import { readSubmission } from "../../../scripts/grade/submissions/read.ts";
import type { Submission } from "../../../scripts/grade/submissions/submission.ts";
import { LARGEST_ARCHIVE } from "../../../scripts/grade/submissions/tar.ts";
import { type TarEntry, tarOf } from "./tar_of.ts";
import { zipOf } from "./zip_of.ts";

const WANTED: Wanted = {
  lesson: "7.9-doubling",
  names: new Map([["7.9-doubling", new Set(["double.ts"])]]),
};
const PATH = "lessons/7.9-doubling/double.ts";
const TEXT = "export {};\n";

async function temporary(): Promise<{ path: string } & AsyncDisposable> {
  const path = await Deno.makeTempDir({ prefix: "course-archive-" });
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

/** Reads an archive: its files, and what was left out of it. */
async function read(
  kind: "zip" | "tar",
  bytes: Uint8Array,
): Promise<{ files: string[]; findings: string[] }> {
  await using folder = await temporary();
  const file = join(folder.path, "x");
  await Deno.writeFile(file, bytes);
  return await readAs(kind, file);
}

async function readAs(kind: Submission["kind"], path: string) {
  const { files, findings } = await readSubmission(
    { name: "x", kind, path },
    WANTED,
  );
  return {
    files: [...files.keys()],
    findings: findings.map(({ path, message }) => `${path}: ${message}`),
  };
}

async function packed(entries: readonly TarEntry[]): Promise<Uint8Array> {
  return gzipSync(await tarOf(entries));
}

for (const kind of ["zip", "tar"] as const) {
  const archive = async (names: string[]) =>
    kind === "zip"
      ? zipOf(names.map((name) => ({ name, text: TEXT })))
      : await packed(names.map((name) => ({ name, text: TEXT })));

  Deno.test(`readSubmission() of a ${kind} reads a lesson, with a folder around it or not`, async () => {
    for (const around of ["", "ada/", "./"]) {
      const bytes = await archive([around + PATH, `${around}other.txt`]);
      assertEquals((await read(kind, bytes)).files, [PATH]);
    }
  });

  Deno.test(`readSubmission() of a ${kind} leaves out what leads outside`, async () => {
    const { files, findings } = await read(
      kind,
      await archive([`../${PATH}`, `/${PATH}`, `a/../../${PATH}`, PATH]),
    );
    assertEquals(files, [PATH]);
    assertEquals(findings.length, 3);
    assertMatch(findings.join(), /leads outside.*absolute.*leads outside/);
  });

  Deno.test(`readSubmission() of a ${kind} leaves out a file that comes twice`, async () => {
    const { findings } = await read(kind, await archive([PATH, PATH]));
    assertMatch(findings.join(), /this file twice/);
  });

  Deno.test(`readSubmission() of a ${kind} says that a file is no archive`, async () => {
    const { files, findings } = await read(
      kind,
      new TextEncoder().encode("no archive at all, but long enough to try"),
    );
    assertEquals(files, []);
    assertMatch(findings.join(), /cannot be read to its end/);
  });
}

Deno.test("readSubmission() of a zip leaves out links, and files that lie about their size", async () => {
  for (
    const [entry, why] of [
      [{ mode: 0o120777 }, /It is a link/],
      [{ size: 2 ** 31 }, /cannot be read to its end/],
      [{ size: 1 }, /cannot be read to its end/],
    ] as const
  ) {
    const { files, findings } = await read(
      "zip",
      zipOf([{ name: PATH, text: TEXT, ...entry }]),
    );
    assertEquals(files, []);
    assertMatch(findings.join(), why);
  }
});

Deno.test("readSubmission() of a tar leaves out links", async () => {
  const { files, findings } = await read(
    "tar",
    await packed([{ name: PATH, type: "symlink", linkname: "/etc/passwd" }]),
  );
  assertEquals(files, []);
  assertMatch(findings.join(), /It is a link/);
});

Deno.test("readSubmission() of a tar stops where an archive unpacks to too much", async () => {
  // Zeros: a million of them take a thousand bytes.
  const block = Buffer.alloc(LARGEST_ARCHIVE / 4);
  const { findings } = await read(
    "tar",
    await packed([
      ...[1, 2, 3, 4, 5].map((n) => ({
        name: `other/${n}`,
        text: block.toString("latin1"),
      })),
      { name: PATH, text: TEXT },
    ]),
  );
  assertMatch(findings.join(), /unpacks to more than 256 MB/);
});

Deno.test("readSubmission() of a folder reads no link, and nothing through one", async () => {
  await using folder = await temporary();
  await using outside = await temporary();
  await Deno.mkdir(join(outside.path, "7.9-doubling"));
  await Deno.writeTextFile(join(outside.path, "7.9-doubling/double.ts"), TEXT);
  await Deno.symlink(outside.path, join(folder.path, "lessons"));
  const { files, findings } = await readAs("folder", folder.path);
  assertEquals(files, []);
  assertEquals(findings, ["lessons: It is a link; it was left out."]);
});

Deno.test("readSubmission() of a folder finds a clone in a folder of its own", async () => {
  await using folder = await temporary();
  const lesson = join(folder.path, "clone/lessons/7.9-doubling");
  await Deno.mkdir(lesson, { recursive: true });
  await Deno.writeTextFile(join(lesson, "double.ts"), TEXT);
  const { files } = await readAs("folder", folder.path);
  assertEquals(files, [PATH]);
});
