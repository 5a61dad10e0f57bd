import { explore, type Model } from "../../tests/harness/explorer/mod.ts";
import { meaningOf } from "../../tests/harness/explorer/cause.ts";
import { unwrittenIn } from "../../tests/harness/explorer/finding.ts";
import { labelled } from "../report/failure_text.ts";
import { UsageError } from "../terminal/errors.ts";
import { style } from "../terminal/text.ts";

/**
 * Explores the models that a learner's file exports, and prints what came out.
 *
 * @param file The file's address.
 * @param name What messages call it.
 * @returns The exit code: 0 when no schedule breaks a model.
 * @throws {UsageError} If there is no model in it, or one makes no sense.
 */
export async function exploreFile(file: URL, name: string): Promise<number> {
  let code = 0;
  for (const model of await modelsIn(file, name)) {
    if (!passes(model, name)) code = 1;
  }
  return code;
}

/** Explores a model and prints the verdict; gives whether none breaks it. */
function passes(model: Model, file: string): boolean {
  const { name, threads } = model;
  let verdict;
  try {
    verdict = explore(model);
  } catch (error) {
    const step = unwrittenIn(error);
    if (step !== undefined) {
      console.log(
        `${
          style.yellow("todo")
        }    ${name}: it reached code that is still to be written, ${
          messageOf(error)
        }.`,
      );
      return false;
    }
    // What a model says of itself makes no sense.
    if (error instanceof TypeError && /^Cannot use model/.test(error.message)) {
      throw new UsageError(`${file}: ${firstLine(error)}.`);
    }
    throw error;
  }
  const size = `${threads.length} ${
    threads.length === 1 ? "thread" : "threads"
  }, ${verdict.states} states`;
  if (!("trace" in verdict)) {
    const bounds = verdict.kind === "bounded" ? ` ${verdict.message}` : "";
    console.log(
      `${
        style.green("ok")
      }      ${name}: no schedule breaks it (${size}).${bounds}`,
    );
    return true;
  }
  const { message, trace, happened } = verdict;
  console.log(`${style.red("FAILED")}  ${name} (${size})\n`);
  console.log(
    labelled(
      "Got",
      `${message}\n\nThe shortest schedule that leads there, one column per thread:\n\n${trace}`,
    ),
  );
  console.log("");
  const { cause } = meaningOf(undefined, happened);
  if (cause !== undefined) console.log(labelled("Likely", cause));
  return false;
}

/**
 * The models that a file exports.
 *
 * @throws {UsageError} If it cannot be loaded, or exports none.
 */
async function modelsIn(file: URL, name: string): Promise<Model[]> {
  let exports: Record<string, unknown>;
  try {
    exports = await import(file.href);
  } catch (error) {
    const place = messageOf(error).match(/ at file:\S+\/([^/\s]+:\d+:\d+)$/m);
    const at = place === null ? "" : ` at ${place[1]}`;
    throw new UsageError(`Cannot load ${name}: ${firstLine(error)}${at}.`);
  }
  const models = Object.values(exports).filter(isModel);
  if (models.length > 0) return models;
  throw new UsageError(
    `There is no model in ${name}: export one, an object with "name", "bytes" and "threads", as \`deno task explore --example\` shows.`,
  );
}

function isModel(value: unknown): value is Model {
  return typeof value === "object" && value !== null && "threads" in value &&
    Array.isArray(value.threads) &&
    value.threads.every((one: unknown) => typeof one === "function") &&
    "name" in value && typeof value.name === "string" && "bytes" in value;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function firstLine(error: unknown): string {
  return messageOf(error).split("\n")[0]?.replace(/\.$/, "") ?? "";
}
