import { assertEquals } from "@std/assert";
import { COURSE } from "./fixture/course.ts";

async function json(path: string) {
  return JSON.parse(await Deno.readTextFile(new URL(path, COURSE)));
}

interface EditorTask {
  command: string;
  problemMatcher: { pattern?: { regexp: string } } | [];
}

Deno.test("each task of the editor is a command of the course", async () => {
  const { tasks: known } = await json("deno.json");
  const { tasks, inputs } = await json(".vscode/tasks.json");
  const lessons: string[] = inputs[0].options.map((lesson: string) =>
    `test:${lesson}`
  );
  const names = (tasks as EditorTask[]).flatMap(({ command }) => {
    const name = command.match(/^npx --yes deno task (\S+)/)?.[1] ?? command;
    return name === "test:${input:lesson}" ? lessons : [name];
  });
  assertEquals(names.filter((name) => known[name] === undefined), []);
  assertEquals(
    lessons,
    Object.keys(known).filter((name) => name.startsWith("test:")),
  );
});

Deno.test("the container has the Deno that CI tests with", async () => {
  const read = (path: string) => Deno.readTextFile(new URL(path, COURSE));
  const version = (await read(".github/workflows/ci.yml"))
    .match(/deno-version: ([\d.]+)/)?.[1];
  assertEquals(
    (await read(".devcontainer/Dockerfile")).split("\n")[0],
    `FROM denoland/deno:debian-${version}`,
  );
  assertEquals(
    (await json(".devcontainer/devcontainer.json")).build.dockerfile,
    "Dockerfile",
  );
});

Deno.test("the editor finds the place that a failure names", async () => {
  const { tasks } = await json(".vscode/tasks.json");
  const matchers = (tasks as EditorTask[]).flatMap(({ problemMatcher }) =>
    "pattern" in problemMatcher ? problemMatcher.pattern?.regexp ?? [] : []
  );
  assertEquals(matchers.length, 2);
  const readme = await Deno.readTextFile(new URL("README.md", COURSE));
  for (const matcher of matchers) {
    const [, , file, line] = readme.match(new RegExp(matcher, "m")) ?? [];
    assertEquals(file, "lessons/7.4-locks/counter.ts");
    assertEquals(Number(line) > 0, true);
  }
});
