/**
 * The line in deno.json that puts the packages under `scripts/npm/` in the
 * place of JSR's. It is never committed.
 */
const LINE =
  '  "links": ["scripts/npm/assert", "scripts/npm/async", "scripts/npm/net"],\n';

const ANY_LINKS = /^ {2}"links": .*\n/m;

/** Whether this text of a deno.json has links. */
export function hasLinks(config: string): boolean {
  return ANY_LINKS.test(config);
}

/** The text of a deno.json with the links, or without. */
export function withLinks(config: string, wanted: boolean): string {
  const without = config.replace(ANY_LINKS, "");
  // With CRLF too: Git for Windows may check it out so.
  return wanted ? without.replace(/^\{\r?\n/, (open) => open + LINE) : without;
}
