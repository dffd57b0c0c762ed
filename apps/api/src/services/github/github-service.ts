import { and, eq, getTableColumns, isNotNull } from 'drizzle-orm';

import type { ImportFromGithubBody, PageQuery, PushToGithubBody } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { beyondRowRules } from '../../db/row-security/beyond.ts';
import { githubBranches } from '../../db/schema/index.ts';
import type { Github } from '../../integrations/github/github.ts';
import { authorizeOrg, authorizeProject, type ProjectRow } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import type { Lanes } from '../lanes.ts';
import { listPage, type Page } from '../list-page.ts';
import { headOf } from '../revisions/head.ts';
import { findRevision } from '../revisions/revision-rows.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import type { RevisionsService } from '../revisions/revisions-service.ts';
import type { TreeStore } from '../trees/tree-store.ts';
import { rememberPushed, type GithubBranchRow } from './branch-memory.ts';
import { chooseRepository, type ChosenRepository } from './choose-repository.ts';
import { rightToPush, rightToRead, type CredentialDeps } from './credentials.ts';
import { callingGithubInLane } from './github-lane.ts';
import {
  importRepository,
  receiveRepository,
  type ReceivedRepository,
} from './import-repository.ts';
import { pushProject, type PushEnd } from './push-project.ts';

/** A push that GitHub has, and that is not written down yet. */
export interface Pushed extends PushEnd, ChosenRepository {
  orgId: string;
}

export interface GithubService {
  /** Address of the server's pages, to which repositories are appended. */
  readonly url: string;
  /**
   * Pushes the files of a revision, by default the head, as one commit of what changed; calls GitHub, so never in a
   * transaction. Throws `provider_not_linked`, `provider_refused`, `provider_unreachable`, `repository_not_found`,
   * `repository_forbidden`, `repository_conflict`, `rate_limited`, `limit_exceeded` and `busy`.
   */
  push(actor: Actor, projectId: string, body: PushToGithubBody): Promise<Pushed>;
  /** Writes down a push that has ended: it has happened, whatever its sender may do by now. */
  recordPush(actor: Actor, projectId: string, pushed: Pushed): Promise<void>;
  /**
   * Takes in the files of a repository for a new project and stores them; never in a transaction. Throws besides what
   * `push` does about GitHub `archive_invalid`, `archive_too_large` and `quota_exceeded`.
   */
  receive(actor: Actor, orgId: string, body: ImportFromGithubBody): Promise<ReceivedRepository>;
  /** Makes them a project. */
  import(actor: Actor, orgId: string, received: ReceivedRepository): Promise<ProjectRow>;
  /** The branches that the project was pushed to or came from, newest first. */
  listBranches(actor: Actor, projectId: string, page: PageQuery): Promise<Page<GithubBranchRow>>;
}

export interface GithubDeps extends CredentialDeps {
  db: Database | Transaction;
  now: () => Date;
  cursors: Cursors;
  blobs: BlobStore;
  trees: TreeStore;
  revisions: Pick<RevisionsService, 'loadManifest' | 'createInitial'>;
  /** Folder for archives while they are looked at. */
  temporaryDir: string;
  github: Github;
  lanes?: Lanes;
}

export function createGithubService(deps: GithubDeps): GithubService {
  const { db, now, cursors, github, lanes } = deps;

  return {
    url: github.url,

    async push(actor, projectId, body) {
      const authorize = () => authorizeProject(db, actor, projectId, 'github.push');
      const before = await authorize();
      const revisionId = body.revisionId ?? headOf(before.project);
      await findRevision(db, projectId, revisionId);
      // One after the other: the second one then knows what the first one pushed.
      return callingGithubInLane(lanes, `github:${projectId}`, async (signal) => {
        // Whoever has waited may have lost the right meanwhile.
        const { orgId } = (await authorize()).project;
        const { token, kind } = await rightToPush(deps, actor, projectId, body);
        const access = { token, signal };
        const named = github.open(body.repository, access);
        const asking = { actor, projectId, kind };
        const chosen = await chooseRepository({ db, server: github.url }, named, asking);
        const { facts } = chosen;
        // Who approves a repository for others is to have that right until it is pushed to.
        const authorizePush = chosen.approves
          ? () => authorizeProject(db, actor, projectId, 'env.write')
          : authorize;
        const end = await pushProject(
          {
            db,
            blobs: deps.blobs,
            loadManifest: deps.revisions.loadManifest,
            authorize: authorizePush,
          },
          // By the name of today: a request that changes something is not to be sent on to it.
          github.open(facts.fullName, access),
          {
            ...{ orgId, projectId, revisionId, server: github.url, facts, body },
            branch: body.branch ?? facts.defaultBranch,
          },
        );
        return { ...end, ...chosen, orgId };
      });
    },

    async recordPush(actor, projectId, { orgId, place, state, seenCommitSha, approves, ...end }) {
      await beyondRowRules(db, async (tx) => {
        const pushed = { ...state, seenCommitSha, approved: approves, at: now() };
        await rememberPushed(tx, place, pushed);
        if (end.outcome === 'up_to_date' && !end.branchCreated) return;
        const { repository, branch } = place;
        const { written, deleted, branchCreated } = end;
        await recordAudit(tx, {
          ...{ actor, orgId, action: 'github.pushed' },
          ...{ entityType: 'project', entityId: projectId },
          metadata: { repository, branch, ...state, branchCreated, written, deleted },
        });
      });
    },

    async receive(actor, orgId, body) {
      await authorizeOrg(db, actor, orgId, 'project.import');
      // One after the other: each may be as large as an upload.
      return callingGithubInLane(lanes, `github:${orgId}`, async (signal) => {
        const token = await rightToRead(deps, actor, body.credential);
        const repository = github.open(body.repository, { token, signal });
        return receiveRepository(deps, repository, { orgId, body, signal });
      });
    },

    import: (actor, orgId, received) =>
      importRepository({ ...deps, server: github.url }, actor, orgId, received),

    async listBranches(actor, projectId, page) {
      await authorizeProject(db, actor, projectId, 'project.read');
      const where = and(
        eq(githubBranches.projectId, projectId),
        isNotNull(githubBranches.commitSha),
      );
      const keyset = [githubBranches.createdAt, githubBranches.id];
      const list = { scope: 'github-branches', filters: { projectId }, page, where, keyset };
      return listPage(cursors, list, (position) =>
        db.select({ ...getTableColumns(githubBranches), position }).from(githubBranches),
      );
    },
  };
}
