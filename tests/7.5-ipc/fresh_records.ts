import { LatestValue } from "../../lessons/7.5-ipc/latest_value.ts";
import { Mailbox } from "../../lessons/7.5-ipc/mailbox.ts";

/** An empty mailbox for two numbers. */
export function newMailbox(): Mailbox {
  return new Mailbox(new SharedArrayBuffer(Mailbox.byteLength(2)), 2);
}

/** A mailbox with [1, 2] in it. */
export function fullMailbox(): Mailbox {
  const mailbox = newMailbox();
  mailbox.put([1, 2]);
  return mailbox;
}

/** A place for two numbers where nothing was published. */
export function newPlace(): LatestValue {
  return new LatestValue(new SharedArrayBuffer(LatestValue.byteLength(2)), 2);
}
