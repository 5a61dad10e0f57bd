import { activeRun } from "./active_run.ts";
import {
  type Cells,
  type Word,
  WORD_TYPES,
  type WordType,
} from "./word_type.ts";

/** A view on the shared buffer, as the traced Atomics see it. */
export interface TracedView {
  type: WordType;
  cells: Cells;
  /** Number of cells. */
  length: number;
  /** The first cell's place in the buffer, in bytes. */
  start: number;
}

const views = new WeakMap<object, TracedView>();

/** Views on which code has left something of its own. */
const marked = new WeakSet<Cells>();

/** Whether a wrapped view is as one that was just made. */
export function isAsNew(view: object): boolean {
  const cells = views.get(view)?.cells;
  return cells !== undefined && !marked.has(cells);
}

/**
 * Looks up a view on the buffer of the active run.
 *
 * @throws {Error} If it is on that buffer and its accesses cannot be traced.
 */
export function tracedView(view: unknown): TracedView | undefined {
  if (typeof view !== "object" || view === null) return undefined;
  const traced = views.get(view);
  if (traced === undefined && ArrayBuffer.isView(view)) refuseUntraced(view);
  return traced;
}

function refuseUntraced(view: ArrayBufferView): void {
  if (view.buffer !== activeRun?.shared) return;
  throw new Error(
    "Cannot trace a view as its class or its constructor was taken before the run: call new Int32Array(buffer) by its name where the view is needed",
  );
}

/** Wraps a typed array so that plain reads and writes go through the run. */
export function traceArray(cells: Cells): Cells {
  const type = typeOf(cells);
  const proxy = new Proxy(cells, new Handler(type));
  const { length, byteOffset: start } = cells;
  views.set(proxy, { type, cells, length, start });
  return proxy;
}

function typeOf(view: ArrayBufferView): WordType {
  const tag: string = Reflect.get(view, Symbol.toStringTag);
  return WORD_TYPES.get(tag.replace("Array", "")) as WordType;
}

/** These copy or make arrays: they work on a copy that was read in order. */
const COPYING = new Set<string | symbol>([
  "map",
  "filter",
  "toSorted",
  "toReversed",
  "with",
]);

class Handler implements ProxyHandler<Cells> {
  constructor(readonly type: WordType) {}

  get(cells: Cells, key: string | symbol): unknown {
    const index = indexOf(key);
    if (index !== undefined) {
      if (!(index in cells)) return undefined;
      const address = cells.byteOffset + index * this.type.size;
      return activeRun === undefined
        ? cells[index]
        : activeRun.operation("read", this.type, address);
    }
    if (key === "subarray") {
      return (begin?: number, end?: number) =>
        traceArray((cells as Int32Array).subarray(begin, end));
    }
    if (key === "slice") {
      return (begin?: number, end?: number) =>
        copyOf(cells, traceArray((cells as Int32Array).subarray(begin, end)));
    }
    if (key === "set") return setFrom;
    const value: unknown = Reflect.get(cells, key, cells);
    if (typeof value !== "function" || key === "constructor") return value;
    if (COPYING.has(key)) {
      return function (this: ArrayLike<Word>, ...args: unknown[]) {
        return Reflect.apply(value, copyOf(cells, this), args);
      };
    }
    return Reflect.get(Array.prototype, key) ?? value;
  }

  defineProperty(
    cells: Cells,
    key: string | symbol,
    property: PropertyDescriptor,
  ): boolean {
    marked.add(cells);
    return Reflect.defineProperty(cells, key, property);
  }

  set(cells: Cells, key: string | symbol, value: unknown): boolean {
    const index = indexOf(key);
    if (index === undefined) {
      marked.add(cells);
      return Reflect.set(cells, key, value, cells);
    }
    const word = this.type.convert(value);
    if (!(index in cells)) return true;
    if (activeRun === undefined) {
      cells[index] = word;
    } else {
      const address = cells.byteOffset + index * this.type.size;
      activeRun.operation("write", this.type, address, word);
    }
    return true;
  }
}

/** What these words say, read in order, in an array that nobody traces. */
function copyOf(cells: Cells, words: ArrayLike<Word>): Cells {
  return new (cells.constructor as typeof Int32Array)(
    Array.from(words) as number[],
  );
}

/** The index that a property key stands for. */
function indexOf(key: string | symbol): number | undefined {
  if (typeof key !== "string") return undefined;
  const code = key.charCodeAt(0);
  return code >= 48 && code <= 57 ? Number(key) : undefined;
}

function setFrom(this: Cells, source: ArrayLike<Word>, offset = 0): void {
  const values = Array.from(source);
  if (offset < 0 || offset + values.length > this.length) {
    throw new RangeError("offset is out of bounds");
  }
  for (const [index, value] of values.entries()) this[offset + index] = value;
}
