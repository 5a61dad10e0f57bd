import type { Finding } from "../../../../tests/harness/explorer/finding.ts";
import {
  type Frame,
  framesOf,
} from "../../../../tests/harness/explorer/frame.ts";
import type { Happened } from "../../../../tests/harness/explorer/mod.ts";
import type { Player } from "../../../../tests/harness/explorer/player.ts";
import type { Step } from "../../../../tests/harness/explorer/schedule.ts";
import {
  showWords,
  tellValue,
  tellWord,
} from "../../../../tests/harness/explorer/word_names.ts";
import type { Schedule, ScheduleRow, ShownThread } from "../protocol.ts";
import type { Sites } from "./sites.ts";

/** A schedule that failed, as a verdict of the harness keeps it. */
export interface Shown {
  happened: Happened;
  id?: string;
}

/** A failed schedule as the page shows it. */
export function failedSchedule(
  { happened: { player, message }, id }: Shown,
  sites: Sites,
): Schedule {
  const shown = scheduleOf(player, sites, message);
  return id === undefined ? shown : { ...shown, id };
}

/**
 * What was played as the page shows it.
 *
 * @param message What is wrong at its end.
 */
export function scheduleOf(
  player: Player,
  sites: Sites,
  message: Finding["message"] = "",
): Schedule {
  const { model } = player;
  using _words = showWords(model.words);
  const frames = framesOf(player);
  const words = wordsOf(frames, model.words);
  return {
    model: model.name,
    threads: model.threads.length,
    words,
    rows: frames.map((frame, step) => ({
      step,
      ...(step === 0 ? {} : { choice: player.steps[step - 1] as Step }),
      events: frame.events.map(({ thread, kind, text, site, address }) => ({
        thread,
        kind,
        text,
        ...sites.places(site),
        ...(address === undefined ? {} : { word: address >> 2 }),
      })),
      words: words.map(({ index }) => {
        const value = frame.words[index] ?? 0;
        const before = frames[step - 1]?.words[index] ?? value;
        const text = tellValue(4 * index, value);
        return { value, text, changed: value !== before };
      }),
      threads: frame.threads.map((thread): ShownThread => ({
        state: thread.state,
        text: thread.text,
        inside: thread.inside,
        ...sites.places(thread.site),
        ...(thread.address === undefined ? {} : { word: thread.address >> 2 }),
      })),
    } satisfies ScheduleRow)),
    message,
  };
}

/** The words that have a name, or that change. */
function wordsOf(
  frames: readonly Frame[],
  named: Player["model"]["words"],
): Schedule["words"] {
  const [start] = frames;
  return (start?.words ?? []).flatMap((before, index) => {
    const isNamed = named[4 * index] !== undefined;
    const changes = frames.some(({ words }) => words[index] !== before);
    return isNamed || changes
      ? [{ index, name: tellWord(4 * index), isNamed }]
      : [];
  });
}
