import { messageOf } from "./finding.ts";
import { describeOperation } from "./describe_operation.ts";
import type { LogNode } from "./log_node.ts";
import type { Operation } from "./operation.ts";

/** A thread did something else when it was run again with the same results. */
export class NonDeterminism extends Error {
  override readonly name = "NonDeterminism";

  /** What the thread did. */
  readonly before: string;
  /** What it did when it was run again. */
  readonly now: string;

  constructor(
    node: LogNode,
    got: Operation | undefined,
    thrown?: { error: unknown },
  ) {
    const { operation, ending } = node;
    const before = told(
      operation,
      typeof ending === "object" ? ending.thrown : undefined,
    );
    const now = told(got, thrown);
    super(
      `A thread that was run again did something else: after ${node.depth} operations with the same results it ${before} in one run and ${now} in another. So its code depends on something outside of the buffer, such as a variable of the module or a static field.`,
    );
    this.before = before;
    this.now = now;
  }
}

function told(
  operation: Operation | undefined,
  thrown: { error: unknown } | undefined,
): string {
  if (operation !== undefined) return `did "${describeOperation(operation)}"`;
  if (thrown === undefined) return "returned";
  return `threw "${messageOf(thrown.error)}"`;
}
