/** A request that is not carried out. The message is a sentence for the page. */
export class Refused extends Error {
  override readonly name = "Refused";

  /** @param status The HTTP status: 400 and above. */
  constructor(readonly status: number, message: string) {
    super(message);
  }
}
