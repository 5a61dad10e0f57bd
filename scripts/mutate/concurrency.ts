import { parse } from "@babel/parser";
import traverse, { type NodePath } from "@babel/traverse";
import type { Node } from "@babel/types";
import type { Change } from "./standard.ts";

/**
 * Changes that the standard operators do not know: the mistakes of concurrent
 * programs. An `await` dropped, an atomic operation torn in two, a notify too
 * few or too early, a wait turned into a poll, a view for a copy.
 */
export function concurrencyChanges(source: string): Change[] {
  const changes: Change[] = [];
  const text = (node: Node) => source.slice(node.start ?? 0, node.end ?? 0);
  const put = (operator: string, node: Node, replacement: string) =>
    changes.push({
      operator,
      start: node.start ?? 0,
      end: node.end ?? 0,
      replacement,
    });

  traverse(parse(source, { sourceType: "module", plugins: ["typescript"] }), {
    AwaitExpression({ node }) {
      put("await dropped", node, `(${text(node.argument)})`);
    },
    WhileStatement({ node }) {
      if (/\b(break|continue)\b/.test(text(node.body))) return;
      put(
        "if for while",
        node,
        `if (${text(node.test)}) ${text(node.body)}`,
      );
    },
    TryStatement({ node }) {
      if (!node.finalizer || node.handler) return;
      put(
        "nothing released on the error path",
        node,
        `${text(node.block)} ${text(node.finalizer)}`,
      );
    },
    VariableDeclaration({ node }) {
      const using = /^(await )?using /;
      if (!using.test(text(node))) return;
      put("never disposed of", node, text(node).replace(using, "const "));
    },
    CallExpression(path) {
      const { node } = path;
      const args = node.arguments.map(text);
      const callee = text(node.callee);
      for (const [operator, to] of insteadOf(callee, args)) {
        put(operator, node, to);
      }
      if (/(\.|^)(notify|notifyAll|wake)$|\.#?wake$/.test(callee)) {
        earlier(path);
      }
    },
    NewExpression({ node }) {
      const [only] = node.arguments;
      if (text(node.callee) !== "Uint8Array" || only === undefined) return;
      if (only.type === "Identifier") {
        put("a view for a copy", node, text(only));
      }
    },
    MemberExpression({ node }) {
      if (text(node.property) !== "byteLength") return;
      put("another unit of length", node.property, "length");
    },
  });
  return changes;

  /** Notifies before what the statement in front of it does. */
  function earlier(path: NodePath): void {
    const statement = path.getStatementParent();
    const before = statement?.getPrevSibling();
    if (!statement || !before?.node) return;
    if (statement.node.type !== "ExpressionStatement") return;
    if (before.node.type === "VariableDeclaration") return;
    changes.push({
      operator: "notify before the change",
      start: before.node.start ?? 0,
      end: statement.node.end ?? 0,
      replacement: `${text(statement.node)} ${text(before.node)}`,
    });
  }
}

/** What may stand in the place of a call. */
function insteadOf(
  callee: string,
  args: readonly string[],
): [operator: string, replacement: string][] {
  const [view, index, value, other] = args;
  const place = `${view}, ${index}`;
  const torn = (change: string) =>
    `((old) => (${change}, old))(Atomics.load(${place}))`;
  switch (callee) {
    case "Atomics.load":
      return [["atomic made plain", `${view}[${index}]`]];
    case "Atomics.store":
      return [["atomic made plain", `(${view}[${index}] = ${value})`]];
    case "Atomics.exchange":
      return [["atomic torn", torn(`Atomics.store(${place}, ${value})`)]];
    case "Atomics.compareExchange":
      return [[
        "atomic torn",
        torn(`old === ${value} && Atomics.store(${place}, ${other})`),
      ]];
    case "Atomics.wait":
      return [
        ["wait turned into a poll", `Atomics.wait(${place}, ${value}, 1)`],
        ["waits for another value", `Atomics.wait(${place}, ${value} + 1)`],
      ];
    case "Atomics.notify":
      return [
        [
          "another number woken",
          value === undefined
            ? `Atomics.notify(${place}, 1)`
            : `Atomics.notify(${place})`,
        ],
        ["nobody woken", "0"],
      ];
    case "Promise.all":
      return [["the first instead of all", `Promise.race(${args.join(", ")})`]];
    case "structuredClone":
      return [["a view for a copy", args[0] ?? ""]];
  }
  const sign = /^Atomics\.(add|sub|or|and|xor)$/.exec(callee)?.[1];
  if (sign !== undefined) {
    const operator = { add: "+", sub: "-", or: "|", and: "&", xor: "^" }[sign];
    return [[
      "atomic torn",
      torn(`Atomics.store(${place}, old ${operator} ${value})`),
    ]];
  }
  const [, object, method] = callee.match(/^(.*)\.(#?\w+)$/s) ?? [];
  const pairs: Record<string, string> = {
    notify: "notifyAll",
    notifyAll: "notify",
    closeWrite: "close",
    slice: "subarray",
    subarray: "slice",
  };
  const instead = pairs[method ?? ""];
  return instead === undefined ? [] : [[
    `${instead}() for ${method}()`,
    `${object}.${instead}(${args.join(", ")})`,
  ]];
}
