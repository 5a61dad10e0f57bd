/** What may stand behind the value, and what stands last where there is none. */
const BESIDE = /^;$|Comment$/;
const NO_VALUE = /^(return|Block|⚠)$/;

/**
 * Puts each value that TypeScript code returns into an array, and takes it out:
 * where a browser drops frames, the function is still there when what it calls
 * looks for them. Lines stay where they are.
 */
export async function keepFrames(source: string): Promise<string> {
  const { typescriptLanguage } = await import("@codemirror/lang-javascript");
  const inserts: { at: number; text: string }[] = [];
  typescriptLanguage.parser.parse(source).iterate({
    enter({ name, node }) {
      if (name !== "ReturnStatement" && name !== "ArrowFunction") return;
      let value = node.lastChild;
      while (value && BESIDE.test(value.name)) value = value.prevSibling;
      if (!value || NO_VALUE.test(value.name)) return;
      inserts.push(
        { at: value.from, text: "[(" },
        { at: value.to, text: ")][0]" },
      );
    },
  });
  let kept = "";
  let from = 0;
  for (const { at, text } of inserts.sort((a, b) => a.at - b.at)) {
    kept += source.slice(from, at) + text;
    from = at;
  }
  return kept + source.slice(from);
}
