import { stripVTControlCharacters } from "node:util";
import { lessonCheck } from "../../commands/lesson_check.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import {
  closingText,
  failuresText,
  typesText,
} from "../../report/lesson_report.ts";
import type { LabEvent, RunEnd } from "./api.ts";

/**
 * Runs the tests of lessons, one run at a time: a new one ends the one before,
 * as a save does in `deno task watch`.
 */
export class Runs {
  readonly #root: URL;
  readonly #send: (event: LabEvent) => void;
  #count = 0;
  #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #events: LabEvent[] = [];

  /** @param send Told what happens. */
  constructor(root: URL, send: (event: LabEvent) => void) {
    this.#root = root;
    this.#send = send;
  }

  /** What happened in the last run so far. */
  get events(): readonly LabEvent[] {
    return this.#events;
  }

  /**
   * Ends the run that there is, and begins one.
   *
   * @param step The only step to run.
   * @returns Its number.
   */
  start(lesson: Lesson, step?: string): number {
    const run = ++this.#count;
    const before = this.stop();
    const { signal } = this.#stop = new AbortController();
    this.#running = (async () => {
      await before;
      await this.#run(run, lesson, step, signal);
    })();
    return run;
  }

  /** Ends the run that there is, and all that it has started. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(
    run: number,
    lesson: Lesson,
    step: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) return;
    const only = step === undefined ? {} : { step };
    const tell = (event: LabEvent) => {
      this.#events.push(event);
      this.#send(event);
    };
    this.#events = [];
    tell({ type: "run", run, lesson: lesson.number, ...only });
    let ended: RunEnd;
    try {
      const check = await lessonCheck(this.#root, lesson, {
        ...only,
        signal,
        onNote: (text) => tell({ type: "note", run, text }),
        onBegin: (test, of) => tell({ type: "begin", run, test, of }),
        onResult: (result) => tell({ type: "result", run, result }),
      });
      ended = endOf(check);
    } catch (error) {
      // The page stays, whatever became of a run.
      const reason = error instanceof Error ? error.message : String(error);
      ended = { passed: false, stopped: false, broken: reason, told: "" };
    }
    tell({ type: "end", run, ended });
  }
}

function endOf(check: Awaited<ReturnType<typeof lessonCheck>>): RunEnd {
  if ("code" in check) {
    const { why } = check;
    return {
      passed: false,
      stopped: why === undefined,
      ...(why === undefined ? {} : { broken: why }),
      told: why ?? "",
    };
  }
  const { report, types, open, passed } = check;
  const { broken } = report.run;
  const told = [
    failuresText(report),
    typesText(report, types),
    closingText(report, types, open),
  ].filter((text) => text !== "").join("\n");
  return {
    passed,
    stopped: false,
    ...(broken === undefined ? {} : { broken }),
    types,
    // The terminal that the server was started on may have colours.
    told: stripVTControlCharacters(told).trim(),
  };
}
