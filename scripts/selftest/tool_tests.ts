import { killTree, spawnTree } from "../runner/process_tree.ts";
import { ReportParser } from "../runner/report_parser.ts";
import { RunFolder } from "../runner/run_folder.ts";

/** How the tests of the course's tools came out. */
export interface ToolTests {
  passed: number;
  /** The failed ones' names, with Deno's message. */
  failed: Map<string, string>;
}

/**
 * Runs the tests of the course's tools: `tests/course/`.
 *
 * @param onResult Called as each test ends.
 */
export async function runToolTests(
  root: URL,
  { jobs, signal, onResult }: {
    /** How many processors there are for them. */
    jobs: number;
    signal: AbortSignal;
    onResult: (test: string, passed: boolean) => void;
  },
): Promise<ToolTests> {
  await using copies = await RunFolder.create("course-copies-");
  const child = spawnTree(Deno.execPath(), {
    args: ["test", "--no-check", "--allow-all", "--parallel", "tests/course/"],
    cwd: root,
    env: {
      // Copies of the course for the tests, from one file to the next.
      COURSE_COPIES: copies.path,
      // Most of them wait about as long as they compute.
      DENO_JOBS: String(2 * jobs),
      NO_COLOR: "1",
      RUST_BACKTRACE: "0",
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
  const kill = () => void killTree(child.pid);
  signal.addEventListener("abort", kill, { once: true });
  if (signal.aborted) kill();
  const errors = new Response(child.stderr).text();
  const parser = new ReportParser();
  let passed = 0;
  const failed = new Map<string, string>();
  const take = (items: ReturnType<ReportParser["feed"]>) => {
    for (const item of items) {
      if (item.type === "result") {
        // Files run beside each other, so each line names its own.
        const test = item.test.replace(/^\.\/\S+ => /, "");
        if (item.verdict === "ok") passed++;
        else failed.set(test, "");
        onResult(test, item.verdict === "ok");
      } else if (item.type === "error") {
        // A file that does not load has an error and no result.
        if (!failed.has(item.test)) onResult(item.test, false);
        failed.set(item.test, item.message);
      }
    }
  };
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    take(parser.feed(text));
  }
  take(parser.end());
  const { success } = await child.status;
  signal.removeEventListener("abort", kill);
  signal.throwIfAborted();
  if (!success && failed.size === 0) {
    const what = "tests/course/ loads and runs to its end";
    failed.set(what, await errors);
    onResult(what, false);
  }
  return { passed, failed };
}
