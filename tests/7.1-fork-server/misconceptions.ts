import type { TestResult } from "../../scripts/runner/result.ts";
import { leftATimer, meaningsOf } from "../harness/story/misconceptions.ts";
import { carryMisconceptions } from "./misconceptions/carry.ts";
import { crashMisconceptions } from "./misconceptions/crash.ts";
import { echoMisconceptions } from "./misconceptions/echo.ts";
import { preforkMisconceptions } from "./misconceptions/prefork.ts";
import { shutdownMisconceptions } from "./misconceptions/shutdown.ts";
import { startMisconceptions } from "./misconceptions/start.ts";

/** What wrong versions of lesson 7.1 show. */
export const misconceptions = {
  ...echoMisconceptions,
  ...startMisconceptions,
  ...carryMisconceptions,
  ...crashMisconceptions,
  ...shutdownMisconceptions,
  ...preforkMisconceptions,
};

/** The id of one of them. */
export type Id = keyof typeof misconceptions;

/** Names one of them in a verdict. */
export const means = meaningsOf(misconceptions);

/** A step of a story whose test may then leave that pipe open. */
export const GAVE_BACK = "`input` no longer has the pipe of that child's stdin";

/** What is behind an error that no test expected. */
export function recognise({ failure, step, test }: TestResult): Id | undefined {
  if (step === "7.1.6" && neverYields(failure)) return "never-yields";
  if (leftATimer(failure)) {
    if (test.includes("endWithin()")) return "leaves-the-loser-of-a-race";
    // Another step's may come from anywhere.
    return step === "7.1.5" ? "leaves-a-timer" : undefined;
  }
  if (
    failure?.kind === "deno" && /child process stdin/.test(failure.message) &&
    failure.steps.some(({ what }) => what === GAVE_BACK)
  ) {
    return "gives-a-pipe-back";
  }
  if (failure?.kind !== "threw") return undefined;
  const { error } = failure;
  if (/Listener has been closed/.test(error)) {
    return /#vacancy/.test(error)
      ? "turns-clients-away"
      : "takes-the-close-for-an-error";
  }
  if (/'std(in|out)' is not piped/.test(error)) return "leaves-out-a-pipe";
  if (/AbortError.*PreforkingServer/s.test(error)) {
    return "throws-when-it-stops";
  }
  if (/stream is locked, therefore cannot be/.test(error)) {
    return "uses-a-locked-stream";
  }
  // What Deno throws for a child that was already reaped.
  if (/Child process has already terminated/.test(error)) {
    return step === "7.1.7" && !/#dismiss|#hangUp/.test(error)
      ? "signals-who-has-gone"
      : "lets-an-error-escape";
  }
  // Nobody has awaited that read: it failed in the call, or it came to nobody.
  if (
    /TcpConn\.read[^]*at ForkingServer\.#upstream/.test(error) ||
    /async TcpConn\.read/.test(error) && !/ForkingServer/.test(error)
  ) {
    return "leaves-a-read-unheard";
  }
  if (/BadResource[^]*ForkingServer\.#downstream/.test(error)) {
    return "close-write-not-awaited";
  }
  if (/^BadResource[^]*ForkingServer\.#hangUp/.test(error)) {
    return "closes-what-is-closed";
  }
  if (/^BadResource[^]*TcpConn\.close [^]*fork_server\.ts/.test(error)) {
    return "closes-who-was-served";
  }
  // The second Connection of one child takes its pipes a second time.
  if (/already locked/.test(error) && /new Connection/.test(error)) {
    return "shares-a-child";
  }
  return /ForkingServer\.#dismiss/.test(error) &&
      !/is not a function|is not defined|of undefined/.test(error)
    ? "lets-an-error-escape"
    : undefined;
}

function neverYields(failure: TestResult["failure"]): boolean {
  return failure?.kind === "hung" && failure.busy === true ||
    failure?.kind === "deno" && /timed out/.test(failure.message);
}
