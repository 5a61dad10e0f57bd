import "./dom.ts";
import type { App } from "./app.ts";
import type {
  Course,
  CourseLesson,
  CourseStep,
  Mistake,
  SourceFiles,
  Word,
} from "../site.ts";

const fetched = new Map<string, Promise<unknown>>();

/** Fetches a file of the site once. */
export function fetchOnce<T>(
  path: string,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  let promise = fetched.get(path) as Promise<T> | undefined;
  if (promise === undefined) {
    promise = fetch(path).then((response) => {
      if (!response.ok) {
        throw new Error(`Cannot load ${path}: ${response.statusText}`);
      }
      return read(response);
    });
    promise.catch(() => fetched.delete(path));
    fetched.set(path, promise);
  }
  return promise;
}

const json = <T>(path: string): Promise<T> =>
  fetchOnce(path, (response) => response.json());

export const getCourse = () => json<Course>("course.json");
export const getSources = ({ folder }: CourseLesson) =>
  json<SourceFiles>(`lessons/${folder}.json`);
export const getWords = () => json<Word[]>("book/en/words.json");
export const getMistakes = () => json<Mistake[]>("book/en/misconceptions.json");
export const getText = (path: string) =>
  fetchOnce(`book/en/${path}.html`, (response) => response.text());

/** Where this browser keeps the step that one was at last. */
export const LAST = "lab.step";

/** A step and the lesson that it belongs to. */
export interface Found {
  lesson: CourseLesson;
  step: CourseStep;
}

/** The steps whose tests run in the page, in order. */
export function benchSteps(course: Course): Found[] {
  return allSteps(course).filter(({ step }) => step.inPage);
}

/** The steps that one can work on here: on this machine, all of them. */
export function stepsHere({ course, disk }: Pick<App, "course" | "disk">) {
  return disk === undefined ? benchSteps(course) : allSteps(course);
}

function allSteps({ lessons }: Course): Found[] {
  return lessons.flatMap((lesson) =>
    lesson.steps.map((step) => ({ lesson, step }))
  );
}
