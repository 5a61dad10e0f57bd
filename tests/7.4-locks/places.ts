import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { refusal } from "./refusal.ts";

/** A class that lives in shared memory. */
interface Placed {
  new (buffer: SharedArrayBuffer, byteOffset?: number): object;
  readonly name: string;
  readonly BYTE_LENGTH: number;
}

/** Fails unless the constructor refuses places where there is no room. */
export function refusesBadPlaces(story: Story, placed: Placed): void {
  const length = placed.BYTE_LENGTH;
  const shared = new SharedArrayBuffer(length + 4);
  // As JavaScript, which knows no types, may call it.
  const plain = new ArrayBuffer(length + 4) as unknown as SharedArrayBuffer;
  const places: [string, SharedArrayBuffer, number][] = [
    ["a plain ArrayBuffer", plain, 0],
    ["a buffer that is too small", new SharedArrayBuffer(length - 4), 0],
    ["byteOffset 2", shared, 2],
    ["byteOffset -4", shared, -4],
    ["byteOffset NaN", shared, NaN],
    ["a byteOffset with too little room behind it", shared, 8],
  ];
  for (const [place, buffer, byteOffset] of places) {
    story.holds(refusal(() => new placed(buffer, byteOffset)), {
      expected: `new ${placed.name}() with ${place} is an error`,
      got: `new ${placed.name}(buffer, ${byteOffset}) threw no error`,
      ...means("takes-any-memory"),
    });
  }
  story.did(`new ${placed.name}() was called with places that do not fit`);
}
