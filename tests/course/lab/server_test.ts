import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { deadline } from "@std/async";
import { readFiles } from "../../../scripts/lesson/files.ts";
import { makeStarter } from "../../../scripts/lesson/regions.ts";
import { SOLUTION } from "../fixture/course.ts";
import { openLab } from "./open_lab.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";

/** The texts of all copies of a file that were kept. */
async function kept(root: URL): Promise<string[]> {
  const files = await readFiles(new URL(".course/backups/", root));
  return [...files].filter(([path]) => path.endsWith("/double.ts"))
    .map(([, text]) => text);
}

Deno.test("the lab writes over the version that the page knew", async () => {
  await using lab = await openLab();
  const { client, root } = lab;
  const { text, version, writable } = await client.file(LEARNER);
  assertEquals([text, writable], [SOLUTION, true]);
  const written = await client.write({
    path: LEARNER,
    text: "\ufeffmine é\r\n",
    version,
  });
  assert("version" in written);
  assertEquals(
    await Deno.readTextFile(new URL(LEARNER, root)),
    "\ufeffmine é\r\n",
  );
  assertEquals(await client.file(LEARNER), {
    path: LEARNER,
    text: "\ufeffmine é\r\n",
    version: written.version,
    writable: true,
  });
  const path = "lessons/7.9-doubling/own.ts";
  assert("version" in await client.write({ path, text: "own", version: null }));
  assertEquals(await kept(root), []);
});

Deno.test("the lab answers a conflict with both texts, and loses none", async () => {
  await using lab = await openLab();
  const { client, root } = lab;
  const { version } = await client.file(LEARNER);
  const file = new URL(LEARNER, root);
  await Deno.writeTextFile(file, "theirs");
  const conflict = await client.write({ path: LEARNER, text: "mine", version });
  assert("disk" in conflict);
  assertEquals([conflict.yours, conflict.disk?.text], ["mine", "theirs"]);
  assertEquals(await Deno.readTextFile(file), "theirs");
  assertEquals(await Deno.readTextFile(new URL(conflict.backup, root)), "mine");
  // Mine, all the same: what was there is kept, too.
  const mine = await client.write({
    path: LEARNER,
    text: "mine",
    version: conflict.disk?.version ?? null,
  });
  assert("version" in mine);
  assertEquals(await Deno.readTextFile(file), "mine");
  assertEquals((await kept(root)).sort(), ["mine", "theirs"]);
  // The same on both sides is no conflict.
  assertEquals(
    await client.write({ path: LEARNER, text: "mine", version }),
    mine,
  );
  await Deno.remove(file);
  const gone = await client.write({
    path: LEARNER,
    text: "again",
    version: mine.version,
  });
  assert("disk" in gone && gone.disk === null);
});

Deno.test("the lab tells of files and progress that change on disk", async () => {
  await using lab = await openLab();
  const { client, root, next } = lab;
  const first = await next(({ type }) => type === "state");
  assert(first.type === "state");
  assertEquals(first.state, {
    lesson: "7.9",
    passed: [],
    hints: {},
    solutions: true,
  });
  await Deno.writeTextFile(new URL(LEARNER, root), "theirs");
  // On a busy machine, the file may have been seen while it was still empty.
  const { version } = await client.file(LEARNER);
  const changed = await next((event) =>
    event.type === "file" && event.version === version
  );
  assertEquals(changed, { type: "file", path: LEARNER, version });
  await Deno.writeTextFile(
    new URL(".course/progress.txt", root),
    "7.9.1 passed\n",
  );
  const state = await next((event) =>
    event.type === "state" && event.state.passed.length > 0
  );
  assert(state.type === "state");
  assertEquals(state.state.passed, ["7.9.1"]);
  await Deno.remove(new URL(LEARNER, root));
  assertEquals(
    await next((event) => event.type === "file" && event.version === null),
    { type: "file", path: LEARNER, version: null },
  );
});

