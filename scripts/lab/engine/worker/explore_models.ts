import { askModel, noModelIn } from "../../../explore/ask_model.ts";
import type { Model } from "../../../../tests/harness/explorer/mod.ts";
import type { ExploreRequest, ModelAnswer } from "../protocol.ts";
import { openFile } from "./open_model.ts";
import { failedSchedule } from "./schedule.ts";
import type { Sites } from "./sites.ts";

/**
 * Explores the models of a learner's own file.
 *
 * @throws {TypeError} If there is none, or one makes no sense.
 */
export async function exploreModels(
  request: ExploreRequest,
): Promise<ModelAnswer[]> {
  const { models, sites } = await openFile(request);
  if (models.length === 0) throw new TypeError(noModelIn(request.path));
  return models.map((model) => answerOf(model, sites));
}

function answerOf(model: Model, sites: Sites): ModelAnswer {
  const answer = askModel(model);
  const { outcome, message } = answer;
  const told = { model: model.name, outcome, message };
  if (answer.outcome !== "failure") return told;
  const schedule = failedSchedule(answer.failure, sites);
  return answer.cause === undefined
    ? { ...told, schedule }
    : { ...told, schedule, likely: answer.cause };
}
