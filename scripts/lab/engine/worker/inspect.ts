/** Columns that a value may have on one line. */
const WIDTH = 76;

/** Those of the options of `Deno.inspect()` that tests and assertions give. */
export interface InspectOptions {
  /** Whether short lists stand on one line. @default {true} */
  compact?: boolean;
  /** How many objects within each other are told. @default {4} */
  depth?: number;
  /** How many elements of a list are told. @default {100} */
  iterableLimit?: number;
  /** Whether properties stand in the order of their names. @default {false} */
  sorted?: boolean;
  /** Whether a comma stands after the last of several lines. @default {false} */
  trailingComma?: boolean;
}

/**
 * A value as `Deno.inspect()` tells it, as far as tests tell values: plain data,
 * lists, errors, and objects by their class.
 */
export function inspect(value: unknown, options: InspectOptions = {}): string {
  return tell(value, options, []);
}

/** @param above The objects that the value stands in. */
function tell(
  value: unknown,
  options: InspectOptions,
  above: readonly unknown[],
): string {
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
      return value === null ? "null" : tellObject(value, options, above);
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}

function tellObject(
  value: object,
  options: InspectOptions,
  above: readonly unknown[],
): string {
  if (value instanceof Error) return tellError(value);
  if (value instanceof Promise) return "Promise { <pending> }";
  if (above.includes(value)) return "[Circular *1]";
  const { depth = 4, sorted = false } = options;
  const name = value.constructor?.name ?? "[Object: null prototype]";
  if (above.length > depth) {
    return Array.isArray(value) ? "[Array]" : `[${name}]`;
  }
  const part = (one: unknown) => tell(one, options, [...above, value]);
  const all = (head: string, parts: string[], open: string, close: string) =>
    list(parts, { head, open, close }, options);
  if (Array.isArray(value)) return all("", value.map(part), "[", "]");
  if (ArrayBuffer.isView(value) && "length" in value) {
    const parts = Array.from(value as unknown as ArrayLike<unknown>, part);
    return all(`${name}(${parts.length}) `, parts, "[", "]");
  }
  if (value instanceof Map) {
    const parts = [...value].map(([key, one]) =>
      `${part(key)} => ${part(one)}`
    );
    return all(`Map(${value.size}) `, parts, "{", "}");
  }
  if (value instanceof Set) {
    return all(`Set(${value.size}) `, [...value].map(part), "{", "}");
  }
  const entries = Object.entries(value);
  if (sorted) entries.sort(([a], [b]) => a < b ? -1 : 1);
  const parts = entries.map(([key, one]) =>
    `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key)}: ${part(one)}`
  );
  return all(name === "Object" ? "" : `${name} `, parts, "{", "}");
}

function list(
  parts: string[],
  { head, open, close }: Record<"head" | "open" | "close", string>,
  { compact = true, iterableLimit = 100, trailingComma = false }:
    InspectOptions,
): string {
  const shown = parts.length > iterableLimit
    ? [
      ...parts.slice(0, iterableLimit),
      `... ${parts.length - iterableLimit} more items`,
    ]
    : parts;
  if (shown.length === 0) return `${head}${open}${close}`;
  const line = `${head}${open} ${shown.join(", ")} ${close}`;
  if (compact && line.length <= WIDTH && !line.includes("\n")) return line;
  return `${head}${open}\n${
    shown.map((one) => `  ${one.replaceAll("\n", "\n  ")}`).join(",\n")
  }${trailingComma ? "," : ""}\n${close}`;
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
