import { type Attack, solvedIf } from "./attack.ts";

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

/** Attacks on what the kernel keeps for a run, or beyond it. */
export const KERNEL: Attack[] = [
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
