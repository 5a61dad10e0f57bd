import { build, type BuildOptions } from "esbuild";
import { moduleGraph } from "../../../bundle/module_graph.ts";
import { packages } from "../../../bundle/packages.ts";
import { modulesUnder } from "../../../setup/download.ts";
import type { Lesson } from "../../../lesson/lesson.ts";
import type { LessonPack } from "../lesson_pack.ts";
import { IN_PAGE } from "../steps.ts";
import { COURSE } from "../worker/module_space.ts";
import { OLDER, WITHOUT_USING } from "../using.ts";
import { packLesson, withoutUsing } from "./pack_lesson.ts";
import { replaced } from "./replaced.ts";
import { onDisk, testModules } from "./test_modules.ts";

/** Files of the engine by the paths that the page fetches them by. */
export type EngineFiles = Map<string, string>;

/** The folder of all of them. */
const FOLDER = "engine/";

const OPTIONS: BuildOptions = {
  bundle: true,
  format: "esm",
  target: "es2022",
  platform: "browser",
  logLevel: "silent",
  minifyWhitespace: true,
  legalComments: "none",
  outdir: "/",
};

/** The workers and what else they load, as it is called below `engine/`. */
const ENTRIES = {
  worker: "main",
  thread: "thread",
  older_browser: "older_browser",
};

/**
 * Builds the engine of the course at `root`: the workers with the harness, the
 * tests of the steps that run in a page with their models, and what is known of
 * each lesson. Whoever needs esbuild no more calls its `stop()`.
 */
export async function buildEngine(
  root: URL,
  lessons: readonly Lesson[],
): Promise<EngineFiles> {
  const packs = await Promise.all(
    lessons.filter(({ steps }) =>
      steps.some(({ step }) => IN_PAGE.includes(step))
    ).map((lesson) => packLesson(root, lesson)),
  );
  const shared = new Set<string>();
  const entries = await Promise.all(packs.map((one) => entriesOf(root, one)));
  const bundleTests = (folder: string, using: boolean) =>
    bundle({
      entryPoints: entries.flat().map((path) => entry(root, path)),
      outdir: `/${folder}`,
      sourcemap: "external",
      sourcesContent: false,
      target: "esnext",
      supported: { using },
      // The addresses of imports change as they are loaded, and what stands
      // behind one in its line would move.
      minifyWhitespace: false,
      plugins: [testModules(root, shared, using)],
    });
  const tests = [
    ...await bundleTests("", true),
    ...await bundleTests(WITHOUT_USING, false),
  ];
  const main = new URL("scripts/lab/engine/worker/main.ts", root);
  const harness = await bundle({
    entryPoints: [
      ...Object.entries(ENTRIES).map(([out, name]) => ({
        in: onDisk(root, `scripts/lab/engine/worker/${name}.ts`),
        out,
      })),
      ...[...shared].map((path) => entry(root, path)),
    ],
    splitting: true,
    chunkNames: "chunks/[hash]",
    plugins: [replaced(root), packages(await moduleGraph(main))],
  });
  const older = await Promise.all(packs.map(withoutUsing));
  return new Map(
    [
      ...harness,
      ...["worker", "thread"].map(olderWorker),
      ...tests.map(([path, text]) => place(root, path, text)),
      ...packs.map((pack) => packFile("", pack)),
      ...older.map((pack) => packFile(WITHOUT_USING, pack)),
    ]
      .map(([path, text]) => [`${FOLDER}${path}`, text] as const),
  );
}

/** What a worker needs is there before it is loaded. */
function olderWorker(name: string): [string, string] {
  const code = `import "./older_browser.js";\nimport "./${name}.js";\n`;
  return [`${OLDER}${name}.js`, code];
}

function packFile(folder: string, pack: LessonPack): [string, string] {
  return [`${folder}lessons/${pack.lesson.number}.json`, JSON.stringify(pack)];
}

/** The modules of a lesson's tests that are loaded by their addresses. */
async function entriesOf(
  root: URL,
  { lesson: { folder }, tests, models }: LessonPack,
): Promise<string[]> {
  return [
    ...new Set([
      `tests/${folder}/misconceptions.ts`,
      ...Object.values(tests).flat(),
      ...models.map(({ path }) => path),
      ...await modulesUnder(root, [`tests/${folder}/threads/`]),
    ]),
  ];
}

function entry(root: URL, path: string): { in: string; out: string } {
  return {
    in: path.startsWith("@") ? path : onDisk(root, path),
    out: path.replace(/\.ts$/, ""),
  };
}

async function bundle(options: BuildOptions): Promise<[string, string][]> {
  const { outputFiles = [] } = await build({
    ...OPTIONS,
    ...options,
    write: false,
  });
  return outputFiles.map(({ path, text }) => [path.slice(1), text]);
}

/** A source map says where its sources lie in the course. */
function place(root: URL, path: string, text: string): [string, string] {
  if (!path.endsWith(".map")) return [path, text];
  const { version, sources, names, mappings } = JSON.parse(text);
  const placed = sources.map((source: string) =>
    new URL(source, `file:///${path}`).href.replace(root.href, COURSE)
  );
  const map = { version, sources: placed, names, mappings };
  return [path, JSON.stringify(map)];
}
