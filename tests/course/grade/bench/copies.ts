import { chances, edited, type Node, nodesOf, restyled } from "./restyle.ts";

/** The files of one submission, by path. */
export type Sources = Map<string, string>;

/** Ways in which a copy is made to look like another work. */
export const WAYS = [
  "renamed",
  "reordered",
  "reformatted",
  "split",
  "mixed",
] as const;

export type Way = (typeof WAYS)[number];

/** A copy that was made to look like another work. */
export function copied(
  sources: Sources,
  way: Way,
  own: Sources,
  seed: number,
): Sources {
  const chance = chances(seed);
  const paths = [...sources.keys()];
  return new Map([...sources].map(([path, text], index) => {
    switch (way) {
      case "renamed":
        return [path, renamed(text)];
      case "reordered":
        return [path, reordered(text, chance)];
      case "reformatted":
        return [path, reformatted(text)];
      case "split":
        return [path, split(text, chance)];
      case "mixed":
        // Half of the files are one's own.
        return [
          path,
          index % 2 < paths.length % 2 + 1 && index % 2 === 0
            ? text
            : own.get(path) ?? text,
        ];
    }
  }));
}

/** Each name that its file declares has another one. */
function renamed(text: string): string {
  const nodes = nodesOf(text);
  const names = new Set<string>();
  for (const { type, id, params = [], key } of nodes) {
    if (type === "VariableDeclarator" && id.type === "Identifier") {
      names.add(id.name);
    }
    for (const param of params) {
      if (param.type === "Identifier") names.add(param.name);
    }
    if (key?.type === "PrivateName") names.add(`#${key.id.name}`);
  }
  const edits = nodes.flatMap((node): [number, number, string][] => {
    const name = node.type === "PrivateName"
      ? `#${node.id.name}`
      : node.type === "Identifier"
      ? node.name
      : "";
    // A property's name is part of what is given.
    const isProperty = node.type === "Identifier" &&
      text[node.start - 1] === ".";
    if (!names.has(name) || isProperty) return [];
    const end = node.start + name.length;
    return [[node.start, end, `${name}Renamed`]];
  });
  return edited(text, edits);
}

/** Members of classes, and declarations that follow one another, change places. */
function reordered(text: string, chance: () => number): string {
  const lists: Node[][] = nodesOf(text).flatMap(({ type, body }) =>
    type === "ClassBody"
      ? [body.filter(({ type }: Node) => /Method/.test(type))]
      : type === "BlockStatement"
      ? [swappable(body)]
      : []
  );
  const edits = lists.filter((list) => list.length > 1).flatMap((list) => {
    const from = list.toSorted(() => chance() - .5);
    return list.map((node, index): [number, number, string] => [
      node.start,
      node.end,
      text.slice(from[index].start, from[index].end),
    ]);
  });
  // Outer ones first: methods move as wholes.
  const outer = edits.filter(([start, end]) =>
    !edits.some(([from, to]) => from < start && end < to)
  );
  const moved = edited(text, outer);
  return moved;
}

function swappable(body: Node[]): Node[] {
  const start = body.findIndex(({ type }, index) =>
    /^(Expression|Variable)/.test(type) &&
    /^(Expression|Variable)/.test(body[index + 1]?.type ?? "")
  );
  return start < 0 ? [] : body.slice(start, start + 2);
}

function reformatted(text: string): string {
  // Lines of comments go, so that nothing is put into one.
  return text.replaceAll(/^\s*(?:\/\*\*|\*|\/\/).*\n/gm, "")
    .replaceAll(/;\n/g, "\n  ;\n\n  /* thought of it */\n")
    .replaceAll(/ => /g, " =>\n    ").replaceAll(/, (?=\w)/g, " ,\n      ");
}

/** Runs of statements become functions of their own. */
function split(text: string, chance: () => number): string {
  const edits = nodesOf(text).flatMap((node): [number, number, string][] => {
    if (!/Method$/.test(node.type) || !node.body?.body) return [];
    const { body } = node.body;
    if (body.length === 0 || chance() < .2) return [];
    const at = Math.floor(body.length / 2);
    const [first, last] = [body[at], body.at(-1)];
    const part = text.slice(first.start, last.end);
    const wait = node.async ? "await " : "";
    const head = node.async ? "async " : "";
    return [[
      first.start,
      last.end,
      `const rest${node.start} = ${head}() => {\n${part}\n};\nreturn ${wait}rest${node.start}();`,
    ]];
  });
  return edited(text, edits);
}

/** A submission that somebody wrote on his own. */
export function honest(base: Sources, seed: number): Sources {
  const chance = chances(seed * 7919 + 1);
  return new Map(
    [...base].map(([path, text]) => [path, restyled(text, chance)]),
  );
}
