import { assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { SOLUTION } from "../fixture/course.ts";
import { gradeClass } from "./class.ts";
import { sandbox } from "./sandbox.ts";
import { zipOf } from "./zip_of.ts";

const FOLDER = "lessons/7.9-doubling";
const FILE = { name: `${FOLDER}/double.ts`, text: SOLUTION };

function utf16(text: string): Uint8Array {
  const units = Uint16Array.from(`\ufeff${text}`, (c) => c.charCodeAt(0));
  return new Uint8Array(units.buffer);
}

/** What is handed in, by its name in the class's folder. */
const HANDED_IN: Record<string, Uint8Array | string> = {
  "whole.zip": zipOf([FILE]),
  "cut.zip": zipOf([FILE]).slice(0, -30),
  "only the lesson.zip": zipOf([
    { name: "7.9-doubling/double.ts", text: SOLUTION },
  ]),
  "only the file.zip": zipOf([{ name: "double.ts", text: SOLUTION }]),
  "around.zip": zipOf([{
    name: `Ada (1)/my work/${FILE.name}`,
    text: SOLUTION,
  }]),
  "no lesson.zip": zipOf([{ name: "notes.txt", text: "" }]),
  "file and folder.zip": zipOf([
    FILE,
    { name: `${FILE.name}/x.ts`, text: "" },
  ]),
  "long name.zip": zipOf([
    FILE,
    { name: `${FOLDER}/${"a".repeat(300)}.ts`, text: "" },
  ]),
  "long path.zip": zipOf([
    FILE,
    { name: `${FOLDER}/${"a/".repeat(2_200)}x.ts`, text: "" },
  ]),
  // The starter's file stands where the submission has a folder.
  [`a folder for a file/${FOLDER}/double.ts/x.ts`]: "export {};",
  "ada.rar": "Rar!",
  [`clone/${FILE.name}`]: utf16(SOLUTION),
  [`given changed/${FILE.name}`]: SOLUTION,
  [`given changed/${FOLDER}/given/more.ts`]: "export {};",
};

const LEFT_OUT = "it was left out.";
const NO_PATH =
  `Its path is no plain one (letters, digits, ".", "_" and "-", 100 bytes at most); ${LEFT_OUT}`;

Deno.test("grade() grades, or names, whatever is handed in", async () => {
  const folder = await Deno.makeTempDir({ prefix: "course-handed-in-" });
  for (const [name, content] of Object.entries(HANDED_IN)) {
    await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
    await Deno.writeFile(
      join(folder, name),
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
  const { submissions } = await gradeClass(folder, sandbox);
  await Deno.remove(folder, { recursive: true });
  assertEquals(
    submissions.map(({ name, findings, lessons: [lesson] }) => [
      name,
      lesson?.status,
      lesson?.points,
      findings.map(({ message }) => message).filter((m) => !/read to/.test(m)),
    ]),
    [
      ["a folder for a file", "missing", 0, [
        `The lesson has a file where it has a folder; ${LEFT_OUT}`,
      ]],
      ["ada.rar", "unreadable", 0, []],
      ["around", "graded", 100, []],
      ["clone", "graded", 100, []],
      ["cut", "unreadable", 0, []],
      ["file and folder", "graded", 100, [
        `There is a file and a folder of this name; ${LEFT_OUT}`,
      ]],
      ["given changed", "graded", 100, [
        `The course has no such file; ${LEFT_OUT}`,
      ]],
      ["long name", "graded", 100, [NO_PATH]],
      ["long path", "graded", 100, [NO_PATH]],
      ["no lesson", "missing", 0, []],
      ["only the file", "graded", 100, []],
      ["only the lesson", "graded", 100, []],
      ["whole", "graded", 100, []],
    ],
  );
  assertEquals(
    submissions.find(({ name }) => name === "no lesson")?.lessons[0]?.message,
    'No file of this lesson was handed in. Found: "notes.txt".',
  );
});
