/** Why a contender cannot be measured, as the end of a sentence. */
export class HostError extends Error {
  override readonly name = "HostError";

  /** @param stderr What the contender wrote there. */
  constructor(why: string, stderr = "") {
    const step = /\bTODO\((\d+\.\d+\.\d+)\)/.exec(`${why}\n${stderr}`)?.[1];
    super(
      step === undefined
        ? why.split("\n")[0]
        : `step ${step} is not written yet`,
    );
  }
}
