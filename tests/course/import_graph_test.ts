import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { readFiles } from "../../scripts/lesson/files.ts";
import { COURSE } from "./fixture/course.ts";

/** The folders whose modules are looked at. */
const FOLDERS = ["scripts/", "tests/harness/", "solutions/"];

interface Dependency {
  isDynamic?: boolean;
  code?: { specifier?: string };
  type?: { specifier?: string };
}

/**
 * Which modules each module imports, types too, by their addresses. An `import()`
 * that runs later is left out.
 */
async function importGraph(modules: URL[]): Promise<Map<string, string[]>> {
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    const lines = modules.map(({ href }) => `import "${href}";\n`);
    await Deno.writeTextFile(entry, lines.join(""));
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", "--config", "deno.json", entry],
      cwd: fileURLToPath(COURSE),
    }).output();
    const info: {
      modules: { specifier: string; dependencies?: Dependency[] }[];
    } = JSON.parse(new TextDecoder().decode(stdout));
    return new Map(info.modules.map(({ specifier, dependencies = [] }) => [
      specifier,
      dependencies.filter(({ isDynamic }) => !isDynamic)
        .flatMap(({ code, type }) => [code?.specifier, type?.specifier])
        .filter((one) => one !== undefined),
    ]));
  } finally {
    await Deno.remove(entry);
  }
}

/** The first circle that a walk of the graph finds. */
function circleIn(graph: ReadonlyMap<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (module: string, path: string[]): string[] | undefined => {
    if (path.includes(module)) return path.slice(path.indexOf(module));
    if (done.has(module)) return undefined;
    for (const imported of graph.get(module) ?? []) {
      const circle = walk(imported, [...path, module]);
      if (circle !== undefined) return circle;
    }
    done.add(module);
    return undefined;
  };
  for (const module of graph.keys()) {
    const circle = walk(module, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

Deno.test("no module of the course imports itself by way of others", async () => {
  const modules: URL[] = [];
  for (const folder of FOLDERS) {
    const url = new URL(folder, COURSE);
    for (const path of (await readFiles(url)).keys()) {
      if (path.endsWith(".ts")) modules.push(new URL(path, url));
    }
  }
  const graph = await importGraph(modules);
  for (const { href } of modules) assertEquals(graph.has(href), true, href);
  const circle = circleIn(graph)?.map((one) => one.replace(COURSE.href, ""));
  assertEquals(circle, undefined);
});
