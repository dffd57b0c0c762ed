import { isDeepStrictEqual } from 'node:util';

import {
  operationsOf,
  SCHEMA_REFERENCE,
  type ApiContract,
  type ContractOperation,
  type Schema,
} from './types.ts';

/**
 * What programs written for the one document would stumble over in the other, each as a sentence. What is added
 * breaks nothing: operations, optional inputs, fields of answers, values of answers, error codes.
 */
export function breakingChanges(before: ApiContract, after: ApiContract): string[] {
  return operationsOf(before).flatMap(({ path, method, operation }) => {
    const name = `${method.toUpperCase()} ${path}`;
    const other = after.paths[path]?.[method];
    if (!other) return [`${name} is gone`];
    const compare = comparison(before.components.schemas, after.components.schemas);
    return [
      ...changesOfOperation(operation, other),
      ...changesOfInputs(operation, other, compare),
      ...changesOfAnswers(operation, other, compare),
    ].map((change) => `${name}: ${change}`);
  });
}

function changesOfOperation(before: ContractOperation, after: ContractOperation): string[] {
  const renamed = before.operationId !== after.operationId;
  const closed = before.security.length === 0 && after.security.length > 0;
  return [
    ...(renamed ? [`the operation ${before.operationId} is called ${after.operationId}`] : []),
    ...(closed ? ['it needs credentials now'] : []),
  ];
}

type Direction = 'input' | 'output';
type Compare = (direction: Direction, place: string, before: Schema, after: Schema) => string[];

function changesOfInputs(
  before: ContractOperation,
  after: ContractOperation,
  compare: Compare,
): string[] {
  const parameters = before.parameters.flatMap((parameter) => {
    const place = `${parameter.in} ${parameter.name}`;
    const other = after.parameters.find((p) => p.in === parameter.in && p.name === parameter.name);
    if (!other) return [`${place} is not taken any more`];
    return compare('input', place, parameter.schema, other.schema);
  });
  const needed = after.parameters.filter(
    ({ in: place, name, required }) =>
      required &&
      !before.parameters.some((p) => p.in === place && p.name === name && p.required === true),
  );
  const bodies = Object.entries(before.requestBody?.content ?? {}).flatMap(([type, media]) => {
    const other = after.requestBody?.content[type];
    return other
      ? compare('input', 'body', media.schema, other.schema)
      : [`a body of ${type} is not taken any more`];
  });
  const needsBody = after.requestBody?.required === true && before.requestBody?.required !== true;
  return [
    ...parameters,
    ...needed.map((parameter) => `${parameter.in} ${parameter.name} is needed now`),
    ...bodies,
    ...(needsBody ? ['a body is needed now'] : []),
  ];
}

function changesOfAnswers(
  before: ContractOperation,
  after: ContractOperation,
  compare: Compare,
): string[] {
  const successes = Object.entries(before.responses).filter(([status]) => status.startsWith('2'));
  return successes.flatMap(([status, answer]) => {
    const other = after.responses[status];
    if (!other) return [`${status} is not answered any more`];
    return Object.entries(answer.content ?? {}).flatMap(([type, media]) => {
      const content = other.content?.[type];
      return content
        ? compare('output', `answer ${status}`, media.schema, content.schema)
        : [`${status} is not ${type} any more`];
    });
  });
}

