import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of waiting for credit. */
export const waitsForCreditMutants: Mutant[] = [
  {
    name: "whoever reads takes as much credit for itself",
    step: "7.2.2",
    shows: "own-reads-give-credit",
    file,
    edits: [[
      "        p.set(part);\n",
      "        p.set(part);\n        this.#credit += part.length;\n",
    ]],
  },
  {
    name: "whoever grants credit takes as much for itself",
    step: "7.2.2",
    shows: "own-reads-give-credit",
    file,
    edits: [[
      "    this.#owed = 0;\n",
      "    this.#refill(this.#owed);\n    this.#owed = 0;\n",
    ]],
  },
  {
    name: "one of those that wait for credit is woken",
    step: "7.2.2",
    shows: "wakes-one-of-two",
    file: "port_conn.ts",
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    await new Promise<void>((resolve) => this.#writers.push(resolve));\n    // #endregion",
    ], [
      "    this.#news.resolve();\n",
      "    this.#writers.shift()?.();\n    this.#news.resolve();\n",
    ], [
      "  #closed = false;\n",
      "  #closed = false;\n  readonly #writers: (() => void)[] = [];\n",
    ]],
  },
  {
    name: "who waits last for credit is woken alone",
    step: "7.2.2",
    shows: "wakes-one-of-two",
    file: "port_conn.ts",
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    await new Promise<void>((resolve) => this.#go = resolve);\n    // #endregion",
    ], [
      "    this.#news.resolve();\n",
      "    this.#go();\n    this.#news.resolve();\n",
    ], [
      "  #closed = false;\n",
      "  #closed = false;\n  #go = () => {};\n",
    ]],
  },
  {
    name: "a write waits for a whole window of credit",
    step: "7.2.2",
    shows: "sleeps-through-credit",
    file: "port_conn.ts",
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    do {\n      await this.#news.promise;\n    } while (\n      this.#credit < WINDOW && !this.#deaf && !this.#finished && !this.#closed\n    );\n    // #endregion",
    ]],
  },
  {
    name: "a writer without credit waits for a message of the port",
    step: "7.2.2",
    shows: "own-close-unheard",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      `    await new Promise((resolve) =>
      this.#port.addEventListener("message", resolve, { once: true })
    );
    // #endregion`,
    ]],
  },
  {
    name: "a writer without credit waits for nothing else",
    step: "7.2.2",
    shows: "waits-for-credit-alone",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    while (this.#credit === 0) await this.#news.promise;\n    // #endregion",
    ]],
  },
  {
    name: "a writer without credit waits for a promise of its own",
    step: "7.2.2",
    shows: "waits-for-credit-alone",
    file,
    edits: [[
      "  #closed = false;\n",
      "  #closed = false;\n  #credited = Promise.withResolvers<void>();\n",
    ], [
      "    await this.#news.promise;\n    // #endregion",
      "    await this.#credited.promise;\n    // #endregion",
    ], [
      "    this.#credit += bytes;\n",
      "    this.#credit += bytes;\n    this.#credited.resolve();\n    this.#credited = Promise.withResolvers();\n",
    ], [
      "    this.#finished = true;\n",
      "    this.#finished = true;\n    this.#credited.resolve();\n",
    ], [
      "    this.#closed = true;\n",
      "    this.#closed = true;\n    this.#credited.resolve();\n",
    ]],
  },
  {
    name: "a writer without credit takes some",
    step: "7.2.2",
    shows: "grants-credit-to-itself",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    this.#credit = 65536;\n    // #endregion",
    ]],
  },
  {
    name: "a write without credit lets no message in",
    step: "7.2.2",
    shows: "spins-for-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    while (this.#credit === 0);\n    // #endregion",
    ]],
  },
  {
    name: "a write without credit awaits no promise",
    step: "7.2.2",
    shows: "spins-for-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    await this.#news;\n    // #endregion",
    ]],
  },
  {
    name: "who waits for credit gives what it owes first",
    step: "7.2.2",
    shows: "wakes-each-other",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    this.#grant();\n    await this.#news.promise;\n    // #endregion",
    ]],
  },
  {
    name: "a write without credit fails",
    step: "7.2.2",
    shows: "refuses-without-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      '    throw new Error("There is no credit");\n    // #endregion',
    ]],
  },
  {
    name: "a write waits for the second news",
    step: "7.2.2",
    shows: "sleeps-through-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    await this.#news.promise;\n    await this.#news.promise;\n    // #endregion",
    ]],
  },
  {
    name: "a write without credit looks every second",
    step: "7.2.2",
    shows: "polls-for-credit",
    file,
    edits: [[
      `    await this.#news.promise;
    // #endregion`,
      `    await Promise.race([this.#news.promise, new Promise((r) => setTimeout(r, 1000))]);
    // #endregion`,
    ]],
  },
  {
    name: "a write without credit lets the event loop turn first",
    step: "7.2.2",
    shows: "polls-for-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      `    await new Promise((resolve) => setTimeout(resolve, 0));
    if (this.#credit > 0) return;
    await this.#news.promise;
    // #endregion`,
    ]],
  },
  {
    name: "a write whose peer has ended waits on",
    step: "7.2.2",
    shows: "sleeps-through-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    do await this.#news.promise;\n    while (this.#ended && !this.#deaf && !this.#finished && !this.#closed);\n    // #endregion",
    ]],
  },
  {
    name: "a write without credit takes other news for the end",
    step: "7.2.2",
    shows: "data-ends-waiting",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      `    await this.#news.promise;
    if (this.#credit === 0 && !this.#deaf && !this.#finished && !this.#closed) {
      throw brokenPipe("other end");
    }
    // #endregion`,
    ]],
  },
  {
    name: "a write without credit fails when the peer has ended",
    step: "7.2.2",
    shows: "end-ends-waiting",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      `    if (this.#ended) throw brokenPipe("other end");
    await this.#news.promise;
    // #endregion`,
    ]],
  },
  {
    name: "a write that waits for credit does not look at its own end",
    step: "7.2.2",
    shows: "sleeps-through-own-end",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      `    while (this.#credit === 0 && !this.#deaf && !this.#closed) {
      await this.#news.promise;
    }
    // #endregion`,
    ]],
  },
  {
    name: "credit that has come goes off what is owed",
    step: "7.2.2",
    shows: "credit-pays-what-is-owed",
    file,
    edits: [[
      "    this.#credit += bytes;\n",
      "    this.#credit += bytes;\n    this.#owed -= bytes;\n",
    ]],
  },
  {
    name: "who has little credit grants none",
    step: "7.2.2",
    shows: "grants-unless-it-writes",
    file,
    edits: [[
      "    const buffers = this.#buffers.emptied();",
      "    if (this.#credit < WINDOW) return;\n    const buffers = this.#buffers.emptied();",
    ]],
  },
];
