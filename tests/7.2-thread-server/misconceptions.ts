import { leftATimer, meaningsOf } from "../harness/story/misconceptions.ts";
import { closeMistakes } from "./misconceptions/close.ts";
import { connectionMistakes } from "./misconceptions/connection.ts";
import { creditMistakes } from "./misconceptions/credit.ts";
import { limitMistakes } from "./misconceptions/limit.ts";
import { serverMistakes } from "./misconceptions/server.ts";
import { threadMistakes } from "./misconceptions/threads.ts";
import { trafficMistakes } from "./misconceptions/traffic.ts";

/** What wrong code of lesson 7.2 shows, by ids. */
export const misconceptions = {
  ...connectionMistakes,
  ...closeMistakes,
  ...creditMistakes,
  ...threadMistakes,
  ...serverMistakes,
  ...trafficMistakes,
  ...limitMistakes,
};

/** The id of a misconception of lesson 7.2. */
export type Id = keyof typeof misconceptions;

/** Names a misconception of lesson 7.2 in a verdict. */
export const means = meaningsOf(misconceptions);

/** What a failed test tells where no assertion speaks. */
interface Failed {
  step?: string;
  test?: string;
  failure?: { kind: string; message?: string; error?: string; busy?: true };
}

/** What it shows that a step's code lets nothing else have a turn. */
const SPINS: Record<string, Id> = {
  "7.2.1": "read-spins",
  "7.2.2": "spins-for-credit",
};

/** Tests of step 7.2.1 in which more is written than read: credit is used up. */
const WRITES_MUCH = /write\(\) (sends no more than|takes what it can)/;

/** Tests whose servers have a limit: only with one is a vacancy waited for. */
const LIMITED = /vacancy|7\.2\.8 threadServer\(\)/;

/** An error of a handler that came as far as the program. */
const HANDLERS = /(thrown by|rejected by) the handler|thrown in a timer/;

/** What accept() fails with when the server is to accept no more. */
const NO_MORE = /BadResource: Listener has been closed[^]*acceptAll/;

/** An error of a client that nobody has waited for, not of the test's own. */
const UNSEEN = /^(?![^]*\/net\/client\.ts)[^]*(Ended thread \d|reset by peer)/;

/** An error for those that wait, made by who wakes them. */
const REJECTS_NEWS =
  /^\w+: Cannot (?:read|write)[^\n]*\n\s+at (?:interrupted|brokenPipe|closed) [^\n]*\n\s+at PortConn\.(?:close|closeWrite|#wake|#receive) /;

/** How an error begins of a call, such as `closeWrite()`, that fails. */
export const NOT_CONNECTED = "The test's connection is not connected";

/** The errors of calls that the test itself catches. */
export const CAUGHT = {
  read: "read() of the test's connection fails, which the caller catches",
  write: "write() of the test's connection fails, which the caller catches",
};

/** How BigInt() fails when a promise is to be counted. */
export const COUNTS_A_PROMISE = "[object Promise] to a BigInt";

/** The misconception of a failure in which no assertion speaks. */
export function recognise(
  { step = "", test = "", failure }: Failed,
): Id | undefined {
  if (failure?.kind === "hung" && failure.busy) {
    if (LIMITED.test(test)) return "spins-for-an-end";
    return WRITES_MUCH.test(test) ? "spins-for-credit" : SPINS[step];
  }
  if (step === "7.2.8" && leftATimer(failure)) return "leaves-a-timer";
  if (
    failure?.kind === "deno" && /message ?port/i.test(failure.message ?? "")
  ) {
    return "port-left-open";
  }
  if (failure?.kind === "threw" && HANDLERS.test(failure.error ?? "")) {
    return test.includes("shutdown()")
      ? "crash-after-shutdown-not-prevented"
      : "crash-not-prevented";
  }
  if (failure?.kind === "threw" && NO_MORE.test(failure.error ?? "")) {
    return "takes-the-end-for-an-error";
  }
  if (failure?.kind === "threw" && REJECTS_NEWS.test(failure.error ?? "")) {
    return "rejects-the-news";
  }
  if (failure?.kind === "threw" && UNSEEN.test(failure.error ?? "")) {
    return /\bat (async )?relay \(/.test(failure.error ?? "")
      ? "relay-unseen"
      : "rejection-unseen";
  }
  if (
    failure?.kind === "threw" && failure.error?.includes(COUNTS_A_PROMISE)
  ) {
    return "counts-a-promise";
  }
  if (failure?.kind === "threw" && failure.error?.includes(CAUGHT.read)) {
    return "read-rejects-aside";
  }
  if (failure?.kind === "threw" && failure.error?.includes(CAUGHT.write)) {
    return "write-rejects-aside";
  }
  const alone = `${NOT_CONNECTED}: closeWrite()`;
  if (failure?.kind === "threw" && failure.error?.includes(alone)) {
    return "close-write-not-awaited";
  }
  return undefined;
}
