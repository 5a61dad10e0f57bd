import "../dom.ts";
import type { App } from "../app.ts";
import { fetchOnce } from "../course.ts";
import { browserStore, memoryStore, Workspace } from "../files/workspace.ts";
import { addressOf } from "../route.ts";
import { QUESTION } from "../share.ts";
import type { Subject } from "../subject.ts";
import type { Question } from "../../site.ts";

/** The file, as `deno task explore` takes it, too. */
export const FILE = "my_model.ts";

/** The questions to begin with. */
export const getQuestions = () =>
  fetchOnce<Question[]>("questions.json", (response) => response.json());

/**
 * The learner's own question. It can use the files of the lessons as the
 * learner has them; they are there to read.
 *
 * @param sent The code, if it is not the learner's own.
 */
export async function openQuestion(
  app: App,
  sent?: Record<string, string>,
): Promise<Subject> {
  const [first] = await getQuestions();
  const spaces = await Promise.all(
    app.course.lessons.filter(({ steps }) => steps.some((one) => one.inPage))
      .map((lesson) => app.workspace(lesson)),
  );
  const learners = new Set(spaces.flatMap(({ own }) => own));
  const given = Object.fromEntries(
    spaces.flatMap((space) =>
      space.all.filter((path) => path.endsWith(".ts"))
        .map((path) => [path, sent?.[path] ?? space.read(path)])
    ),
  );
  const space = new Workspace(
    "",
    { starters: { [FILE]: first?.text ?? "" }, given },
    sent === undefined ? browserStore : memoryStore(sent),
  );
  const texts = (isIt: (path: string) => boolean) => {
    const folders = new Set(foldersIn(space.read(FILE)));
    return Object.fromEntries(
      space.all.filter((path) =>
        path === FILE || (folders.has(path.split("/")[1] ?? "") && isIt(path))
      ).map((path) => [path, space.read(path)]),
    );
  };
  return {
    id: QUESTION,
    title: "Your own question",
    address: addressOf({ page: "question" }),
    space,
    files: [FILE],
    shared: () => texts((path) => learners.has(path)),
    sources: () => texts(() => true),
    model: (name) => ({ path: FILE, name }),
  };
}

/** The folders below `lessons/` that a text names. */
function foldersIn(text: string): string[] {
  return [...text.matchAll(/lessons\/([\w.-]+)\//g)].map(([, name = ""]) =>
    name
  );
}
