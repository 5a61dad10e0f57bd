/** The code that a step asks for, between its region marks in a solution. */
export interface Region {
  step: string;
  /** Index of the line that opens the region. */
  start: number;
  /** Index of the line that closes it. */
  end: number;
  /** The white space before the opening mark. */
  indent: string;
}

const OPEN = /^(\s*)\/\/ #region (\d+\.\d+\.\d+)$/;
const CLOSE = /^\s*\/\/ #endregion$/;
const TASK = /^\s*\/\/ TODO\((\d+\.\d+\.\d+)\): \S/;
const COMMENT = /^\s*\/\/ /;

/**
 * Finds the regions of a solution.
 *
 * @throws {SyntaxError} If marks do not pair, or a region does not stand under
 * its own `// TODO(step): …`. The message names the line.
 */
export function findRegions(source: string): Region[] {
  const lines = source.split("\n");
  const regions: Region[] = [];
  let open: Omit<Region, "end"> | undefined;
  for (const [index, line] of lines.entries()) {
    const [, indent, step] = line.match(OPEN) ?? [];
    if (indent !== undefined && step !== undefined) {
      if (open !== undefined) {
        throw new SyntaxError(
          `Line ${index + 1} opens region ${step} inside region ${open.step}.`,
        );
      }
      requireTask(lines, index, step);
      open = { step, start: index, indent };
    } else if (CLOSE.test(line)) {
      if (open === undefined) {
        throw new SyntaxError(`Line ${index + 1} closes no region.`);
      }
      regions.push({ ...open, end: index });
      open = undefined;
    }
  }
  if (open !== undefined) {
    throw new SyntaxError(`Region ${open.step} is never closed.`);
  }
  return regions;
}

/** The source without its region marks, as a learner has it. */
export function withoutMarks(source: string): string {
  return source.split("\n")
    .filter((line) => !OPEN.test(line) && !CLOSE.test(line))
    .join("\n");
}

function requireTask(lines: string[], mark: number, step: string): void {
  let index = mark - 1;
  while (COMMENT.test(lines[index] ?? "") && !TASK.test(lines[index] ?? "")) {
    index--;
  }
  if (lines[index]?.match(TASK)?.[1] !== step) {
    throw new SyntaxError(
      `Line ${
        mark + 1
      } opens region ${step}, which does not stand under "// TODO(${step}): …".`,
    );
  }
}

/**
 * Makes a starter: each region becomes a `throw` that names its step.
 *
 * @param unsolved Which steps to take out; all unless told.
 */
export function makeStarter(
  source: string,
  unsolved: (step: string) => boolean = () => true,
): string {
  const lines = source.split("\n");
  for (const region of findRegions(source).reverse()) {
    if (!unsolved(region.step)) continue;
    const { start, end, step, indent } = region;
    lines.splice(
      start,
      end - start + 1,
      `${indent}throw new Error("TODO(${step})");`,
    );
  }
  return lines.join("\n");
}
