import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of what a thread reports of its tasks. */
export const reportMutants: Mutant[] = [
  {
    name: "a result that is nothing is not reported",
    step: "7.3.4",
    shows: "falsy-results-are-none",
    file: "pool_thread.ts",
    edits: [[
      "desk.succeed(task, await desk.run(task));",
      "const result = await desk.run(task);\n      if (result) desk.succeed(task, result);",
    ]],
  },
  {
    name: "an error that is nothing is taken for none",
    step: "7.3.4",
    shows: "falsy-errors-are-none",
    file: "pool_thread.ts",
    edits: [["desk.fail(task, error);", "if (error) desk.fail(task, error);"]],
  },
  {
    name: "what a task throws leaves the loop",
    step: "7.3.4",
    shows: "task-errors-are-not-caught",
    file: "pool_thread.ts",
    edits: [[
      "    try {\n      desk.succeed(task, await desk.run(task));\n    } catch (error) {\n      desk.fail(task, error);\n    }",
      "    desk.succeed(task, await desk.run(task));",
    ]],
  },
  {
    name: "then() is called on what the task returned",
    step: "7.3.4",
    shows: "takes-results-for-promises",
    file: "pool_thread.ts",
    edits: [[
      "desk.succeed(task, await desk.run(task));",
      "const task_ = desk.run(task) as Promise<unknown>;\n      await task_.then((result) => desk.succeed(task, result));",
    ]],
  },
  {
    name: "catch() is called on what the task returned, outside of the try",
    step: "7.3.4",
    shows: "takes-results-for-promises",
    file: "pool_thread.ts",
    edits: [[
      "    try {\n      desk.succeed(task, await desk.run(task));\n    } catch (error) {\n      desk.fail(task, error);\n    }",
      "    await (desk.run(task) as Promise<unknown>)\n      .catch((error) => desk.fail(task, error))\n      .then((result) => desk.succeed(task, result));",
    ]],
  },
  {
    name: "a result that cannot be reported ends the thread",
    step: "7.3.4",
    shows: "reports-outside-of-the-try",
    file: "pool_thread.ts",
    edits: [[
      "    try {\n      desk.succeed(task, await desk.run(task));\n    } catch (error) {\n      desk.fail(task, error);\n    }",
      "    let result: unknown;\n    try {\n      result = await desk.run(task);\n    } catch (error) {\n      desk.fail(task, error);\n      continue;\n    }\n    desk.succeed(task, result);",
    ]],
  },
  {
    name: "a task is reported twice",
    step: "7.3.4",
    shows: "does-it-twice",
    file: "pool_thread.ts",
    edits: [[
      "      desk.succeed(task, await desk.run(task));\n",
      "      const result = await desk.run(task);\n      desk.succeed(task, result);\n      desk.succeed(task, result);\n",
    ]],
  },
  {
    name: "prints what a task throws",
    step: "7.3.4",
    shows: "swallows-task-errors",
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
      console.error(error);
    }`,
    ]],
  },
  {
    name: "a task that returns an error has failed",
    step: "7.3.4",
    shows: "returned-errors-fail",
    file: "pool_thread.ts",
    edits: [[
      `    try {
      desk.succeed(task, await desk.run(task));
    } catch (error) {
      desk.fail(task, error);
    }`,
      `    try {
      const r = await desk.run(task); if (r instanceof Error) throw r; desk.succeed(task, r);
    } catch (error) {
      desk.fail(task, error);
    }`,
    ]],
  },
  {
    name: "a cancelled task is reported as failed",
    step: "7.3.4",
    shows: "reports-cancelled-tasks",
    file: "pool_thread.ts",
    edits: [
      [
        "if (!desk.begin(task)) continue;",
        "if (!desk.begin(task)) desk.fail(task, new Error('cancelled'));\n    else",
      ],
      ["    try {\n", "    {try {\n"],
      [
        "      desk.fail(task, error);\n    }\n",
        "      desk.fail(task, error);\n    }}\n",
      ],
    ],
  },
  {
    name: "after an error it succeeds, too",
    step: "7.3.4",
    shows: "succeeds-after-failing",
    file: "pool_thread.ts",
    edits: [[
      "      desk.fail(task, error);\n",
      "      desk.fail(task, error);\n      desk.succeed(task, undefined);\n",
    ]],
  },
  {
    name: "what is thrown becomes an Error",
    step: "7.3.4",
    shows: "changes-what-it-reports",
    file: "pool_thread.ts",
    edits: [[
      "desk.fail(task, error);",
      "desk.fail(task, error instanceof Error ? error : new Error(String(error)));",
    ]],
  },
  {
    name: "a task that returns undefined is reported with null",
    step: "7.3.4",
    shows: "changes-what-it-reports",
    file: "pool_thread.ts",
    edits: [[
      "desk.succeed(task, await desk.run(task));",
      "desk.succeed(task, (await desk.run(task)) ?? null);",
    ]],
  },
  {
    name: "of what is thrown, the text is reported",
    step: "7.3.4",
    shows: "changes-what-it-reports",
    file: "pool_thread.ts",
    edits: [[
      "desk.fail(task, error);",
      "desk.fail(task, (error as Error)?.message);",
    ]],
  },
  {
    name: "a thread keeps the results of its tasks",
    step: "7.3.4",
    shows: "keeps-results",
    file: "pool_thread.ts",
    edits: [[
      "  for (;;) {\n    const task",
      "  const done: unknown[] = [];\n  for (;;) {\n    const task",
    ], [
      "desk.succeed(task, await desk.run(task));",
      "const result = await desk.run(task);\n      done.push(result);\n      desk.succeed(task, result);",
    ]],
  },
  {
    name: "a result that is undefined is not reported",
    step: "7.3.4",
    shows: "falsy-results-are-none",
    file: "pool_thread.ts",
    edits: [[
      "desk.succeed(task, await desk.run(task));",
      "const result = await desk.run(task);\n      if (result !== undefined) desk.succeed(task, result);",
    ]],
  },
];
