import { build, type Plugin } from "esbuild";
import { fileURLToPath, pathToFileURL } from "node:url";
import { relative, resolve } from "node:path/posix";
import { importLater } from "./lesson_imports.ts";
import { assignTrusted, moveProc, placeModule } from "./import_meta.ts";

/** Harness modules that grading replaces, and by what. */
const REPLACED: Record<string, string> = {
  "tests/harness/events.ts": "trusted/events.ts",
  "tests/harness/explorer/patches.ts": "trusted/patches.ts",
};

/** The module that has to know the place of the bundle, not its own. */
const SITE = "tests/harness/explorer/stack_frames.ts";

/** What it replaces, it does by `patches.ts`; its assignments are many. */
const EXPLORER = "tests/harness/explorer/";

const HERE = new URL("../", import.meta.url);

/** Tests, their harness and what proves their results as one module. */
export interface TestBundle {
  /** Path from the course's root: where the bundle must stand. */
  path: string;
  code: string;
}

/**
 * Bundles test files with the harness, so that a submission cannot reach
 * either: what it could import is another instance.
 *
 * @param files The test files, as paths from the course's root.
 * @param path Where the bundle is to stand.
 * @param proc Where the sandbox has the processes: `/proc` or another place.
 */
export async function bundleTests(
  course: URL,
  files: readonly string[],
  path: string,
  proc: string,
): Promise<TestBundle> {
  const place = { course, path, proc };
  // Bundled once to learn what it uses, and again with that written into it.
  const draft = await bundle(
    place,
    files,
    "export const options = {}, modules = [];",
  );
  const harness = draft.inputs.filter((path) =>
    path.startsWith("tests/harness/")
  );
  const { code } = await bundle(
    place,
    [...harness, ...files],
    optionsSource(draft.code, proc),
  );
  return { path, code: importLater(code) };
}

interface Place {
  course: URL;
  path: string;
  proc: string;
}

/**
 * @param entries What is loaded, in this order: all of the harness, and then
 * the tests, which import the submission.
 */
async function bundle(
  place: Place,
  entries: readonly string[],
  options: string,
): Promise<{ code: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: [
        'import { freezeFirst } from "grade:start";',
        'import { moduleAt, requireExports } from "grade:require";',
        // Used where imports of the submission are rewritten.
        "void freezeFirst, moduleAt, requireExports;",
        ...entries.map((path) => `import "grade:${path}";`),
      ].join("\n"),
    },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "esnext",
    logLevel: "silent",
    define: { "Deno.test": "gradedTest" },
    inject: ["grade:test", "grade:globals"],
    treeShaking: false,
    plugins: [plugin(place, options)],
  });
  const root = fileURLToPath(place.course);
  return {
    code: outputFiles[0]?.text ?? "",
    inputs: Object.keys(metafile.inputs).map((path) =>
      relative(root, resolve(path.replace(/^file:/, "")))
    ),
  };
}

/** Words that show which of the platform's nameless classes a test uses. */
const SIGNS = new Set(["readable", "writable", "unix"]);

/** Where the tests write to what is frozen. */
const WRITES = /\btrusted(?:\([\w.]+\)\.(\w+) = |Define\(\w+, "(\w+)")/g;

/** What a bundle mentions and imports, as the module that `start.ts` reads. */
function optionsSource(draft: string, proc: string): string {
  const words = new Set(draft.match(/\b[A-Za-z_]\w*\b/g));
  const names = [...words].filter((word) =>
    word in globalThis || word in Deno || SIGNS.has(word)
  );
  const replaced = [...draft.matchAll(WRITES)]
    .map(([, assigned, defined]) => assigned ?? defined ?? "");
  const imports = [...draft.matchAll(/^import\s[^"]*"([^"]+)";$/gm)]
    .map(([, module = ""]) => module)
    .filter((module) => !module.includes("/lessons/"));
  const modules = [...new Set(imports)];
  return [
    ...modules.map((name, index) =>
      `import * as m${index} from ${JSON.stringify(name)};`
    ),
    `export const options = ${
      JSON.stringify({
        names,
        replaced,
        keepFfi: proc === "/proc",
        node: modules.some((name) => name.startsWith("node:")),
      })
    };`,
    `export const modules = [${modules.map((_, i) => `m${i}`).join(", ")}];`,
  ].join("\n");
}

const OURS: Record<string, string> = {
  "grade:start": "trusted/start.ts",
  "grade:test": "trusted/test.ts",
  "grade:globals": "trusted/globals.ts",
  "grade:require": "trusted/require_exports.ts",
};

function plugin(
  { course, path: bundle, proc }: Place,
  options: string,
): Plugin {
  const root = fileURLToPath(course);
  const folder = bundle.slice(0, bundle.lastIndexOf("/"));
  return {
    name: "grade",
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        const ours = OURS[path];
        if (ours !== undefined) return onDisk(new URL(ours, HERE));
        if (path === "grade:options") return { path, namespace: "options" };
        if (path.startsWith("grade:")) {
          return onDisk(new URL(path.slice("grade:".length), course));
        }
        if (!path.startsWith(".")) return { path, external: true };
        const target = new URL(path, pathToFileURL(importer));
        const inside = relative(root, fileURLToPath(target));
        if (inside.startsWith("lessons/")) {
          return { path: relative(folder, inside), external: true };
        }
        const replaced = importer.startsWith(fileURLToPath(HERE))
          ? undefined
          : REPLACED[inside];
        if (replaced !== undefined) return onDisk(new URL(replaced, HERE));
        return kind === "dynamic-import"
          ? { path: relative(folder, inside), external: true }
          : onDisk(target);
      });
      build.onLoad({ filter: /.*/, namespace: "file" }, async ({ path }) => {
        const source = await Deno.readTextFile(path);
        const inside = relative(root, path);
        const placed = inside === SITE
          ? source
          : placeModule(source, relative(folder, inside));
        // What stands in for the harness knows what it does.
        const trusted = inside.startsWith("tests/") &&
            !inside.startsWith(EXPLORER)
          ? assignTrusted(placed)
          : placed;
        return { contents: moveProc(trusted, proc), loader: "ts" };
      });
      build.onLoad(
        { filter: /.*/, namespace: "options" },
        () => ({ contents: options, loader: "js" }),
      );
    },
  };
}

function onDisk(url: URL): { path: string; namespace: string } {
  return { path: fileURLToPath(url), namespace: "file" };
}
