import { headings } from "../../texts/headings.ts";
import type { GradeReport } from "./report.ts";

/** What sections of texts are called, by how a report names them. */
export type SectionTitles = ReadonlyMap<string, string>;

/** Reads what the sections are called that a report's misconceptions name. */
export async function sectionTitles(
  course: URL,
  { submissions }: GradeReport,
): Promise<SectionTitles> {
  const wanted = new Set(
    submissions.flatMap(({ lessons }) => lessons)
      .flatMap(({ steps }) => steps)
      .flatMap(({ misconception }) => misconception?.text ?? [])
      // A report may come from elsewhere, and reads no other files.
      .filter((text) => /^lessons\/[\w.-]+\/README\.md#/.test(text)),
  );
  const titles = new Map<string, string>();
  const files = Map.groupBy(wanted, (text) => text.split("#")[0] ?? "");
  for (const [file, texts] of files) {
    const found = await headingsOf(new URL(file, course));
    for (const text of texts) {
      const title = found.get(text.split("#")[1] ?? "");
      if (title !== undefined) titles.set(text, title);
    }
  }
  return titles;
}

/** A section as a reader finds it: "Text 7.4, “A lost wake-up”". */
export function sectionName(text: string, titles?: SectionTitles): string {
  const [, number = "", anchor = ""] =
    text.match(/^lessons\/(\d+\.\d+)[^#]*#(.*)$/) ?? [];
  return `Text ${number}, “${titles?.get(text) ?? anchor}”`;
}

async function headingsOf(file: URL): Promise<Map<string, string>> {
  try {
    return headings(await Deno.readTextFile(file));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return new Map();
    throw error;
  }
}
