import { assertEquals } from "@std/assert";
import { Engine } from "../../../scripts/lab/engine/client.ts";
import type {
  EngineEvent,
  EngineRequest,
} from "../../../scripts/lab/engine/protocol.ts";

/** A worker that does what the test lets it do. */
class FakeWorker {
  static all: FakeWorker[] = [];
  readonly asked: EngineRequest[] = [];
  ended = false;
  onmessage: ((event: { data: EngineEvent }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;

  constructor() {
    FakeWorker.all.push(this);
  }

  postMessage(request: EngineRequest): void {
    this.asked.push(request);
  }

  terminate(): void {
    this.ended = true;
  }

  tell(data: EngineEvent): void {
    this.onmessage?.({ data });
  }
}

/** Those that are not ended. */
const living = () => FakeWorker.all.filter(({ ended }) => !ended);

/** An engine with such workers. */
function fakeEngine(patience?: number): Engine {
  FakeWorker.all = [];
  const real = globalThis.Worker;
  Object.assign(globalThis, { Worker: FakeWorker });
  const engine = new Engine(new URL("file:///engine/"), {
    ...patience === undefined ? {} : { patience },
  });
  const dispose = engine[Symbol.dispose].bind(engine);
  return Object.assign(engine, {
    [Symbol.dispose]() {
      dispose();
      Object.assign(globalThis, { Worker: real });
    },
  });
}

const RUN = { step: "7.4.2", files: [] };
const asks = ({ asked }: FakeWorker) => asked.map(({ type }) => type);

Deno.test("Engine has one worker in waiting, which knows the step of the last run", () => {
  using engine = fakeEngine();
  for (let i = 0; i < 100; i++) engine.run(RUN, () => {}).end();
  assertEquals(FakeWorker.all.length, 101);
  assertEquals(living().map(asks), [["prepare"]]);
  assertEquals(FakeWorker.all.slice(0, 2).map(asks), [
    ["run"],
    ["prepare", "run"],
  ]);
});

Deno.test("Engine lets a new worker judge a run that makes no progress", async () => {
  using engine = fakeEngine(1);
  const told: EngineEvent[] = [];
  const judged = Promise.withResolvers<FakeWorker>();
  const event = { type: "begin", test: "7.4.2 x", timeout: 1 } as const;
  engine.run(RUN, (event) => void told.push(event));
  const [first] = FakeWorker.all;
  const post = FakeWorker.prototype.postMessage;
  FakeWorker.prototype.postMessage = function (request) {
    post.call(this, request);
    if (request.type === "judge") judged.resolve(this);
  };
  first?.tell({ type: "event", event });
  const judge = await judged.promise;
  FakeWorker.prototype.postMessage = post;
  assertEquals(first?.ended, true);
  assertEquals(judge.asked.at(-1), {
    type: "judge",
    ...RUN,
    events: [event],
    after: 1,
  });
  assertEquals(told, []);
  judge.tell({ type: "refused", message: "no" });
  assertEquals(told, [{ type: "refused", message: "no" }]);
});

Deno.test("Engine tells that a worker failed, and goes on", () => {
  using engine = fakeEngine();
  const told: EngineEvent[] = [];
  engine.open(
    { model: { name: "7.4.2-x" }, files: [] },
    (event) => told.push(event),
  );
  FakeWorker.all[0]?.onerror?.({ message: "gone" });
  assertEquals(told, [{
    type: "refused",
    message: "Something was thrown outside of any test: gone",
    isEnded: true,
  }]);
  assertEquals(living().length, 1);
});