Deno.test("the lab runs a lesson's tests, and tells the results as they come", async () => {
  await using lab = await openLab(
    { [LEARNER]: SOLUTION.replace("number * 2", "number + 1") },
    { frame: true },
  );
  const { client, next } = lab;
  const { run } = await client.run("7.9");
  const result = await next(({ type }) => type === "result");
  assert(result.type === "result");
  assertEquals(
    [result.run, result.result.step, result.result.misconception?.id],
    [run, "7.9.1", "no-product"],
  );
  const end = await next(({ type }) => type === "end");
  assert(end.type === "end");
  assertEquals([end.ended.passed, end.ended.stopped, end.ended.types?.ok], [
    false,
    false,
    true,
  ]);
  assertMatch(
    end.ended.told,
    /^7\.9\.1 double\(\)[^]*Likely[^]*deno task test:7\.9/,
  );
  const state = await next(({ type }) => type === "state");
  assert(state.type === "state" && state.state.failed === "7.9.1");
  // Who comes later is told of the run again.
  const events = client.events();
  for (const type of ["state", "run", "begin"]) {
    const { value } = await deadline(events.next(), 60_000);
    assertEquals(value?.type, type);
  }
  await events.return(undefined);
});

Deno.test("the lab ends a run when another begins, and all when it ends itself", async () => {
  const hangs = `import { lessonTest } from "../harness/lesson_test.ts";
lessonTest("7.9.1 double() never ends", () => new Promise(() => setInterval(() => {}, 1000)));
`;
  await using lab = await openLab(
    { "tests/7.9-doubling/double_test.ts": hangs },
    { frame: true },
  );
  await lab.client.run("7.9");
  await lab.next(({ type }) => type === "begin");
  const { run } = await lab.client.run("7.9", "7.9.1");
  const end = await lab.next(({ type }) => type === "end");
  assert(end.type === "end");
  assertEquals([end.run, end.ended.stopped], [run - 1, true]);
  await lab.next((event) => event.type === "begin" && event.run === run);
});

Deno.test("the lab gives hints, diffs, starters and figures as the commands do", async () => {
  await using lab = await openLab({
    [LEARNER]: SOLUTION.replace("number * 2", "number + number"),
    ".course/progress.txt": "7.9.1 passed\n",
    ".course/bench/report.json": '{"version":1}',
  });
  const { client, root } = lab;
  const first = await client.hint("7.9.2");
  assertEquals(first, {
    step: "7.9.2",
    shown: ["A nudge for 7.9.2."],
    left: 1,
  });
  const more = await Promise.all([1, 2].map(() => client.hint("7.9.2")));
  assertEquals(more.map(({ shown }) => shown.length), [2, 2]);
  assertEquals((await client.state()).hints, { "7.9.2": 2 });
  const { patches, hidden } = await client.diff("7.9");
  assertEquals([patches.length, hidden], [1, ["7.9.2", "7.9.3"]]);
  assertStringIncludes(patches[0]?.patch ?? "", "+  return number * 2;");
  assertEquals((await client.diff("7.9.2", true)).hidden, []);
  for (const files of [["../double.ts"], ["none.ts"], "double.ts", [1]]) {
    await assertRejects(
      () => client.reset("7.9", files as string[]),
      Error,
      typeof files === "string" || files[0] === 1
        ? '"files" must be a list of texts'
        : "There is no file",
    );
  }
  const { files, backup } = await client.reset("7.9", ["double.ts"]);
  assertEquals(files, ["double.ts"]);
  assertEquals(
    await Deno.readTextFile(new URL(LEARNER, root)),
    makeStarter(SOLUTION),
  );
  assertStringIncludes(
    await Deno.readTextFile(new URL(`${backup}double.ts`, root)),
    "number + number",
  );
  assertEquals(await client.bench(), { version: 1 } as unknown);
});
