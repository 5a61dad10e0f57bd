import "./dom.ts";
import type { Course, CourseLesson } from "../site.ts";
import type { Engine } from "./engine.ts";
import type { Disk } from "./files/disk.ts";
import type { Workspace } from "./files/workspace.ts";

/** What the lab's views share. */
export interface App {
  readonly course: Course;
  readonly engine: Engine;
  /** Resolves once a person does something in the page. */
  readonly used: Promise<void>;
  /** The learner's files of a lesson. */
  workspace(lesson: CourseLesson): Promise<Workspace>;
  /** The files on this machine, where `deno task lab` serves the page. */
  readonly disk?: Disk;
}

/** What is shown at a place. */
export interface View {
  title: string;
  element: HTMLElement;
  /** Called once it is in the page; says whether it has set the focus. */
  shown?(): boolean;
  /** Ends what the view has begun. */
  dispose?(): void;
}
