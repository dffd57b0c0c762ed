// The least that a route can be: Express, a pool, and the statement of `GET /projects/:projectId` in the same
// transaction, one after another. It says on its channel where it listens.
import type { AddressInfo } from 'node:net';

import express from 'express';
import { escapeLiteral, Pool } from 'pg';

const [databaseUrl, userId = ''] = process.argv.slice(2);
const POOL_MAX = 10;

const pool = new Pool({ connectionString: databaseUrl, max: POOL_MAX });
const enter = `begin; set local role ps_app; set local ps.user_id = ${escapeLiteral(userId)}; set local ps.org_id = ''; set local ps.principal = ${escapeLiteral(userId)}`;

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.get('/api/v1/projects/:projectId', async (req, res) => {
  const { projectId } = req.params;
  const [project] = await query(
    `select p.*, standing.role, standing.deleted_at from ps_projects p
     left join lateral public.ps_standing(p.org_id, $2) standing on true where p.id = $1`,
    [projectId, userId],
  );
  res.json(project);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit(0));

async function query(text: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  const client = await pool.connect();
  try {
    await client.query(enter);
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    await client.query('commit');
    return rows;
  } finally {
    client.release();
  }
}
