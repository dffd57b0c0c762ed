import { isDeepStrictEqual } from 'node:util';

import { z } from 'zod';

import * as contracts from '@promptly/common';

import { SCHEMA_REFERENCE, type Schema } from './types.ts';

/** What callers send, where defaults may be left out, or what they are answered, where they are filled in. */
type Direction = 'input' | 'output';

export interface ContractSchemas {
  /** As JSON Schema; contracts are references by their own names. */
  of(schema: z.ZodType, direction: Direction): Schema;
  /** The same for an object whose fields are described one by one, such as those of a query. */
  fieldsOf(schema: z.ZodType): Pick<Schema, 'properties' | 'required'>;
  /** The named ones that were referred to until now. */
  components(): Record<string, Schema>;
}

/**
 * JSON Schemas of contracts under their own names: `projectSchema` is `Project`. The names are put beside the
 * contracts, which know nothing of OpenAPI.
 */
export function createContractSchemas(): ContractSchemas {
  const names = z.registry<{ id: string }>();
  for (const [exported, value] of Object.entries(contracts)) {
    if (!exported.endsWith('Schema')) continue;
    if (!(value instanceof z.ZodObject || value instanceof z.ZodEnum)) continue;
    const name = exported.slice(0, -'Schema'.length);
    names.add(value, { id: (name[0] ?? '').toUpperCase() + name.slice(1) });
  }
  const made: Record<string, Schema> = {};

  return {
    of(schema, direction) {
      const { root, $defs } = generate(schema, direction);
      return named(root, $defs, direction);
    },
    fieldsOf(schema) {
      const { root, $defs } = generate(schema, 'input');
      const name = root.$ref?.replace('#/$defs/', '') ?? '';
      const { [name]: own = root, ...others } = $defs;
      return named(own, others, 'input');
    },
    components: () => Object.fromEntries(Object.entries(made).sort(([a], [b]) => (a < b ? -1 : 1))),
  };

  function generate(schema: z.ZodType, io: Direction) {
    const { $defs = {}, ...root } = z.toJSONSchema(schema, {
      ...{ metadata: names, io, unrepresentable: 'any' },
      override: ({ zodSchema, jsonSchema }) => tidy(zodSchema, jsonSchema as Schema, io),
    }) as Schema & { $schema?: string; $defs?: Record<string, Schema> };
    delete root.$schema;
    return { root: root as Schema, $defs };
  }

  function named(root: Schema, $defs: Record<string, Schema>, direction: Direction): Schema {
    const keys = new Map(Object.keys($defs).map((name) => [name, keyOf(name, $defs, direction)]));
    for (const [name, key] of keys) made[key] = withReferences($defs[name] ?? {}, keys);
    return withReferences(root, keys);
  }

  /** Its own name, unless the other direction has another schema under it. */
  function keyOf(name: string, $defs: Record<string, Schema>, io: Direction): string {
    const own = new Map(Object.keys($defs).map((other) => [other, other]));
    const schema = withReferences($defs[name] ?? {}, own);
    const known = made[name];
    if (known === undefined || isDeepStrictEqual(known, schema)) return name;
    return io === 'input' ? `${name}Input` : `${name}Output`;
  }
}

/** What says the same twice goes, and what the contract says of itself comes in. */
function tidy(zodSchema: z.core.$ZodType, schema: Schema, io: Direction): void {
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (isDeepStrictEqual(schema.propertyNames, { type: 'string' })) delete schema.propertyNames;
  // Answers may get more fields in later releases.
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
  const { description, examples } = z.globalRegistry.get(zodSchema) ?? {};
  if (description !== undefined) schema.description = description;
  if (Array.isArray(examples)) schema.examples = examples;
}

function withReferences(schema: Schema, keys: ReadonlyMap<string, string>): Schema {
  return JSON.parse(JSON.stringify(schema), (field, value: unknown) => {
    if (field !== '$ref' || typeof value !== 'string') return value;
    const name = value.replace('#/$defs/', '');
    return SCHEMA_REFERENCE + (keys.get(name) ?? name);
  }) as Schema;
}
