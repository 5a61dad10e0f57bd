import type { Model } from "../../../../tests/harness/explorer/mod.ts";
import type { LessonPack } from "../lesson_pack.ts";
import type { CodeFile, ExploreRequest, OpenRequest } from "../protocol.ts";
import { COURSE } from "./module_space.ts";
import { Sites } from "./sites.ts";
import { fetchLesson, useFiles } from "./space.ts";
import { ownModel } from "../../../explore/own_model.ts";
import { modelsIn } from "../../../replay/models_in.ts";
import { messageOf } from "../../../../tests/harness/explorer/finding.ts";

/**
 * Loads a model and what it runs.
 *
 * @throws {TypeError} If there is none of that name.
 */
export async function openModel(
  { model, files }: OpenRequest,
): Promise<{ model: Model; sites: Sites }> {
  if ("path" in model) {
    const { path, name } = model;
    const { models, sites } = await openFile({ path, files });
    return { model: ownModel(chosen(models, path, name)), sites };
  }
  const pack = await fetchLesson(model.name);
  const entry = pack.models.find(({ name }) => name === model.name);
  if (entry === undefined) {
    throw new TypeError(
      `Cannot open model as there is none of that name: received "${model.name}"`,
    );
  }
  const { models, sites } = await load(entry.path, pack, files);
  return { model: chosen(models, entry.path, model.name), sites };
}

/** Loads a file of the learner's own, and gives the models that it exports. */
export async function openFile(
  { path, files }: Omit<ExploreRequest, "type">,
): Promise<{ models: Model[]; sites: Sites }> {
  return await load(path, await fetchLesson(FIRST), files);
}

async function load(
  path: string,
  pack: LessonPack,
  files: CodeFile[],
): Promise<{ models: Model[]; sites: Sites }> {
  const loaded = await useFiles({ pack, files }).import(`${COURSE}${path}`)
    .catch((error) => {
      throw new TypeError(`Cannot load ${path}: ${messageOf(error)}`);
    });
  const known = [...files, ...pack.files, ...pack.models];
  return {
    models: modelsIn(loaded),
    sites: new Sites(known.map((file) => file.path)),
  };
}

function chosen(
  models: readonly Model[],
  path: string,
  name: string | undefined,
): Model {
  const found = name === undefined
    ? models[0]
    : models.find((model) => model.name === name);
  if (found !== undefined) return found;
  throw new TypeError(
    `Cannot open model as ${path} exports none${
      name === undefined ? "" : ` of that name: received "${name}"`
    }`,
  );
}

/** The lesson whose files a model of the learner's own can use without more. */
const FIRST = "7.4";
