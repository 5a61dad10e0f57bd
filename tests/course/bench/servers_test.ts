import { assert, assertEquals, assertRejects } from "@std/assert";
import { MARK } from "../../../scripts/bench/host/contender.ts";
import {
  type Contender,
  contenders,
} from "../../../scripts/bench/servers/contender.ts";
import { compileServers } from "../../../scripts/bench/servers/c/compile.ts";
import {
  measure,
  measureServers,
} from "../../../scripts/bench/servers/measure_servers.ts";
import type { Plan } from "../../../scripts/bench/servers/plan.ts";
import { isInstalled } from "../fixture/is_there.ts";
import { UsageError } from "../../../scripts/terminal/errors.ts";

const root = new URL("../../../", import.meta.url);
const plan: Plan = {
  clients: [1, 2],
  slice: 20,
  neighbourSlice: 20,
  patience: 10_000,
};
const mark = JSON.stringify(MARK);

function named(...names: string[]): Contender[] {
  return contenders({ root, mine: false })
    .filter(({ name }) => names.includes(name));
}

/** A contender that is this program. */
function program(name: string, yours: boolean, code: string): Contender {
  const command: Contender["command"] = [Deno.execPath(), "eval", code];
  return { name, yours, command, holds: Infinity };
}

const options = () => ({
  budget: 1,
  signal: new AbortController().signal,
  onProgress: () => {},
});

Deno.test("measure() measures servers as processes, and leaves out what is not written", async () => {
  const unwritten = program(
    "fork (yours)",
    true,
    `console.log("my own line");
    console.log(${mark} + '{"port":1}');
    console.log(${mark} + '{"unwritten":"7.1.3"}')`,
  );
  const all = [...named("fork", "event loop"), unwritten];
  const parts: number[] = [];
  const { how, charts } = await measure(all, plan, {
    ...options(),
    onProgress: (part) => parts.push(part),
  });
  assertEquals(parts.at(-1), 1);
  for (const { title, series, labels } of charts) {
    assertEquals(series.map(({ name }) => name), ["fork", "event loop"], title);
    for (const { name, values } of series) {
      const crashed = title.startsWith("p99") && name === "event loop";
      assertEquals(values.length, labels.length - (crashed ? 1 : 0), title);
      for (const { median, runs } of values) assert(median > 0 && runs === 1);
    }
  }
  const titles = charts.map(({ title }) => title);
  assert(titles.includes("Echo requests a second"));
  const text = how.join("\n");
  assert(text.includes('of "event loop": so there is no figure'), text);
  assert(
    text.includes(
      '"fork (yours)" is left out: step 7.1.3 is not written yet.',
    ),
    text,
  );
});

Deno.test("measure() fails when a reply is wrong, and leaves a learner's server out", async () => {
  const code = `const listener = Deno.listen({ port: 0 });
    console.log(${mark} + JSON.stringify({ port: listener.addr.port }));
    for await (const conn of listener) {
      const bytes = new Uint8Array(64);
      await conn.read(bytes);
      bytes[40]++;
      await conn.write(bytes);
    }`;
  await assertRejects(
    () => measure([program("liar", false, code)], plan, options()),
    Error,
    'Cannot measure "liar": a reply is wrong from its byte 40 on.',
  );
  const all = [program("liar", true, code), ...named("event loop")];
  const { how, charts } = await measure(all, plan, options());
  assert(how.some((s) => s.startsWith('"liar" is left out: a reply')));
  assertEquals(charts[0]?.series.map(({ name }) => name), ["event loop"]);
});

Deno.test({
  name: "measure() leaves no process when it is aborted",
  ignore: Deno.build.os !== "linux",
  async fn() {
    // In a process of its own: other tests start processes in this one.
    const program = new URL("./aborted_measurement.ts", import.meta.url);
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", program.href],
    }).output();
    const text = new TextDecoder();
    assertEquals(
      text.decode(stdout),
      '{"error":"enough","left":[]}\n',
      text.decode(stderr),
    );
  },
});

Deno.test("measureServers() rejects when it was aborted before", async () => {
  await assertRejects(
    () =>
      measureServers({
        ...options(),
        ...{ root, quick: true, mine: false, withC: false },
        signal: AbortSignal.abort(new Error("no")),
      }),
    Error,
    "no",
  );
});

Deno.test({
  name: "compileServers() makes servers that reply as those in TypeScript do",
  ignore: !await isInstalled("cc"),
  async fn() {
    const { signal } = options();
    await using compiled = await compileServers(signal);
    const { charts, how } = await measure(compiled.contenders, plan, options());
    assertEquals(
      charts[0]?.series.map(({ name }) => name),
      ["fork in C", "thread in C", "pool in C"],
    );
    const text = how.join("\n");
    assert(text.includes('of "thread in C", "pool in C": so'), text);
  },
});

Deno.test("compileServers() says what to do without a compiler", async () => {
  const before = Deno.env.get("CC");
  Deno.env.set("CC", "no-such-compiler");
  try {
    await assertRejects(
      () => compileServers(options().signal),
      UsageError,
      "as there is no C compiler 'no-such-compiler': install one",
    );
  } finally {
    if (before === undefined) Deno.env.delete("CC");
    else Deno.env.set("CC", before);
  }
});
