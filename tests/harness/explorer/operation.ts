import type { Word, WordType } from "./word_type.ts";

/** What a thread does with memory, or a named point that it reaches. */
export type OperationKind =
  | "load"
  | "store"
  | "add"
  | "sub"
  | "and"
  | "or"
  | "xor"
  | "exchange"
  | "compareExchange"
  | "wait"
  | "notify"
  | "read"
  | "write"
  | "reach"
  | "leave";

/** What an operation returns to the thread. */
export type Result = Word | string | undefined;

/** One operation of a thread, before it is done. */
export interface Operation {
  readonly kind: OperationKind;
  /** The element type, unless the operation touches no memory. */
  readonly type: WordType | undefined;
  /** The first byte touched; -1 if none. */
  readonly address: number;
  /** The value written or added, or the value that a wait or CAS expects. */
  readonly value: Word | undefined;
  /** What a CAS writes, a wait's time limit in ms, how many a notify wakes. */
  readonly extra: Word | undefined;
  /** The section or point of `leave` and `reach`. */
  readonly label: string | undefined;
  /** The byte order of an access through a DataView. */
  readonly order: "little" | "big" | undefined;
  /** Whether it belongs to the step of the operation before. */
  readonly inner: boolean;
}

/** Whether two operations are the same, as a deterministic thread repeats them. */
export function sameOperation(a: Operation, b: Operation): boolean {
  return a.kind === b.kind && a.address === b.address && a.type === b.type &&
    Object.is(a.value, b.value) && Object.is(a.extra, b.extra) &&
    a.label === b.label && a.order === b.order && a.inner === b.inner;
}

/** Whether the operation is a plain read or write. */
export function isPlain(operation: Operation): boolean {
  return operation.kind === "read" || operation.kind === "write";
}

/** Whether the operation reads or writes memory. */
export function touchesMemory(operation: Operation): boolean {
  return operation.type !== undefined && operation.kind !== "notify";
}

/** Whether the operation can change memory. */
export function canWrite({ kind }: Operation): boolean {
  return kind !== "load" && kind !== "read" && kind !== "wait" &&
    kind !== "notify" && kind !== "reach" && kind !== "leave";
}

/**
 * Whether the operation writes where it finds `old`: a compareExchange that
 * fails is a read.
 */
export function writes(operation: Operation, old: Result): boolean {
  return canWrite(operation) &&
    (operation.kind !== "compareExchange" || old === operation.value);
}

/** Whether two operations touch a byte in common. */
export function overlaps(a: Operation, b: Operation): boolean {
  return a.address < b.address + (b.type?.size ?? 0) &&
    b.address < a.address + (a.type?.size ?? 0);
}
