import { eq } from 'drizzle-orm';

import type { FileTree } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { revisions } from '../../db/schema/index.ts';
import type { TreeStore } from '../trees/tree-store.ts';
import { candidateRevisionId } from './candidate-id.ts';
import { addCandidate, lockHead } from './head.ts';
import { findRevision, type RevisionRow } from './revision-rows.ts';

export interface NewCandidate {
  orgId: string;
  projectId: string;
  jobId: string;
  /** How often the job was taken back to before this candidate. */
  round: number;
  tree: FileTree;
  /** The head that the tree was merged onto. */
  parentRevisionId: string;
  message: string;
  authorUserId?: string | null;
}

/** Stores what a job generated as a revision that is not applied; a round that is stored already is found. */
export async function storeCandidate(
  db: Database,
  trees: TreeStore,
  candidate: NewCandidate,
): Promise<RevisionRow> {
  const id = candidateRevisionId(candidate.jobId, candidate.round);
  const [known] = await db.select().from(revisions).where(eq(revisions.id, id));
  return known ?? insertCandidate(db, trees, id, candidate);
}

async function insertCandidate(
  db: Database,
  trees: TreeStore,
  id: string,
  candidate: NewCandidate,
): Promise<RevisionRow> {
  const { orgId, projectId } = candidate;
  const tree = await trees.storeTree(db, orgId, candidate.tree);
  return db.transaction(async (tx) => {
    const head = await lockHead(tx, trees, projectId);
    // Under the lock: another worker may have stored the same round between the look-up and here.
    const [known] = await tx.select().from(revisions).where(eq(revisions.id, id));
    if (known) return known;
    await addCandidate(tx, head, {
      id,
      parentId: candidate.parentRevisionId,
      kind: 'codegen',
      message: candidate.message,
      tree,
      authorUserId: candidate.authorUserId ?? null,
      jobId: candidate.jobId,
    });
    return findRevision(tx, projectId, id);
  });
}
