import { activeRun } from "./active_run.ts";
import type { OperationKind } from "./operation.ts";
import { WORD_TYPES, type WordType } from "./word_type.ts";

/** Wraps a DataView so that its reads and writes go through the run. */
export function traceDataView(view: DataView): DataView {
  return new Proxy(view, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function" || typeof key !== "string") return value;
      const type = WORD_TYPES.get(key.slice(3));
      if (type === undefined) return value;
      if (key.startsWith("get")) {
        return (offset: number, little?: boolean) =>
          access(target, "read", type, offset, undefined, little);
      }
      return (offset: number, value: unknown, little?: boolean) => {
        access(target, "write", type, offset, value, little);
      };
    },
  });
}

function access(
  view: DataView,
  kind: OperationKind,
  type: WordType,
  offset: number,
  value: unknown,
  little = false,
): unknown {
  if (
    !Number.isInteger(offset) || offset < 0 ||
    offset + type.size > view.byteLength
  ) {
    throw new RangeError("Offset is outside the bounds of the DataView");
  }
  return activeRun?.operation(
    kind,
    type,
    view.byteOffset + offset,
    kind === "write" ? type.convert(value) : undefined,
    undefined,
    little ? "little" : "big",
  );
}
