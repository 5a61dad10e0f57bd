import { assertEquals, assertMatch } from "@std/assert";
import { COURSE } from "../fixture/course.ts";
import { CTRL_C, Session, type } from "../fixture/user.ts";

Deno.test("lab prints its address, two at once, until Ctrl-C", async () => {
  await using one = new Session(COURSE, "lab");
  await using other = new Session(COURSE, "lab");
  for (const session of [one, other]) {
    await session.shows("The lab is open.");
    await session.shows("#token=");
    session.interrupt();
  }
  const ends = await Promise.all([one.ended(), other.ended()]);
  const addresses = ends.map(({ stdout }) =>
    stdout.match(/http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}\n$/)?.[0]
  );
  assertEquals(new Set(addresses).size, 2);
  for (const { code, stderr } of ends) {
    assertEquals([code, stderr], [CTRL_C === 130 ? 0 : CTRL_C, ""]);
  }
});

Deno.test("lab ends with code 2 and one line when it cannot listen there", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  assertEquals(await type(COURSE, `lab --port ${port}`), {
    code: 2,
    stdout: "",
    stderr:
      `Cannot listen on port ${port} as another program does: choose another with --port, or leave it away.\n`,
  });
  for (
    const line of ["lab --port 0", "lab --port x", "lab --port 1 --build x"]
  ) {
    const { code, stdout, stderr } = await type(COURSE, line);
    assertEquals([code, stdout], [2, ""]);
    assertMatch(stderr, /^Option .*\. See --help\.\n$/);
  }
});
