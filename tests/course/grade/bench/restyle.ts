import { parse } from "@babel/parser";

/** A node, as far as it is looked at. */
// deno-lint-ignore no-explicit-any
export type Node = any;

/** Chances that come again with the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** All nodes of a source, the outer ones first. */
export function nodesOf(source: string): Node[] {
  const all: Node[] = [];
  const open: Node[] = [
    parse(source, {
      sourceType: "module",
      plugins: ["typescript"],
      attachComment: false,
      errorRecovery: true,
    }).program,
  ];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    all.push(node);
    for (const value of Object.values(node)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one && typeof one === "object" && "type" in one) open.push(one);
      }
    }
  }
  return all;
}

/** Replaces parts of a source; of two that overlap, the inner one. */
export function edited(
  source: string,
  edits: [start: number, end: number, text: string][],
): string {
  const chosen: typeof edits = [];
  for (const edit of edits.toSorted((a, b) => a[1] - a[0] - (b[1] - b[0]))) {
    const [start, end] = edit;
    if (chosen.every(([from, to]) => end <= from || to <= start)) {
      chosen.push(edit);
    }
  }
  return chosen.toSorted((a, b) => b[0] - a[0]).reduce(
    (text, [start, end, now]) => text.slice(0, start) + now + text.slice(end),
    source,
  );
}

/**
 * The same code as another person could have written it: many small decisions,
 * each of them by chance.
 */
export function restyled(source: string, chance: () => number): string {
  for (let round = 0; round < 2; round++) {
    const edits: [number, number, string][] = [];
    for (const node of nodesOf(source)) {
      if (chance() < .5) continue;
      const now = rewritten(node, source, chance);
      if (now !== undefined) edits.push([node.start, node.end, now]);
    }
    source = edited(source, edits);
  }
  return source;
}

const MIRROR: Record<string, string> = {
  ...{ "<": ">", ">": "<", "<=": ">=", ">=": "<=" },
  ...{ "===": "===", "!==": "!==" },
};

let count = 0;

function rewritten(
  node: Node,
  source: string,
  chance: () => number,
): string | undefined {
  const of = (one: Node) => source.slice(one.start, one.end);
  const fresh = () => `v${++count}`;
  switch (node.type) {
    case "WhileStatement":
      return of(node.test) === "true"
        ? `for (;;) ${of(node.body)}`
        : `for (;;) { if (!(${of(node.test)})) break; ${of(node.body)} }`;
    case "BinaryExpression": {
      const mirror = MIRROR[node.operator];
      return mirror &&
        `(${of(node.right)}) ${mirror} (${of(node.left)})`;
    }
    case "ReturnStatement": {
      const value = node.argument;
      if (value === null) return undefined;
      if (value.type === "ConditionalExpression") {
        return `{ if (${of(value.test)}) return ${
          of(value.consequent)
        }; return ${of(value.alternate)}; }`;
      }
      const name = fresh();
      return `{ const ${name} = ${of(value)}; return ${name}; }`;
    }
    case "IfStatement": {
      if (node.alternate) {
        return `if (!(${of(node.test)})) ${block(of(node.alternate))} else ${
          block(of(node.consequent))
        }`;
      }
      const name = fresh();
      return chance() < .5
        ? `{ const ${name} = ${of(node.test)}; if (${name}) ${
          block(of(node.consequent))
        } }`
        : `if (!(${of(node.test)})) { /* go on */ } else ${
          block(of(node.consequent))
        }`;
    }
    case "ExpressionStatement": {
      const { expression } = node;
      if (expression.type !== "CallExpression") return undefined;
      const [first] = expression.arguments;
      if (!first || /Spread|Arrow|Function/.test(first.type)) return undefined;
      const name = fresh();
      const call = of(node);
      const at = first.start - node.start;
      return chance() < .6
        ? `{ const ${name} = ${of(first)}; ${call.slice(0, at)}${name}${
          call.slice(at + first.end - first.start)
        } }`
        : `{ ${call}${call.endsWith(";") ? "" : ";"} ${note(chance)} }`;
    }
    case "ThrowStatement":
      return `{ const error${++count} = ${
        of(node.argument)
      }; throw error${count}; }`;
    case "ClassMethod":
    case "ClassPrivateMethod": {
      if (!node.body || node.kind === "constructor") return undefined;
      const { body } = node;
      return `${source.slice(node.start, body.start + 1)} ${note(chance)} ${
        source.slice(body.start + 1, node.end)
      }`;
    }
  }
  return undefined;
}

function block(text: string): string {
  return text.startsWith("{") ? text : `{ ${text} }`;
}

/** Something of one's own that changes nothing. */
function note(chance: () => number): string {
  const name = `seen${++count}`;
  const number = Math.floor(chance() * 90 + 10);
  const kinds = [
    `const ${name} = performance.now(); if (${name} < 0) throw new Error("time");`,
    `let ${name} = ${number}; ${name} = ${name} % 7; void ${name};`,
    `for (let ${name} = 0; ${name} < 0; ${name}++) console.debug(${name} * ${number});`,
    `if (Number.isNaN(${number})) return undefined as never;`,
    `const ${name} = [${number}, ${number % 9}].map((one) => one * ${
      number % 5
    }); void ${name};`,
    `switch (${number}) { case ${number % 6}: console.debug("never"); break; }`,
    `try { void ${number}; } catch (${name}) { console.debug(${name}, ${
      number % 3
    }); }`,
    `const ${name} = { at: ${number}, of: ${
      number % 4
    } }; if (${name}.at < ${name}.of) console.debug("odd");`,
  ];
  return kinds[Math.floor(chance() * kinds.length)] ?? "";
}
