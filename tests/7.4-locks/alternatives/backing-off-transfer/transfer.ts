import { Mutex } from "./mutex.ts";
import { sharedWords } from "../given/shared_words.ts";

const MOST = 0x7fff_ffff;

export class Account {
  static readonly BYTE_LENGTH = Mutex.BYTE_LENGTH + 4;

  readonly #balance: Int32Array<SharedArrayBuffer>;

  readonly mutex: Mutex;
  readonly buffer: SharedArrayBuffer;
  readonly byteOffset: number;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.#balance = sharedWords(
      "account",
      buffer,
      byteOffset,
      Account.BYTE_LENGTH,
    ).subarray(Mutex.BYTE_LENGTH / 4);
    this.mutex = new Mutex(buffer, byteOffset);
    this.buffer = buffer;
    this.byteOffset = byteOffset;
  }

  get balance(): number {
    return this.#balance[0] ?? 0;
  }

  set balance(cents: number) {
    this.#balance[0] = cents;
  }
}

export function transfer(from: Account, to: Account, cents: number): boolean {
  if (!Number.isInteger(cents) || cents < 1) {
    throw new RangeError(
      `Cannot transfer as 'cents' must be a positive integer: received ${cents}`,
    );
  }
  if (from.buffer !== to.buffer) {
    throw new TypeError(
      "Cannot transfer as the accounts lie in different buffers: place all accounts in one",
    );
  }
  // As std::lock of C++: wait for one, try the other, and never hold one while waiting.
  const same = from.byteOffset === to.byteOffset;
  let [first, second] = [from, to];
  let one = first.mutex.lock();
  let two = same ? null : second.mutex.lockIfAvailable();
  while (!same && two === null) {
    one.unlock();
    [first, second] = [second, first];
    one = first.mutex.lock();
    two = second.mutex.lockIfAvailable();
  }
  using _one = one;
  using _two = two;
  if (from.balance < cents) return false;
  if (same) return true;
  if (to.balance > MOST - cents) {
    throw new RangeError(
      `Cannot transfer ${cents} as the receiver holds ${to.balance} cents and can hold ${MOST}: move less`,
    );
  }
  from.balance -= cents;
  to.balance += cents;
  return true;
}
