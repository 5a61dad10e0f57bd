import { assertEquals } from "@std/assert";
import { script } from "../../harness/explorer/mod.ts";
import { Story } from "../../harness/story/story.ts";
import { AdaptiveMutex, DrepperMutex3 } from "./algorithms/drepper.ts";
import { TicketLock } from "./algorithms/ticket_lock.ts";
import { holding } from "./models/holding.ts";

Deno.test("script() runs threads in the order that the test says", () => {
  const stage = script(new Story(), holding(DrepperMutex3, 3));
  stage.run(0).until("holding");
  stage.run(1).untilBlocked();
  stage.run(2).untilBlocked();
  assertEquals(stage.status(0), { state: "runnable" });
  assertEquals(stage.status(1), { state: "asleep", word: 0, timed: false });
  assertEquals(stage.logs(0), ["has it"]);
  assertEquals(stage.logs(1), []);
  assertEquals([...stage.words()], [2, 0]);
  stage.run(0).toEnd();
  stage.isNotBlocked(1);
  stage.isBlocked(2);
  stage.settle();
  assertEquals(stage.status(2), { state: "finished" });
});

Deno.test("script() tells what operations cost", () => {
  const stage = script(new Story(), holding(DrepperMutex3, 2));
  stage.run(0).toEnd();
  assertEquals(stage.cost(0), {
    atomic: 2,
    notify: 0,
    woken: 0,
    wait: 0,
    plain: 0,
  });
  assertEquals(stage.cost(1).atomic, 0);
});

Deno.test("script() tells how many threads an unlock wakes", () => {
  for (const [Lock, woken] of [[DrepperMutex3, 1], [TicketLock, 2]] as const) {
    const stage = script(new Story(), holding(Lock, 3));
    stage.run(0).until("holding");
    stage.run(1).untilBlocked();
    stage.run(2).untilBlocked();
    stage.mark();
    stage.run(0).toEnd();
    assertEquals(stage.cost(0).notify, 1);
    assertEquals(stage.cost(0).woken, woken);
  }
});

Deno.test("script() wakes without a notify when told to", () => {
  const stage = script(new Story(), holding(DrepperMutex3, 2));
  stage.run(0).until("holding");
  stage.run(1).untilBlocked();
  stage.wakeSpuriously(1);
  stage.isNotBlocked(1);
  stage.run(1).untilBlocked();
});

Deno.test("script() lets a time limit run out when told to", () => {
  const stage = script(new Story(), {
    name: "timed",
    bytes: 4,
    threads: [(shared, t) => {
      t.log(Atomics.wait(new Int32Array(shared), 0, 0, 10));
    }],
  });
  stage.run(0).untilBlocked();
  assertEquals(stage.status(0), { state: "asleep", word: 0, timed: true });
  stage.timeOut(0);
  assertEquals(stage.logs(0), ["timed-out"]);
});

Deno.test("script() takes single steps when asked to", () => {
  const stage = script(new Story(), holding(DrepperMutex3, 2));
  assertEquals(stage.run(0).steps(1), 1);
  assertEquals([...stage.words()], [1, 0]);
  assertEquals(stage.run(1).steps(100), 3);
  assertEquals(stage.status(1).state, "asleep");
});

Deno.test("script() lets a thread look a few times before it sleeps", () => {
  const stage = script(new Story(), holding(AdaptiveMutex, 2));
  stage.run(0).until("holding");
  stage.run(1).untilBlocked();
});
