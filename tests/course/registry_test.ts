import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { fileURLToPath } from "node:url";
import { copy } from "../../scripts/lesson/files.ts";
import { hasLinks, withLinks } from "../../scripts/setup/registry.ts";
import { fixtureCourse } from "./fixture/course.ts";
import { jsrRegistry } from "./fixture/jsr_registry.ts";
import { type } from "./fixture/user.ts";

/** A port of this machine at which nothing listens. */
const CLOSED = "http://127.0.0.1:9/";
const FROM_NPM =
  "Set up in # s: @std comes from npm, as JSR does not answer here (switch with `deno task start --registry=jsr`).\n";
const FROM_JSR = "Set up in # s: @std comes from JSR.\n";

/** Without what the clock says. */
function timeless(text: string): string {
  return text.replaceAll(/\d+\.\d s\b/g, "# s");
}

/** A fresh clone: no links, not set up, and a cache with npm's packages only. */
async function freshClone({ npm = true } = {}) {
  const course = await fixtureCourse();
  const { root } = course;
  await Deno.remove(new URL(".course", root), { recursive: true });
  const config = new URL("deno.json", root);
  await Deno.writeTextFile(
    config,
    withLinks(await Deno.readTextFile(config), false),
  );
  const cache = new URL("cache/", root);
  await Deno.mkdir(cache);
  if (npm) await linkNpmCache(cache);
  return {
    root,
    env: { DENO_DIR: fileURLToPath(cache) },
    config: () => Deno.readTextFile(config),
    [Symbol.asyncDispose]: () => course[Symbol.asyncDispose](),
  };
}

async function linkNpmCache(cache: URL): Promise<void> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json"],
  }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout));
  if (Deno.build.os !== "windows") {
    await Deno.symlink(npmCache, new URL("npm", cache));
  } else {
    // Links need a privilege there.
    await copy(
      new URL(`file:///${npmCache.replaceAll("\\", "/")}/`),
      new URL("npm/", cache),
    );
  }
}

Deno.test("start takes JSR when it answers, and goes on without it", async () => {
  await using clone = await freshClone();
  const env: Record<string, string> = { ...clone.env };
  const before = await clone.config();
  {
    await using jsr = await jsrRegistry(clone.root);
    env.JSR_URL = jsr.url;
    const { code, stdout, stderr } = await type(clone.root, "start", { env });
    assertStringIncludes(timeless(stderr), FROM_JSR);
    assertMatch(stdout, /\n3 passed, 0 failed/);
    assertEquals(code, 0);
    assert(jsr.asked.includes("/@std/assert/1.0.19/mod.ts"), `${jsr.asked}`);
    assertEquals(await clone.config(), before);
  }
  const offline = await type(clone.root, "test:7.9", { env });
  assertEquals([offline.code, offline.stderr], [0, ""]);
});

Deno.test("start --registry switches back and forth", async () => {
  await using clone = await freshClone();
  await using jsr = await jsrRegistry(clone.root);
  const env = { ...clone.env, JSR_URL: jsr.url };
  const before = await clone.config();
  const npm = await type(clone.root, "start --registry=npm", { env });
  assertStringIncludes(
    timeless(npm.stderr),
    "Set up in # s: @std comes from npm, as you asked for",
  );
  assertEquals([npm.code, hasLinks(await clone.config())], [0, true]);
  // It is remembered: nothing is set up again.
  const again = await type(clone.root, "hint 7.9.1", { env });
  assertEquals([again.code, again.stderr], [0, ""]);
  const back = await type(clone.root, "start --registry jsr", { env });
  assertStringIncludes(timeless(back.stderr), FROM_JSR);
  assertEquals(back.code, 0);
  assertEquals(await clone.config(), before);
});

Deno.test("commands take npm within three seconds when JSR's port is closed", async () => {
  await using clone = await freshClone();
  const { code, stdout, stderr } = await type(clone.root, "test:7.9", {
    env: { ...clone.env, JSR_URL: CLOSED },
  });
  assertEquals(
    timeless(stderr),
    `Setting up (once; this needs the network) …\n${FROM_NPM}`,
  );
  assertMatch(stdout, /\n3 passed, 0 failed/);
  assertEquals([code, hasLinks(await clone.config())], [0, true]);
});