function comparison(
  schemasBefore: Record<string, Schema>,
  schemasAfter: Record<string, Schema>,
): Compare {
  const seen = new Set<string>();

  return function compare(direction, place, left, right): string[] {
    const pair = `${direction} ${left.$ref} ${right.$ref}`;
    if (left.$ref && right.$ref && seen.has(pair)) return [];
    seen.add(pair);
    const before = resolved(left, schemasBefore);
    const after = resolved(right, schemasAfter);
    const [narrow, wide] = direction === 'input' ? [before, after] : [after, before];
    const changes = [
      ...typesBeyond(narrow, wide).map((type) =>
        direction === 'input' ? `${place} may not be ${type} any more` : `${place} may be ${type}`,
      ),
      ...(direction === 'input' ? tightened(place, before, after) : []),
      ...fields(place, before, after),
    ];
    if (before.items && after.items) {
      changes.push(...compare(direction, `${place}[]`, before.items, after.items));
    }
    const [mapBefore, mapAfter] = [before.additionalProperties, after.additionalProperties];
    if (typeof mapBefore === 'object' && typeof mapAfter === 'object') {
      changes.push(...compare(direction, `${place}.*`, mapBefore, mapAfter));
    }
    return changes;

    function fields(at: string, { properties = {} }: Schema, other: Schema): string[] {
      const [needed, neededAfter] = [before.required ?? [], after.required ?? []];
      const known = Object.entries(properties).flatMap(([name, field]) => {
        const counterpart = other.properties?.[name];
        if (!counterpart) return [`${at}.${name} is gone`];
        return compare(direction, `${at}.${name}`, field, counterpart);
      });
      const more =
        direction === 'input'
          ? neededAfter.filter((name) => !needed.includes(name)).map((name) => [name, 'is needed'])
          : needed
              .filter((name) => !neededAfter.includes(name) && other.properties?.[name])
              .map((name) => [name, 'may be missing']);
      return [...known, ...more.map(([name, what]) => `${at}.${name} ${what} now`)];
    }
  };
}

/** Without the reference, and with a choice of types as one. */
function resolved(schema: Schema, schemas: Record<string, Schema>): Schema {
  if (schema.$ref) {
    return resolved(schemas[schema.$ref.slice(SCHEMA_REFERENCE.length)] ?? {}, schemas);
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (!options) return schema;
  const parts = options.map((option) => resolved(option, schemas));
  const [only] = parts.filter(({ type }) => type !== 'null');
  const types = [...new Set(parts.flatMap(({ type }) => type ?? []))];
  // Of one thing or null, the thing is compared; of several, their types.
  return parts.length - (types.includes('null') ? 1 : 0) === 1
    ? { ...only, type: types }
    : { type: types };
}

function typesBeyond(narrow: Schema, wide: Schema): string[] {
  const allowed = [wide.type ?? []].flat();
  if (allowed.length === 0) return [];
  const asked = narrow.type === undefined ? ['anything'] : [narrow.type].flat();
  return asked.filter(
    (type) => !allowed.includes(type) && !(type === 'integer' && allowed.includes('number')),
  );
}

const LOWER_BOUNDS = ['minimum', 'minLength', 'minItems', 'exclusiveMinimum'] as const;
const UPPER_BOUNDS = ['maximum', 'maxLength', 'maxItems', 'exclusiveMaximum'] as const;

function tightened(place: string, before: Schema, after: Schema): string[] {
  const allowed = valuesOf(after);
  const lost = allowed ? (valuesOf(before) ?? ['others']).filter((v) => !allowed.includes(v)) : [];
  const lower = LOWER_BOUNDS.filter(
    (key) => (after[key] ?? -Infinity) > (before[key] ?? -Infinity),
  );
  const upper = UPPER_BOUNDS.filter((key) => (after[key] ?? Infinity) < (before[key] ?? Infinity));
  const form = (['pattern', 'format'] as const).filter(
    (key) => after[key] !== undefined && !isDeepStrictEqual(after[key], before[key]),
  );
  return [
    ...lost.map((value) => `${place} does not take ${JSON.stringify(value)} any more`),
    ...[...lower, ...upper].map((key) => `${place} has a narrower ${key}: ${after[key]}`),
    ...form.map((key) => `${place} has another ${key}: ${after[key]}`),
  ];
}

function valuesOf({ enum: values, const: value }: Schema): unknown[] | undefined {
  return values ?? (value === undefined ? undefined : [value]);
}
