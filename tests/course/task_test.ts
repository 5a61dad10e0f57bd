import { assertEquals } from "@std/assert";
import { makeStarter } from "../../scripts/lesson/regions.ts";
import {
  linesOf,
  type Task,
  taskAt,
  tasksAbout,
  tasksOf,
} from "../../scripts/lesson/task.ts";
import { LESSON, SOLUTION } from "./fixture/course.ts";

const STARTER = makeStarter(SOLUTION);

function files(text: string): Map<string, string> {
  return new Map([["double.ts", text]]);
}

function tasksIn(text: string): Task[] {
  return LESSON.steps.slice(1, 2).flatMap((step) => tasksOf(files(text), step));
}

const TASK = {
  file: "double.ts",
  line: 11,
  end: 11,
  text: "Give twice each of the numbers.",
};

Deno.test("tasksOf() gives a task's lines and text when a starter has it", () => {
  assertEquals(tasksIn(STARTER), [{ ...TASK, line: 9, end: 9 }]);
});

Deno.test("tasksOf() leaves the region mark out when a solution has one", () => {
  assertEquals(tasksIn(SOLUTION), [TASK]);
});

Deno.test("tasksOf() joins a task's lines when it has several", () => {
  const wrapped = SOLUTION.replace(
    "Give twice each of the numbers.",
    "Give twice each\n  // of the numbers.",
  );
  assertEquals(tasksIn(wrapped), [{ ...TASK, end: 12 }]);
});

Deno.test("tasksOf() gives all tasks when a step has two", () => {
  const [first, second] = tasksIn(`${SOLUTION}// TODO(7.9.2): Again.\n`);
  assertEquals([first, second?.text], [TASK, "Again."]);
});

Deno.test("tasksOf() reads lines that end with CRLF when an editor writes them", () => {
  assertEquals(tasksIn(SOLUTION.replaceAll("\n", "\r\n")), [TASK]);
});

Deno.test("tasksOf() finds nothing when the comment is gone", () => {
  assertEquals(tasksIn(SOLUTION.replace("// TODO(7.9.2)", "//")), []);
});

Deno.test("linesOf() finds the method when a private field has its name", () => {
  const source = "class Box {\n  #take = 0;\n  take() {\n  }\n}\n";
  assertEquals(linesOf("Box.take()", source), [3, 4]);
});

Deno.test("linesOf() finds a method of an object that a function makes", () => {
  const source =
    "function box() {\n  return {\n    take() {\n    },\n  };\n}\n";
  assertEquals(linesOf("box.take()", source), [3, 4]);
});

Deno.test("linesOf() finds a program's loop", () => {
  const source = "const a = 1;\nfor await (const b of c) {\n  a;\n}\nend();\n";
  assertEquals(linesOf("for await", source), [2, 4]);
});

/** What belongs to the first line of `text` that has `at`. */
function taskOf(text: string, at: string): string | undefined {
  const line = text.split("\n").findIndex((line) => line.includes(at)) + 1;
  const tasks = LESSON.steps.flatMap((step) => tasksOf(files(STARTER), step));
  const place = { file: "double.ts", line };
  return taskAt(tasks, place, files(text), files(STARTER))?.text;
}

Deno.test("taskAt() finds a line's task when its comment is deleted", () => {
  const mine = STARTER.replaceAll(/ *\/\/ TODO.*\n/g, "")
    .replace("\n  throw", "\n\n  // My own.\n  mine();\n  throw")
    .replace('7.9.2)");', '7.9.2)");\n  also();');
  assertEquals(taskOf(mine, "mine()"), "Give twice the number.");
  assertEquals(taskOf(mine, "also()"), TASK.text);
  assertEquals(taskOf(STARTER, '7.9.2)");'), TASK.text);
});

Deno.test("taskAt() finds nothing when a line belongs to no task", () => {
  const mine = `${STARTER}\n/** More. */\nfunction more() {\n  mine();\n}\n`;
  assertEquals(taskOf(mine, "mine()"), undefined);
  assertEquals(taskOf("mine();\n", "mine()"), undefined);
});

Deno.test("tasksAbout() gives the tasks of a function, a method, or else the class, and of a file", () => {
  const starter = `export class Lock {
  constructor() {
    // TODO(7.9.2): one
  }

  get #held() {
    // TODO(7.9.2): two
  }

  lock() {}
}

export async function lock() {
  // TODO(7.9.2): three
}
`;
  const tasks = tasksIn(starter);
  const about = (symbol: string) =>
    tasksAbout(tasks, symbol, files(starter)).map(({ text }) => text);
  assertEquals(about("lock()"), ["three"]);
  assertEquals(about("Lock.held"), ["two"]);
  assertEquals(about("Lock.lock()"), ["one", "two"]);
  assertEquals(about("Lock.lock({"), ["one", "two"]);
  assertEquals(about("Lock"), ["one", "two"]);
  assertEquals(about("double.ts"), ["one", "two", "three"]);
  assertEquals(about("it"), []);
});
