import type { ClassView } from "./page/class_view.ts";
import { map } from "./page/map.ts";
import { overTime, quantile } from "./page/over_time.ts";
import { parts } from "./page/parts.ts";
import { shownMisconceptions } from "./page/shown_misconceptions.ts";
import { stops } from "./page/stops.ts";
import { STYLE } from "./page/style.ts";
import { text } from "./page/text.ts";
import type { GradeReport } from "./report.ts";

/**
 * The class as one HTML page, in parts. It has no scripts and nothing from
 * elsewhere, and the browser is told so.
 */
export function* htmlReport(
  report: GradeReport,
  view: ClassView = {},
): Generator<string> {
  const sections = [
    ["stops", "What stops the class"],
    ["misconceptions", "What they have wrong"],
    ["map", "The map"],
    ...(view.before?.length ? [["time", "Points over time"]] : []),
    ["submissions", "Submissions"],
  ];
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Grades</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>Grades</h1>
<p class="soft">${text(report.sandbox.about)}</p></header>
<nav aria-label="This page"><ul>${
    sections.map(([id, title]) => `<li><a href="#${id}">${title}</a></li>`)
      .join("")
  }</ul></nav>
<main>
`;
  yield sums(report);
  yield* stops(report, view);
  yield* shownMisconceptions(report, view);
  yield* map(report);
  yield* overTime(report, view);
  yield* parts(report, view);
  yield "</main>\n</body>\n</html>\n";
}

/** The class in a few numbers, and what is to be looked at. */
function sums({ submissions, lessons }: GradeReport): string {
  const points = submissions.map(({ points }) => points).sort((a, b) => a - b);
  const of = Math.max(0, ...submissions.map(({ of }) => of));
  const figures = [
    [submissions.length, "submissions"],
    [`${quantile(points, .5)} / ${of}`, "points, the median"],
    [submissions.filter(({ points, of }) => points === of).length, "complete"],
    [points.filter((one) => one === 0).length, "without a point"],
  ];
  const odd = (["error", "unreadable", "refused", "limit"] as const)
    .map((status) => ({
      status,
      count: submissions.flatMap((one) => one.lessons)
        .filter((lesson) => lesson.status === status).length,
    })).filter(({ count }) => count > 0);
  const warning = odd.length === 0
    ? ""
    : `<p class="warn">Look at ${
      odd.map(({ status, count }) =>
        `${count} ${count === 1 ? "lesson" : "lessons"} with “${status}”`
      ).join(", ")
    } among the <a href="#submissions">submissions</a>.</p>\n`;
  return `<p>Lessons ${text(lessons.join(", "))}.</p>
<ul class="sums">${
    figures.map(([figure, of]) => `<li><b>${figure}</b>${of}</li>`).join("")
  }</ul>
${warning}`;
}
