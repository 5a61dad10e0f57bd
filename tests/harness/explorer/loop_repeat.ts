import type { Done, Loop } from "./log_node.ts";
import type { Memory } from "./memory.ts";
import type { State } from "./state.ts";

/** Whether another turn in this state would go just like the last ones. */
export function repeatsItself(
  loop: Loop,
  state: State,
  memory: Memory,
): boolean {
  memory.restore(state.memory);
  const isAlike = loop.turn.every((done) => wouldRepeat(done, state, memory));
  const isBack = !loop.isVisible || memory.image() === state.memory;
  memory.restore(state.memory);
  return isAlike && isBack;
}

function wouldRepeat(
  { operation, result }: Done,
  state: State,
  memory: Memory,
): boolean {
  switch (operation.kind) {
    case "reach":
    case "leave":
      return true;
    case "wait":
      return (memory.value(operation) === operation.value) ===
        (result === "timed-out");
    case "notify":
      return state.sleepers.every((one) => one.address !== operation.address);
    case "store":
    case "write":
      memory.perform(operation);
      return true;
    default:
      return memory.perform(operation) === result;
  }
}
