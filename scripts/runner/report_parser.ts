import { EVENT_MARK, type TestEvent } from "../../tests/harness/events.ts";

/** One thing that `deno test` or a test of ours said. */
export type ReportItem =
  | TestEvent
  | {
    type: "result";
    test: string;
    verdict: "ok" | "failed" | "cancelled";
    /** What it has left open; Deno says it in an error of its own. */
    message?: string | undefined;
  }
  | { type: "output"; text: string }
  | { type: "error"; test: string; message: string };

const RESULT =
  /^(?<test>.+) \.\.\. (?<verdict>ok|FAILED|ignored|cancelled) \(.+\)$/;
const STARTED = /^(?<test>.+) \.\.\.$/;
const OUTPUT_BEGINS = /^-{7} (?:(?:pre|post)-test )?output -{7}$/;
const OUTPUT_ENDS = /-{5} (?:(?:pre|post)-test )?output end -{5}$/;
const UNCAUGHT = /^Uncaught error from .+ FAILED$/;
const ERROR_HEAD = /^(?<test>.+?)(?: => \S+:\d+:\d+| \(uncaught error\))$/;

/** What is the last that a test says of itself. */
const ENDS = new Set(["end", "unreached", "elsewhere", "postponed"]);

/**
 * Reads what `deno test` prints (its "pretty" reporter without colours) line by
 * line, with the tests' own events between.
 *
 * A program may print lines that look like Deno's, so a test's output ends only
 * where its result follows, and an "ok" only after its "end". Events come from
 * stderr: Deno may give what was printed on stdout before or after them.
 */
export class ReportParser {
  readonly #events: boolean;
  #rest = "";
  #inOutput = false;
  /** The test that Deno said it starts. */
  #started: string | undefined;
  /** The test whose output this is. */
  #test: string | undefined;
  #testEnded = false;
  /** A line of it that is Deno's only if the next one is. */
  #held: string | undefined;
  #inErrors = false;
  #head: string | undefined;
  #error: { test: string; lines: string[] } | undefined;

  /** @param events Whether the tests send events. */
  constructor({ events = true }: { events?: boolean } = {}) {
    this.#events = events;
  }

  /** What the next piece of text tells. */
  *feed(text: string): Iterable<ReportItem> {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) yield* this.#line(line);
  }

  /** What was left when the text ended. */
  *end(): Iterable<ReportItem> {
    if (this.#rest !== "") yield* this.#line(this.#rest);
    yield* this.#endOfHeld();
    yield* this.#endOfError();
  }

  *#line(line: string): Iterable<ReportItem> {
    const mark = line.indexOf(EVENT_MARK);
    const event = mark < 0 ? undefined : parseEvent(line.slice(mark + 1));
    if (event !== undefined) {
      yield* this.#endOfHeld();
      if (mark > 0) yield { type: "output", text: line.slice(0, mark) };
      // One whose time ran out may end while a later one runs.
      if (
        event.test === this.#test &&
        ENDS.has(event.type)
      ) this.#testEnded = true;
      yield event;
    } else if (this.#test !== undefined) yield* this.#testLine(line);
    else if (OUTPUT_BEGINS.test(line)) {
      this.#inOutput = true;
      this.#test = this.#started;
      this.#testEnded = !this.#events;
    } else if (this.#inOutput) yield* this.#outputLine(line);
    else yield* this.#report(line);
  }

  /** A test whose time ran out has no "end": its result is never "ok". */
  *#testLine(line: string): Iterable<ReportItem> {
    const { test, verdict } = line.match(RESULT)?.groups ?? {};
    const ended = UNCAUGHT.test(line) ||
      (test === this.#test && (verdict !== "ok" || this.#testEnded));
    if (this.#held !== undefined && ended) {
      const last = this.#held;
      this.#test = this.#started = this.#held = undefined;
      yield* this.#outputLine(last);
      yield* this.#report(line);
      return;
    }
    yield* this.#endOfHeld();
    if (OUTPUT_ENDS.test(line)) this.#held = line;
    else yield { type: "output", text: `${line}\n` };
  }

  *#endOfHeld(): Iterable<ReportItem> {
    if (this.#held === undefined) return;
    yield { type: "output", text: `${this.#held}\n` };
    this.#held = undefined;
  }

  *#outputLine(line: string): Iterable<ReportItem> {
    const end = line.search(OUTPUT_ENDS);
    if (end >= 0) this.#inOutput = false;
    if (end < 0) yield { type: "output", text: `${line}\n` };
    else if (end > 0) yield { type: "output", text: line.slice(0, end) };
  }

  *#report(line: string): Iterable<ReportItem> {
    if (line === " ERRORS ") this.#inErrors = true;
    else if (this.#inErrors) yield* this.#errorLine(line);
    else if (STARTED.test(line)) {
      this.#started = line.match(STARTED)?.groups?.test;
    } else {
      this.#started = undefined;
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

  /** An error is a test's name, then a line that starts with `error: `. */
  *#errorLine(line: string): Iterable<ReportItem> {
    const head = this.#head;
    this.#head = undefined;
    const test = head?.match(ERROR_HEAD)?.groups?.test;
    if (test !== undefined && line.startsWith("error: ")) {
      yield* this.#endOfError();
      this.#error = { test, lines: [line] };
      return;
    }
    if (head !== undefined) this.#error?.lines.push(head);
    if (line === " FAILURES ") yield* this.#endOfError();
    else if (ERROR_HEAD.test(line)) this.#head = line;
    else this.#error?.lines.push(line);
  }

  *#endOfError(): Iterable<ReportItem> {
    if (this.#error === undefined) return;
    const { test, lines } = this.#error;
    this.#error = undefined;
    yield { type: "error", test, message: lines.join("\n").trim() };
  }
}

/** An event, or nothing when a program printed the mark itself. */
function parseEvent(text: string): TestEvent | undefined {
  try {
    const event: unknown = JSON.parse(text);
    return typeof event === "object" && event !== null && "type" in event
      ? event as TestEvent
      : undefined;
  } catch {
    return undefined;
  }
}
