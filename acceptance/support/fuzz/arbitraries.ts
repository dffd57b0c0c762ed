import fc from 'fast-check';

import { idsIn, resolveSchema, type ApiDocument, type JsonSchema } from '../api-document.ts';

/** All ids that are known of each kind, by their prefix. */
export type IdPool = ReadonlyMap<string, readonly string[]>;

const MAX_TEXT = 60;
const MAX_ITEMS = 3;
const ULID = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/);
/** Of the years that databases and calendars agree on. */
const YEARS = { min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true };

/** Values that a schema allows; ids are of things that exist, where there are such. */
export function valid(
  schema: JsonSchema,
  document: ApiDocument,
  ids: IdPool,
): fc.Arbitrary<unknown> {
  const inner = (part: JsonSchema) => valid(part, document, ids);
  if (schema.$ref) return inner(resolveSchema(schema, document));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map(inner));
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => inner({ ...schema, type })));
  }
  switch (schema.type) {
    case 'object':
      return object(schema, inner);
    case 'array': {
      const { minItems: minLength = 0, maxItems = MAX_ITEMS } = schema;
      const maxLength = Math.max(minLength, Math.min(maxItems, MAX_ITEMS));
      return fc.uniqueArray(inner(schema.items ?? {}), {
        ...{ minLength, maxLength },
        selector: (item) => JSON.stringify(item),
      });
    }
    case 'integer':
      return fc.integer(boundsOf(schema));
    case 'number':
      return fc.double({ ...boundsOf(schema), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return orExample(text(schema, ids), schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function object(
  { properties = {}, required = [], additionalProperties: more }: JsonSchema,
  inner: (part: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, inner(field)]),
  );
  if (typeof more === 'object' && Object.keys(fields).length === 0) {
    return fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,12}$/), inner(more), {
      maxKeys: MAX_ITEMS,
    });
  }
  return fc.record(fields, { requiredKeys: required });
}

function boundsOf({ minimum, maximum, exclusiveMinimum }: JsonSchema) {
  const min = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1);
  return { min, max: Math.max(min, Math.min(maximum ?? 1_000, 2_147_483_647)) };
}

/** The document's examples where a pattern looks ahead, of which no text can be made. */
function matching(pattern: string, examples: readonly unknown[] = []): fc.Arbitrary<string> {
  if (/\(\?[=!]/.test(pattern)) return fc.constantFrom(...examples.map(String));
  return fc.stringMatching(new RegExp(pattern));
}

/** Of what is there under a name, examples know more than any pattern. */
function orExample(made: fc.Arbitrary<string>, { examples = [] }: JsonSchema) {
  const names = examples.filter((one): one is string => typeof one === 'string');
  const isId = names.some((name) => idsIn(name).length > 0);
  return names.length === 0 || isId ? made : fc.oneof(made, fc.constantFrom(...names));
}

function text(schema: JsonSchema, ids: IdPool): fc.Arbitrary<string> {
  const { pattern, format, minLength = 0, maxLength = MAX_TEXT } = schema;
  const prefix = /^\^([a-z]{3})_/.exec(pattern ?? '')?.[1];
  if (prefix !== undefined) {
    const known = ids.get(prefix) ?? [];
    return known.length > 0 ? fc.constantFrom(...known) : ULID.map((ulid) => `${prefix}_${ulid}`);
  }
  if (pattern !== undefined) {
    const longest = schema.maxLength ?? Infinity;
    return matching(pattern, schema.examples).filter(
      ({ length }) => length >= minLength && length <= longest,
    );
  }
  switch (format) {
    case 'date-time':
      return fc.date(YEARS).map((date) => date.toISOString());
    case 'email':
      return fc.stringMatching(/^[a-z]{3,10}$/).map((name) => `${name}@example.org`);
    case 'uri':
      return fc.webPath().map((path) => `https://example.org${path}`);
    case 'base64':
      return fc.string({ unit: 'binary', maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64')); // prettier-ignore
    default:
      return fc.string({
        unit: 'grapheme',
        minLength,
        maxLength: Math.max(minLength, Math.min(maxLength, MAX_TEXT)),
      });
  }
}

const deep = (depth: number): unknown =>
  JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));

/** What stands in place of a value that was valid. */
export const FAULTS: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 63), '', [], {}, [[]], [null]],
  ...[deep(20), deep(200), 'x'.repeat(5_000), 'x'.repeat(200_000), Array(500).fill('x')],
  ...[
    'a\u0000b',
    '\ud83d',
    '\u202etxt.exe',
    'e\u0301'.repeat(50),
    '👩‍👩‍👧‍👦',
    '\r\nSet-Cookie: a=b',
    '\ufeff',
  ],
  ...[`'; drop table ps_users; --`, `' or '1'='1`, `1); select pg_sleep(5); --`, '$1', '%', '_'],
  ...[
    '../../../etc/passwd',
    '..\\..\\windows',
    '%2e%2e%2f',
    '/etc/passwd',
    'C:\\x',
    'a/../b',
    '.git/x',
  ],
  ...['${7*7}', '{{constructor}}', '<script>alert(1)</script>', '__proto__', 'constructor'],
  ...[
    'NaN',
    'Infinity',
    '1e400',
    '0x10',
    '99999999999999999999',
    '-0',
    'true',
    'null',
    'undefined',
  ],
  ...['2026-13-45T99:99:99Z', '0000-00-00', '+275760-09-13T00:00:00.000Z', 'not-a-uuid'],
  ...[
    'http://169.254.169.254/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://a:b@example.org',
  ],
];
