import { plain } from "../report/markdown.ts";
import { placeOf } from "../report/reason.ts";
import type {
  LessonResult,
  StepResult,
  SubmissionResult,
} from "../report/report.ts";
import { sectionName, type SectionTitles } from "../report/section_titles.ts";
import { nextStep, standingOf, STANDINGS } from "../report/standing.ts";

/** The first line of each file, by which the grader knows its own. */
export const MARK = "<!-- Written by: deno task grade --feedback -->";

/** What one learner is told, as Markdown; nothing in it is of others. */
export function feedbackText(
  { name, points, of, lessons, findings }: SubmissionResult,
  titles?: SectionTitles,
): string {
  const next = nextStep(lessons);
  const parts = [
    MARK,
    `# ${plain(name)}: ${points} of ${of} points`,
    next === undefined
      ? "All steps are passed."
      : `**Next: ${step(next)}.** ${whatToDo(next, titles)}`,
    ...(findings.length === 0 ? [] : [
      "What was handed in:",
      findings.map((one) => `- ${plain(placeOf(one))}: ${plain(one.message)}`)
        .join("\n"),
    ]),
    ...lessons.flatMap((lesson) => lessonText(lesson, titles)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function lessonText(lesson: LessonResult, titles?: SectionTitles): string[] {
  const { lesson: number, title, points, of, message, steps } = lesson;
  const rows = steps.map((one) =>
    `| ${step(one)} | ${
      STANDINGS[standingOf(one)].split(":")[0]
    } | ${one.points}/${one.of} |`
  );
  return [
    `## ${plain(number)} ${plain(title)}: ${points} of ${of} points`,
    ...(message === "" ? [] : [plain(message)]),
    ["| step | result | points |", "|---|---|--:|", ...rows].join("\n"),
    ...steps.filter((one) => standingOf(one) === "no")
      .flatMap((one) => storyText(one, titles)),
  ];
}

function storyText(one: StepResult, titles?: SectionTitles): string[] {
  const { failure, message } = one;
  const happened =
    failure?.steps.map((text, index) =>
      `${index + 1}. ${plain(text.replaceAll("\n", " "))}`
    ) ?? [];
  return [
    `### ${step(one)}`,
    ...(failure?.test ? [`The test: ${plain(failure.test)}`] : []),
    ...(happened.length === 0 ? [] : ["What happened:", happened.join("\n")]),
    ...(failure?.expected
      ? [`**Expected:** ${plain(failure.expected.replaceAll("\n", " "))}`]
      : [plain(message)]),
    ...(failure?.got ? ["**Got:**", code(failure.got)] : []),
    whatToDo(one, titles),
  ];
}

function whatToDo(one: StepResult, titles?: SectionTitles): string {
  const number = plain(one.step);
  const lesson = plain(one.step.split(".").slice(0, 2).join("."));
  const { misconception } = one;
  return [
    ...(misconception === undefined ? [] : [
      plain(misconception.says),
      `Read ${plain(sectionName(misconception.text, titles))}.`,
    ]),
    `\`deno task test:${lesson} --step ${number}\` shows it whole, \`deno task hint ${number}\` helps.`,
  ].join(" ");
}

function step({ step, title }: StepResult): string {
  return `${plain(step)} ${plain(title)}`;
}

/** Lines as code that no line can end. */
function code(text: string): string {
  return text.split("\n").map((line) => `    ${line}`).join("\n");
}
