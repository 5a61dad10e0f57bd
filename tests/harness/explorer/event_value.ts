import type { TraceEvent } from "./trace.ts";
import type { Word } from "./word_type.ts";

/** Whether an operation changed its word, or wrote to it. */
export function wasChange(event: TraceEvent): boolean {
  switch (event.kind) {
    case "store":
    case "write":
      return true;
    default:
      return isReadAndWrite(event) && valueAfter(event) !== event.result;
  }
}

/** What stood in the word after an operation; undefined if it touches none. */
export function valueAfter(
  { kind, value, extra, result }: TraceEvent,
): Word | undefined {
  const [old, operand] = [Number(result), Number(value)];
  switch (kind) {
    case "load":
    case "read":
      return old;
    case "store":
    case "write":
    case "exchange":
      return value;
    case "compareExchange":
      return result === value ? extra : old;
    case "add":
      return (old + operand) | 0;
    case "sub":
      return (old - operand) | 0;
    case "and":
      return old & operand;
    case "or":
      return old | operand;
    case "xor":
      return old ^ operand;
    default:
      return undefined;
  }
}

function isReadAndWrite({ kind }: TraceEvent): boolean {
  return ["exchange", "compareExchange", "add", "sub", "and", "or", "xor"]
    .includes(kind);
}
