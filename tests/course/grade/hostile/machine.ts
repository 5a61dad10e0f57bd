import { type Attack, SOLVED, solvedIf } from "./attack.ts";

/** An attack that costs all of the time that loading may take. */
export const ENDLESS_IMPORT: Attack = {
  name: "a loop that never ends, at import",
  top: "for (;;) {}",
  expected: { says: /never ended/ },
};

/** Attacks on the machine, which only a sandbox can bound. */
export const MACHINE: Attack[] = [
  {
    name: "a loop that never ends, in a test",
    bodies: [SOLVED[0], "for (;;) {}", "return 0;"],
    expected: { points: 40, says: /timed out|never ended/ },
  },
  {
    name: "a loop that never ends, in a worker",
    top: 'new Worker("data:text/javascript,for (;;) {}", { type: "module" });',
    expected: {},
  },
  {
    name: "a fork bomb",
    top: `for (let i = 0; i < 200; i++) {
  try { new Deno.Command("sh", { args: ["-c", "sleep 60 & sleep 60 & sleep 60"] }).spawn(); } catch {}
}`,
    expected: {},
  },
  {
    name: "takes 20 GB of memory",
    top:
      "const all: Uint8Array[] = []; for (let i = 0; i < 20000; i++) all.push(new Uint8Array(1 << 20).fill(1));",
    expected: { status: "limit", says: /more memory/ },
  },
  {
    name: "uses up all of V8's memory",
    top: "const all: unknown[] = []; for (;;) all.push(Array(1e6).fill({}));",
    expected: { status: "limit", says: /more memory/ },
  },
  {
    name: "prints 10 GB",
    top:
      'const line = "x".repeat(1 << 16); for (let i = 0; i < 160000; i++) console.log(line);',
    expected: { status: "limit", says: /more output/ },
  },
  {
    name: "fills the disk",
    top: `let written = 0;
const block = new Uint8Array(1 << 20);
for (const folder of ["/tmp", "/dev/shm", "/deno", ".", "/", "/course-bin"]) {
  for (let i = 0; i < 100; i++) {
    try { Deno.writeFileSync(folder + "/fill" + i, block); written++; } catch { break; }
  }
}`,
    bodies: solvedIf("written > 64"),
    expected: {},
  },
  {
    name: "connects out",
    top: `let found = 0;
for (const [hostname, port] of [["1.1.1.1", 53], ["8.8.8.8", 443], ["127.0.0.1", 22]] as const) {
  try { (await Deno.connect({ hostname, port })).close(); found++; } catch {}
}
try { await fetch("http://example.com/", { signal: AbortSignal.timeout(500) }); found++; } catch {}`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "reads HOME and the environment",
    top:
      `const known = /^(PATH|PWD|DENO_DIR|NO_COLOR|RUST_BACKTRACE|DENO_NO_UPDATE_CHECK|COURSE_\\w+|NPM_CONFIG_REGISTRY|JSR_URL|OLDPWD|SHLVL|_)$/;
let found = Object.keys(Deno.env.toObject()).filter((name) => !known.test(name)).length;
for (const path of ["/root", "/home", "/etc/passwd", "/etc/shadow", "/var", "/work", "/mnt"]) {
  try { Deno.statSync(path); found++; } catch {}
}`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "looks for the solution",
    top: `let found = 0;
const walk = (folder: string, depth: number) => {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (/^(solutions|alternatives|mutants|mutants\\.ts)$/.test(name)) found++;
    if (isDirectory && depth > 0) walk(folder + "/" + name, depth - 1);
  }
};
walk("/course", 4);
walk("/tmp", 2);`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "kills its parent and everyone else",
    bodies: [
      `for (let pid = Deno.ppid; pid > 0; pid--) if (pid !== Deno.pid) try { Deno.kill(pid, "SIGKILL"); } catch {}
       return number * 2;`,
      SOLVED[1],
      SOLVED[2],
    ],
    expected: { points: 100 },
  },
  {
    name: "leaves a daemon",
    top:
      `new Deno.Command("setsid", { args: ["sleep", "86399.5"], stdout: "null", stderr: "null", stdin: "null" }).spawn().unref();`,
    bodies: SOLVED,
    expected: { points: 100 },
  },
  {
    name: "changes the course's files",
    top: `let found = 0;
for (const path of ["/course/tests/7.9-doubling/double_test.js", "/course/deno.json", "/course/lessons/7.9-doubling/double.ts", "/course/report.json", "/course-bin/deno"]) {
  try { Deno.writeTextFileSync(path, ""); found++; } catch {}
  try { Deno.removeSync(path); found++; } catch {}
}`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
];
