import { emit, FILES_VARIABLE, type TestFile } from "./events.ts";
import { LoadError } from "./load_error.ts";
import { lessonTest } from "./lesson_test.ts";
import { noteFailed } from "./needs.ts";
import { beginFile } from "./shared_files.ts";

/**
 * The one program that the runner gives `deno test`: it loads a lesson's test
 * files, in their order. One program starts faster than many, and a file that
 * cannot be loaded fails its own step, not all.
 */
async function loadTests(files: readonly TestFile[]): Promise<void> {
  const broken: { file: TestFile; error: unknown }[] = [];
  // The process would end, and with it all that the other files could tell.
  const { exit } = Deno;
  Deno.exit = (code = 0) => {
    throw new Error(`The code calls Deno.exit(${code}) as it is loaded.`);
  };
  for (const file of files) {
    beginFile(file.url);
    try {
      await import(file.url);
    } catch (error) {
      broken.push({ file, error });
    }
  }
  Deno.exit = exit;
  const told = new Set<string>();
  for (const { file: { url, step }, error } of broken) {
    // The step's other files mostly fail for the same reason.
    registerBroken(url, step, error, told.has(step));
    told.add(step);
    noteFailed(step);
  }
}

/** Registers a test that says why its file cannot be loaded. */
function registerBroken(
  url: string,
  step: string,
  error: unknown,
  smoke: boolean,
): void {
  beginFile(url);
  const file = url.slice(url.lastIndexOf("/") + 1).replace(`${step}_`, "");
  const test = `${step} ${file} can be loaded`;
  const failure = new LoadError(error);
  lessonTest(test, () => {
    throw failure;
  }, { smoke });
  // A filter may leave the test out.
  emit({ type: "unloadable", test, error: failure.reason });
}

await loadTests(JSON.parse(Deno.env.get(FILES_VARIABLE) ?? "[]"));
