import { POLICY } from "./policy.ts";

/**
 * The page that loads all else, by relative addresses.
 *
 * @param modules What its script imports, to be fetched beside it.
 */
export function indexPage(modules: readonly string[]): string {
  const preloads = modules.map((path) =>
    `<link rel="modulepreload" href="${path}">\n`
  ).join("");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Write locks and queues, run them under every schedule of their threads, and read how concurrent network servers work.">
<title>How concurrent network servers work</title>
<link rel="icon" href="data:,">
<link rel="preload" href="course.json" as="fetch" crossorigin>
${preloads}<link rel="stylesheet" href="book.css">
<link rel="stylesheet" href="page.css">
<script type="module" src="page.js"></script>
<script src="browser.js" defer></script>
<body>
<noscript><p>The lab runs your code in this page, which needs JavaScript. The texts are in the course's folder <code>lessons/</code>, too.</p></noscript>
</body>
</html>
`;
}
