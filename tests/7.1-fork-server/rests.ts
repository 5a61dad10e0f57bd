import { firstDifference } from "../harness/net/random_bytes.ts";

/** What was seen of the rests that short writes leave. */
export class Rests {
  #rest = new Uint8Array();
  /** How often in a row what is left was offered. */
  #offers = 0;
  #lost: number | undefined;

  /** How many bytes were offered, and no write has taken them. */
  get left(): number {
    return this.#rest.length;
  }

  /** How often a rest was offered that is lost, if one is. */
  get lost(): number | undefined {
    return this.#lost ?? (this.left > 0 ? this.#offers : undefined);
  }

  /** To be called before each write. */
  offer(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length === 0) return;
    const length = Math.min(this.left, bytes.length);
    const isRest = length > 0 &&
      firstDifference(
          this.#rest.subarray(0, length),
          bytes.subarray(0, length),
        ) === -1;
    if (isRest) {
      this.#offers++;
      if (bytes.length > this.left) this.#rest = bytes;
    } else {
      this.#lost = this.lost;
      this.#offers = 0;
      this.#rest = bytes;
    }
  }

  /** To be called when a write has taken so many of what was offered last. */
  take(taken: number): void {
    this.#rest = this.#rest.subarray(taken);
  }
}
