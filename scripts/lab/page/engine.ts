import "./dom.ts";
import { Engine as Workers } from "../engine/client.ts";
import type {
  EngineEvent,
  EngineRequest,
  ModelChoice,
} from "../engine/protocol.ts";
import { stripTypes } from "./strip_types.ts";

type Sources = Readonly<Record<string, string>>;
type OnEvent = (event: EngineEvent) => void;

/** A run of a step's tests, or a session of the scheduler. */
export interface Running {
  send(request: EngineRequest): void;
  /** Ends it, also in an endless loop. */
  stop(): void;
}

/** What runs the learner's code, away from the page. */
export class Engine {
  #started: Workers | undefined;

  /** Started when first asked for: who reads the book needs none. */
  get #workers(): Workers {
    return this.#started ??= new Workers(new URL("engine/", document.baseURI));
  }

  /** Strips the types of what is to be run soon. */
  prepare(sources: Sources): void {
    // What goes wrong is told by the run.
    stripTypes(sources).catch(() => {});
  }

  /** Runs a step's tests; the last event is `verdict` or `refused`. */
  run(step: string, sources: Sources, onEvent: OnEvent): Running {
    const workers = this.#workers;
    return begin(sources, onEvent, (files) => {
      const { end } = workers.run({ step, files }, onEvent);
      return { ask() {}, end };
    });
  }

  /** Explores the models of a file; the last event is `explored` or `refused`. */
  explore(path: string, sources: Sources, onEvent: OnEvent): Running {
    const workers = this.#workers;
    return begin(sources, onEvent, (files) => {
      const problem = files.find((file) => file.problem !== undefined)?.problem;
      if (problem !== undefined) {
        const message = `The code does not load: ${problem.message}`;
        onEvent({ type: "refused", message, problem });
        return { ask() {}, end() {} };
      }
      const { end } = workers.explore({ path, files }, onEvent);
      return { ask() {}, end };
    });
  }

  /** Lets a person be the scheduler of a model. */
  open(
    what: { model: ModelChoice; schedule: string },
    sources: Sources,
    onEvent: OnEvent,
  ): Running {
    const workers = this.#workers;
    return begin(
      sources,
      onEvent,
      (files) => workers.open({ ...what, files }, onEvent),
    );
  }
}

/** Begins once types are stripped, if it was not stopped meanwhile. */
function begin(
  sources: Sources,
  onEvent: OnEvent,
  start: (
    files: Awaited<ReturnType<typeof stripTypes>>,
  ) => { ask(request: EngineRequest): void; end(): void },
): Running {
  let isStopped = false;
  let started: ReturnType<typeof start> | undefined;
  stripTypes(sources).then(
    (files) => {
      if (!isStopped) started = start(files);
    },
    (error) => onEvent({ type: "refused", message: `${error.message}` }),
  );
  return {
    send: (request) => started?.ask(request),
    stop() {
      isStopped = true;
      started?.end();
    },
  };
}
