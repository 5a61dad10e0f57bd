import type { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { means } from "./misconceptions.ts";
import { hears } from "./puppets.ts";

/** In how many turns of another client a flood must get nowhere. */
const TURNS = 200;

/** A client that sends on and on, and reads nothing. */
export class Flood {
  readonly #data: Uint8Array;
  #taken = 0;

  /** Begins to send `data`. */
  constructor(client: Client, data: Uint8Array) {
    this.#data = data;
    client.send(data, (bytes) => this.#taken = bytes).catch(() => {});
  }

  /** What the server has taken so far. */
  get taken(): Uint8Array {
    return this.#data.subarray(0, this.#taken);
  }

  /**
   * Waits until the server takes no more. Instead of a clock, another client of
   * the server, whose child echoes, has so many turns: when the flood gets
   * nowhere meanwhile, it is held up.
   *
   * @param who Who takes none of it, as a sentence: "its child is stopped".
   */
  async heldUp(t: Trial, other: Client, who: string): Promise<void> {
    for (let turns = 0, before = -1; turns < TURNS; turns++) {
      if (this.#taken !== before) turns = 0;
      before = this.#taken;
      await other.send("still here?\n");
      await hears(t, other, "B", "still here?");
      t.holds(this.#taken < this.#data.length, {
        expected:
          `client A, who sends without reading, is held up when the buffers of the system are full, as ${who}`,
        got: `the server took all ${this.#data.length} bytes from it`,
        ...means("writes-without-waiting"),
      });
    }
    t.did(`client A sent ${this.#taken} bytes; then it was held up, as ${who}`);
  }
}
