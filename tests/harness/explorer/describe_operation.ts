import { after } from "./memory.ts";
import type { Operation, Result } from "./operation.ts";
import { nameOfWord, tellValue } from "./word_names.ts";
import type { Word } from "./word_type.ts";

/** The place an operation touches: by its name, or `[1]`, the second word. */
export function describePlace({ address, type }: Operation): string {
  const size = type?.size ?? 4;
  const name = size >= 4 ? nameOfWord(address) : undefined;
  return name ?? describeBytes(address, size);
}

function describeBytes(address: number, size: number): string {
  return size === 4 && address % 4 === 0
    ? `[${address / 4}]`
    : size === 8 && address % 8 === 0
    ? `[${address / 4}, ${address / 4 + 1}]`
    : `byte ${address}`;
}

/** How the operations that compute are written. */
const SIGNS: Record<string, string> = {
  add: "+",
  sub: "-",
  and: "&",
  or: "|",
  xor: "^",
};

/** An operation in few words, without its result. */
export function describeOperation(operation: Operation): string {
  const { kind, address, extra, label } = operation;
  const place = describePlace(operation);
  const value = tellValue(address, operation.value);
  switch (kind) {
    case "load":
    case "read":
      return `${kind} ${place}`;
    case "store":
    case "write":
      return `${kind} ${place} ← ${value}`;
    case "exchange":
      return `swap ${place} ← ${value}`;
    case "compareExchange":
      return nameOfWord(address) === undefined
        ? `CAS ${place} ${value}→${extra}`
        : `CAS ${place}: ${value} → ${tellValue(address, extra)}`;
    case "wait":
      return extra === Infinity
        ? `wait ${place} while ${value}`
        : `wait ${place} while ${value}, ${extra} ms`;
    case "notify":
      return `notify ${place} (${extra === Infinity ? "all" : extra})`;
    case "reach":
      return `at "${label}"`;
    case "leave":
      return `leaves "${label}"`;
    default:
      return `${kind} ${place}: ${SIGNS[kind]} ${value}`;
  }
}

/** An operation in few words, with its result. */
export function describeDone(operation: Operation, result: Result): string {
  const text = describeOperation(operation);
  const told = tellValue(operation.address, result);
  switch (operation.kind) {
    case "store":
    case "write":
    case "notify":
    case "reach":
    case "leave":
      return text;
    case "compareExchange":
      return result === operation.value
        ? nameOfWord(operation.address) === undefined
          ? `${text} = ${told}`
          : text
        : `${text} = ${told} (failed)`;
    case "wait":
      return `${text} = "${result}"`;
    case "exchange":
      return `swap ${describePlace(operation)}: ${told} → ${
        tellValue(operation.address, operation.value)
      }`;
    case "load":
    case "read":
      return `${text} = ${told}`;
    default: {
      const value = after(operation, result as Word);
      // In a byte, 255 is followed by 0.
      const now = operation.type?.convert(value) ?? value;
      const { kind, address } = operation;
      const sum = `${told} ${SIGNS[kind]} ${
        tellValue(address, operation.value)
      }`;
      return `${kind} ${describePlace(operation)}: ${sum} = ${
        tellValue(address, now)
      }`;
    }
  }
}
