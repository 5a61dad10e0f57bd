import { pathToFileURL } from "node:url";
import { importsOf } from "../guard/imports_of.ts";
import { journalKey } from "../journal.ts";
import type { Diagnose } from "../../runner/diagnose.ts";
import { diagnosisOf } from "../../runner/diagnosis.ts";
import type { Graded } from "../part.ts";
import { Findings } from "../report/findings.ts";
import type { LessonResult } from "../report/report.ts";
import { gradeLesson, notRun } from "../run/grade_lesson.ts";
import { sandboxOf } from "../sandbox/choose.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import {
  type Collected,
  collectLesson,
  isLearners,
} from "../submissions/collect.ts";
import { type LessonCopy, readLessonCopy } from "../submissions/lesson_copy.ts";
import { changedCourseFiles } from "../submissions/own_copies.ts";
import { readSubmission } from "../submissions/read.ts";
import type { Submission } from "../submissions/submission.ts";
import { isGiven } from "../../lesson/given.ts";
import type { PlainPath } from "../paths/plain_path.ts";
import { type Prints, printsOf } from "../similar/prints_of.ts";
import { decodeSource } from "../submissions/decode.ts";
import type { LessonSetup, Read, Setup } from "./messages.ts";

interface Task {
  setup: LessonSetup;
  diagnose: Diagnose;
  collected: Collected;
}

/** What a hand does with submissions, one after the other. */
export class Work {
  readonly #setup: Setup;
  readonly #copies: readonly LessonCopy[];
  readonly #diagnoses: readonly Diagnose[];
  readonly #sandbox: Sandbox;
  readonly #names: ReadonlyMap<string, ReadonlySet<string>>;
  #task: Task | undefined;

  private constructor(
    setup: Setup,
    copies: readonly LessonCopy[],
    diagnoses: readonly Diagnose[],
  ) {
    this.#setup = setup;
    this.#copies = copies;
    this.#diagnoses = diagnoses;
    this.#sandbox = sandboxOf(setup.sandbox);
    this.#names = new Map(
      setup.names.map(([folder, names]) => [folder, new Set(names)]),
    );
  }

  /** Reads the instructor's copy, and makes sure that the parser works. */
  static async setUp(setup: Setup): Promise<Work> {
    const course = pathToFileURL(`${setup.course}/`);
    const lessons = setup.lessons.map(({ lesson }) => lesson);
    const [copies, diagnoses] = await Promise.all([
      Promise.all(lessons.map((lesson) => readLessonCopy(course, lesson))),
      Promise.all(lessons.map((lesson) => diagnosisOf(course, lesson))),
      importsOf(""),
    ]);
    return new Work(setup, copies, diagnoses);
  }

  /** Reads a lesson of a submission, and keeps it. */
  async read(submission: Submission, index: number): Promise<Read> {
    this.#task = undefined;
    const { course, lessons, sandbox, limits, loadLimit } = this.#setup;
    const setup = lessons[index], copy = this.#copies[index];
    const diagnose = this.#diagnoses[index];
    if (!setup || !copy || !diagnose) {
      throw new Error(`There is no lesson ${index}`);
    }
    const tree = await readSubmission(submission, {
      lesson: setup.lesson.folder,
      names: this.#names,
    });
    const collected = await collectLesson(tree, copy);
    const findings = new Findings().addAll(tree.findings)
      .addAll(
        await changedCourseFiles(
          tree.files,
          course,
          (path) => isLearners(path, copy),
        ),
      )
      .addAll(collected.findings).addAll(collected.refused).list();
    this.#task = { setup, diagnose, collected };
    const key = await journalKey(submission.name, collected.files, {
      lesson: setup.lesson.number,
      digest: setup.digest,
      sandbox: sandbox.kind,
      limits,
      loadLimit,
      findings,
    });
    const graded = notRun(setup.lesson, tree, collected);
    return { key, findings, ...(graded === undefined ? {} : { graded }) };
  }

  /** Reads a lesson of a submission, to compare its code. */
  async print(submission: Submission, index: number): Promise<Prints> {
    const { lesson } = this.#setup.lessons[index] ?? {};
    const copy = this.#copies[index];
    if (!lesson || !copy) throw new Error(`There is no lesson ${index}`);
    const tree = await readSubmission(submission, {
      lesson: lesson.folder,
      names: this.#names,
    });
    const { files } = await collectLesson(tree, copy);
    const own = [...files]
      .map(([path, bytes]) => [path, decodeSource(bytes)] as [string, string])
      .filter(([path, text]) =>
        !isGiven(path) && text !== copy.starters.get(path as PlainPath)
      );
    return printsOf(own);
  }

  /** Runs what was read last. */
  async run(first?: LessonResult): Promise<Graded> {
    if (this.#task === undefined) throw new Error("Nothing was read");
    const { setup, diagnose, collected } = this.#task;
    const { lesson, stage, expected } = setup;
    const { limits, loadLimit, scratch, hide } = this.#setup;
    return await gradeLesson(
      collected.files,
      {
        lesson,
        stage,
        expected: new Map(expected),
        sandbox: this.#sandbox,
        limits,
        loadLimit,
        scratch,
        hide,
        // The grader ends this program, and all below it, when it is interrupted.
        signal: new AbortController().signal,
      },
      diagnose,
      first,
    );
  }
}
