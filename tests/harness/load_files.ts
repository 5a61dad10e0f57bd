import { emit, type TestFile } from "./events.ts";
import { LoadError } from "./load_error.ts";
import { lessonTest } from "./lesson_test.ts";
import {
  loadingVersion,
  nowLoading,
  ownStep,
  registerOthers,
} from "./loading.ts";
import { noteFailed } from "./needs.ts";
import { beginFile } from "./shared_files.ts";

/**
 * Loads a lesson's test files, in their order. A file that cannot be loaded
 * fails its own step, not all.
 *
 * @param load Loads one.
 */
export async function loadFiles(
  files: readonly TestFile[],
  load: (url: string) => Promise<unknown>,
): Promise<void> {
  const broken: { file: TestFile; error: unknown }[] = [];
  for (const file of files) {
    if (file.version?.name !== loadingVersion()?.name) registerOthers();
    beginFile(file.url);
    nowLoading(file.version);
    try {
      await load(file.url);
    } catch (error) {
      broken.push({ file, error });
    }
  }
  const told = new Set<string>();
  for (const { file: { url, step, version }, error } of broken) {
    nowLoading(version);
    const own = ownStep(step);
    // The step's other files mostly fail for the same reason.
    registerBroken(url, step, error, told.has(own));
    told.add(own);
    noteFailed(own);
  }
  registerOthers();
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
