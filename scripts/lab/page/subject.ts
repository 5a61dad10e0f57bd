import "./dom.ts";
import type { ModelChoice } from "../engine/protocol.ts";
import type { Workspace } from "./files/workspace.ts";

/** Code whose models can be explored: a step's, or a question of one's own. */
export interface Subject {
  /** What addresses and links call it: `"7.4.2"`, or `"question"`. */
  id: string;
  title: string;
  /** Where it is edited. */
  address: string;
  space: Workspace;
  /** The files to show first. */
  files: string[];
  /** What a link must carry. */
  shared(): Record<string, string>;
  /** What is run. */
  sources(): Record<string, string>;
  /** One of its models. */
  model(name: string): ModelChoice;
}
