/** What each pool's threads run: a number in and out, or 64 kB in and out. */
export default function task(value) {
  if (typeof value === "number") return value + 1 | 0;
  value[0]++;
  return value;
}
