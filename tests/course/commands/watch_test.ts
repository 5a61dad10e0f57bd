import { assertEquals } from "@std/assert";
import { makeStarter } from "../../../scripts/lesson/regions.ts";
import { EARLIER, fixtureCourse, SOLUTION } from "../fixture/course.ts";
import { CTRL_C, Session } from "../fixture/user.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";
const WAITING = "Waiting for you to save a file (Ctrl-C ends) …";

Deno.test("watch runs the lesson again on each save until Ctrl-C", async () => {
  await using course = await fixtureCourse({
    [LEARNER]: makeStarter(SOLUTION),
  });
  const file = new URL(LEARNER, course.root);
  await using session = new Session(course.root, "watch");
  await session.shows("todo    7.9.1");
  await session.shows("step 7.9.1 is not written yet");
  await session.shows(WAITING);

  await Deno.writeTextFile(file, SOLUTION.replace("number * 2", "number + 1"));
  await session.shows("FAILED  7.9.1");
  await session.shows("it does not multiply.");
  await session.shows(WAITING);

  // As editors do that write a new file and put it in the old one's place.
  const fresh = new URL("lessons/fresh.ts~", course.root);
  await Deno.writeTextFile(fresh, SOLUTION);
  await Deno.rename(fresh, file);
  await session.shows("3 passed, 0 failed");
  await session.shows(WAITING);

  await Deno.remove(file);
  await session.shows("reset 7.9 double.ts  puts it back");
  await session.shows(WAITING);

  session.interrupt();
  assertEquals((await session.ended()).code, CTRL_C);
});

Deno.test("watch follows the lesson whose file is saved, and begins with what failed", async () => {
  await using course = await fixtureCourse({
    ...EARLIER,
    [LEARNER]: SOLUTION.replace("numbers.map(double)", "numbers"),
  });
  await using session = new Session(course.root, "watch");
  await session.shows("3 passed, 0 failed");
  await session.shows(WAITING);
  const file = new URL(LEARNER, course.root);
  await Deno.writeTextFile(file, SOLUTION.replace("numbers.map(double)", "[]"));
  await session.shows("ok      7.9.1");
  await session.shows("FAILED  7.9.2");
  await session.shows(WAITING);
  await Deno.writeTextFile(file, SOLUTION);
  await session.shows("Checking lesson 7.9 (Doubling) …\n\n  ok      7.9.2");
  await session.shows("3 passed, 0 failed");
  await session.shows(WAITING);
  session.interrupt();
  assertEquals((await session.ended()).code, CTRL_C);
});
