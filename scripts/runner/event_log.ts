import type { TestEvent } from "../../tests/harness/events.ts";
import type { ReportItem } from "./report_parser.ts";

/**
 * The file in which the tests keep their events. Deno passes on what a test has
 * printed a little later, and nothing more once its process was killed: then
 * the last ones are only here.
 */
export class EventLog {
  readonly path: string;
  #seen = 0;

  /** @param folder The path of the run's folder: each program has a log there. */
  constructor(folder: string) {
    this.path = `${folder}/events-${crypto.randomUUID()}.log`;
  }

  /** Takes note of what Deno has passed on. */
  note({ type }: ReportItem): void {
    if (type !== "result" && type !== "output" && type !== "error") {
      this.#seen++;
    }
  }

  /** Whether a test has come to its end, as far as is known at once. */
  hasEnded(test: string): boolean {
    const end: TestEvent = { type: "end", test };
    // More may follow in the event.
    const text = JSON.stringify(end).slice(0, -1);
    return Deno.readTextFileSync(this.path).includes(text);
  }

  /** The events that Deno has not passed on. */
  async missed(): Promise<TestEvent[]> {
    const text = await Deno.readTextFile(this.path).catch(() => "");
    // A line without its end was being written.
    return text.split("\n").slice(this.#seen, -1)
      .map((line) => JSON.parse(line));
  }
}
