import { sql, type SQL } from 'drizzle-orm';

// eslint-disable-next-line no-control-regex -- the one character that Postgres cannot store is what this looks for
const NUL = /\u0000/g;
/** With the flag `u`, surrogates that form a pair do not match. */
const UNPAIRED_SURROGATE = /\p{Surrogate}/gu;

/** The text as Postgres can store it: it refuses NUL and unpaired surrogates. */
export function storableText(text: string): string {
  return text.replace(NUL, '').replace(UNPAIRED_SURROGATE, '\ufffd');
}

/** The value with every text in it made storable, as a plain JSON value. */
export function storableJson<T>(value: T): T {
  const json = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? storableText(inner) : inner,
  );
  return JSON.parse(json) as T;
}

/** A `jsonb` parameter of a hand-written statement. */
export function jsonbParameter(value: unknown): SQL {
  return sql`${JSON.stringify(storableJson(value))}::jsonb`;
}
