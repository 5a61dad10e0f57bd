/** A bar of `width` columns, filled as far as `done` is of `total`. */
export function progressBar(done: number, total: number, width = 20): string {
  const filled = total === 0
    ? 0
    : Math.min(width, Math.round(width * done / total));
  const bar = "#".repeat(filled).padEnd(width, "-");
  return `[${bar}] ${done}/${total}`;
}
