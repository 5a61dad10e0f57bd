import type { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { firstDifference } from "../harness/net/random_bytes.ts";
import { howMany } from "../harness/story/how_many.ts";
import { means } from "./misconceptions.ts";
import { hears, type Why } from "./puppets.ts";

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
   * @param way On whose way that is.
   */
  async heldUp(
    t: Trial,
    other: Client,
    who: string,
    way: "upstream" | "downstream" = "downstream",
  ): Promise<void> {
    const why: Why = (came) => {
      const got = typeof came === "object"
        ? new TextEncoder().encode(came.line)
        : other.untaken;
      return this.#has(got)
        ? {
          shows: "shares-a-buffer",
          ...(way === "upstream" ? { method: "ForkingServer.upstream()" } : {}),
          got: `it gets ${
            howMany(got.length, "byte")
          } that client A has sent, and no such line`,
        }
        : undefined;
    };
    for (let turns = 0, before = -1; turns < TURNS; turns++) {
      if (this.#taken !== before) turns = 0;
      before = this.#taken;
      await other.send("still here?\n");
      await hears(t, other, "B", "still here?", why);
      t.holds(this.#taken < this.#data.length, {
        expected:
          `client A, who sends without reading, is held up when the buffers of the system are full, as ${who}`,
        got: `the server took all ${this.#data.length} bytes from it`,
        ...means("writes-without-waiting"),
        method: `ForkingServer.${way}()`,
      });
    }
    t.did(`client A sent ${this.#taken} bytes; then it was held up, as ${who}`);
  }

  /** Whether these bytes, or the first of them, are among what it sends. */
  #has(bytes: Uint8Array): boolean {
    const probe = bytes.subarray(0, 8);
    const [first] = probe;
    if (first === undefined) return false;
    for (let at = 0; (at = this.#data.indexOf(first, at)) !== -1; at++) {
      const there = this.#data.subarray(at, at + probe.length);
      if (firstDifference(there, probe) === -1) return true;
    }
    return false;
  }
}
