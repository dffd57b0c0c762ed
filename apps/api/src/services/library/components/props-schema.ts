import { Ajv, type ErrorObject, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { AppError, LIMITS } from '@promptly/common';

import { findReferenceFault } from './schema-references.ts';

type JsonObject = Record<string, unknown>;

/** What is wrong with a schema, and where: keys from its root. */
export interface SchemaFault {
  path: readonly string[];
  message: string;
}

const MAX_DEPTH = 32;
const MAX_VALUES = 2_000;
const MAX_PATTERN_CHARS = 500;
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Errors are told by us, and formats say nothing that a schema of props could break. */
const OPTIONS: Options = { strict: false, validateFormats: false, logger: false };

const DRAFTS = {
  'https://json-schema.org/draft/2020-12/schema': () => new Ajv2020(OPTIONS),
  'https://json-schema.org/draft/2019-09/schema': () => new Ajv2019(OPTIONS),
  'http://json-schema.org/draft-07/schema': () => new Ajv(OPTIONS),
};
type Draft = keyof typeof DRAFTS;
const DEFAULT_DRAFT: Draft = 'https://json-schema.org/draft/2020-12/schema';

/** Throws `validation_failed` for what is no JSON Schema of props. */
export type AssertPropsSchema = (schema: JsonObject) => void;

/** A schema is looked at as data and never compiled: nothing of it runs, and nothing that it names is loaded. */
export function createPropsSchemaCheck(): AssertPropsSchema {
  const validators = new Map<Draft, Ajv>();
  const validatorOf = (draft: Draft) => {
    const validator = validators.get(draft) ?? DRAFTS[draft]();
    validators.set(draft, validator);
    return validator;
  };

  const faultOf = (schema: JsonObject): SchemaFault | undefined => {
    // Values first: everything after it walks through them.
    const fault = findValueFault(schema);
    if (fault) return fault;
    const draft = draftOf(schema);
    if (!draft)
      return { path: ['$schema'], message: `must be one of ${Object.keys(DRAFTS).join(', ')}` };
    const validator = validatorOf(draft);
    if (validator.validate(draft, schema) !== true) return describe(validator.errors?.[0]);
    return findReferenceFault(schema) ?? findPropsFault(schema);
  };

  return (schema) => {
    const fault = faultOf(schema);
    if (!fault) return;
    const path = ['propsSchema', ...fault.path].join('.');
    const issues = [{ in: 'body', path, message: fault.message }];
    throw new AppError('validation_failed', `${path}: ${fault.message}`, { issues });
  };
}

function draftOf({ $schema }: JsonObject): Draft | undefined {
  if ($schema === undefined) return DEFAULT_DRAFT;
  const named = typeof $schema === 'string' ? $schema.replace(/#$/, '') : '';
  return Object.hasOwn(DRAFTS, named) ? (named as Draft) : undefined;
}

function describe(error: ErrorObject | undefined): SchemaFault {
  const path = (error?.instancePath ?? '').split('/').slice(1);
  return { path, message: error?.message ?? 'is not a JSON Schema' };
}

/** Props are the fields of one object. */
function findPropsFault({ type }: JsonObject): SchemaFault | undefined {
  if (type === undefined || type === 'object') return undefined;
  return { path: ['type'], message: 'must be "object": props are one' };
}

function findValueFault(schema: JsonObject): SchemaFault | undefined {
  if (Buffer.byteLength(JSON.stringify(schema)) > LIMITS.propsSchemaMaxBytes) {
    return { path: [], message: `must be at most ${LIMITS.propsSchemaMaxBytes} bytes` };
  }
  let values = 0;
  const visit = (value: unknown, path: readonly string[]): SchemaFault | undefined => {
    values += 1;
    if (values > MAX_VALUES) return { path: [], message: `must have at most ${MAX_VALUES} values` };
    if (path.length > MAX_DEPTH) return { path: [], message: `must be at most ${MAX_DEPTH} deep` };
    const fault = scalarFault(value, path.at(-1));
    if (fault) return { path, message: fault };
    if (typeof value !== 'object' || value === null) return undefined;
    for (const [key, inner] of Object.entries(value)) {
      if (UNSTORABLE.test(key)) return { path, message: 'has a key that cannot be stored' };
      const found = visit(inner, [...path, key]);
      if (found) return found;
    }
    return undefined;
  };
  return visit(schema, []);
}

function scalarFault(value: unknown, key: string | undefined): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'must be a number that JSON has';
  if (typeof value !== 'string') return undefined;
  if (UNSTORABLE.test(value)) return 'must be text: it holds a NUL or half a character';
  return key === 'pattern' ? patternFault(value) : undefined;
}

function patternFault(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN_CHARS) return `must be at most ${MAX_PATTERN_CHARS} characters`;
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch {
    return 'must be a regular expression';
  }
}
