import { type Attack, SOLVED, solvedIf } from "./attack.ts";

const LESSON = "lessons/7.9-doubling";

/** Asks the kernel itself, with Perl, which every Debian has. */
const PERL = `function perl(program: string): string {
  const { stdout, stderr } = new Deno.Command("/usr/bin/perl", { args: ["-e", program], stderr: "piped" }).outputSync();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr).slice(0, 200);
}
`;

/** Calls by their numbers on x86-64, with arguments that are well formed. */
const CALLS = {
  "add_key to the user's ring": `248, "user", "course", "x", 1, -4`,
  "add_key to the session's ring": `248, "user", "course", "x", 1, -3`,
  "keyctl": `250, 10, -4, "user", "course", 0`,
  "shmget": `29, 0, 600 << 20, 01700`,
  "semget": `64, 0, 1000, 01700`,
  "msgget": `68, 0, 01700`,
  "memfd_create": `319, "course", 0`,
  "unshare": `272, 0x10000000`,
  "clone": `56, 0x10000011, 0, 0, 0, 0`,
  "ptrace": `101, 16, 1, 0, 0`,
};

const SYSTEM_CALLS = `use Errno;${
  Object.entries(CALLS).map(([name, call]) =>
    `print "${name}: ", (syscall(${call}) == -1 ? $!{EPERM} ? "refused" : "failed: $!" : "done"), "; ";`
  ).join("").replaceAll('"user"', '(my $u = "user")')
    .replaceAll('"course"', '(my $c = "course")').replaceAll(
      '"x"',
      '(my $x = "x")',
    )
}`;

const FILLED = "const block = new Uint8Array(1 << 20);";

