/**
 * Which text a relative link leads to, with its anchor:
 * `7.4-locks/README#a-race`.
 *
 * @param from The text that has the link: `7.3-thread-pool/README`.
 */
export function textAt(href: string, from: string): string {
  const { pathname, hash } = new URL(href, `file:///${from}.md`);
  return `${pathname.slice(1).replace(/\.md$/, "")}${hash}`;
}
