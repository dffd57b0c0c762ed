import { expect, test } from '@jest/globals';
import { z } from 'zod';

import { documentedRoutes } from '../routes/index.ts';

/** Inputs that take more than they name, and why. */
const LOOSE: Record<string, string> = {
  'finishOAuth query': 'RFC 6749 §4.1.2: unknown parameters of a provider’s answer are ignored.',
  'callMcp body': 'The library of the protocol reads its messages, which later versions extend.',
};

const inputs = documentedRoutes.flatMap(({ routes }) =>
  routes.flatMap(({ operationId, query, body }) => [
    ...(query ? [[`${operationId} query`, query] as const] : []),
    ...(body ? [[`${operationId} body`, body] as const] : []),
  ]),
);

test.each(inputs)('%s refuses fields that it does not know, at any depth', (name, schema) => {
  const loose = looseObjectsOf(schema);
  if (LOOSE[name] === undefined) expect(loose).toEqual([]);
  else expect(loose).not.toEqual([]);
});

test('whatever is said to be loose is there', () => {
  const names = inputs.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(LOOSE)));
});

const loose = z.object({ a: z.string() });
const strict = z.strictObject({ a: z.string() });

test.each<[string, z.ZodType, string[]]>([
  ['an object', loose, ['']],
  ['an object that keeps what it does not know', z.looseObject({}), ['']],
  ['an object with a type for the rest', z.object({}).catchall(z.string()), ['']],
  ['a field', z.strictObject({ b: strict, c: loose }), ['.c']],
  ['an item', z.array(loose), ['.element']],
  ['what may be missing', loose.partial().optional().default({}), ['.innerType.innerType']],
  ['what may be null', loose.nullable(), ['.innerType']],
  ['a choice', z.union([strict, z.tuple([loose])]), ['.options.1.items.0']],
  ['what is looked at closer', loose.refine(() => true).transform(String), ['.in']],
  ['what is made of a text', z.preprocess(String, loose), ['.out']],
  ['the values of a record', z.record(z.string(), loose), ['.valueType']],
  ['a part', z.intersection(strict, loose), ['.right']],
  ['what is told late', z.lazy(() => loose), ['.getter']],
])('the walk finds %s', (_name, schema, places) => {
  expect(looseObjectsOf(schema)).toEqual(places);
});

test('the walk comes to its end in a schema that holds itself', () => {
  const folder = z.strictObject({
    get children() {
      return z.array(folder);
    },
  });
  expect(looseObjectsOf(folder)).toEqual([]);
});

/** Where a schema has objects that are not strict; it looks at all that any kind of schema is made of. */
function looseObjectsOf(schema: z.core.$ZodType, place = '', seen = new Set<unknown>()): string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  if (!(schema instanceof z.ZodObject)) return partsOf(schema._zod.def, place, seen);
  const isStrict = schema.def.catchall instanceof z.ZodNever;
  return [...(isStrict ? [] : [place]), ...partsOf(schema.shape, place, seen)];
}

function partsOf(holder: object, place: string, seen: Set<unknown>): string[] {
  return Object.entries(holder).flatMap(([name, value]: [string, unknown]) => {
    const at = `${place}.${name}`;
    const part = name === 'getter' ? (value as () => unknown)() : value;
    if (part instanceof z.core.$ZodType) return looseObjectsOf(part, at, seen);
    return Array.isArray(part) ? partsOf(part, at, seen) : [];
  });
}
