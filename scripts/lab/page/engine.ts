import "./dom.ts";
import type { EngineEvent, EngineRequest } from "../engine/protocol.ts";
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
export interface Engine {
  /** Runs a step's tests; the last event is `verdict` or `refused`. */
  run(step: string, sources: Sources, onEvent: OnEvent): Running;
  /** Lets a person be the scheduler of a model. */
  open(
    request: { model: string; schedule: string },
    sources: Sources,
    onEvent: OnEvent,
  ): Running;
}

/** The engine in a worker for each run and each session. */
export const pageEngine: Engine = {
  run: (step, sources, onEvent) =>
    start(sources, onEvent, (files) => ({ type: "run", step, files })),
  open: ({ model: name, schedule }, sources, onEvent) =>
    start(
      sources,
      onEvent,
      (files) => ({ type: "open", model: { name }, files, schedule }),
    ),
};

function start(
  sources: Sources,
  onEvent: OnEvent,
  first: (files: Awaited<ReturnType<typeof stripTypes>>) => EngineRequest,
): Running {
  let isStopped = false;
  const worker = new Worker("engine/worker.js", { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<EngineEvent>) => {
    if (!isStopped) onEvent(data);
  };
  worker.onerror = ({ message }) => {
    onEvent({ type: "refused", message: `The engine failed: ${message}` });
  };
  stripTypes(sources).then(
    (files) => isStopped || worker.postMessage(first(files)),
    (error) => onEvent({ type: "refused", message: `${error.message}` }),
  );
  return {
    send: (request) => worker.postMessage(request),
    stop() {
      isStopped = true;
      worker.terminate();
    },
  };
}
