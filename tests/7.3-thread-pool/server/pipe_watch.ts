import { BytePipe } from "../../../lessons/7.3-thread-pool/given/byte_pipe.ts";
import { callsIn } from "../../harness/explorer/site.ts";

/** What a server did to a channel while its task was under way. */
export interface Early {
  call: "end" | "close";
  /** The lines that called it, the innermost first. */
  site: string[];
  /** Whether all that the client had sent was in the channel by then. */
  isBehindTheInput: boolean;
}

/** Notes whether a server ends or closes a pipe while its task is under way. */
export class PipeWatch implements Disposable {
  readonly #original = {
    end: BytePipe.prototype.end,
    close: BytePipe.prototype.close,
  };
  #hasEnded = false;
  /** The first time. */
  early: Early | undefined;

  constructor(isUnderWay: () => boolean) {
    for (const call of ["end", "close"] as const) {
      const original = this.#original[call];
      const note = (stack: string) => {
        // The given upstream() ends the input, behind the client's last byte.
        if (call === "end" && stack.includes("/given/relay.ts")) {
          this.#hasEnded = true;
        } else if (this.early === undefined && isUnderWay()) {
          const isBehindTheInput = this.#hasEnded;
          this.early = { call, site: callsIn(stack), isBehindTheInput };
        }
      };
      BytePipe.prototype[call] = function (this: BytePipe) {
        note(new Error().stack ?? "");
        original.call(this);
      };
    }
  }

  [Symbol.dispose](): void {
    Object.assign(BytePipe.prototype, this.#original);
  }
}
