import type { Mutant } from "../../harness/mutant.ts";

const LOOP = `  for (;;) {
    const task = source.pop();
    if (task === undefined) return;
    if (!desk.begin(task)) continue;
    try {
      desk.succeed(task, await desk.run(task));
    } catch (error) {
      desk.fail(task, error);
    }
  }
`;

/** Wrong versions of a thread's loop. */
export const threadMutants: Mutant[] = [
  {
    name: "task 0 is taken for the end",
    step: "7.3.4",
    shows: "task-0-is-the-end",
    file: "pool_thread.ts",
    edits: [["if (task === undefined) return;", "if (!task) return;"]],
  },
  {
    name: "an AbortError is thrown on",
    step: "7.3.4",
    shows: "only-some-errors-are-caught",
    file: "pool_thread.ts",
    edits: [[
      "    } catch (error) {\n",
      `    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") {
        throw error;
      }
`,
    ]],
  },
  {
    name: "a function that calls itself, for a loop",
    step: "7.3.4",
    shows: "tasks-hang-on-each-other",
    file: "pool_thread.ts",
    edits: [[
      LOOP,
      LOOP.replace("for (;;) {", "{").replace(
        "if (!desk.begin(task)) continue;",
        "if (!desk.begin(task)) return poolThread(source, desk);",
      ) + "  return await poolThread(source, desk);\n",
    ]],
  },
  {
    name: "each task's promise hangs on the one before",
    step: "7.3.4",
    shows: "tasks-hang-on-each-other",
    file: "pool_thread.ts",
    edits: [[
      LOOP,
      `  const next = (): Promise<void> => {
    const task = source.pop();
    if (task === undefined) return Promise.resolve();
    if (!desk.begin(task)) return next();
    return Promise.resolve()
      .then(() => desk.run(task))
      .then((result) => desk.succeed(task, result))
      .catch((error) => desk.fail(task, error))
      .then(next);
  };
  await next();
`,
    ]],
  },
  {
    name: "an error in a task ends the thread",
    step: "7.3.4",
    shows: "an-error-ends-the-thread",
    file: "pool_thread.ts",
    edits: [[
      "desk.fail(task, error);",
      "desk.fail(task, error);\n      return;",
    ]],
  },
  {
    name: "a rejected promise is not caught",
    step: "7.3.4",
    shows: "rejections-fly-past-the-catch",
    file: "pool_thread.ts",
    edits: [[
      "    try {\n      desk.succeed(task, await desk.run(task));\n    } catch (error) {\n      desk.fail(task, error);\n    }",
      "    let result: unknown;\n    try {\n      result = desk.run(task);\n      if (!(result instanceof Promise)) desk.succeed(task, result);\n    } catch (error) {\n      desk.fail(task, error);\n    }\n    if (result instanceof Promise) desk.succeed(task, await result);",
    ]],
  },
  {
    name: "does not wait for promises",
    step: "7.3.4",
    shows: "reports-the-promise",
    file: "pool_thread.ts",
    edits: [[
      "desk.succeed(task, await desk.run(task));",
      "await null;\n      desk.succeed(task, desk.run(task));",
    ]],
  },
  {
    name: "takes the next task before this one has ended",
    step: "7.3.4",
    shows: "next-task-before-this-one-ends",
    file: "pool_thread.ts",
    edits: [[
      "try {\n      desk.succeed(task, await desk.run(task));\n    } catch (error) {\n      desk.fail(task, error);\n    }",
      "void (async () => {\n      try {\n        desk.succeed(task, await desk.run(task));\n      } catch (error) {\n        desk.fail(task, error);\n      }\n    })();",
    ]],
  },
  {
    name: "runs cancelled tasks",
    step: "7.3.4",
    shows: "runs-cancelled-tasks",
    file: "pool_thread.ts",
    edits: [[
      "if (!desk.begin(task)) continue;",
      "desk.begin(task);",
    ]],
  },
  {
    name: "pops at the loop's end, which a cancelled task does not reach",
    step: "7.3.4",
    shows: "asks-again-for-a-cancelled-task",
    file: "pool_thread.ts",
    edits: [
      [
        "  for (;;) {\n    const task = source.pop();\n    if (task === undefined) return;\n",
        "  let task = source.pop();\n  while (task !== undefined) {\n",
      ],
      [
        "      desk.fail(task, error);\n    }\n",
        "      desk.fail(task, error);\n    }\n    task = source.pop();\n",
      ],
    ],
  },
  {
    name: "stops at a cancelled task",
    step: "7.3.4",
    shows: "a-cancelled-task-ends-the-thread",
    file: "pool_thread.ts",
    edits: [[
      "if (!desk.begin(task)) continue;",
      "if (!desk.begin(task)) return;",
    ]],
  },
  {
    name: "goes on although the pool has given it up",
    step: "7.3.4",
    shows: "swallows-what-fail-throws",
    file: "pool_thread.ts",
    edits: [[
      "desk.fail(task, error);",
      "try {\n        desk.fail(task, error);\n      } catch {\n        // Too late.\n      }",
    ]],
  },
  {
    name: "a thread ends after its first task",
    step: "7.3.4",
    shows: "runs-one-task",
    file: "pool_thread.ts",
    edits: [[
      "      desk.fail(task, error);\n    }\n",
      "      desk.fail(task, error);\n    }\n    return;\n",
    ]],
  },
  {
    name: "a thread ends after a thousand tasks",
    step: "7.3.4",
    shows: "ends-after-so-many-tasks",
    file: "pool_thread.ts",
    edits: [["  for (;;) {", "  for (let i = 0; i < 1_000; i++) {"]],
  },
  {
    name: "a thread pauses before each task",
    step: "7.3.4",
    shows: "pauses-between-tasks",
    file: "pool_thread.ts",
    edits: [[
      "    if (!desk.begin(task)) continue;\n",
      "    await new Promise((resolve) => setTimeout(resolve, 1));\n    if (!desk.begin(task)) continue;\n",
    ]],
  },
  {
    name: "a task that throws is tried once more",
    step: "7.3.4",
    shows: "does-it-twice",
    file: "pool_thread.ts",
    edits: [[
      `    try {
      desk.succeed(task, await desk.run(task));
    } catch (error) {
      desk.fail(task, error);
    }`,
      `    try {
      desk.succeed(task, await desk.run(task));
    } catch (error) {
      try { desk.succeed(task, await desk.run(task)); } catch { desk.fail(task, error); }
    }`,
    ]],
  },
  {
    name: "a task runs without begin()",
    step: "7.3.4",
    shows: "never-begins",
    file: "pool_thread.ts",
    edits: [[
      `    if (!desk.begin(task)) continue;
`,
      "",
    ]],
  },
  {
    name: "begins after it ran",
    step: "7.3.4",
    shows: "begins-after-the-run",
    file: "pool_thread.ts",
    edits: [[
      "    if (!desk.begin(task)) continue;\n    try {\n      desk.succeed(task, await desk.run(task));",
      "    try {\n      const result = await desk.run(task);\n      if (!desk.begin(task)) continue;\n      desk.succeed(task, result);",
    ]],
  },
  {
    name: "that a task failed is noted outside of the loop",
    step: "7.3.4",
    shows: "a-failure-stays",
    file: "pool_thread.ts",
    edits: [[
      "  for (;;) {\n    const task = source.pop();\n    if (task === undefined) return;\n    if (!desk.begin(task)) continue;\n    try {\n      desk.succeed(task, await desk.run(task));\n    } catch (error) {\n      desk.fail(task, error);\n    }\n  }\n",
      "  let failed = false;\n  let outcome: unknown;\n  for (;;) {\n    const task = source.pop();\n    if (task === undefined) return;\n    if (!desk.begin(task)) continue;\n    try {\n      outcome = await desk.run(task);\n      if (!failed) desk.succeed(task, outcome);\n    } catch (error) {\n      failed = true;\n      outcome = error;\n    }\n    if (failed) desk.fail(task, outcome);\n  }\n",
    ]],
  },
  {
    name: "what a task throws at once is not caught",
    step: "7.3.4",
    shows: "what-is-thrown-at-once-is-not-caught",
    file: "pool_thread.ts",
    edits: [[
      "  for (;;) {\n    const task = source.pop();\n    if (task === undefined) return;\n    if (!desk.begin(task)) continue;\n    try {\n      desk.succeed(task, await desk.run(task));\n    } catch (error) {\n      desk.fail(task, error);\n    }\n  }\n",
      '  for (;;) {\n    const task = source.pop();\n    if (task === undefined) return;\n    if (!desk.begin(task)) continue;\n    const [outcome] = await Promise.allSettled([desk.run(task)]);\n    if (outcome.status === "rejected") {\n      desk.fail(task, outcome.reason);\n      continue;\n    }\n    try {\n      desk.succeed(task, outcome.value);\n    } catch (error) {\n      desk.fail(task, error);\n    }\n  }\n',
    ]],
  },
  {
    name: "drops tasks that were not cancelled",
    step: "7.3.4",
    shows: "begins-and-does-not-run",
    file: "pool_thread.ts",
    edits: [["if (!desk.begin(task))", "if (desk.begin(task))"]],
  },
  {
    name: "asks for a task again when none will come",
    step: "7.3.4",
    shows: "goes-on-after-the-end",
    file: "pool_thread.ts",
    edits: [[
      "    if (task === undefined) return;\n    if (!desk.begin(task)) continue;\n",
      "    if (task === undefined || !desk.begin(task)) continue;\n",
    ]],
  },
  {
    name: "a task that throws is tried until it returns",
    step: "7.3.4",
    shows: "does-it-twice",
    file: "pool_thread.ts",
    edits: [[
      "      desk.succeed(task, await desk.run(task));\n    } catch (error) {\n      desk.fail(task, error);\n",
      "      for (;;) {\n        const [result] = await Promise.allSettled([desk.run(task)]);\n        if (result?.status !== 'fulfilled') continue;\n        desk.succeed(task, result.value);\n        break;\n      }\n    } catch (error) {\n      desk.fail(task, error);\n",
    ]],
  },
  {
    name: "looks again in a moment when pop() says that none will come",
    step: "7.3.4",
    shows: "goes-on-after-the-end",
    file: "pool_thread.ts",
    edits: [[
      "if (task === undefined) return;",
      `if (task === undefined) {
      await new Promise((wake) => setTimeout(wake, 100));
      continue;
    }`,
    ]],
  },
  {
    name: "looks again in 10 ms when pop() says that none will come",
    step: "7.3.4",
    shows: "goes-on-after-the-end",
    file: "pool_thread.ts",
    edits: [[
      "if (task === undefined) return;",
      `if (task === undefined) {
      await new Promise((wake) => setTimeout(wake, 10));
      continue;
    }`,
    ]],
  },
];
