import { and, desc, eq, inArray, or } from 'drizzle-orm';

import { AppError } from '@promptly/common';
import type { PreviewBuild } from '@promptly/preview';

import type { Database } from '../../db/client.ts';
import { projects, revisions } from '../../db/schema/index.ts';
import { authorizeProject } from '../access.ts';
import type { Actor } from '../actor.ts';
import { credentialOf, findIdentity } from '../credentials.ts';
import type { TreeNotice } from '../revisions/edits.ts';
import { headOf } from '../revisions/head.ts';
import { findRevision } from '../revisions/revision-rows.ts';
import { createBoundedCache } from '../bounded-cache.ts';
import type { TreeStore } from '../trees/tree-store.ts';
import { createBuildLines, OvertakenError, type BuildReason } from './build-lines.ts';
import type { PreviewEngine } from './preview-engine.ts';
import type { PreviewTokens } from './preview-token.ts';

export interface PreviewsDeps {
  db: Database;
  trees: TreeStore;
  tokens: PreviewTokens;
  engine: PreviewEngine;
  now: () => Date;
  /** Memory for finished builds. */
  cacheMaxBytes: number;
  /** Told how each build went. */
  onBuild: (passed: boolean, seconds: number) => void;
  /** Told of a build ahead of time that went wrong: nobody waits for it. */
  onWarmFailure: (error: unknown) => void;
}

export interface OpenedPreview {
  revisionId: string;
  token: string;
  build: PreviewBuild;
}

export interface PreviewsService {
  /**
   * Builds a revision, by default the head, and gives the right to look at it. Throws `rate_limited` while too
   * many builds of the organization wait.
   */
  open(actor: Actor, projectId: string, revisionId?: string): Promise<OpenedPreview>;
  /** The right to look at the head, without a build of it. */
  issueToken(actor: Actor, projectId: string): Promise<string>;
  /**
   * The build in which a page finds a file, '' being the page itself. Any process can answer for a token.
   * Undefined when the token is not good, its project is gone, or whom it was issued to may see it no more.
   */
  resolve(token: string, file: string): Promise<PreviewBuild | undefined>;
  /** The build of a stored tree: equal trees share one, and so do all who wait for it. */
  build(tree: TreeNotice): Promise<PreviewBuild>;
  /** Begins to build a tree that will be asked for in a moment, where previews are looked at at all. */
  warm(tree: TreeNotice): void;
}

const ASSETS = 'assets/';

export function createPreviewsService(deps: PreviewsDeps): PreviewsService {
  const { db, trees, tokens, engine } = deps;
  const finished = createBoundedCache<PreviewBuild>({
    maxBytes: deps.cacheMaxBytes,
    bytesOf: weightOf,
  });
  const lines = createBuildLines<PreviewBuild>();

  /** A build follows from the files alone. */
  const buildOf = (tree: TreeNotice, reason: BuildReason): Promise<PreviewBuild> => {
    const { orgId, projectId, manifestSha } = tree;
    const key = `${orgId}/${manifestSha}`;
    const done = finished.get(key);
    if (done) return Promise.resolve(done);
    return lines.add({ orgId, projectId, key, run: () => build(tree, key) }, reason);
  };

  const build = async ({ orgId, projectId, manifestSha }: TreeNotice, key: string) => {
    const [{ builder }, files] = await Promise.all([
      engine.start(),
      trees.loadTree(orgId, manifestSha),
    ]);
    const startedAt = performance.now();
    const tell = (passed: boolean) => deps.onBuild(passed, (performance.now() - startedAt) / 1000);
    try {
      const result = await builder.build(files, { key: projectId, owner: orgId });
      finished.set(key, result);
      tell(true);
      return result;
    } catch (error) {
      tell(false);
      throw error;
    }
  };

  const maySee = async (credentialId: string, projectId: string): Promise<boolean> => {
    const identity = await findIdentity(db, credentialId, deps.now());
    if (!identity) return false;
    try {
      await authorizeProject(db, identity, projectId, 'project.read');
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  };

  return {
    async open(actor, projectId, revisionId) {
      const { project } = await authorizeProject(db, actor, projectId, 'project.read');
      const revision = await findRevision(db, projectId, revisionId ?? headOf(project));
      const result = await buildOf(revision, 'asked');
      const credentialId = credentialOf(actor);
      const token = await tokens.issue({ revisionId: revision.id, credentialId });
      return { revisionId: revision.id, token, build: result };
    },

    async issueToken(actor, projectId) {
      const { project } = await authorizeProject(db, actor, projectId, 'project.read');
      return tokens.issue({ revisionId: headOf(project), credentialId: credentialOf(actor) });
    },

    async resolve(token, file) {
      const grant = await tokens.read(token);
      const revision = grant && (await treeOf(db, grant.revisionId));
      if (!revision || !(await maySee(grant.credentialId, revision.projectId))) return undefined;
      const result = await buildOf(revision, 'owed');
      const name = file.startsWith(ASSETS) ? file.slice(ASSETS.length) : undefined;
      if (name === undefined || result.assets.has(name)) return result;
      // A page that was updated in place keeps its address: what later revisions brought, one of these has.
      for (const tree of await latestTrees(db, revision.projectId)) {
        const later = await buildOf(tree, 'owed');
        if (later.assets.has(name)) return later;
      }
      return result;
    },

    build: (tree) => buildOf(tree, 'owed'),

    warm(tree) {
      if (!engine.isStarted) return;
      buildOf(tree, 'ahead').catch((error: unknown) => {
        if (!(error instanceof OvertakenError)) deps.onWarmFailure(error);
      });
    },
  };
}

const TREE_COLUMNS = {
  orgId: revisions.orgId,
  projectId: revisions.projectId,
  manifestSha: revisions.manifestSha,
};

async function treeOf(db: Database, revisionId: string): Promise<TreeNotice | undefined> {
  const [tree] = await db.select(TREE_COLUMNS).from(revisions).where(eq(revisions.id, revisionId));
  return tree;
}

/** The head, and the candidate that may become it. */
async function latestTrees(db: Database, projectId: string): Promise<TreeNotice[]> {
  const newest = db
    .select({ id: revisions.id })
    .from(revisions)
    .where(eq(revisions.projectId, projectId))
    .orderBy(desc(revisions.seq))
    .limit(1);
  return db
    .select(TREE_COLUMNS)
    .from(revisions)
    .innerJoin(projects, eq(projects.id, revisions.projectId))
    .where(
      and(
        eq(revisions.projectId, projectId),
        or(eq(revisions.id, projects.headRevisionId), inArray(revisions.id, newest)),
      ),
    );
}

function weightOf({ script, sourceMap, style, patch, assets }: PreviewBuild): number {
  const own = [script, sourceMap, style, patch?.script, patch?.sourceMap];
  const parts = [...own, ...Array.from(assets.values(), ({ bytes }) => bytes)];
  return parts.reduce((sum, part) => sum + (part?.byteLength ?? 0), 0);
}
