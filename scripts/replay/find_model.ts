import type { Model } from "../../tests/harness/explorer/mod.ts";
import { modelsIn } from "./models_in.ts";

/** A model that cannot be had. */
export class ModelError extends Error {
  override readonly name = "ModelError";

  constructor(
    message: string,
    /** Whether the id was wrong, and not the code. */
    readonly isCallersFault: boolean,
  ) {
    super(message);
  }
}

/**
 * Finds a model by its name, among what the `models.ts` of the lesson's tests
 * exports (or the files of its folder `models`).
 *
 * @throws {ModelError} If there is none, or its file cannot be loaded.
 */
export async function findModel(name: string, root: URL): Promise<Model> {
  const tests = new URL("tests/", root);
  for (const folder of await foldersFor(name, tests)) {
    for (const file of await modelFiles(new URL(`${folder}/`, tests))) {
      const model = modelsIn(await load(file)).find((one) => one.name === name);
      if (model !== undefined) return model;
    }
  }
  throw new ModelError(
    `Cannot replay as there is no model of that name in the tests: received ${
      JSON.stringify(name)
    }`,
    true,
  );
}

/** The folders of tests where a model of that name would be. */
async function foldersFor(name: string, tests: URL): Promise<string[]> {
  const [lesson] = name.match(/^\d+\.\d+(?=[.-])/) ?? [];
  if (lesson === undefined) return ["course/explorer"];
  const folders: string[] = [];
  for await (const entry of Deno.readDir(tests)) {
    if (entry.name.startsWith(`${lesson}-`)) folders.push(entry.name);
  }
  return folders.sort();
}

/** The files of a folder of tests that may export models. */
export async function modelFiles(folder: URL): Promise<URL[]> {
  const files: URL[] = [];
  for (const place of ["models.ts", "models/"]) {
    const url = new URL(place, folder);
    try {
      if ((await Deno.stat(url)).isFile) files.push(url);
      else {
        for await (const { name } of Deno.readDir(url)) {
          if (name.endsWith(".ts")) files.push(new URL(name, url));
        }
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return files;
}

async function load(file: URL): Promise<object> {
  try {
    return await import(file.href);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new ModelError(
      `Cannot replay as the code does not load: ${text}`,
      false,
    );
  }
}
