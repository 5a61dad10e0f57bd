import "./dom.ts";
import type { CodeFile } from "../engine/protocol.ts";
import { strip as stripWith } from "../engine/strip.ts";

type Esbuild = Pick<typeof import("esbuild-wasm"), "initialize" | "transform">;

let loading: Promise<Esbuild> | undefined;

/** Loads what strips types: three megabytes, which the page does not wait for. */
export function loadStripper(): Promise<Esbuild> {
  loading ??= (async () => {
    // It is CommonJS, which a bundler's chunk exports as its default.
    const module = await import("esbuild-wasm");
    const esbuild: Esbuild = "default" in module
      ? module.default as Esbuild
      : module;
    await esbuild.initialize({ wasmURL: "esbuild.wasm", worker: true });
    return esbuild;
  })();
  loading.catch(() => loading = undefined);
  return loading;
}

const stripped = new Map<string, { source: string; file: Promise<CodeFile> }>();

/** Makes JavaScript of the learner's files, each by itself. */
export function stripTypes(
  sources: Readonly<Record<string, string>>,
): Promise<CodeFile[]> {
  return Promise.all(
    Object.entries(sources).map(([path, source]) => {
      const before = stripped.get(path);
      if (before?.source === source) return before.file;
      const file = strip(path, source);
      stripped.set(path, { source, file });
      // What could not be loaded is loaded again.
      file.catch(() => stripped.delete(path));
      return file;
    }),
  );
}

async function strip(path: string, source: string): Promise<CodeFile> {
  const esbuild = await loadStripper();
  try {
    const { code, map } = await stripWith(
      esbuild.transform,
      source,
      undefined,
      {
        sourcefile: path,
        logLevel: "silent",
      },
    );
    return { path, source, code, map };
  } catch (error) {
    const [first] = (error as { errors?: EsbuildMessage[] }).errors ?? [];
    if (first === undefined) throw error;
    const { text, location } = first;
    const place = location === null
      ? {}
      : { line: location.line, column: location.column + 1 };
    return {
      path,
      source,
      problem: { kind: "syntax", path, message: text, ...place },
    };
  }
}

interface EsbuildMessage {
  text: string;
  location: { line: number; column: number } | null;
}
