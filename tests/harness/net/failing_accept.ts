import { howMany } from "../story/how_many.ts";
import type { Story } from "../story/story.ts";
import type { Meaning } from "../story/verdict.ts";

/** An error of accept() that passes: as where too many files are open. */
const TOO_MANY = "Too many open files (os error 24)";

/** How often accept() fails. */
const TIMES = 2;

/** Milliseconds that are to lie between at least; a server waits 100. */
const PAUSE = 5;

/** What may be wrong with a server's acceptAll() when accept() has failed. */
export type Wrong =
  | "swallows-accept-errors"
  | "reports-what-it-throws"
  | "closes-the-listener"
  | "ends-at-an-error-of-accept"
  | "passes-another-error-on"
  | "tries-again-at-once";

/** What the servers of all lessons are, from within. */
interface Accepting {
  readonly listener: Deno.TcpListener;
}

/** Until disposed of, accept() fails twice, whoever calls it. */
export class FailingAccept implements Disposable {
  readonly #restore: () => void;
  readonly #told = new Set<unknown>();
  /** How often it was told what accept() fails with. */
  #times = 0;
  #again = false;
  /** Whether the server's listener was closed. */
  #closed = false;
  #wasClosed = false;
  // Due in its order among the server's timers, however busy the machine is.
  #timer: ReturnType<typeof setTimeout> | undefined;
  #paused = false;
  #wasPaused = false;

  constructor() {
    const prototype = prototypeOfListeners();
    const { accept } = prototype;
    this.#restore = () => prototype.accept = accept;
    let left = TIMES;
    const isClosed = () => this.#closed;
    prototype.accept = function () {
      if (isClosed() || left-- <= 0) return accept.call(this);
      const error = Object.assign(new Error(TOO_MANY), { code: "EMFILE" });
      return Promise.reject(error);
    };
  }

  /** Notes when a listener is closed; `using` asks for that method at once. */
  #watch(listener: Deno.TcpListener): void {
    const close = listener.close.bind(listener);
    const value = () => {
      this.#closed = true;
      close();
    };
    for (const name of ["close", Symbol.dispose]) {
      Object.defineProperty(listener, name, { value, configurable: true });
    }
  }

  /** Is to be called with each error that the server's `onError` is told of. */
  readonly report = (error: unknown): void => {
    if (this.#told.size === 0) this.#wasClosed = this.#closed;
    this.#again ||= this.#told.has(error);
    this.#told.add(error);
    if (!String(error).includes(TOO_MANY)) return;
    if (++this.#times > 1) this.#wasPaused ||= this.#paused;
    else this.#timer = setTimeout(() => this.#paused = true, PAUSE);
  };

  /**
   * Waits until accept() has failed twice, and expects that the server goes on,
   * which was started in the same turn.
   */
  async goesOn(
    story: Pick<Story, "did" | "eventually" | "holds">,
    server: { finished: Promise<void> },
    means: (wrong: Wrong) => Meaning,
  ): Promise<void> {
    this.#watch((server as unknown as Accepting).listener);
    story.did("its accept() fails twice, as if too many files were open");
    let end: string | undefined;
    server.finished.then(
      () => end = "it has ended",
      (error) => end = `it has failed with ${error}`,
    );
    await story.eventually(
      () => this.#times === TIMES || this.#again || end !== undefined,
      {
        expected: `onError is told twice: "${TOO_MANY}"`,
        got: "it is not",
        ...means("swallows-accept-errors"),
      },
    );
    story.holds(!this.#again, {
      expected: "onError is told each error of accept() once",
      got: "it is told the same error twice",
      ...means("reports-what-it-throws"),
    });
    story.holds(end === undefined, {
      expected: "the server goes on, as the error may pass",
      got: `${end}; onError was told ${howMany(this.#told.size, "time")}${
        this.#wasClosed ? ", when the listener was closed already" : ""
      }`,
      ...means(
        this.#wasClosed
          ? "closes-the-listener"
          : end !== "it has ended"
          ? "passes-another-error-on"
          : this.#times === 0
          ? "swallows-accept-errors"
          : "ends-at-an-error-of-accept",
      ),
    });
    story.holds(this.#wasPaused, {
      expected:
        "acceptAll() lets that error through, and is called again some time later",
      got:
        "onError was told twice within a few milliseconds: it tries again at once",
      ...means("tries-again-at-once"),
    });
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#restore();
  }
}

/** What all listeners of this process have in common; Deno has no name for it. */
function prototypeOfListeners(): Deno.TcpListener {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let prototype = Object.getPrototypeOf(listener);
  while (!Object.hasOwn(prototype, "accept")) {
    prototype = Object.getPrototypeOf(prototype);
  }
  return prototype;
}
