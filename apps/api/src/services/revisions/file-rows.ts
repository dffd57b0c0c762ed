import { sql } from 'drizzle-orm';

import { newId } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { files } from '../../db/schema/index.ts';
import { blobKey } from '../trees/blob-store.ts';
import { diffManifests, type Manifest } from '../trees/manifest.ts';

/** The path as the index on files orders and compares it: by bytes. */
export const filePathBytes = sql`${files.path} collate "C"`;

/** Brings a project's file rows from one manifest to another, touching only those which differ. */
export async function updateFileRows(
  tx: Transaction,
  project: { id: string; orgId: string },
  from: Manifest,
  to: Manifest,
): Promise<void> {
  const { written, deleted } = diffManifests(from, to);
  if (deleted.length > 0) {
    await tx.execute(sql`
      delete from ${files}
      where project_id = ${project.id} and path collate "C" = any(${sql.param(deleted)}::text[])`);
  }
  if (written.length === 0) return;
  const ids = written.map(() => newId('file'));
  const paths = written.map(([path]) => path);
  const hashes = written.map(([, { sha }]) => sha);
  const sizes = written.map(([, { size }]) => size);
  const keys = written.map(([, { sha }]) => blobKey(project.orgId, sha));
  await tx.execute(sql`
    insert into ${files} (id, project_id, path, type, content_hash, size, storage_key)
    select id, ${project.id}, path, 'file', hash, size, key
    from unnest(
      ${sql.param(ids)}::text[], ${sql.param(paths)}::text[], ${sql.param(hashes)}::text[],
      ${sql.param(sizes)}::bigint[], ${sql.param(keys)}::text[]
    ) as written(id, path, hash, size, key)
    on conflict (project_id, path collate "C") do update set
      content_hash = excluded.content_hash, size = excluded.size,
      storage_key = excluded.storage_key, updated_at = now()`);
}
