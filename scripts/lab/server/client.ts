import type {
  Conflict,
  Diff,
  Hints,
  LabEvent,
  LabState,
  LearnerFile,
  Refusal,
  ResetDone,
  Write,
  Written,
} from "./api.ts";
import type { BenchReport } from "../../bench/report/report.ts";

/**
 * What the page calls `deno task lab`'s server by. Each method throws an `Error`
 * with the server's sentence when it is refused.
 */
export class LabClient {
  readonly #base: string;
  readonly #token: string;

  /**
   * @param base The page's own address, or another relative to which `api/` lies.
   * @param token What stands behind `#token=` in the address that was opened.
   */
  constructor(base: string | URL, token: string) {
    this.#base = new URL("api/", base).href;
    this.#token = token;
  }

  state(): Promise<LabState> {
    return this.#get("state");
  }

  /** The files of a lesson as they are on disk, and those it shares with others. */
  files(lesson: string): Promise<LearnerFile[]> {
    return this.#get("files", { lesson });
  }

  file(path: string): Promise<LearnerFile> {
    return this.#get("file", { path });
  }

  /** Writes a file over the version that the page knew. */
  async write(write: Write): Promise<Written | Conflict> {
    return await this.#json(await this.#fetch("PUT", "file", write), 409);
  }

  /** Puts the starters of a lesson back, or of some of its files. */
  reset(lesson: string, files?: readonly string[]): Promise<ResetDone> {
    return this.#post("reset", { lesson, files });
  }

  /** Begins to run a lesson's tests, or a step's; the results come as events. */
  run(lesson: string, step?: string): Promise<{ run: number }> {
    return this.#post("run", { lesson, step });
  }

  /** Ends the run that there is. */
  async stop(): Promise<void> {
    await this.#post("stop", {});
  }

  /** One more hint for a step. */
  hint(step: string): Promise<Hints> {
    return this.#post("hint", { step });
  }

  /**
   * The learner's files against the solution.
   *
   * @param number A lesson's or a step's.
   * @param spoil Whether the solution of steps that have not passed is shown.
   */
  diff(number: string, spoil = false): Promise<Diff> {
    return this.#get("diff", { number, spoil: spoil ? "1" : "0" });
  }

  /** What `deno task bench` measured last, if it has. */
  bench(): Promise<BenchReport | null> {
    return this.#get("bench");
  }

  /**
   * What happens, from now on; first the state and the last run. Ends when the
   * server does; throws when the connection breaks, or the signal aborts.
   */
  async *events(signal?: AbortSignal): AsyncGenerator<LabEvent> {
    const response = await this.#fetch("GET", "events", undefined, signal);
    if (!response.ok || response.body === null) await this.#json(response);
    let text = "";
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) {
      const blocks = (text + decoder.decode(bytes, { stream: true }))
        .split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        yield JSON.parse(block.slice("data: ".length));
      }
    }
  }

  async #get<T>(name: string, query: Record<string, string> = {}): Promise<T> {
    const search = new URLSearchParams(query);
    return await this.#json(await this.#fetch("GET", `${name}?${search}`));
  }

  async #post<T>(name: string, body: object): Promise<T> {
    return await this.#json(await this.#fetch("POST", name, body));
  }

  #fetch(
    method: string,
    name: string,
    body?: object,
    signal?: AbortSignal,
  ): Promise<Response> {
    return fetch(`${this.#base}${name}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}` },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  }

  async #json<T>(response: Response, alsoFine?: number): Promise<T> {
    const json: T & Partial<Refusal> = await response.json();
    if (response.ok || response.status === alsoFine) return json;
    throw new Error(json.error ?? `The lab answered ${response.status}.`);
  }
}
