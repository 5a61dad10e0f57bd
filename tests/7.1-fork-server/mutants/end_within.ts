import type { Mutant } from "../../harness/mutant.ts";

const STOP = "stop.ts";
const GRACE = "  if (await settles(finished, grace)) return;\n";

/** What endWithin() does. */
const BODY = `  if (await settles(finished, grace)) return;
  terminate();
  if (await settles(finished, TERM_TIME)) return;
  kill();`;

/** Wrong versions of `endWithin()`, which shutdown() waits by. */
export const endWithinMutants: Mutant[] = [
  {
    name: "shutdown cuts off clients within their grace",
    step: "7.1.7",
    shows: "gives-no-grace",
    file: STOP,
    edits: [[GRACE, "  void grace;\n"]],
  },
  {
    name: "shutdown waits for the whole grace",
    step: "7.1.7",
    shows: "waits-out-the-grace",
    file: STOP,
    edits: [[
      GRACE,
      "  await new Promise((resolve) => setTimeout(resolve, grace));\n",
    ]],
  },
  {
    name: "no SIGTERM, only SIGKILL",
    step: "7.1.7",
    shows: "kills-after-the-grace",
    file: STOP,
    edits: [["  terminate();\n", "  void terminate;\n"]],
  },
  {
    name: "no SIGKILL for a child that ignores SIGTERM",
    step: "7.1.7",
    shows: "never-kills",
    file: STOP,
    edits: [["  kill();\n", "  void kill;\n"]],
  },
  {
    name: "SIGKILL comes right after SIGTERM",
    step: "7.1.7",
    shows: "gives-no-time-to-end",
    file: STOP,
    edits: [["  if (await settles(finished, TERM_TIME)) return;\n", ""]],
  },
  {
    name: "the time for SIGTERM shrinks by the grace",
    step: "7.1.7",
    shows: "counts-both-times-from-the-start",
    file: STOP,
    edits: [["TERM_TIME)", "TERM_TIME - grace)"]],
  },
  {
    name: "the time for SIGTERM is counted from the start",
    step: "7.1.7",
    shows: "counts-both-times-from-the-start",
    file: STOP,
    edits: [[
      "  if (await settles(finished, grace)) return;\n",
      "  const start = performance.now();\n  const by = (time: number) =>\n    settles(finished, Math.max(0, start + time - performance.now()));\n  if (await by(grace)) return;\n",
    ], ["settles(finished, TERM_TIME)", "by(TERM_TIME)"]],
  },
  {
    name: "both timers are set at the start",
    step: "7.1.7",
    shows: "sets-too-long-a-timer",
    file: STOP,
    edits: [[
      BODY,
      `  void settles;
  const { promise, resolve } = Promise.withResolvers<void>();
  const last = () => {
    kill();
    resolve();
  };
  const timers = [
    setTimeout(terminate, grace),
    setTimeout(last, grace + TERM_TIME),
  ];
  await Promise.race([finished, promise]).catch(() => {});
  timers.forEach(clearTimeout);`,
    ]],
  },
  {
    name: "endWithin() waits for the end after SIGKILL",
    step: "7.1.7",
    shows: "waits-after-the-kill",
    file: STOP,
    edits: [["  kill();\n", "  kill();\n  await finished.catch(() => {});\n"]],
  },
  {
    name: "SIGTERM has no end",
    step: "7.1.7",
    shows: "never-kills",
    file: STOP,
    edits: [[
      "  if (await settles(finished, TERM_TIME)) return;\n",
      "  await finished;\n",
    ]],
  },
  {
    name: "shutdown() throws what `finished` throws before the end",
    step: "7.1.7",
    shows: "throws-what-the-end-throws",
    file: STOP,
    edits: [[
      GRACE,
      `  await Promise.race([finished, settles(finished, grace)]);\n${GRACE}`,
    ]],
  },
  {
    name: "SIGTERM has all of its time",
    step: "7.1.7",
    shows: "waits-out-the-time-to-end",
    file: STOP,
    edits: [[
      `  if (await settles(finished, TERM_TIME)) return;`,
      `  await new Promise((resolve) => setTimeout(resolve, TERM_TIME));
  if (await settles(finished, 0)) return;`,
    ]],
  },
  {
    name: "a race with a timer that nobody clears",
    step: "7.1.7",
    shows: "leaves-the-loser-of-a-race",
    file: STOP,
    edits: [[
      `  if (await settles(finished, grace)) return;`,
      `  let over = false;
  const end = () => void (over = true);
  await Promise.race([finished.then(end, end), new Promise((r) => setTimeout(r, grace))]);
  if (over) return;`,
    ]],
  },
  {
    name: "the two times are mixed up",
    step: "7.1.7",
    shows: "takes-the-grace-for-the-time-to-end",
    file: STOP,
    edits: [["settles(finished, grace)", "settles(finished, TERM_TIME)"], [
      `  terminate();
  if (await settles(finished, TERM_TIME)) return;`,
      `  terminate();
  if (await settles(finished, grace)) return;`,
    ]],
  },
  {
    name: "an end by an error is not seen",
    step: "7.1.7",
    shows: "overlooks-a-failed-end",
    file: STOP,
    edits: [[
      `  if (await settles(finished, grace)) return;`,
      `  if (await settles(finished.then(() => {}, () => new Promise(() => {})), grace)) return;`,
    ]],
  },
  {
    name: "of two timers, only the first is cleared",
    step: "7.1.7",
    shows: "leaves-the-loser-of-a-race",
    file: STOP,
    edits: [[
      BODY,
      `  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(terminate, grace);
  setTimeout(() => {
    kill();
    resolve();
  }, grace + TERM_TIME);
  const settled = () => {
    clearTimeout(timer);
    resolve();
  };
  finished.then(settled, settled);
  await promise;`,
    ]],
  },
  {
    name: "a grace of 0 is taken for none",
    step: "7.1.7",
    shows: "takes-zero-for-none",
    file: STOP,
    edits: [[
      "if (await settles(finished, grace))",
      "if (!grace || await settles(finished, grace))",
    ]],
  },
  {
    name: "endWithin() takes the grace for seconds",
    step: "7.1.7",
    shows: "counts-in-other-units",
    file: STOP,
    edits: [["settles(finished, grace)", "settles(finished, grace * 1_000)"]],
  },
  {
    name: "endWithin() waits for the end without a limit",
    step: "7.1.7",
    shows: "waits-without-limit",
    file: STOP,
    edits: [[
      "  if (await settles(finished, grace)) return;",
      "  await finished.catch(() => {});",
    ]],
  },
  {
    name: "the time for SIGTERM grows by the grace",
    step: "7.1.7",
    shows: "adds-the-grace-to-the-time-to-end",
    file: STOP,
    edits: [["TERM_TIME)", "grace + TERM_TIME)"]],
  },
  {
    name: "SIGTERM has another time",
    step: "7.1.7",
    shows: "counts-in-other-units",
    file: STOP,
    edits: [["settles(finished, TERM_TIME)", "settles(finished, 5_000)"]],
  },
  {
    name: "with a grace of 0, nobody looks whether all have gone",
    step: "7.1.7",
    shows: "ends-what-has-finished",
    file: STOP,
    edits: [[
      "if (await settles(finished, grace))",
      "if (grace > 0 && await settles(finished, grace))",
    ]],
  },
  {
    name: "nobody looks whether all have gone in their time",
    step: "7.1.7",
    shows: "ends-what-has-finished",
    file: STOP,
    edits: [
      [GRACE, "  await settles(finished, grace);\n"],
      [
        "if (await settles(finished, TERM_TIME)) return;",
        "await settles(finished, TERM_TIME);",
      ],
    ],
  },
  {
    name: "nobody looks whether all have gone when they were asked to",
    step: "7.1.7",
    shows: "ends-what-has-finished",
    file: STOP,
    edits: [[
      "if (await settles(finished, TERM_TIME)) return;",
      "await settles(finished, TERM_TIME);",
    ]],
  },
  {
    name: "asks the children twice to end",
    step: "7.1.7",
    shows: "ends-it-twice",
    file: STOP,
    edits: [[
      "  terminate();",
      `  terminate();
  terminate();`,
    ]],
  },
  {
    name: "endWithin() throws when it had to kill",
    step: "7.1.7",
    shows: "throws-what-it-has-done",
    file: STOP,
    edits: [[
      `  kill();
`,
      `  kill();
  throw new Error("had to kill");
`,
    ]],
  },
  {
    name: "the grace is the time after SIGTERM, too",
    step: "7.1.7",
    shows: "takes-the-grace-for-the-time-to-end",
    file: STOP,
    edits: [["settles(finished, TERM_TIME)", "settles(finished, grace)"]],
  },
  {
    name: "all has ended when the grace is over",
    step: "7.1.7",
    shows: "ends-all-within-the-grace",
    file: STOP,
    edits: [[
      "settles(finished, grace)",
      "settles(finished, Math.max(0, grace - TERM_TIME))",
    ], [
      "settles(finished, TERM_TIME)",
      "settles(finished, Math.min(grace, TERM_TIME))",
    ]],
  },
  {
    name: "the time of SIGTERM is part of the grace",
    step: "7.1.7",
    shows: "gives-no-grace",
    file: STOP,
    edits: [[
      "settles(finished, grace)",
      "settles(finished, Math.max(0, grace - TERM_TIME))",
    ]],
  },
];
