import { needSolutions } from "../lesson/without_solutions.ts";
import { measureSections } from "../bench/measure_sections.ts";
import { makePageFolder, savePage } from "../bench/page/save_page.ts";
import { thisMachine } from "../bench/report/machine.ts";
import { dateText, machineText } from "../bench/report/machine_text.ts";
import type { BenchReport } from "../bench/report/report.ts";
import { sectionText } from "../bench/report/section_text.ts";
import { SECTIONS } from "../bench/sections.ts";
import { checkTexts, updateTexts } from "../bench/texts/texts.ts";
import { columns, style, wrap } from "../terminal/text.ts";
import { INTERRUPTED } from "../terminal/interrupt.ts";
import { UsageError } from "../terminal/errors.ts";

/** Options of `deno task bench`. */
export interface BenchOptions {
  /** Fewer points, and less often. */
  quick?: boolean;
  /** Puts the learner's own versions beside the solutions. */
  mine?: boolean;
  /** Adds the servers written in C. */
  withC?: boolean;
  /** The report as JSON on stdout, and nothing else. */
  json?: boolean;
  /** Writes the tables into the lessons' texts. */
  updateTexts?: boolean;
  signal: AbortSignal;
}

/**
 * `deno task bench`: what each way to serve, to lock and to talk costs, on this
 * machine.
 *
 * @param what The name of the only section that is wanted.
 */
export async function bench(
  root: URL,
  what: string | undefined,
  options: BenchOptions,
): Promise<number> {
  await needSolutions(root, "measure");
  const { quick = false, json = false, withC = false, signal } = options;
  const plans = SECTIONS.filter(({ name }) => name === (what ?? name));
  if (withC && !plans.some(({ name }) => name === "servers")) {
    throw new UsageError(
      `Only servers are written in C, too: leave --with-c away, or measure the servers.`,
    );
  }
  if (options.updateTexts) await checkTexts(root);
  if (!json) await makePageFolder(root);
  const report: BenchReport = {
    version: 1,
    date: new Date().toISOString(),
    machine: thisMachine(),
    deno: Deno.version.deno,
    quick,
    sections: [],
  };
  if (!json) console.log(introduction(report));
  try {
    for await (const section of measureSections(root, plans, options)) {
      report.sections.push(section);
      if (!json) console.log(`\n${sectionText(section, columns())}`);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return INTERRUPTED;
  }
  if (json) {
    console.log(JSON.stringify(report, null, 2));
    return 0;
  }
  const code = options.updateTexts ? await writeTables(root, report) : 0;
  const page = await savePage(root, report);
  console.log(`\nAll of it with charts: ${style.bold(page)}`);
  return code;
}

/** Writes the tables, unless they would not be worth it; gives the exit code. */
async function writeTables(root: URL, report: BenchReport): Promise<number> {
  const noisy = report.sections.filter((section) => section.noisy);
  if (noisy.length > 0) {
    const names = noisy.map(({ name }) => name).join(" and ");
    console.error(
      `\nNo text was written, as the machine was too noisy for ${names}.`,
    );
    return 1;
  }
  const paths = await updateTexts(root, report);
  console.log(`\nTexts written, and their copies in lessons/:`);
  for (const path of paths) console.log(`  ${path}`);
  return 0;
}

function introduction(report: BenchReport): string {
  return wrap(
    [
      `${dateText(report.date)}: ${machineText(report)}.`,
      `Figures are the median of the runs ± half the distance between their quartiles. A bar has its place before it; two places, such as 2–3, mean: too close to rank.${
        report.quick ? " With --quick, they are less exact." : ""
      }`,
    ].join("\n"),
    "",
  );
}
