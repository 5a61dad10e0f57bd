import type { Model } from "../../tests/harness/explorer/mod.ts";
import { modelsIn } from "../replay/models_in.ts";
import { labelled } from "../report/failure_text.ts";
import { UsageError } from "../terminal/errors.ts";
import { style } from "../terminal/text.ts";
import { type Answer, askModel, noModelIn, sizeOf } from "./ask_model.ts";

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
  for (const model of await load(file, name)) {
    const answer = ask(model, name);
    tell(model, answer);
    if (answer.outcome === "failure" || answer.outcome === "unwritten") {
      code = 1;
    }
  }
  return code;
}

/** @throws {UsageError} If what the model says of itself makes no sense. */
function ask(model: Model, file: string): Answer {
  try {
    return askModel(model);
  } catch (error) {
    if (error instanceof TypeError && /^Cannot use model/.test(error.message)) {
      throw new UsageError(`${file}: ${firstLine(error)}.`);
    }
    throw error;
  }
}

/** Prints the verdict. */
function tell(model: Model, answer: Answer): void {
  const { name } = model;
  if (answer.outcome === "unwritten") {
    console.log(`${style.yellow("todo")}    ${name}: ${answer.message}`);
    return;
  }
  if (answer.outcome !== "failure") {
    console.log(`${style.green("ok")}      ${name}: ${answer.message}`);
    return;
  }
  const { message, states, failure: { trace }, cause } = answer;
  console.log(`${style.red("FAILED")}  ${name} (${sizeOf(model, states)})\n`);
  console.log(
    labelled(
      "Got",
      `${message}\n\nThe shortest schedule that leads there, one column per thread:\n\n${trace}`,
    ),
  );
  console.log("");
  if (cause !== undefined) console.log(labelled("Likely", cause));
}

/**
 * The models that a file exports.
 *
 * @throws {UsageError} If it cannot be loaded, or exports none.
 */
async function load(file: URL, name: string): Promise<Model[]> {
  let exports: object;
  try {
    exports = await import(file.href);
  } catch (error) {
    const place = messageOf(error).match(/ at file:\S+\/([^/\s]+:\d+:\d+)$/m);
    const at = place === null ? "" : ` at ${place[1]}`;
    throw new UsageError(`Cannot load ${name}: ${firstLine(error)}${at}.`);
  }
  const models = modelsIn(exports);
  if (models.length > 0) return models;
  throw new UsageError(noModelIn(name));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function firstLine(error: unknown): string {
  return messageOf(error).split("\n")[0]?.replace(/\.$/, "") ?? "";
}
