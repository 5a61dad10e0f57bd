import "./dom.ts";
import type { App } from "./app.ts";
import { benchSteps, getSources } from "./course.ts";
import { filesOf } from "./files/files_of.ts";
import { memoryStore, Workspace } from "./files/workspace.ts";
import { openQuestion } from "./question/question.ts";
import { addressOf } from "./route.ts";
import { QUESTION } from "./share.ts";
import type { Subject } from "./subject.ts";

/**
 * Finds a subject.
 *
 * @param sent The code, if it is not the learner's own.
 * @returns Undefined if there is none of that name in this page.
 */
export async function subjectOf(
  app: App,
  id: string,
  sent?: Record<string, string>,
): Promise<Subject | undefined> {
  if (id === QUESTION) return await openQuestion(app, sent);
  const found = benchSteps(app.course).find(({ step }) => step.step === id);
  if (found === undefined) return undefined;
  const { lesson, step } = found;
  const space = sent === undefined
    ? await app.workspace(lesson)
    : new Workspace(lesson.folder, await getSources(lesson), memoryStore(sent));
  const texts = () => space.texts();
  return {
    id,
    title: `${id} ${step.title}`,
    address: addressOf({ page: "bench", step: id }),
    space,
    files: filesOf(found),
    shared: texts,
    sources: texts,
    model: (name) => ({ name }),
  };
}
