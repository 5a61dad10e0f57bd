import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { csvReport } from "../../../../scripts/grade/report/csv.ts";
import {
  tryReports,
  writeReports,
} from "../../../../scripts/grade/report/write.ts";
import { report, written } from "./sample.ts";

Deno.test("writeReports() writes the others where one fails, and says so", async () => {
  const folder = await Deno.makeTempDir();
  const gone = join(folder, "gone/grades.json");
  const csv = join(folder, "grades.csv");
  await Deno.mkdir(join(folder, "gone"));
  await tryReports({ json: gone, csv });
  // As a disk that is taken away while the class is graded.
  await Deno.remove(join(folder, "gone"));
  const problems = await writeReports(report(), { json: gone, csv });
  assertEquals(await Deno.readTextFile(csv), written(csvReport));
  assertEquals(problems.length, 1);
  assertMatch(
    problems[0] ?? "",
    /^Cannot write .*gone.grades\.json .*--resume/,
  );
  await Deno.remove(folder, { recursive: true });
});
