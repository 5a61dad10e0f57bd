import { fileURLToPath, pathToFileURL } from "node:url";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fileUrl, readFiles } from "../../../scripts/lesson/files.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { cachedSite } from "../../../scripts/lab/build/cached_site.ts";
import { readPaths } from "../../../scripts/lab/build/paths.ts";
import { COURSE } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

/** What the page may weigh, compressed, before one can work with it. */
const LIMIT = 600_000;

/** The folder that the lab is built to. */
const site = pathToFileURL(`${await Deno.makeTempDir({ prefix: "lab-" })}/`);
const SITE = fileURLToPath(site);

Deno.test.beforeAll(async () => {
  // What is built by now is copied alone, however busy this machine is.
  await cachedSite(COURSE, await readLessons(COURSE));
  const { code, stdout, stderr } = await type(COURSE, `lab --build ${SITE}`);
  assertEquals(code, 0, stderr);
  assertMatch(stdout, /^The lab is in \S+: \d+ files for any static host\.\n$/);
});

Deno.test.afterAll(() => Deno.remove(site, { recursive: true }));

async function compressed(path: string): Promise<number> {
  const file = await Deno.open(fileUrl(site, path));
  const stream = file.readable.pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).length;
}

/** A module of the page, and all that it loads before it runs. */
async function withImports(path: string, found = new Set<string>()) {
  if (found.has(path)) return found;
  found.add(path);
  const code = await Deno.readTextFile(fileUrl(site, path));
  for (const [, name = ""] of code.matchAll(/\b(?:from|import)"(\.[^"]+)"/g)) {
    const url = new URL(name, new URL(path, "file:///"));
    await withImports(url.pathname.slice(1), found);
  }
  return found;
}

Deno.test("the lab is usable after at most 600 kB, compressed", async () => {
  const paths = await readPaths(site);
  const lessons = paths.filter((path) => /^lessons\//.test(path));
  const found = new Set<string>();
  for (const name of ["bench_view", "code_mirror"]) {
    const chunk = paths.find((path) => path.startsWith(`chunks/${name}-`));
    await withImports(chunk ?? name, found);
  }
  const first = [
    "index.html",
    "page.css",
    "book.css",
    "course.json",
    ...await withImports("page.js", found),
    ...paths.filter((path) => path === "engine/worker.js"),
  ];
  const sizes = await Promise.all(first.map(compressed));
  const largest = Math.max(...await Promise.all(lessons.map(compressed)));
  const size = sizes.reduce((sum, size) => sum + size, 0) + largest;
  assert(size <= LIMIT, `It takes ${size} bytes.`);
  // What strips types is larger than that alone, and is fetched later.
  assert(await compressed("esbuild.wasm") > LIMIT);
});

Deno.test("the lab's page runs no script of its own text, and asks nobody else", async () => {
  const page = await Deno.readTextFile(new URL("index.html", site));
  const policy =
    page.match(/http-equiv="content-security-policy" content="([^"]*)"/)?.[1] ??
      "";
  assert(page.indexOf("content-security-policy") < page.indexOf("<script"));
  assertMatch(policy, /^default-src 'none'; script-src [^;]*;/);
  assertEquals(/https?:|\*|'unsafe-(?:eval|inline)'/.test(policy), false);
  for (const [, , address = ""] of page.matchAll(/\b(src|href)="([^"]*)"/g)) {
    assertMatch(address, /^(?:data:,|[\w.]+|chunks\/[\w.-]+)$/);
  }
  assertEquals(page.match(/<script[^>]*>[^<]/), null);
  for (const [path, text] of await readFiles(new URL("book/", site))) {
    assertEquals(
      text.match(/<script|\s(?:on\w+|style)=|<[^>]*src=/i),
      null,
      path,
    );
  }
});

Deno.test("the lab has a lesson's starters and what is given, and no solution", async () => {
  const { starters, given } = JSON.parse(
    await Deno.readTextFile(new URL("lessons/7.4-locks.json", site)),
  );
  assertMatch(
    starters["lessons/7.4-locks/mutex.ts"],
    /throw new Error\("TODO\(7\.4\.2\)"\)/,
  );
  assert("lessons/given/shared_words.ts" in given);
  assertEquals(/#region/.test(JSON.stringify(starters)), false);
});

Deno.test("lab --build writes over its own build, and over nothing else", async () => {
  const again = await type(COURSE, `lab --build ${SITE}`);
  assertEquals([again.code, again.stderr], [0, ""]);
  const mine = new URL("chunks/mine.txt", site);
  await Deno.writeTextFile(mine, "mine");
  assertEquals(await type(COURSE, `lab --build ${SITE}`), {
    code: 2,
    stdout: "",
    stderr:
      `Cannot build to ${SITE} as it holds other things, such as chunks/mine.txt: name a new folder.\n`,
  });
  assertEquals(await Deno.readTextFile(mine), "mine");
  await Deno.remove(mine);
  const file = fileURLToPath(new URL("page.js", site));
  assertEquals((await type(COURSE, `lab --build ${file}`)).code, 2);
});
