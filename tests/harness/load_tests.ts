import { FILES_VARIABLE, type TestFile } from "./events.ts";
import { lessonTest } from "./lesson_test.ts";
import { noteFailed } from "./needs.ts";

/**
 * The one program that the runner gives `deno test`: it loads a lesson's test
 * files, in their order. One program starts faster than many, and a file that
 * cannot be loaded fails its own step, not all.
 */
async function loadTests(files: readonly TestFile[]): Promise<void> {
  const broken: { file: TestFile; error: unknown }[] = [];
  for (const file of files) {
    try {
      await import(file.url);
    } catch (error) {
      noteFailed(file.step);
      broken.push({ file, error });
    }
  }
  // There is nothing to run: Deno tells why.
  if (broken.length === files.length) throw broken[0]?.error;
  for (const { file: { url, step }, error } of broken) {
    const name = url.slice(url.lastIndexOf("/") + 1);
    lessonTest(`${step} ${name} can be loaded`, () => {
      throw error;
    });
  }
}

await loadTests(JSON.parse(Deno.env.get(FILES_VARIABLE) ?? "[]"));
