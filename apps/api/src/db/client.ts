import type { Duplex } from 'node:stream';

import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { escapeLiteral, type Pool, type PoolClient, type QueryConfig, type QueryResult } from 'pg';

import { APP_ROLE, type Caller } from './row-security/app-role.ts';
import { traceStatements } from './trace-statements.ts';

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What a query needs: the pool or an open transaction. */
export type Queryable = Database | Transaction;

type AnyQuery = (config: QueryConfig, values?: unknown[]) => Promise<QueryResult>;

/** A database in which the program does its own work, and sees all rows. */
export function createDatabase(pool: Pool): Database {
  const db = drizzle({ client: traceStatements(pool) });
  // Drizzle's own way keeps the connection for ever when its `begin` fails, as it does while Postgres
  // restarts, and gives one back to the pool whose rollback failed.
  db.transaction = (work, config) =>
    withConnection(pool, (client) =>
      drizzle({ client: traceStatements(client) }).transaction(work, config),
    );
  return db;
}

/**
 * The same for somebody: Postgres shows and takes only the rows that are theirs, by `ROW_RULES`. Each statement
 * outside of a transaction is one by itself, so that it works behind a pooler of transactions.
 */
export function createDatabaseFor(pool: Pool, caller: Caller): Database {
  const enter = enterAs(caller);
  // Of the many ways to call `query`, Drizzle uses the one that returns a promise.
  const query = (...args: Parameters<AnyQuery>) =>
    withConnection(pool, (client) => inOwnTransaction(client, enter, args));
  const statements: Pick<PoolClient, 'query'> = { query: query as PoolClient['query'] };
  const db = drizzle({ client: traceStatements(statements as PoolClient) });
  db.transaction = (work, config) =>
    withConnection(pool, (client) =>
      drizzle({ client: traceStatements(client) }).transaction(async (tx) => {
        // On its way before the work's first statement. When it fails, each statement after it does.
        const entered = client.query(enter);
        entered.catch(ignore);
        const result = await work(tx);
        await entered;
        return result;
      }, config),
    );
  return db;
}

/**
 * A read goes out in one piece with its transaction's begin and end, and waits for the database once, not three times.
 * Without its beginning it would see all rows: its answer is thrown away then, as a change could not be.
 */
async function inOwnTransaction(
  client: PoolClient,
  enter: string,
  statement: Parameters<AnyQuery>,
): Promise<QueryResult> {
  const run = () => (client as { query: AnyQuery }).query(...statement);
  const begin = () => client.query(`begin; ${enter}`);
  if (isRead(statement)) {
    const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
    stream.cork();
    const sent = [begin(), run(), client.query('commit')] as const;
    stream.uncork();
    const [begun, answered, ended] = await Promise.allSettled(sent);
    for (const outcome of [begun, answered, ended]) {
      if (outcome.status === 'rejected') throw outcome.reason;
    }
    return (answered as PromiseFulfilledResult<QueryResult>).value;
  }
  await begin();
  try {
    const result = await run();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

function isRead([{ text }]: Parameters<AnyQuery>): boolean {
  return text.startsWith('select ');
}

/** Holds until the transaction ends: the connection goes back to the pool as it was. */
function enterAs({ userId, orgId, principal }: Caller): string {
  const settings = { user_id: userId, org_id: orgId, principal };
  return [
    `set local role ${APP_ROLE}`,
    ...Object.entries(settings).map(
      ([name, value]) => `set local ps.${name} = ${escapeLiteral(value ?? '')}`,
    ),
  ].join('; ');
}

async function withConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection may break between two statements. The next one fails then; without a listener, the program ends.
  client.on('error', ignore);
  try {
    return await work(client);
  } finally {
    client.off('error', ignore);
    client.release(client.getTransactionStatus() !== 'I');
  }
}

function ignore(): void {
  // The statement that meets the broken connection tells of it.
}
