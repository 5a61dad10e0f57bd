import { tooLong } from "../../explore/limits.ts";
import type {
  EngineEvent,
  EngineRequest,
  ExploreRequest,
  JudgeRequest,
  OpenRequest,
  RunRequest,
} from "./protocol.ts";
import { startWorker } from "./using.ts";

/** Milliseconds that a worker may take from one thing it tells to the next. */
const PATIENCE = 10_000;

/** Milliseconds that the search of a question of the learner's own may take. */
const LONG = 30_000;

/** What was asked of a worker, while it goes on. */
export interface Asked {
  /** Ends the worker; nothing more is told. */
  end(): void;
}

/** A session of the scheduler. */
export interface Session extends Asked {
  /** Asks for a step, or for one of the other things that a session does. */
  ask(request: EngineRequest): void;
}

/** Options for {@linkcode Engine}. */
export interface EngineOptions {
  /** Milliseconds without progress after which a worker is ended. @default {10_000} */
  patience?: number;
}

/**
 * Runs tests and models in workers, each of which the page can end at any time.
 * One is always started in advance, as that takes longer than most tests.
 */
export class Engine {
  readonly #base: URL;
  readonly #patience: number;
  #spare: Worker | undefined;
  #isOver = false;
  /** The step that was run last: the next run is probably of the same. */
  #step: string | undefined;

  /** @param base Where the engine's files lie: `engine/`. */
  constructor(base: URL, { patience = PATIENCE }: EngineOptions = {}) {
    this.#base = base;
    this.#patience = patience;
    this.#spare = this.#start();
  }

  /**
   * Runs a step's tests. The last thing that it tells is the verdict, or why there
   * is none.
   */
  run(
    request: Omit<RunRequest, "type">,
    tell: (event: EngineEvent) => void,
  ): Asked {
    this.#step = request.step;
    const events: JudgeRequest["events"] = [];
    let follower: Asked | undefined;
    const asked = this.#ask({ type: "run", ...request }, (event) => {
      if (event.type === "event") events.push(event.event);
      else tell(event);
    }, (after) => {
      follower = this.#ask(
        { type: "judge", ...request, events, after },
        tell,
        () => tell(LOST),
      );
    });
    return {
      end: () => {
        asked.end();
        follower?.end();
      },
    };
  }

  /** Opens a session of the scheduler. */
  open(
    request: Omit<OpenRequest, "type">,
    tell: (event: EngineEvent) => void,
  ): Session {
    return this.#ask(
      { type: "open", ...request },
      tell,
      () => tell(LOST),
    );
  }

  /** Explores the models of a learner's own file. */
  explore(
    request: Omit<ExploreRequest, "type">,
    tell: (event: EngineEvent) => void,
  ): Asked {
    return this.#ask(
      { type: "explore", ...request },
      tell,
      (after) =>
        tell({ type: "refused", message: `${tooLong(after / 1_000)}.` }),
      LONG,
    );
  }

  /** Ends the worker that was started in advance, and starts no other. */
  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#spare?.terminate();
    this.#spare = undefined;
  }

  #ask(
    first: EngineRequest,
    tell: (event: EngineEvent) => void,
    giveUp: (after: number) => void,
    patience: number = this.#patience,
  ): Session {
    const worker = this.#spare ?? this.#start();
    this.#spare = undefined;
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const rest = () => clearTimeout(watchdog);
    const end = () => {
      rest();
      worker.onmessage = null;
      worker.terminate();
      this.#refill();
    };
    const watch = () => {
      rest();
      watchdog = setTimeout(() => {
        end();
        giveUp(patience);
      }, patience);
    };
    const ask = (request: EngineRequest) => {
      watch();
      worker.postMessage(request);
    };
    worker.onmessage = ({ data }: MessageEvent<EngineEvent>) => {
      const isLast = LAST.has(data.type);
      if (isLast) rest();
      else watch();
      if (data.type === "verdict" || data.type === "explored") end();
      if (data.type !== "ready") tell(data);
      if (isLast) this.#refill();
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      end();
      const message = event.message
        ? `Something was thrown outside of any test: ${event.message}`
        : "The engine cannot be loaded: reload the page.";
      tell({ type: "refused", message, isEnded: true });
    };
    ask(first);
    return { ask, end };
  }

  /** Called when a worker is done: two would take turns on the processor. */
  #refill(): void {
    if (!this.#isOver) this.#spare ??= this.#start();
  }

  #start(): Worker {
    const worker = startWorker("worker", this.#base);
    const step = this.#step;
    if (step !== undefined) {
      worker.postMessage({ type: "prepare", step } satisfies EngineRequest);
    }
    return worker;
  }
}

/** After these, a worker waits to be asked. */
const LAST: ReadonlySet<string> = new Set<EngineEvent["type"]>([
  "verdict",
  "scene",
  "finished",
  "explored",
  "refused",
]);

const LOST: EngineEvent = {
  type: "refused",
  message:
    "It made no progress and was ended: a loop that never ends, outside of what the explorer can interrupt?",
  isEnded: true,
};
