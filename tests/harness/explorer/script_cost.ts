import type { Cost } from "./script.ts";
import type { TraceEvent } from "./trace.ts";

/** Adds up what operations cost. */
export function costOf(events: readonly TraceEvent[]): Cost {
  const cost: Cost = { atomic: 0, notify: 0, woken: 0, wait: 0, plain: 0 };
  for (const { kind, result } of events) {
    switch (kind) {
      case "load":
      case "store":
      case "exchange":
      case "compareExchange":
      case "add":
      case "sub":
      case "and":
      case "or":
      case "xor":
        cost.atomic++;
        break;
      case "notify":
        cost.notify++;
        cost.woken += Number(result);
        break;
      case "wait":
        cost.wait++;
        break;
      case "read":
      case "write":
        cost.plain++;
    }
  }
  return cost;
}
