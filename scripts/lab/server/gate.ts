import { timingSafeEqual } from "node:crypto";
import { Buffer } from "node:buffer";
import { Refused } from "./refused.ts";

/**
 * Lets in what comes from the lab's own page, and nothing else: this server
 * writes files and runs code.
 *
 * - Another name in `Host` is a name that someone made lead here (DNS rebinding).
 * - Another `Origin`, or a `Sec-Fetch-Site` other than `same-origin`, is another
 *   site's page; a page of another port of this machine is one, too.
 * - Whoever does not send the token was not given the address that the command
 *   printed. It travels in a header: a browser sends none by itself, and asks
 *   first (and is refused) before it lets another site's page send one.
 */
export class Gate {
  readonly token: string = randomToken();
  readonly #hosts: ReadonlySet<string>;

  /** @param port Where the server listens. */
  constructor(port: number) {
    this.#hosts = new Set(
      ["127.0.0.1", "localhost"].flatMap((name) =>
        // Browsers leave out the port that http has unless told.
        port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]
      ),
    );
  }

  /**
   * Checks who asks for something that anyone may see who has the course.
   *
   * @throws {Refused} If the request comes from elsewhere.
   */
  checkSource({ headers }: Request): void {
    const host = headers.get("host") ?? "";
    if (!this.#hosts.has(host)) {
      throw new Refused(
        403,
        "Cannot answer as the request names another host: open the address that `deno task lab` has printed.",
      );
    }
    const origin = headers.get("origin");
    const site = headers.get("sec-fetch-site") ?? "same-origin";
    if (
      (origin !== null && origin !== `http://${host}`) ||
      !["same-origin", "none"].includes(site)
    ) {
      throw new Refused(
        403,
        "Cannot answer as the request comes from another site's page.",
      );
    }
  }

  /**
   * Checks who asks for the learner's files, or to run something.
   *
   * @throws {Refused} If the request comes from elsewhere, or without the token.
   */
  check(request: Request): void {
    this.checkSource(request);
    const given = request.headers.get("authorization") ?? "";
    if (!areEqual(given, `Bearer ${this.token}`)) {
      throw new Refused(
        401,
        "Cannot answer without this run's token: open the address that `deno task lab` has printed.",
      );
    }
  }
}

function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return bytes.toBase64({ alphabet: "base64url" });
}

/** Compares in a time that tells nothing of where two texts differ. */
function areEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
