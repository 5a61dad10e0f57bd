import type { Happened, TraceEvent } from "../../harness/explorer/mod.ts";
import { Account, OFFSET } from "../models/transfer.ts";

/** How many bytes from one account to the next. */
export const SIZE = Account.BYTE_LENGTH;
/** The most an account can hold. */
export const MOST = 0x7fff_ffff;

export function isBalance({ kind, address = -1 }: TraceEvent): boolean {
  return (kind === "read" || kind === "write") &&
    (address - OFFSET) % SIZE === SIZE - 4;
}

export function isWritten(event: TraceEvent): boolean {
  return event.kind === "write" && isBalance(event);
}

export function isAccount({ address = -1 }: TraceEvent): boolean {
  return address >= OFFSET && (address - OFFSET) % SIZE === 0;
}

/** Whether a thread has taken a lock, which was free. */
export function isTaking({ kind, result }: TraceEvent): boolean {
  return (kind === "compareExchange" || kind === "exchange") && result === 0;
}

/** How much a thread has added to each balance that it has written. */
export function addedBy(happened: Happened, thread: number): number[] {
  const all = happened.of(thread);
  // What it saw with other locks, or none, may have changed since.
  const own = all.slice(all.findLastIndex(isTaking) + 1).filter(isBalance);
  const written = new Set(own.filter(isWritten).map(({ address }) => address));
  return [...written].map((address) => {
    const uses = own.filter((one) => one.address === address);
    return Number(uses.findLast(isWritten)?.value) - Number(uses[0]?.result);
  });
}
