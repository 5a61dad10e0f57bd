import { type ActiveRun, activeRun } from "./active_run.ts";
import type { OperationKind } from "./operation.ts";
import { tracedView } from "./traced_view.ts";
import type { WordType } from "./word_type.ts";

const REAL = { ...Object.getOwnPropertyDescriptors(Atomics) };

type AtomicsFunction = (...args: unknown[]) => unknown;

/** What a call of Atomics does to the model's buffer. */
type Trace = (
  run: ActiveRun,
  type: WordType,
  address: number,
  value: unknown,
  extra: unknown,
) => unknown;

/** The functions that stand in for those of Atomics while a model runs. */
export const TRACED_ATOMICS: ReadonlyMap<string, AtomicsFunction> = new Map([
  traced(
    "load",
    (run, type, address) => run.operation("load", type, address),
  ),
  traced("store", (run, type, address, value) => {
    run.operation("store", type, address, type.convert(value));
    return typeof value === "bigint" ? value : Math.trunc(Number(value)) || 0;
  }),
  ...(["add", "sub", "and", "or", "xor", "exchange"] as const).map((kind) =>
    traced(
      kind,
      (run, type, address, value) =>
        run.operation(kind, type, address, type.convert(value)),
    )
  ),
  traced("compareExchange", (run, type, address, expected, replacement) => {
    const extra = type.convert(replacement);
    const value = type.convert(expected);
    return run.operation("compareExchange", type, address, value, extra);
  }),
  traced("wait", (run, type, address, value, timeout) => {
    const given = timeout === undefined ? Infinity : Number(timeout);
    const limit = Number.isNaN(given) ? Infinity : Math.max(given, 0);
    return run.operation("wait", type, address, type.convert(value), limit);
  }),
  traced("notify", (run, type, address, count) =>
    run.operation(
      "notify",
      type,
      address,
      undefined,
      count === undefined
        ? Infinity
        : Math.max(Math.trunc(Number(count)) || 0, 0),
    )),
  ["waitAsync", refuseWaitAsync],
]);

/** A function that traces calls on the model's buffer and passes on others. */
function traced(
  name: OperationKind & keyof typeof REAL,
  trace: Trace,
): [string, AtomicsFunction] {
  const real = Reflect.get(REAL, name).value as AtomicsFunction;
  const waits = name === "wait" || name === "notify";
  return [name, (array, index, value, extra) => {
    if (activeRun === undefined) return real(array, index, value, extra);
    const view = tracedView(array);
    if (view === undefined) {
      if (name === "wait") refuseForeignWait();
      return real(array, index, value, extra);
    }
    const { type } = view;
    if (
      !(waits ? type.canWait : type.isAtomic) || typeof index !== "number" ||
      !Number.isInteger(index) || index < 0 || index >= view.length
    ) {
      // The real function knows best how to complain.
      return real(view.cells, index, value, extra);
    }
    return trace(
      activeRun,
      type,
      view.start + index * type.size,
      value,
      extra,
    );
  }];
}

function refuseForeignWait(): never {
  throw new Error(
    "Cannot wait on a buffer that is not the model's, as nobody could wake the thread: build every handle from the buffer that the thread is given",
  );
}

function refuseWaitAsync(...args: unknown[]): unknown {
  if (activeRun === undefined) {
    return (Reflect.get(REAL, "waitAsync").value as AtomicsFunction)(...args);
  }
  throw new Error(
    "Cannot call Atomics.waitAsync in code that blocks its thread, as it returns at once: call Atomics.wait",
  );
}
