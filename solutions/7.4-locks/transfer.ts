import { Mutex } from "./mutex.ts";
import { sharedWords } from "../given/shared_words.ts";

/** The most an account can hold, in cents. */
const MOST = 0x7fff_ffff;

/**
 * A bank account in shared memory, with its own lock. The balance is an
 * ordinary word: touch it only while you hold the mutex.
 *
 * Zeroed memory is an empty account.
 */
export class Account {
  /** How many bytes an account takes. */
  static readonly BYTE_LENGTH = Mutex.BYTE_LENGTH + 4;

  readonly #balance: Int32Array<SharedArrayBuffer>;

  /** Guards the balance. */
  readonly mutex: Mutex;
  /** The memory that the account lies in. */
  readonly buffer: SharedArrayBuffer;
  /** Where the account lies, in bytes. Two accounts never have the same. */
  readonly byteOffset: number;

  /**
   * Attaches to the account at `byteOffset`.
   *
   * @throws {TypeError | RangeError} If there is no room for an account at
   * `byteOffset`, which is in bytes and a multiple of 4.
   */
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

  /** The balance in cents. Lock `mutex` before you read or write it. */
  get balance(): number {
    return this.#balance[0] ?? 0;
  }

  set balance(cents: number) {
    this.#balance[0] = cents;
  }
}

/**
 * Moves money in one step that no other thread can see half done. Any number
 * of threads may transfer between the same accounts in any direction.
 *
 * Returns whether the money moved: false if `from` holds too little, whether or
 * not `to` has room. An account may transfer to itself, which changes nothing.
 *
 * The locks are taken in the order of their addresses, as the Linux kernel's
 * `double_lock` helpers do: no ring of threads can form in which each waits for
 * the next. C++'s `std::lock()` reaches the same by trying and backing off.
 *
 * @param cents How much to move, a positive integer.
 * @throws {RangeError} If `cents` is not a positive integer, or if `to` would
 * hold more than 2³¹ - 1 cents. Nothing is changed then.
 * @throws {TypeError} If the accounts lie in different buffers: those have no
 * order.
 */
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
  // TODO(7.4.8): Hold the locks of both accounts while you look and while you
  // move the money. Whoever pays whom, threads must not wait for each other in
  // a ring, and an account that pays itself must not wait for itself. Refuse
  // first what the payer does not have, and then what would make the receiver's
  // balance exceed MOST.
  // #region 7.4.8
  const [first, second] = from.byteOffset < to.byteOffset
    ? [from, to]
    : [to, from];
  using _first = first.mutex.lock();
  using _second = first.byteOffset === second.byteOffset
    ? null
    : second.mutex.lock();
  if (from.balance < cents) return false;
  if (first.byteOffset === second.byteOffset) return true;
  if (to.balance > MOST - cents) {
    throw new RangeError(
      `Cannot transfer ${cents} as the receiver holds ${to.balance} cents and can hold ${MOST}: move less`,
    );
  }
  from.balance -= cents;
  to.balance += cents;
  return true;
  // #endregion
}
