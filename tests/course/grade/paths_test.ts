import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { plainPath } from "../../../scripts/grade/paths/plain_path.ts";
import { readBelow } from "../../../scripts/grade/paths/read_below.ts";

/** Pieces that some reader of a path makes something else of. */
const ODD = [
  ...["%2e", "%2E%2e", "%2f", "%5c", "%00", "%", "..", ".", "...", "/", "//"],
  ...["\\", "\t", "\n", "\r", "\0", " ", "\u200b", "\u202e", "\ufeff"],
  ...["é".normalize("NFD"), "\uff0e\uff0e\uff0f", "\u2024", "\u2215"],
  ...["?", "#", ":", "C:", "|", "*", "$(id)", "`id`", "~", "-rf", "--", "'"],
  ...["con", "NUL.ts", "\ud800", "한".normalize("NFD")],
];

const path = fc.array(
  fc.oneof(
    fc.constantFrom(...ODD),
    fc.constantFrom("a.ts", "mutex.ts", "deep/", "é", "한글.ts", "_x", "b-c"),
    fc.string({ unit: "binary", maxLength: 4 }),
    fc.nat(400).map((length) => "a".repeat(length)),
  ),
  { maxLength: 8 },
).map((pieces) => pieces.join(""));

Deno.test("plainPath() takes the names that lessons have, and learners give", () => {
  for (
    const name of [
      ...["mutex.ts", "lessons/7.4-locks/mutex.ts", "given/shared_words.ts"],
      ...[
        "7.4.2_notes.ts",
        "도우미.ts",
        "übung/größe.ts",
        "_private.ts",
        "a-b",
      ],
    ]
  ) assertEquals(plainPath(name), name);
});

Deno.test("plainPath() takes nothing that two readers read differently", () => {
  for (
    const name of [
      ...["", "/", "a//b", "/a", "a/", ".", "..", "a/../b", "./a", ".env"],
      ...["%2e%2e/a", "a%2fb", "a\\b", "a\tb", "a\nb", "a\0b", "a b", " a"],
      ...["é.ts".normalize("NFD"), "ａ\uff0e\uff0e/b", "a\u200b.ts", "a?b"],
      ...["a#b", "a:b", "-rf", "a.", "a./b", "nul", "COM1.ts", "x/aux.ts"],
      ...["a".repeat(101), "a/".repeat(120) + "a", "가".repeat(40)],
    ]
  ) assertEquals(plainPath(name), undefined, name);
});

Deno.test("plainPath() proves that a URL, a folder and a path lead to the same place", () => {
  const folder = "/somewhere/lessons";
  fc.assert(
    fc.property(path, (text) => {
      const plain = plainPath(text);
      if (plain === undefined) return;
      const file = join(folder, plain);
      assertEquals(file, `${folder}/${text}`);
      assertEquals(resolve(folder, plain), file);
      assertEquals(
        fileURLToPath(new URL(plain, pathToFileURL(`${folder}/`))),
        file,
      );
      assertEquals(decodeURIComponent(plain), text);
      assertEquals(text.normalize("NFC"), text);
      assertEquals(/[\s\\%?#:\0]|^[-~]|\/-/.test(text), false);
      assertEquals(text.split("/").some((name) => /^\.*$/.test(name)), false);
      for (let at = dirname(file); at !== folder; at = dirname(at)) {
        assertEquals(at.startsWith(`${folder}/`), true);
      }
    }),
    { numRuns: 20_000 },
  );
});

Deno.test("readBelow() reads no link, no pipe, and nothing large", async () => {
  const folder = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "course-below-" }),
  );
  const below = (path: string) => {
    const plain = plainPath(path);
    if (plain === undefined) throw new Error(`${path} is not plain`);
    return readBelow(folder, plain, 4);
  };
  await Deno.mkdir(join(folder, "real"));
  await Deno.writeTextFile(join(folder, "real/four"), "1234");
  await Deno.writeTextFile(join(folder, "real/five"), "12345");
  await Deno.symlink(join(folder, "real"), join(folder, "linked"));
  await Deno.symlink(join(folder, "real/four"), join(folder, "link"));
  await new Deno.Command("mkfifo", { args: [join(folder, "pipe")] }).output();
  assertEquals(await below("real/four"), new TextEncoder().encode("1234"));
  for (const odd of ["real/five", "linked/four", "link", "pipe", "real"]) {
    assertEquals(await below(odd), undefined, odd);
  }
  await Deno.remove(folder, { recursive: true });
  assertThrows(() => Deno.statSync(folder), Deno.errors.NotFound);
});
