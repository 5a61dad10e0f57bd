import type { Percentiles } from "./percentiles.ts";

/** What clients ask a server for. */
export type Asked = "echo" | "work";

/** A client that does the others harm. */
export type Neighbour =
  /** There is none. */
  | "none"
  /** Asks for long work, again and again. */
  | "hog"
  /** Sends as much as is taken, and reads no reply. */
  | "deaf"
  /** Sends what crashes who serves it, ten times a second. */
  | "crash";

/** What the load generator can be asked to do, with its options. */
export interface Jobs {
  /** Connects clients, and keeps them. Each gets a reply of each kind. */
  hold: { port: number; clients: number };
  /** Has those clients ask, one request after the other, for `ms`. */
  requests: { asked: Asked; ms: number };
  /** Has those clients ask for echoes, beside one that does harm, for `ms`. */
  neighbour: { port: number; ms: number; kind: Neighbour };
  /** Lets those clients leave. */
  release: Record<never, never>;
  /** Has clients connect, ask once, and leave, again and again, for `ms`. */
  connections: { port: number; clients: number; ms: number };
}

/** What it answers. */
export interface Results {
  hold: null;
  requests: Load;
  release: null;
  connections: Load;
  neighbour: Disturbance;
}

/** A job as it is written on a line. */
export type Job = {
  [Name in keyof Jobs]: { job: Name } & Jobs[Name];
}[keyof Jobs];

/** The line that answers a job. */
export type Answer = { result: Results[keyof Results] } | { error: string };

/** What clients got done. */
export interface Load {
  /** Requests, or connections. */
  count: number;
  /** Milliseconds from the first byte sent to the last one received. */
  ms: number;
  latency: Percentiles;
}

/** What clients got done beside one that does harm. */
export interface Disturbance extends Load {
  /** Connections that they lost. */
  lost: number;
  /** Whether nobody listened any more in the end. */
  gone: boolean;
}
