import type { QueryConfig } from 'pg';

import { currentCorrelation } from '../observability/correlation.ts';
import { inSpan } from '../observability/in-span.ts';
import type { SpanOptions } from '../observability/tracing.ts';

interface Client {
  query: (...args: never[]) => unknown;
}

const TEXT_MAX_CHARS = 2_000;
const OPERATION = /^\s*(?:with\s+(?:recursive\s+)?"?(\w+)"?|(\w+))/i;
const TABLE = /\b(?:from|into|update|join)\s+"?(ps_\w+)"?/i;
const LITERAL = /'(?:[^']|'')*'/g;

/** The same client, whose statements are spans of what is traced; by their text, without values. */
export function traceStatements<C extends Client>(client: C): C {
  const query = (...args: [string | QueryConfig, ...unknown[]]) => {
    const run = () => client.query(...(args as unknown as never[])) as Promise<unknown>;
    if (!currentCorrelation()?.span) return run();
    const { name, options } = describe(typeof args[0] === 'string' ? args[0] : args[0].text);
    return inSpan(name, options, run);
  };
  // Drizzle uses nothing else of a client.
  return { query } as unknown as C;
}

function describe(text: string): { name: string; options: SpanOptions } {
  const [, alias, word] = OPERATION.exec(text) ?? [];
  const operation = alias === undefined ? (word ?? 'query').toUpperCase() : 'WITH';
  const table = TABLE.exec(text)?.[1];
  const name = table === undefined ? operation : `${operation} ${table}`;
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': operation,
    'db.collection.name': table,
    'db.query.summary': name,
    'db.query.text': text.replace(LITERAL, '?').slice(0, TEXT_MAX_CHARS),
  };
  return { name, options: { kind: 'client', attributes } };
}
