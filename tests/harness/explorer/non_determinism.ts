import { describeOperation } from "./describe_operation.ts";
import type { LogNode } from "./log_node.ts";
import type { Operation } from "./operation.ts";

/** A thread did something else when it was run again with the same results. */
export class NonDeterminism extends Error {
  override readonly name = "NonDeterminism";

  constructor(node: LogNode, got: Operation | undefined) {
    const before = node.operation === undefined
      ? "returned"
      : `did "${describeOperation(node.operation)}"`;
    const now = got === undefined
      ? "returned"
      : `did "${describeOperation(got)}"`;
    super(
      `A thread that was run again did something else: after ${node.depth} operations with the same results it ${before} in one run and ${now} in another. So its code depends on something outside of the buffer, such as a variable of the module or a static field.`,
    );
  }
}
