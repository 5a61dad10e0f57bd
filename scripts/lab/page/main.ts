/** The page's script. */
import type { Course } from "../site.ts";

const page = globalThis as unknown as {
  document: { body: { append(text: string): void } };
};
const course: Course = await (await fetch("course.json")).json();
for (const { number, title } of course.lessons) {
  page.document.body.append(`${number} ${title}\n`);
}
