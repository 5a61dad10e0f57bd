import { UsageError } from "../../terminal/errors.ts";
import { ANSWERS, type Asked, type Source, stateOf } from "./answers.ts";
import { POLICY } from "../build/policy.ts";
import type { EventStream } from "./event_stream.ts";
import type { Gate } from "./gate.ts";
import { Refused } from "./refused.ts";
import type { Site } from "./site_folder.ts";

/** What a request may hold, in bytes: a file, as JSON has it at the longest. */
const LONGEST_BODY = 2 * 1024 * 1024;

/** What other pages, and this one, may not do with an answer. */
const HEADERS = {
  "cache-control": "no-store",
  // The page says it, too; but a worker has the policy that it comes with.
  "content-security-policy": `${POLICY}; frame-ancestors 'none'`,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Answers requests: with the site's files, and under `api/` with the learner's. */
export class Handler {
  readonly #gate: Gate;
  readonly #site: Site;
  readonly #source: Source;
  readonly #events: EventStream;

  constructor(gate: Gate, site: Site, source: Source, events: EventStream) {
    this.#gate = gate;
    this.#site = site;
    this.#source = source;
    this.#events = events;
  }

  /** Answers a request. */
  async answer(request: Request): Promise<Response> {
    const response = await this.#answer(request).catch(refusal);
    for (const [name, value] of Object.entries(HEADERS)) {
      response.headers.set(name, value);
    }
    return response;
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname, searchParams: query } = new URL(request.url);
    if (!pathname.startsWith("/api/")) {
      this.#gate.checkSource(request);
      if (request.method !== "GET" && request.method !== "HEAD") {
        throw new Refused(405, "Files are only read here.");
      }
      return await this.#site.answer(pathname);
    }
    this.#gate.check(request);
    const name = `${request.method} ${pathname.slice("/api/".length)}`;
    if (name === "GET events") {
      const state = await stateOf(this.#source);
      const before = this.#source.runs.events;
      return this.#events.response([{ type: "state", state }, ...before]);
    }
    const answer = Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined;
    if (answer === undefined) {
      throw new Refused(404, `There is nothing under ${pathname}.`);
    }
    const body = await bodyOf(request);
    const { value, status = 200 } = await answer(this.#source, { query, body });
    return Response.json(value, { status });
  }
}

async function bodyOf(request: Request): Promise<Asked["body"]> {
  if (request.body === null) return {};
  let size = 0;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of request.body) {
    size += part.length;
    if (size > LONGEST_BODY) {
      throw new Refused(413, `At most ${LONGEST_BODY} bytes are taken.`);
    }
    parts.push(part);
  }
  const text = await new Blob(parts).text();
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null && !Array.isArray(json)) {
      return json as Asked["body"];
    }
  } catch {
    // It is told below.
  }
  throw new Refused(400, "Cannot answer as the request must be a JSON object.");
}

function refusal(error: unknown): Response {
  const [status, message] = error instanceof Refused
    ? [error.status, error.message]
    : error instanceof UsageError
    ? [400, error.message]
    : [500, error instanceof Error ? error.message : String(error)];
  return Response.json({ error: message }, { status });
}
