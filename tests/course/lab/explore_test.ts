import { assert, assertEquals, assertMatch } from "@std/assert";
import { EXAMPLES, readExample } from "../../../scripts/explore/examples.ts";
import { COURSE } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

const MODULE = new URL("tests/harness/explorer/mod.ts", COURSE).href;

/** Writes a file, explores it, and removes it. */
async function explore(text: string, options = "") {
  const folder = await Deno.makeTempDir({ prefix: "explore-" });
  try {
    await Deno.writeTextFile(`${folder}/my_model.ts`, text);
    return await type(COURSE, `explore my_model.ts ${options}`, {
      env: { INIT_CWD: folder },
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function example(): Promise<string> {
  const { stdout } = await type(COURSE, "explore --example");
  return stdout;
}

Deno.test("explore shows the shortest schedule that breaks the example", async () => {
  const text = await example();
  assertMatch(
    text,
    /^import type { Model } from "\.\/tests\/harness\/explorer\/mod\.ts";$/m,
  );
  const { code, stdout, stderr } = await explore(
    text.replace("./tests/harness/explorer/mod.ts", MODULE),
  );
  assertEquals([code, stderr], [1, ""]);
  assertMatch(
    stdout,
    /^FAILED {2}two-increments \(2 threads, \d+ states\)\n\n {2}Got +The outcome after all threads returned is wrong: 2 increments made 1\n/,
  );
  assertMatch(
    stdout,
    /^ {4}T0 +T1\n {4}load count = 0\n {5}my_model\.ts:\d+\n/m,
  );
  assertEquals(stdout.split("\n").filter((line) => line.length > 80), []);
  const mended = text.replace("./tests/harness/explorer/mod.ts", MODULE)
    .replace("Atomics.store(words, 0, seen + 1)", "Atomics.add(words, 0, 1)");
  const right = await explore(mended);
  assertEquals([right.code, right.stderr], [0, ""]);
  assertMatch(
    right.stdout,
    /^ok {6}two-increments: no schedule breaks it \(2 threads, \d+ states\)\.\n$/,
  );
});

Deno.test("explore names the mend in one line when it is called wrongly", async () => {
  const model = (rest: string) =>
    `const run = () => {};\nexport const one = { name: "one", bytes: 4, threads: [run, run], ${rest} };`;
  for (
    const [text, says] of [
      [
        "export const one = 1;",
        /^There is no model in my_model\.ts: export one, .*--example` shows\.\n$/,
      ],
      [
        "export const = ;",
        /^Cannot load my_model\.ts: .+ at my_model\.ts:1:14\.\n$/,
      ],
      [
        'import "./missing.ts";',
        /^Cannot load my_model\.ts: Module not found .+\.\n$/,
      ],
      [
        model("bytes: 3"),
        /^my_model\.ts: Cannot use model one as 'bytes' must be .+ received 3\.\n$/,
      ],
      [
        model("finaly() {}"),
        /^my_model\.ts: Cannot use model one as there is no option 'finaly', but name, .+ final, .+\n$/,
      ],
      [
        model('plain: "both"'),
        /^my_model\.ts: .+ 'plain' must be "check" or "interleave": received "both"\.\n$/,
      ],
      [
        model("maxStates: 0"),
        /^my_model\.ts: .+ 'maxStates' must be a whole number from 1 on: received 0\.\n$/,
      ],
      [
        model("setup() { throw new Error('no') }"),
        /^my_model\.ts: Cannot use model one as its setup\(\) threw: no\.\n$/,
      ],
      [
        model('name: "a b"'),
        /^my_model\.ts: Cannot use model as 'name' must .+\n$/,
      ],
    ] as const
  ) {
    const { code, stdout, stderr } = await explore(text);
    assertEquals([code, stdout], [2, ""], stderr);
    assertMatch(stderr, says);
  }
  assertEquals(await type(COURSE, "explore"), {
    code: 2,
    stdout: "",
    stderr:
      "Name a file with a model, such as my_model.ts, or print one to begin with by --example.\n",
  });
  assertMatch(
    (await type(COURSE, "explore nothing.ts")).stderr,
    /^There is no file nothing\.ts: /,
  );
});

Deno.test("explore tells who returns false where he must throw", async () => {
  const { code, stdout } = await explore(
    'const run = () => {};\nexport const one = { name: "one", bytes: 4, threads: [run, run], final: (words) => words[0] === 1 };',
  );
  assertEquals(code, 1);
  assertMatch(stdout, /final\(\) returned\s+false, which says/);
});

Deno.test("explore ends what never ends, and says what is still to be written", async () => {
  const endless = await explore(
    'const run = () => { for (;;); };\nexport const one = { name: "one", bytes: 4, threads: [run, run] };',
    "--limit 1",
  );
  assertEquals(endless.code, 1);
  assertMatch(
    endless.stdout,
    /^No verdict after 1 s: a loop that does nothing with the buffer/,
  );
  const open = await explore(
    'const run = () => { throw new Error("TODO(7.4.2)"); };\nexport const one = { name: "one", bytes: 4, threads: [run, run] };',
  );
  assertEquals([open.code, open.stdout], [
    1,
    "todo    one: it reached code that is still to be written, TODO(7.4.2).\n",
  ]);
});

Deno.test("each example is answered as its comments say", async () => {
  const lines = (first: string, second: string) =>
    new RegExp(`(.*${first};\\n)(.*${second};\\n)`);
  for (
    const [file, change, other, codes] of [
      ["flag_before_data", lines("READY, 1\\)", "= 42"), "$2$1", [1, 0]],
      ["lost_wakeup", /BELL(?=, 0|\))/g, "EVENT", [1, 0]],
      ["peterson", lines("me, 1\\)", "other\\)"), "$2$1", [0, 1]],
      ["philosophers", /^ +const \[left.*\n|\/\/ (?=const)/gm, "", [1, 0]],
    ] as const
  ) {
    const example = EXAMPLES.find((one) => one.file === file);
    assert(example !== undefined);
    const text = (await readExample(example))
      .replace("./tests/harness/explorer/mod.ts", MODULE);
    const changed = text.replace(change, other);
    const ends = [await explore(text), await explore(changed)];
    assertEquals(ends.map(({ code }) => code), [...codes], changed);
  }
});
