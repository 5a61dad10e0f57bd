/** What was seen of `#vacancy()` as it counted the children. */
export interface VacancyLooks extends Disposable {
  /** Whether it has counted them before any child was started. */
  readonly tooEarly: boolean;
}

/**
 * From now on, notes when `#vacancy()` looks how many children there are. They
 * are in a map, whose size or keys everyone asks for who wants to know.
 *
 * @param started How many children were started by now.
 */
export function vacancyLooks(started: () => number): VacancyLooks {
  const { prototype } = Map;
  const size = Object.getOwnPropertyDescriptor(prototype, "size");
  const keys = Object.getOwnPropertyDescriptor(prototype, "keys");
  if (size?.get === undefined || keys === undefined) {
    throw new Error("Cannot see who counts children: a map has no size");
  }
  const { get } = size;
  let tooEarly = false;
  let looks = false;
  const look = () => {
    // To count what was started may ask for a map's size, too.
    if (looks || !/\.#vacancy\b/.test(`${new Error().stack}`)) return;
    looks = true;
    tooEarly ||= started() === 0;
    looks = false;
  };
  Object.defineProperty(prototype, "size", {
    ...size,
    get() {
      look();
      return get.call(this);
    },
  });
  Object.defineProperty(prototype, "keys", {
    ...keys,
    value(this: Map<unknown, unknown>) {
      look();
      return keys.value.call(this);
    },
  });
  return {
    get tooEarly() {
      return tooEarly;
    },
    [Symbol.dispose]() {
      Object.defineProperty(prototype, "size", size);
      Object.defineProperty(prototype, "keys", keys);
    },
  };
}
