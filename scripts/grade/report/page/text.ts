import { escape } from "html-escaper";
import { printable } from "../printable.ts";

/** A text as HTML. A submission has a say in names and messages. */
export function text(value: string): string {
  return escape(printable(value));
}

/** A text of several lines as HTML, for where lines are kept. */
export function lines(value: string): string {
  return value.split("\n").map(text).join("\n");
}

/** A share in percent, for a style. */
export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((100 * part) / whole)}%`;
}
