import { init, parse } from "es-module-lexer/js";
import { COURSE, pathOf } from "./module_space.ts";
import { fetchLesson, fetchTest, isShared, sharedModule } from "./space.ts";

/** Loads what a run of a step's tests needs besides the learner's files. */
export async function prepare(step: string): Promise<void> {
  const { lesson: { folder }, tests } = await fetchLesson(step);
  const shared = new Set<string>();
  await init;
  const files = [`tests/${folder}/misconceptions.ts`, ...tests[step] ?? []];
  await Promise.allSettled(files.map(async (file) => {
    const [imports] = parse((await fetchTest(file)).code);
    for (const { specifier } of imports) {
      if (specifier?.startsWith(COURSE)) shared.add(pathOf(specifier));
    }
  }));
  await Promise.allSettled(
    [...shared].filter(isShared).map((path) => import(`${sharedModule(path)}`)),
  );
}
