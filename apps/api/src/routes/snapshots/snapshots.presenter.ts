import type { SnapshotRow } from '../../services/snapshots/snapshots-service.ts';

export function presentSnapshot({ id, name, description, revisionId, createdAt }: SnapshotRow) {
  return { id, name, description, revisionId, createdAt: createdAt.toISOString() };
}
