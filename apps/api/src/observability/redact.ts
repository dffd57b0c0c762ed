import { DrizzleQueryError } from 'drizzle-orm';

export const REDACTED = '[redacted]';

/** What `redact` makes of an error. */
export interface RedactedError {
  type: string;
  message: string;
  /** Of a statement that failed, without its values. */
  query?: string;
  code?: unknown;
  stack?: string;
  cause?: unknown;
}

const MAX_DEPTH = 8;
const MAX_ENTRIES = 200;
const MAX_TEXT_CHARS = 32_768;

/** Names of fields, headers and parameters whose values are secret, wherever they stand. */
const SECRET_NAME =
  /pass(?:word|wd|phrase|code)|secret|token|authorization|cookie|api[-_]?key|(?:access|private|provider|signing|encryption|openai|anthropic|figma|github|model|service)[-_]?key|credential|signature|^(?:pwd|kek|dsn|jwt|otp)$|^kek[-_]?previous$/i;

/** Secrets that are known by how they look. Each takes time in proportion to the text, whatever stands in it. */
const SECRET_TEXTS: readonly [pattern: RegExp, replacement: string][] = [
  // Of an address: user and password, or a key.
  [/:\/\/[^\s/"'<>]{1,1000}@/g, `://${REDACTED}@`],
  [/\b(Bearer|Basic|Token)\s+[\w.~+/=:-]{12,}/gi, `$1 ${REDACTED}`],
  // Not within one: each dash would else begin another search to the end.
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, REDACTED],
  // Keys of this program and of services that people connect.
  [/\b(?:pst_live_|whsec_|sk-|sk_|rk_|gh[opsur]_|github_pat_|figd_|xox[abp]-)[\w-]{8,}/g, REDACTED],
  [/\bAKIA[0-9A-Z]{16}\b/g, REDACTED],
  // Parameters of addresses and forms.
  [
    /([?&#;][\w.-]{0,40}(?:token|secret|password|passwd|api[-_]?key|signature|credential)[\w.-]{0,40}=)[^&#;\s"'<>]+/gi,
    `$1${REDACTED}`,
  ],
];

/** Whether a field of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/**
 * A copy of anything, as a log or a report of a fault may hold it: without secrets by the names of fields, at any
 * depth, and by the look of texts. Errors become plain objects. Bounded in depth and width; never throws.
 */
export function redact(value: unknown): unknown {
  try {
    return copy(value, []);
  } catch {
    return '[unreadable]';
  }
}

/** The text without what looks like a secret in it. */
export function redactText(text: string): string {
  const bounded = text.length > MAX_TEXT_CHARS ? `${text.slice(0, MAX_TEXT_CHARS)}…` : text;
  return SECRET_TEXTS.reduce((rest, [pattern, by]) => rest.replace(pattern, by), bounded);
}

function copy(value: unknown, within: readonly object[]): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (within.includes(value)) return '[circular]';
  if (within.length >= MAX_DEPTH) return '[deep]';
  const inner = [...within, value];
  if (value instanceof Error) return copyError(value, inner);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((item) => copy(item, inner));
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return copy((value.toJSON as () => unknown)(), inner);
  }
  return copyFields(value, inner);
}

function copyFields(value: object, within: readonly object[]): Record<string, unknown> {
  const copied: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value).slice(0, MAX_ENTRIES)) {
    // Counts of tokens are no tokens.
    const isSecret = isSecretName(name) && !['number', 'boolean'].includes(typeof field);
    copied[name] =
      isSecret && field !== null && field !== undefined ? REDACTED : copy(field, within);
  }
  return copied;
}

/**
 * What an error tells. Its own further fields are left out, since libraries keep requests and answers there. A failed
 * query keeps its text and loses its values, and Postgres' own `detail`, both of which hold what users sent.
 */
function copyError(error: Error, within: readonly object[]): RedactedError {
  const isQuery = error instanceof DrizzleQueryError;
  const code = 'code' in error ? copy(error.code, within) : undefined;
  return {
    type: isQuery ? 'DrizzleQueryError' : error.name || error.constructor.name,
    message: isQuery ? 'a query failed' : redactText(error.message),
    ...(isQuery && { query: redactText(error.query) }),
    ...(code !== undefined && { code }),
    stack: isQuery ? framesOf(error.stack) : error.stack && redactText(error.stack),
    ...(error.cause !== undefined && { cause: copy(error.cause, within) }),
    ...(error instanceof AggregateError && { errors: copy(error.errors, within) }),
  };
}

/** A stack without its first lines, in which the message stands. */
function framesOf(stack = ''): string {
  const lines = stack.split('\n').filter((line) => /^ +at /.test(line));
  return redactText(lines.join('\n'));
}
