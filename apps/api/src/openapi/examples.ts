import { SCHEMA_REFERENCE, type Schema } from './types.ts';

/** A ULID, which is what an id has behind its prefix. */
const ULID = '01JZ8Q4T9V3N6W2X5Y7RBKCDEF';

/** What fields of these names hold; a contract may say more by `.meta({ examples: […] })`. */
const BY_NAME: Record<string, unknown> = {
  acceptUrl: 'https://studio.example.org/invitation#token=q7Zr3',
  accessToken: 'eyJhbGciOiJSUzI1NiIsImtpZCI6InNna18wMUoifQ.eyJzdWIiOiJ1c3JfMDFKIn0.c2ln',
  action: 'project.updated',
  actual: 20,
  base64Content: 'SGVsbG8sIEtpZ2FsaSEK',
  code: 'export function Hello() {\n  return <h1>Hello</h1>;\n}\n',
  currentPassword: 'correct horse battery',
  description: 'Drivers, trips and payments in one place.',
  downloadUrl:
    'https://studio.example.org/api/v1/exports/exp_01JZ8Q4T9V3N6W2X5Y7RBKCDEF/download?expires=1767602400&signature=q7Zr3',
  entityId: `prj_${ULID}`,
  entityType: 'project',
  // Of what is asked for, which lies ahead.
  expiresAt: '2100-01-05T08:30:00.000Z',
  expires: '1767602400',
  expiresIn: 600,
  files: 12,
  from: 'src/App.tsx',
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ip: '203.0.113.7',
  lang: 'en',
  lastFour: 'x4Qf',
  limit: 50,
  logsUrl: `https://studio.example.org/api/v1/codegen/jobs/cgj_${ULID}/logs`,
  message: 'Add a page for trips',
  name: 'Kigali Moto',
  newPassword: 'a new battery for the horse',
  password: 'correct horse battery',
  path: 'src/App.tsx',
  plan: 'free',
  promptText: 'A dashboard for a motorcycle taxi fleet with drivers, trips and payments',
  provider: 'local',
  reason: 'holds secrets',
  refreshToken: 'AQi3v0b2pV6mYw4rJ1sT8g',
  requestId: '0d9c2a7e-5f0b-4f7e-9f0c-2f6a1b3c4d5e',
  secret: 'pst_live_Jm3T9wQ2xVb7Lk5Rz8Yc4Nd6Fg1Hs0Pa',
  signature: 'q7Zr3vN5xW8yB2kC',
  size: 2048,
  sizeBytes: 48_213,
  slug: 'kigali-moto',
  tag: 'dashboard',
  tags: ['dashboard'],
  text: 'Drivers can be searched by name',
  title: 'Kigali Moto',
  to: 'src/pages/home.tsx',
  token: 'q7Zr3vN5xW8yB2kC',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
  version: '1.4.0',
};

const BY_FORMAT: Record<string, string> = {
  base64: 'SGVsbG8sIEtpZ2FsaSEK',
  binary: '(bytes)',
  'date-time': '2026-01-05T08:30:00.000Z',
  date: '2026-01-05',
  email: 'aline@example.org',
  ipv4: '203.0.113.7',
  uri: 'https://studio.example.org/p/q7Zr3/',
  uuid: '0d9c2a7e-5f0b-4f7e-9f0c-2f6a1b3c4d5e',
};

/** For what only a pattern describes, the first that fits. */
const TEXTS = [
  'project',
  'kigali-moto',
  'project.updated',
  'src/App.tsx',
  '1.4.0',
  'en',
  '#0b5cad',
  '1',
  'KIGALI_MOTO',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'https://studio.example.org/',
];

/** A reference is a step, too. */
const MAX_DEPTH = 30;

/** A value that a schema allows and people understand, the same each time. */
export function exampleOf(
  schema: Schema,
  schemas: Record<string, Schema>,
  name = '',
  depth = 0,
): unknown {
  const inner = (part: Schema, field = name) => exampleOf(part, schemas, field, depth + 1);
  if (schema.examples) return schema.examples[0];
  if (schema.$ref) return inner(schemas[schema.$ref.slice(SCHEMA_REFERENCE.length)] ?? {});
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return inner(options.find(({ type }) => type !== 'null') ?? { type: 'null' });
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => inner(part))) as unknown;
  const type = [schema.type].flat().find((one) => one !== 'null');
  const byName = BY_NAME[name];
  if (depth > MAX_DEPTH) return type === 'array' ? [] : {};
  switch (type) {
    case 'object':
      return objectExample(schema, inner);
    case 'array':
      if (Array.isArray(byName)) return byName;
      return schema.prefixItems?.map((item) => inner(item)) ?? [inner(schema.items ?? {})];
    case 'integer':
    case 'number':
      return typeof byName === 'number' && fitsNumber(byName, schema)
        ? byName
        : numberExample(schema);
    case 'boolean':
      return schema.default ?? true;
    case 'string':
      return textExample(schema, byName);
    default:
      return byName ?? 'anything';
  }
}

function objectExample(schema: Schema, inner: (part: Schema, name: string) => unknown): object {
  const fields = Object.entries(schema.properties ?? {});
  const values = fields.map(([field, part]) => [field, inner(part, field)]);
  const { additionalProperties: more } = schema;
  // Of a map without a type nothing is to be said.
  if (typeof more === 'object' && Object.keys(more).length > 0) {
    const key = schema.propertyNames ? String(inner(schema.propertyNames, 'key')) : 'database';
    values.push([key, inner(more, '')]);
  }
  return Object.fromEntries(values) as object;
}

function fitsNumber(value: number, { minimum, maximum }: Schema): boolean {
  return value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);
}

function numberExample(schema: Schema): number {
  if (typeof schema.default === 'number') return schema.default;
  const { minimum = 1, exclusiveMinimum, maximum = Infinity } = schema;
  const lowest = exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 1;
  return Math.min(Math.max(1, lowest), maximum);
}

function textExample({ pattern, format, minLength, maxLength }: Schema, byName: unknown): string {
  const id = /^\^([a-z]{3})_/.exec(pattern ?? '');
  if (id) return `${id[1]}_${ULID}`;
  const named = typeof byName === 'string' ? [byName] : [];
  const formatted = format === undefined ? [] : [BY_FORMAT[format] ?? format];
  const isTime = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text);
  const fits = (text: string) =>
    (format !== 'date-time' || isTime(text)) &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text)) &&
    text.length >= (minLength ?? 0) &&
    text.length <= (maxLength ?? Infinity);
  const isNamed = format === undefined || format === 'uri' || format === 'date-time';
  const candidates = [...(isNamed ? named : []), ...formatted, ...TEXTS];
  return candidates.find(fits) ?? 'text';
}
