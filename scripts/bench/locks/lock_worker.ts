/// <reference lib="deno.worker" />
import type { Source } from "../lesson_module.ts";
import { THREADS, WORD } from "./contended_words.ts";
import { makeLoop } from "./locks.ts";

/** What a worker is told first: which lock. */
export interface Which {
  lock: string;
  source: Source;
}

/** What it is asked for then. */
export interface Job {
  buffer: SharedArrayBuffer;
  times: number;
}

self.onmessage = async ({ data }: MessageEvent<Which>) => {
  const make = await makeLoop(data.lock, data.source);
  self.onmessage = ({ data: { buffer, times } }: MessageEvent<Job>) => {
    const words = new Int32Array(buffer);
    const loop = make(buffer);
    // Else one thread could be done before the other one begins.
    if (Atomics.add(words, WORD.arrived, 1) + 1 < THREADS) {
      Atomics.wait(words, WORD.arrived, 1);
    } else {
      Atomics.notify(words, WORD.arrived);
    }
    loop(times, () => {
      words[WORD.count] = (words[WORD.count] ?? 0) + 1;
    });
    self.postMessage("done");
  };
  self.postMessage("ready");
};
self.postMessage("ready");
