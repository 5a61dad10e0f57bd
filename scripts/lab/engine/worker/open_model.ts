import type { Model } from "../../../../tests/harness/explorer/mod.ts";
import type { OpenRequest } from "../protocol.ts";
import { COURSE } from "./module_space.ts";
import { Sites } from "./sites.ts";
import { fetchLesson, useFiles } from "./space.ts";
import { modelsIn } from "../../../replay/models_in.ts";

/**
 * Loads a model and what it runs.
 *
 * @throws {TypeError} If there is none of that name.
 */
export async function openModel(
  { model, files, lesson }: OpenRequest,
): Promise<{ model: Model; sites: Sites }> {
  const pack = await fetchLesson(
    "path" in model ? lesson ?? FIRST : model.name,
  );
  const path = "path" in model
    ? model.path
    : pack.models.find(({ name }) => name === model.name)?.path;
  if (path === undefined) {
    throw new TypeError(
      `Cannot open model as there is none of that name: received "${model.name}"`,
    );
  }
  const loaded = await useFiles({ pack, files }).import(`${COURSE}${path}`);
  const found = modelsIn(loaded);
  const chosen = model.name === undefined
    ? found[0]
    : found.find(({ name }) => name === model.name);
  if (chosen === undefined) {
    throw new TypeError(
      `Cannot open model as ${path} exports none${
        model.name === undefined
          ? ""
          : ` of that name: received "${model.name}"`
      }`,
    );
  }
  const own = files.map((file) => file.path);
  const known = [...pack.files, ...pack.models].map((file) => file.path);
  return { model: chosen, sites: new Sites([...own, ...known]) };
}

/** The lesson whose files a model of the learner's own can use if none is said. */
const FIRST = "7.4";
