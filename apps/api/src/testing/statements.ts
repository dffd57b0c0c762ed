import type { Pool, PoolClient } from 'pg';

/** The statements of one transaction, without its beginning and its end. */
export type Statements = string[];

/** Writes down what is done on a pool from now on; a transaction is added when it is committed. */
export function recordTransactions(pool: Pool): Statements[] {
  const committed: Statements[] = [];
  const watched = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    watch(client, committed);
  });
  return committed;
}

function watch(client: PoolClient, committed: Statements[]): void {
  let open: Statements = [];
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const noted = (...args: unknown[]) => {
    const text = textOf(args[0]);
    if (text.startsWith('begin')) open = [];
    else open.push(text);
    if (text === 'commit') committed.push(open.slice(0, -1));
    return query(...args);
  };
  client.query = noted as typeof client.query;
}

function textOf(asked: unknown): string {
  return typeof asked === 'string' ? asked : (asked as { text: string }).text;
}
