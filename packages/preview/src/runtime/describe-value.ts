const MAX_DEPTH = 3;
const MAX_ENTRIES = 50;
const MAX_CHARS = 5_000;

/**
 * Console arguments as texts: `%s`-style placeholders are filled as the console would fill them.
 * Never throws, whatever the values do.
 */
export function describeAll(args: readonly unknown[]): string[] {
  const [format, ...values] = args;
  if (typeof format !== 'string' || !format.includes('%')) return args.map(describe);
  const text = format.replace(/%([%sdifoOc])/g, (placeholder, kind: string) => {
    if (kind === '%') return '%';
    if (values.length === 0) return placeholder;
    const value = values.shift();
    if (kind === 'c') return '';
    if (kind === 'd' || kind === 'i') return String(Math.trunc(numberOf(value)));
    if (kind === 'f') return String(numberOf(value));
    return describe(value);
  });
  return [cut(text), ...values.map(describe)];
}

/** Symbols and objects that refuse to be numbers are none, to a console too. */
function numberOf(value: unknown): number {
  try {
    return Number(value);
  } catch {
    return NaN;
  }
}

/** One value as a reader of a console expects it. Never throws, whatever the value does. */
export function describe(value: unknown): string {
  try {
    return cut(typeof value === 'string' ? value : inspect(value, 0, []));
  } catch {
    return '[unreadable]';
  }
}

function inspect(value: unknown, depth: number, parents: readonly unknown[]): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `ƒ ${value.name || '(anonymous)'}()`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return value.stack ?? `${value.name}: ${value.message}`;
  if (value instanceof Element) return elementTag(value);
  if (value instanceof Date) return value.toISOString();
  if (parents.includes(value)) return '[circular]';
  if (depth >= MAX_DEPTH) return Array.isArray(value) ? '[…]' : '{…}';
  return inspectEntries(value, (item) => inspect(item, depth + 1, [...parents, value]));
}

function inspectEntries(value: object, inner: (item: unknown) => string): string {
  if (Array.isArray(value)) return list('[', limited(value).map(inner), value.length, ']');
  if (value instanceof Map) {
    const pairs = limited([...value]).map(([key, item]) => `${inner(key)} => ${inner(item)}`);
    return `Map ${list('{', pairs, value.size, '}')}`;
  }
  if (value instanceof Set) return `Set ${list('{', limited([...value]).map(inner), value.size, '}')}`; // prettier-ignore
  const keys = Object.keys(value);
  const pairs = limited(keys).map((key) => `${key}: ${inner((value as never)[key])}`);
  const name = (value.constructor as { name?: string } | undefined)?.name;
  const prefix = name && name !== 'Object' ? `${name} ` : '';
  return prefix + list('{', pairs, keys.length, '}');
}

function limited<T>(items: readonly T[]): readonly T[] {
  return items.slice(0, MAX_ENTRIES);
}

function list(open: string, items: readonly string[], total: number, close: string): string {
  if (total === 0) return open + close;
  const rest = total > items.length ? [`… ${total - items.length} more`] : [];
  return `${open} ${[...items, ...rest].join(', ')} ${close}`;
}

function elementTag(element: Element): string {
  const id = element.id && `#${element.id}`;
  const classes = [...element.classList].map((name) => `.${name}`).join('');
  return `<${element.tagName.toLowerCase()}${id}${classes}>`;
}

function cut(text: string): string {
  return text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text;
}
