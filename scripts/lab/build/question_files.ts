import { EXAMPLES, readExample } from "../../explore/examples.ts";
import type { Question } from "../site.ts";
import type { SiteFiles } from "./site_files.ts";

/** The questions that a learner can begin with. */
export async function questionFiles(): Promise<SiteFiles> {
  const questions: Question[] = [];
  for (const example of EXAMPLES) {
    const { file, title, asks } = example;
    questions.push({ id: file, title, asks, text: await readExample(example) });
  }
  return new Map([["questions.json", JSON.stringify(questions)]]);
}
