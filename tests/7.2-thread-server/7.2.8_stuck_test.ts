import { howMany } from "../harness/story/how_many.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Program } from "../harness/processes/program.ts";
import type { Trial } from "../harness/net/trial.ts";
import { PATIENCE } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import { lost } from "./puppets.ts";
import { watchedTrialsOf } from "./watched.ts";

/** What the program says in the end. */
interface Told {
  errors: string[];
  /** Those of them that giveUp() has told. */
  ranOn: string[];
  /** The names of those that endAll() gave up, when their time was over. */
  hadTime: string[];
  /** Those that are no Error. */
  texts: string[];
  /** As calls. */
  timers: string[];
  /** Those by which a thread is ended when another one has had its time. */
  inTurn: string[];
  finished: boolean;
}

const trial = watchedTrialsOf("7.2.8");

/** How a line of the program begins that is a step of the story. */
const DID = "did: ";

lessonTest(
  "7.2.8 shutdown() reports threads that cannot be stopped, and does not wait for them",
  trial(async (t: Trial) => {
    const url = new URL("./programs/stuck_threads.ts", import.meta.url);
    // What else it writes there is told in the end.
    await using program = new Program(url, [], (text) => {
      if (text.includes("TODO(")) t.onError(text);
    });
    t.did("a program was started that runs a server with three clients");
    let isEnding = false;
    let givenUp = 0;
    let abandoned = 0;
    /** How many of them nothing in thread_server.ts has asked for `ended`. */
    let unasked = 0;
    const next = async (
      expected: string,
      ms: number,
      pending?: Id,
    ): Promise<string> => {
      const line = await t.within(program.line(), () => ({
        expected,
        got: `it has not; the program's stderr says ${
          program.errors.trim() || "nothing"
        }`,
        ...means(
          pending === undefined
            ? undefined
            : abandoned === 2
            ? unasked === 2 ? "waits-beside-ended" : undefined
            : givenUp > abandoned
            ? pending
            : isEnding
            ? undefined
            : "ends-without-end-all",
        ),
      }), ms);
      if (line?.startsWith(DID)) {
        isEnding ||= line.includes("endAll()");
        if (line.startsWith(`${DID}giveUp()`)) givenUp++;
        if (line.includes("abandon()")) abandoned++;
        if (line.includes("by endAll() alone")) unasked++;
        t.did(line.slice(DID.length));
        return await next(expected, ms, pending);
      }
      if (line !== undefined) return line;
      const { errors } = program;
      const got = `the program ended: ${errors.trim() || "it says nothing"}`;
      const id: Id | undefined = /\bgiveUp \(/.test(errors)
        ? "throws-what-it-should-report"
        : pending !== undefined && errors.trim() === ""
        ? "exits-the-process"
        : undefined;
      await lost(t, { expected, got, ...means(id) });
      return "[]";
    };
    const names: string[] = JSON.parse(
      await next("three threads serve a client each", 3_000),
    );
    const [idles, blocks, loops] = names;
    t.did(`${idles} waits for its client`);
    t.did(`${blocks} is in Atomics.wait() and is never notified`);
    t.did(`${loops} is in an endless loop`);
    t.did("shutdown() was called, with a grace of 0 ms");
    const end = await next(
      "`shutdown()` resolves",
      PATIENCE,
      "waits-for-unstoppable",
    );
    const told: Told = JSON.parse(end);
    const { errors, ranOn, hadTime, texts, timers, inTurn, finished } = told;
    t.holds(finished, {
      expected: "`finished` has resolved when `shutdown()` resolves",
      got: "it has not",
      ...means("resolves-before-finished"),
    });
    const of = (name = "?") => errors.filter((error) => error.includes(name));
    // Of each client that is cut, and of each thread that runs on.
    const more = errors.length > names.length;
    for (const name of [loops, blocks]) {
      const isCutMissing = of(name).length === 1 &&
        ranOn.some((error) => error.includes(`${name}`));
      const cuts = errors.length - ranOn.length;
      t.holds(!isCutMissing, {
        expected: `onError is told that ${name} is cut off, before it is ended`,
        got: `it is told of it once: that it cannot be stopped`,
        ...means(
          cuts === names.length ? "report-without-name" : "cut-not-reported",
        ),
        method: "ThreadingServer.stop()",
      });
      t.holds(of(name).length >= 2, {
        expected: `onError is told that ${name} cannot be stopped`,
        got: more
          ? `it is told of ${
            howMany(errors.length, "error")
          }, the last of them ${errors.at(-1)}`
          : "it is told whom shutdown() has cut off, and no more",
        ...means(
          !more
            ? "unstoppable-not-reported"
            // Its cut is not told by its name, either.
            : of(idles).length === 0
            ? "report-without-name"
            : "unstoppable-not-named",
        ),
      });
    }
    const again = errors.filter((error, nth) => errors.indexOf(error) !== nth);
    const twice = again[0] ??
      [loops, blocks].find((name) => of(name).length > 2);
    // That one is never told of as one that cannot be stopped.
    const isCut = (error: string) => error.includes(idles ?? "?");
    t.holds(twice === undefined, {
      expected: "onError is told of each once",
      got: `it is told more than once: ${twice}`,
      ...means(again.some(isCut) ? "reports-twice" : "unstoppable-told-twice"),
    });
    t.equal(texts, [], {
      what: "the list of what onError is told that is no Error",
      ...means(
        texts.some(isCut) ? "reports-a-text" : "unstoppable-told-as-text",
      ),
    });
    t.equal(timers, [], {
      what: "the list of timers but those of the grace and of the stop time",
      ...means("delays-by-timer"),
    });
    t.holds(of(idles).length <= 1 || hadTime.includes(idles ?? "?"), {
      expected: `${idles} is cut off, and not reported as one that runs on`,
      got: `it is reported twice, the second time as ${of(idles).at(-1)}`,
      ...means("gives-up-at-once"),
    });
    t.equal(inTurn, [], {
      what:
        "the list of threads whose time to end began when another one had been given up",
      ...means("ends-in-turn"),
    });
  }),
);
