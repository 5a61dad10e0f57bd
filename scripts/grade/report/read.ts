import { Ajv2020 } from "ajv/dist/2020.js";
import { UsageError } from "../../terminal/errors.ts";
import type { GradeReport } from "./report.ts";
import schema from "./report.schema.json" with { type: "json" };

const validate = new Ajv2020({ verbose: false }).compile<GradeReport>(schema);

/**
 * Reads a report from JSON.
 *
 * @throws {UsageError} If there is none in the file; it names what is wrong.
 */
export async function readReport(file: string): Promise<GradeReport> {
  const report = await parsed(file);
  if (validate(report)) return report;
  const [first] = validate.errors ?? [];
  throw new UsageError(
    `Cannot read ${file} as it holds no grades (${first?.instancePath || "/"} ${
      first?.message ?? "is odd"
    }): name a file that --json wrote.`,
  );
}

async function parsed(file: string): Promise<unknown> {
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    const why = error instanceof Deno.errors.NotFound
      ? "there is no such file"
      : error instanceof SyntaxError
      ? "it is no JSON"
      : error instanceof Error
      ? error.message
      : String(error);
    throw new UsageError(
      `Cannot read ${file} as ${why}: name a file that --json wrote.`,
    );
  }
}
