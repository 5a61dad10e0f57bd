import type { Graded } from "../part.ts";
import type { LessonResult } from "../report/report.ts";
import type { Prints } from "../similar/prints_of.ts";
import type { Submission } from "../submissions/submission.ts";
import { Hand, HandLost } from "./hand_process.ts";
import type { Read, Request, Setup } from "./messages.ts";

/** What reading one lesson of a submission may cost. */
const READING = { time: 20_000, memory: 1024 };

/** What starting a hand may cost, in milliseconds. */
const STARTING = { time: 120_000 };

/** What listening to a run may cost: time beyond the run's own, and memory. */
const LISTENING = { slack: 60_000, memory: 1024 };

/**
 * The programs that handle submissions, one for each that is graded at a time.
 * One that a submission has brought down is replaced, and costs no other.
 */
export class Hands implements AsyncDisposable {
  readonly #hands: (Hand | undefined)[];
  readonly #setup: Promise<Setup>;

  /**
   * Starts so many; they load while the grader makes the stages.
   *
   * @param setup What they are to grade.
   */
  constructor(count: number, setup: Promise<Setup>) {
    this.#hands = Array.from({ length: count }, () => Hand.start());
    this.#setup = setup;
  }

  /**
   * Reads a lesson of a submission. A hand that was lost over it may have been
   * tired of others: then a new one tries.
   *
   * @throws {HandLost} If a new hand is lost over it.
   */
  async read(
    slot: number,
    submission: Submission,
    lesson: number,
  ): Promise<Read> {
    return await this.#reading<Read>(slot, { ask: "read", submission, lesson });
  }

  /**
   * Reads a lesson of a submission, to compare its code.
   *
   * @throws {HandLost} If a new hand is lost over it.
   */
  async print(
    slot: number,
    submission: Submission,
    lesson: number,
  ): Promise<Prints> {
    return await this.#reading<Prints>(slot, {
      ask: "print",
      submission,
      lesson,
    });
  }

  async #reading<T>(slot: number, request: Request): Promise<T> {
    const hand = await this.#ready(slot);
    const isNew = hand.asked === 1;
    try {
      return await hand.ask<T>(request, READING);
    } catch (error) {
      if (isNew || !(error instanceof HandLost)) throw error;
      return await (await this.#ready(slot)).ask<T>(request, READING);
    }
  }

  /** Runs what the hand of this slot has read last. */
  async run(slot: number, first?: LessonResult): Promise<Graded> {
    const { limits, loadLimit } = await this.#setup;
    return await (await this.#ready(slot)).ask<Graded>(
      { ask: "run", ...(first === undefined ? {} : { first }) },
      {
        time: limits.time * 1000 + loadLimit + LISTENING.slack,
        memory: LISTENING.memory,
        // The run below it has a limit of its own.
        alone: true,
      },
    );
  }

  async #ready(slot: number): Promise<Hand> {
    let hand = this.#hands[slot];
    if (hand === undefined || hand.isLost) {
      await hand?.[Symbol.asyncDispose]();
      hand = this.#hands[slot] = Hand.start();
    }
    if (hand.asked === 0) {
      await hand.ask({ ask: "set up", setup: await this.#setup }, STARTING);
    }
    return hand;
  }

  /** Ends all of them, with all that they run. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(
      this.#hands.map((hand) => hand?.[Symbol.asyncDispose]()),
    );
  }
}
