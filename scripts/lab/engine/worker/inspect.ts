/** Columns that a value may have on one line. */
const WIDTH = 76;

/** Elements that are told of a list. */
const MOST = 40;

/**
 * A value as `Deno.inspect()` tells it, as far as tests tell values: plain data,
 * lists, errors, and objects by their class.
 */
export function inspect(value: unknown): string {
  return tell(value, 0, new Set());
}

function tell(value: unknown, depth: number, above: Set<unknown>): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "bigint":
      return `${value}n`;
    case "function":
      return value.name
        ? `[Function: ${value.name}]`
        : "[Function (anonymous)]";
    case "object":
      return value === null ? "null" : tellObject(value, depth, above);
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}

function tellObject(
  value: object,
  depth: number,
  above: Set<unknown>,
): string {
  if (value instanceof Error) return tellError(value);
  if (value instanceof Promise) return "Promise { <pending> }";
  if (above.has(value)) return "[Circular *1]";
  const name = value.constructor?.name ?? "[Object: null prototype]";
  if (depth > 4) return Array.isArray(value) ? "[Array]" : `[${name}]`;
  const inner = new Set([...above, value]);
  const part = (one: unknown) => tell(one, depth + 1, inner);
  if (Array.isArray(value)) return list("", value.map(part), "[", "]");
  if (ArrayBuffer.isView(value) && "length" in value) {
    const all = Array.from(value as unknown as ArrayLike<unknown>, part);
    return list(`${name}(${all.length}) `, all, "[", "]");
  }
  if (value instanceof Map) {
    const all = [...value].map(([key, one]) => `${part(key)} => ${part(one)}`);
    return list(`Map(${value.size}) `, all, "{", "}");
  }
  if (value instanceof Set) {
    return list(`Set(${value.size}) `, [...value].map(part), "{", "}");
  }
  const entries = Object.entries(value).map(([key, one]) =>
    `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key)}: ${part(one)}`
  );
  return list(name === "Object" ? "" : `${name} `, entries, "{", "}");
}

function list(
  head: string,
  all: string[],
  open: string,
  close: string,
): string {
  const shown = all.length > MOST
    ? [...all.slice(0, MOST), `... ${all.length - MOST} more items`]
    : all;
  if (shown.length === 0) return `${head}${open}${close}`;
  const line = `${head}${open} ${shown.join(", ")} ${close}`;
  if (line.length <= WIDTH && !line.includes("\n")) return line;
  return `${head}${open}\n${
    shown.map((one) => `  ${one.replaceAll("\n", "\n  ")}`).join(",\n")
  }\n${close}`;
}

function tellError(error: Error): string {
  const stack = error.stack ?? "";
  const head = `${error.name}: ${error.message}`;
  const told = stack.includes(error.message) ? stack : `${head}\n${stack}`;
  return error.cause === undefined
    ? told
    : `${told}\nCaused by: ${inspect(error.cause)}`;
}

/** In double quotes, unless there are such inside and no single ones. */
function quote(text: string): string {
  return text.includes('"') && !text.includes("'")
    ? `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')}'`
    : JSON.stringify(text);
}
