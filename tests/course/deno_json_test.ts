import { assertEquals, assertMatch } from "@std/assert";
import { commandLine } from "../../scripts/commands/main.ts";
import { readLessons } from "../../scripts/lesson/manifest.ts";
import { hasLinks, withLinks } from "../../scripts/setup/registry.ts";
import { COURSE } from "./fixture/course.ts";

interface Config {
  importMap: string;
  tasks: Record<string, string>;
}

/** The deno.json that is committed; without git, the file less its links. */
async function committed(): Promise<string> {
  try {
    const { success, stdout } = await new Deno.Command("git", {
      args: ["show", "HEAD:./deno.json"],
      cwd: COURSE,
      stderr: "null",
    }).output();
    if (success) return new TextDecoder().decode(stdout);
  } catch {
    // There is no git here.
  }
  const local = await Deno.readTextFile(new URL("deno.json", COURSE));
  return withLinks(local, false);
}

async function config(): Promise<Config> {
  return JSON.parse(await Deno.readTextFile(new URL("deno.json", COURSE)));
}

Deno.test("deno.json has no links when it is committed", async () => {
  assertEquals(hasLinks(await committed()), false);
  assertEquals("links" in JSON.parse(await committed()), false);
});

Deno.test("packages come from JSR and npm in exact versions, and are named once", async () => {
  const { importMap, ...others } = await config();
  // What deno.json itself imports, each task fetches before it begins.
  assertEquals("imports" in others, false);
  const text = await Deno.readTextFile(new URL(importMap, COURSE));
  const { imports }: { imports: Record<string, string> } = JSON.parse(text);
  for (const [name, address] of Object.entries(imports)) {
    if (name.endsWith("/")) {
      const whole = imports[name.slice(0, -1)];
      assertEquals(address, `${whole?.replace(":", ":/")}/`);
    } else {
      assertMatch(address, /^(jsr|npm):(@[\w-]+\/)?[\w-]+@\d+\.\d+\.\d+$/);
    }
  }
});

Deno.test("deno.json has a task for each command, and no other", async () => {
  const { tasks } = await config();
  for (const [name, line] of Object.entries(tasks)) {
    assertEquals(line, `deno run -A scripts/course.ts ${name}`);
  }
  const signal = new AbortController().signal;
  const program = commandLine(
    { root: COURSE, signal, exit: () => {} },
    await readLessons(COURSE),
  );
  assertEquals(
    Object.keys(tasks).toSorted(),
    program.commands.map((command) => command.name()).toSorted(),
  );
});

Deno.test("withLinks() adds the links and takes them away again", () => {
  for (const end of ["\n", "\r\n"]) {
    const text = ["{", '  "imports": {}', "}", ""].join(end);
    const linked = withLinks(text, true);
    assertEquals(hasLinks(linked), true);
    assertEquals(JSON.parse(linked).links.length, 3);
    assertEquals(withLinks(linked, true), linked);
    assertEquals(withLinks(linked, false), text);
    assertEquals(withLinks(text, false), text);
  }
});
