import { EVENT_MARK, type TestEvent } from "../../tests/harness/events.ts";

/** One thing that `deno test` or a test of ours said. */
export type ReportItem =
  | TestEvent
  | { type: "result"; test: string; verdict: "ok" | "failed" | "cancelled" }
  | { type: "output"; text: string }
  | { type: "error"; test: string; message: string };

const RESULT =
  /^(?<test>.+) \.\.\. (?<verdict>ok|FAILED|ignored|cancelled) \(.+\)$/;
const STARTED = /^.+ \.\.\.$/;
const OUTPUT_BEGINS = /^-{7} (?:(?:pre|post)-test )?output -{7}$/;
const OUTPUT_ENDS = /^-{5} (?:(?:pre|post)-test )?output end -{5}$/;
const ERROR_HEAD = /^(?<test>.+?)(?: => \S+:\d+:\d+| \(uncaught error\))$/;

/**
 * Reads what `deno test` prints (its "pretty" reporter without colours) line by
 * line, with the tests' own events between.
 */
export class ReportParser {
  #rest = "";
  #inOutput = false;
  #section: "tests" | "errors" | "end" = "tests";
  #error: { test: string; lines: string[] } | undefined;

  /** What the next piece of text tells. */
  *feed(text: string): Iterable<ReportItem> {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) yield* this.#line(line);
  }

  /** What was left when the text ended. */
  *end(): Iterable<ReportItem> {
    if (this.#rest !== "") yield* this.#line(this.#rest);
    yield* this.#endOfError();
  }

  *#line(line: string): Iterable<ReportItem> {
    const mark = line.indexOf(EVENT_MARK);
    if (mark >= 0) {
      if (mark > 0) yield { type: "output", text: line.slice(0, mark) };
      yield JSON.parse(line.slice(mark + 1)) as TestEvent;
    } else if (OUTPUT_BEGINS.test(line)) this.#inOutput = true;
    else if (OUTPUT_ENDS.test(line)) this.#inOutput = false;
    else if (this.#inOutput) yield { type: "output", text: `${line}\n` };
    else yield* this.#report(line);
  }

  *#report(line: string): Iterable<ReportItem> {
    if (line === " ERRORS ") this.#section = "errors";
    else if (line === " FAILURES ") {
      this.#section = "end";
      yield* this.#endOfError();
    } else if (this.#section === "errors") yield* this.#errorLine(line);
    else if (this.#section === "tests" && !STARTED.test(line)) {
      const { test, verdict } = line.match(RESULT)?.groups ?? {};
      if (test === undefined || verdict === "ignored") return;
      yield {
        type: "result",
        test,
        verdict: verdict === "ok"
          ? "ok"
          : verdict === "FAILED"
          ? "failed"
          : "cancelled",
      };
    }
  }

  *#errorLine(line: string): Iterable<ReportItem> {
    const test = line.match(ERROR_HEAD)?.groups?.test;
    if (test !== undefined) {
      yield* this.#endOfError();
      this.#error = { test, lines: [] };
    } else this.#error?.lines.push(line);
  }

  *#endOfError(): Iterable<ReportItem> {
    if (this.#error === undefined) return;
    const { test, lines } = this.#error;
    this.#error = undefined;
    yield { type: "error", test, message: lines.join("\n").trim() };
  }
}