Deno.test("commands take npm within three seconds when JSR never answers", async () => {
  await using clone = await freshClone();
  const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connected = silent.accept();
  const JSR_URL = `http://127.0.0.1:${silent.addr.port}/`;
  const typed = type(clone.root, "hint 7.9.1", {
    env: { ...clone.env, JSR_URL },
  });
  using connection = await connected;
  const asked = performance.now();
  // It hangs up when it has waited long enough.
  while (await connection.read(new Uint8Array(1024)) !== null);
  const waited = performance.now() - asked;
  silent.close();
  const { code, stderr } = await typed;
  assertStringIncludes(timeless(stderr), FROM_NPM);
  assertEquals(code, 0);
  assert(waited < 3_000, `It waited ${waited} ms`);
});

Deno.test("commands take npm when a web page answers in JSR's place", async () => {
  await using clone = await freshClone();
  await using page = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () =>
      new Response("<html>Log in first</html>", {
        headers: { "content-type": "text/html" },
      }),
  );
  const { code, stderr } = await type(clone.root, "hint 7.9.1", {
    env: { ...clone.env, JSR_URL: `http://127.0.0.1:${page.addr.port}/` },
  });
  assertStringIncludes(timeless(stderr), FROM_NPM);
  assertEquals(code, 0);
});

Deno.test("start --registry=jsr ends with code 2 and changes nothing when JSR is not there", async () => {
  await using clone = await freshClone();
  const before = await clone.config();
  const { code, stdout, stderr } = await type(
    clone.root,
    "start --registry=jsr",
    { env: { ...clone.env, JSR_URL: CLOSED } },
  );
  assertMatch(
    stderr,
    /\nCannot download what the course imports from JSR: .+\nCheck the network and the free disk space, and run the same command again\.\n$/,
  );
  assertEquals([code, stdout], [2, ""]);
  assertEquals(await clone.config(), before);
});

Deno.test("commands end with code 2 and change nothing when neither JSR nor npm is there", async () => {
  await using clone = await freshClone({ npm: false });
  const before = await clone.config();
  const { code, stdout, stderr } = await type(clone.root, "start", {
    env: { ...clone.env, JSR_URL: CLOSED, NPM_CONFIG_REGISTRY: CLOSED },
  });
  assertMatch(
    stderr,
    /\nCannot download what the course imports from npm: .+\nCheck the network and the free disk space, and run the same command again\.\n$/,
  );
  assertEquals([code, stdout], [2, ""]);
  assertEquals(await clone.config(), before);
});

Deno.test("a command's own packages are fetched when it is typed first, and then never again", async () => {
  await using clone = await freshClone();
  const env = { ...clone.env, JSR_URL: CLOSED };
  const set = await type(clone.root, "hint 7.9.1", { env });
  assertEquals(set.code, 0);
  const help = await type(clone.root, "grade --help", { env });
  assertMatch(
    help.stderr,
    /^Fetching what `grade` needs \(once; this needs the network\) …\nFetched in /,
  );
  for (const line of ["grade --help", "hint 7.9.1"]) {
    assertEquals((await type(clone.root, line, { env })).stderr, "");
  }
});

Deno.test("git status is clean after set-up, and a change of deno.json still shows", async () => {
  await using clone = await freshClone();
  const git = async (...args: string[]) => {
    const { success, stdout } = await new Deno.Command("git", {
      args: ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args],
      cwd: clone.root,
    }).output();
    assertEquals(success, true, `git ${args.join(" ")}`);
    return new TextDecoder().decode(stdout);
  };
  await git("init", "--quiet");
  await git("add", "deno.json", "scripts");
  await git("commit", "--quiet", "--message=all");
  const { code } = await type(clone.root, "hint 7.9.1", {
    env: { ...clone.env, JSR_URL: CLOSED },
  });
  assertEquals([code, hasLinks(await clone.config())], [0, true]);
  const status = ["status", "--porcelain", "--untracked-files=no"];
  assertEquals(await git(...status), "");
  const config = new URL("deno.json", clone.root);
  await Deno.writeTextFile(config, `${await clone.config()}\n`);
  assertEquals(await git(...status), " M deno.json\n");
  await git("checkout", "deno.json");
  assertEquals(hasLinks(await clone.config()), false);
});