/** Attacks on the grader around the sandbox, and so on everybody else. */
export const NEIGHBOURS: Attack[] = [
  {
    name: "a path that is an escape of a URL",
    files: {
      [`${LESSON}/double.ts`]:
        `export const never = () => import("./%2e%2e/%2e%2e/%2e%2e/complete/${LESSON}/double.ts");`,
      [`${LESSON}/%2e%2e/%2e%2e/%2e%2e/complete/${LESSON}/double.ts`]:
        'throw new Error("sabotaged");',
    },
    expected: { status: "refused", says: /Its path is no plain one/ },
  },
  {
    name: "a name that is a tab and a line",
    files: { [`${LESSON}/do\tub\nle.ts`]: "export {};" },
    expected: { says: /Its path is no plain one/ },
  },
  {
    name: "braces that end the parser",
    files: { [`${LESSON}/double.ts`]: "{".repeat(250_000) },
    expected: { status: "refused", says: /It could not be handled: / },
  },
  {
    name: "arrows that end the parser",
    files: { [`${LESSON}/double.ts`]: "a=>".repeat(85_000) },
    expected: { status: "refused", says: /could not be handled|be parsed/ },
  },
  {
    name: "an error of many digits",
    top: 'throw new Error("1".repeat(30_000));',
    expected: { says: /The tests could not be loaded/ },
  },
  {
    name: "an error of many addresses",
    top: 'throw new Error("file://".repeat(100_000));',
    expected: { says: /The tests could not be loaded/ },
  },
  {
    name: "many imports",
    files: { [`${LESSON}/double.ts`]: 'import"q"\n'.repeat(22_528) },
    expected: { status: "refused", says: /more than 500 imports/ },
  },
  {
    name: "many files",
    files: Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [`${LESSON}/${i}.ts`, ""]),
    ),
    expected: { status: "missing", says: /More was found \(\d+\)/ },
  },
  {
    name: "a flood of results",
    top: `const line = "x ... ok (0)\\n".repeat(5000);
const bytes = new TextEncoder().encode("----- pre-test output end -----\\n" + line.repeat(8));
for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));`,
    bodies: SOLVED,
    expected: {},
  },
  {
    name: "a flood of other results",
    top: `let text = "----- pre-test output end -----\\n";
for (let i = 0; i < 100_000; i++) text += i + " ... ok (1ms)\\n";
const bytes = new TextEncoder().encode(text);
for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));`,
    bodies: SOLVED,
    expected: {},
  },
  {
    name: "a flood of events without proof",
    top:
      `const line = "\\x1e1:" + "0".repeat(64) + ":" + "x".repeat(100_000) + "\\n";
const bytes = new TextEncoder().encode(line.repeat(30));
for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));`,
    bodies: SOLVED,
    expected: { points: 100 },
  },
  {
    name: "a line without an end",
    top: `const bytes = new TextEncoder().encode(" ... ok (".repeat(350_000));
for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));`,
    bodies: SOLVED,
    expected: { points: 100 },
  },
  {
    name: "blames the machine",
    top: `try {
  new Worker("data:text/javascript," + encodeURIComponent("throw new Error('bwrap: no space left')"), { type: "module", name: "bwrap: x" })
    .addEventListener("error", (e) => e.preventDefault());
} catch {}
console.error("bwrap: Can't create file: No space left on device");
await new Promise((resolve) => setTimeout(resolve, 200));
Deno.kill(Deno.pid, "SIGKILL");
await new Promise(() => {});`,
    expected: { says: /SIGKILL/ },
  },
  {
    name: "says that it had no memory",
    top: `console.error("out of memory"); Deno.kill(Deno.pid, "SIGABRT");
await new Promise(() => {});`,
    expected: { says: /SIGABRT/ },
  },
  {
    name: "closes in a hook what it has left open",
    top: `const open: Deno.FsFile[] = [];
(Deno.test as any).afterEach?.(() => { for (const f of open.splice(0)) f.close(); });`,
    bodies: [
      'open.push(Deno.openSync("/course/deno.json")); return number * 2;',
      "return [];",
      "return 0;",
    ],
    expected: { says: /Leaks detected: .*file/i },
  },
  {
    name: "closes in a hook of Node's what it has left open",
    top: `import process from "node:process";
const open: Deno.FsFile[] = [];
const { afterEach } = process.getBuiltinModule("node:test") as any;
try { afterEach(() => { for (const f of open.splice(0)) f.close(); }); } catch {}`,
    bodies: [
      'open.push(Deno.openSync("/course/deno.json")); return number * 2;',
      "return [];",
      "return 0;",
    ],
    expected: {},
  },
  {
    name: "asks the kernel for what outlives it",
    top: `${PERL}const told = perl(${JSON.stringify(SYSTEM_CALLS)});`,
    bodies: Array.from({ length: 3 }, () => "throw new Error(told);") as [
      string,
      string,
      string,
    ],
    expected: {
      says: new RegExp(
        `^Error: ${
          Object.keys(CALLS).map((name) => `${name}: refused; `).join("")
        }`,
      ),
    },
  },
  {
    name: "makes many empty files",
    top: `let made = 0;
for (const folder of ["/tmp", "/dev/shm", "/deno"]) {
  for (let i = 0; i < 2_000; i++) {
    try { Deno.createSync(folder + "/" + i).close(); made++; } catch { break; }
  }
}
if (made === 0) throw new Error("none");`,
    bodies: solvedIf("made > 3_000"),
    expected: { says: /nothing found/ },
  },
  {
    name: "keeps memory in sockets",
    top: `${FILLED}
const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
const conns: Deno.Conn[] = [];
for (let i = 0; i < 400; i++) {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
  conns.push(conn, await listener.accept());
  (async () => { for (;;) await conn.write(block); })().catch(() => {});
}
await new Promise((resolve) => setTimeout(resolve, 2_000));`,
    expected: { status: "limit", says: /more memory/ },
  },
  {
    name: "keeps memory in files",
    top: `${FILLED}
const all: Uint8Array[] = [];
for (const folder of ["/tmp", "/dev/shm", "/deno"]) {
  for (let i = 0; ; i++) try { Deno.writeFileSync(folder + "/" + i, block); } catch { break; }
}
for (let i = 0; i < 500; i++) all.push(new Uint8Array(1 << 20).fill(1));`,
    expected: { status: "limit", says: /more memory/ },
  },
];
