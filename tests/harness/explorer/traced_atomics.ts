import { activeRun } from "./active_run.ts";
import type { OperationKind } from "./operation.ts";
import { type TracedView, tracedView } from "./traced_view.ts";

const REAL = { ...Object.getOwnPropertyDescriptors(Atomics) };

type AtomicsFunction = (...args: unknown[]) => unknown;

/** The functions that stand in for those of Atomics while a model runs. */
export const TRACED_ATOMICS: ReadonlyMap<string, AtomicsFunction> = new Map([
  ["load", traced("load", (view, [, index]) => operation("load", view, index))],
  [
    "store",
    traced("store", (view, [, index, value]) => {
      operation("store", view, index, value);
      return typeof value === "bigint" ? value : Math.trunc(Number(value)) || 0;
    }),
  ],
  ...(["add", "sub", "and", "or", "xor", "exchange"] as const).map((
    kind,
  ): [string, AtomicsFunction] => [
    kind,
    traced(
      kind,
      (view, [, index, value]) => operation(kind, view, index, value),
    ),
  ]),
  [
    "compareExchange",
    traced(
      "compareExchange",
      (view, [, index, expected, replacement]) =>
        operation(
          "compareExchange",
          view,
          index,
          expected,
          view.type.convert(replacement),
        ),
    ),
  ],
  [
    "wait",
    traced("wait", (view, [, index, value, timeout]) => {
      const limit = timeout === undefined ? Infinity : Number(timeout);
      return operation(
        "wait",
        view,
        index,
        value,
        Number.isNaN(limit) ? Infinity : Math.max(limit, 0),
      );
    }),
  ],
  [
    "notify",
    traced("notify", (view, [, index, count]) =>
      operation(
        "notify",
        view,
        index,
        undefined,
        count === undefined
          ? Infinity
          : Math.max(Math.trunc(Number(count)) || 0, 0),
      )),
  ],
  ["waitAsync", refuseWaitAsync],
]);

/** A function that traces calls on the model's buffer and passes on others. */
function traced(
  name: keyof typeof REAL & string,
  trace: (view: TracedView, args: unknown[]) => unknown,
): AtomicsFunction {
  const real = Reflect.get(REAL, name).value as AtomicsFunction;
  return (...args) => {
    if (activeRun === undefined) return real(...args);
    const view = tracedView(args[0]);
    if (view === undefined) {
      if (name === "wait") refuseForeignWait();
      return real(...args);
    }
    const index = args[1];
    const waits = name === "wait" || name === "notify";
    const fits = waits
      ? view.type.name === "Int32" || view.type.name === "BigInt64"
      : !view.type.name.startsWith("Float") &&
        view.type.name !== "Uint8Clamped";
    if (
      !fits || typeof index !== "number" || !Number.isInteger(index) ||
      index < 0 || index >= view.cells.length
    ) {
      // The real function knows best how to complain.
      return real(view.cells, ...args.slice(1));
    }
    return trace(view, args);
  };
}

function operation(
  kind: OperationKind,
  { type, cells }: TracedView,
  index: unknown,
  value?: unknown,
  extra?: number | bigint,
): unknown {
  return activeRun?.operation({
    kind,
    type,
    address: cells.byteOffset + (index as number) * type.size,
    value: kind === "load" || kind === "notify"
      ? undefined
      : type.convert(value),
    extra,
  });
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
