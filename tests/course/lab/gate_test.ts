import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { LabClient } from "../../../scripts/lab/server/client.ts";
import { openLab, send } from "./open_lab.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";

Deno.test("the lab answers its own page alone", async () => {
  await using lab = await openLab();
  const { port, token } = lab;
  const host = `Host: 127.0.0.1:${port}`;
  const bearer = `Authorization: Bearer ${token}`;
  const ask = async (...lines: string[]) => {
    const [first = "", ...rest] = lines;
    const { status } = await send(
      port,
      [`${first} HTTP/1.1`, ...rest, "Connection: close", "", ""].join("\r\n"),
    );
    return status;
  };
  const api = "GET /api/state";
  assertEquals(await ask(api, host, bearer), 200);
  assertEquals(await ask(api, `Host: localhost:${port}`, bearer), 200);
  const own = `Origin: http://127.0.0.1:${port}`;
  assertEquals(await ask(api, host, bearer, own), 200);
  // No token, or another one.
  assertEquals(await ask(api, host), 401);
  assertEquals(await ask(api, host, `${bearer}x`), 401);
  assertEquals(await ask(`${api}?token=${token}`, host), 401);
  assertEquals(await ask(api, host, `Cookie: token=${token}`), 401);
  // A name that was made lead here.
  for (const page of [api, "GET /"]) {
    assertEquals(await ask(page, "Host: evil.example", bearer), 403);
    assertEquals(await ask(page, `Host: evil.example:${port}`, bearer), 403);
    assertEquals(await ask(page, "Host: 127.0.0.1:1", bearer), 403);
    // Another site's page, or one of another port of this machine.
    for (
      const origin of ["https://evil.example", "http://127.0.0.1:1", "null"]
    ) {
      assertEquals(await ask(page, host, bearer, `Origin: ${origin}`), 403);
    }
    for (const site of ["cross-site", "same-site"]) {
      assertEquals(
        await ask(page, host, bearer, `Sec-Fetch-Site: ${site}`),
        403,
      );
    }
  }
  // What tells or changes something asks for the token, each by itself.
  for (
    const route of [
      ...["GET /api/files?lesson=7.9", "GET /api/diff?number=7.9"],
      ...["GET /api/bench", "GET /api/events", "PUT /api/file"],
      ...["run", "stop", "hint", "reset"].map((name) => `POST /api/${name}`),
    ]
  ) {
    assertEquals(await ask(route, host), 401, route);
    assertEquals(
      await ask(route, host, bearer, "Origin: https://evil.example"),
      403,
      route,
    );
    assertEquals(await ask(route, "Host: evil.example", bearer), 403, route);
  }
  assertEquals(await ask("GET /", host), 200);
  assertEquals(await ask("GET /deno.json", host), 404);
  assertEquals(await ask("GET /../deno.json", host), 404);
  assertEquals(await ask("GET /%2e%2e/deno.json", host), 404);
  assertEquals(await ask("POST /", host), 405);
  assertEquals(await ask("GET /api/nothing", host, bearer), 404);
  assertEquals(await ask("GET /api/toString", host, bearer), 404);
});

Deno.test("the lab lets no other site's page ask, frame it or read its answers", async () => {
  await using lab = await openLab();
  const asked = await send(
    lab.port,
    `OPTIONS /api/state HTTP/1.1\r\nHost: 127.0.0.1:${lab.port}\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Headers: authorization\r\nConnection: close\r\n\r\n`,
  );
  assertEquals(asked.status, 403);
  const page = await send(
    lab.port,
    `GET / HTTP/1.1\r\nHost: 127.0.0.1:${lab.port}\r\nConnection: close\r\n\r\n`,
  );
  for (const { headers } of [asked, page]) {
    assertEquals(/access-control/i.test(headers), false);
    assertMatch(headers, /frame-ancestors 'none'/);
    // What workers run is bound by it.
    assertMatch(headers, /connect-src 'self' blob:;/);
    assertMatch(headers, /cross-origin-resource-policy: same-origin/i);
  }
  assertEquals(lab.token.length, 32);
  await assertRejects(
    () => new LabClient(`http://127.0.0.1:${lab.port}`, "x").state(),
    Error,
    "without this run's token",
  );
});

Deno.test("the lab opens the lessons' own files alone", async () => {
  await using lab = await openLab({
    "secret.ts": "secret",
    "lessons/7.9-doubling/.env.ts": "secret",
  });
  const { client, root } = lab;
  const secret = new URL("secret.ts", root);
  await Deno.symlink(secret, new URL("lessons/7.9-doubling/link.ts", root));
  await Deno.symlink(
    new URL("./", secret),
    new URL("lessons/7.9-doubling/folder", root),
  );
  for (
    const path of [
      "secret.ts",
      "../secret.ts",
      "/etc/passwd",
      "lessons/../secret.ts",
      "lessons/7.9-doubling/../../secret.ts",
      "lessons/7.9-doubling/..\\..\\secret.ts",
      "lessons/7.9-doubling/%2e%2e/secret.ts",
      "lessons/7.9-doubling/.env.ts",
      "lessons/7.9-doubling/link.ts",
      "lessons/7.9-doubling/folder/secret.ts",
      "lessons/7.9-doubling/double.ts\0.md",
      "lessons/7.8-other/double.ts",
      "lessons/7.9-doubling",
      "lessons",
      "",
    ]
  ) {
    await assertRejects(() => client.file(path), Error, "Cannot open", path);
    await assertRejects(
      () => client.write({ path, text: "x", version: null }),
      Error,
      "Cannot open",
      path,
    );
  }
  assertEquals(await Deno.readTextFile(secret), "secret");
  const paths = (await client.files("7.9")).map(({ path }) => path);
  assertEquals(paths, [LEARNER, "lessons/7.9-doubling/lesson.json"]);
  await assertRejects(
    () =>
      client.write({
        path: "lessons/7.9-doubling/lesson.json",
        text: "{}",
        version: null,
      }),
    Error,
    "as it is no TypeScript",
  );
});

Deno.test("the lab takes no more than a file's length", async () => {
  await using lab = await openLab();
  const { version } = await lab.client.file(LEARNER);
  for (const length of [300_000, 3_000_000]) {
    await assertRejects(
      () =>
        lab.client.write({ path: LEARNER, text: "x".repeat(length), version }),
      Error,
      length < 1_000_000 ? "at most 262144 are written" : "bytes are taken",
    );
  }
  await Deno.writeTextFile(new URL(LEARNER, lab.root), "x".repeat(300_000));
  await assertRejects(() => lab.client.file(LEARNER), Error, "at most 262144");
});
