import type { FileTree } from '@promptly/common';

import type { OrgDefaults } from '../config.ts';
import type { Database, Transaction } from '../db/client.ts';
import type { Listener } from '../db/listener.ts';
import type { ProviderRegistry } from '../integrations/llm/registry.ts';
import type { Github } from '../integrations/github/github.ts';
import type { Outbound } from '../integrations/outbound/outbound-fetch.ts';
import type { ObjectStorage } from '../integrations/storage/object-storage.ts';
import { createArtifactsService, type ArtifactsService } from './artifacts/artifacts-service.ts';
import { createAuditLogService, type AuditLogService } from './audit-log/audit-log-service.ts';
import type { BoundStreams } from './bound-streams.ts';
import { createCodegenService, type CodegenService } from './codegen/codegen-service.ts';
import type { Cursors } from './cursors.ts';
import {
  createDataExportsService,
  type DataExportsService,
} from './data-exports/data-exports-service.ts';
import { createEnvsService, type EnvsService } from './envs/envs-service.ts';
import { createExportsService, type ExportsService } from './exports/exports-service.ts';
import { createFilesService, type FilesService } from './files/files-service.ts';
import { createGithubService, type GithubService } from './github/github-service.ts';
import type { Keyring } from './keys/keyring.ts';
import type { Lanes } from './lanes.ts';
import type { Listings } from './files/listings.ts';
import type { MailOutbox } from './mail/mail-outbox.ts';
import type { CodeCheck } from './library/components/code-check.ts';
import {
  createComponentsService,
  type ComponentsService,
} from './library/components/components-service.ts';
import type { AssertPropsSchema } from './library/components/props-schema.ts';
import type { ShippedComponents } from './library/components/shipped-components.ts';
import {
  createSnippetsService,
  type SnippetsService,
} from './library/snippets/snippets-service.ts';
import type { ShippedTemplates } from './library/templates/shipped-templates.ts';
import {
  createTemplatesService,
  type TemplatesService,
} from './library/templates/templates-service.ts';
import { createInvitationsService, type InvitationsService } from './orgs/invitations-service.ts';
import { createMembersService, type MembersService } from './orgs/members-service.ts';
import { createOrgDeletion, type OrgDeletion } from './orgs/org-deletion.ts';
import { createOrgKeysService, type OrgKeysService } from './orgs/org-keys-service.ts';
import { createOrgsService, type OrgsService } from './orgs/orgs-service.ts';
import { createProjectsService, type ProjectsService } from './projects/projects-service.ts';
import type { QuotaRules } from './quotas/quota-rules.ts';
import { createQuotasService, type QuotasService } from './quotas/quotas-service.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { TreeNotice } from './revisions/edits.ts';
import { createRevisionsService, type RevisionsService } from './revisions/revisions-service.ts';
import type { FileSearcher } from './search/file-searcher.ts';
import type { LinkSigner } from './signed-links.ts';
import { createSnapshotsService, type SnapshotsService } from './snapshots/snapshots-service.ts';
import type { BlobStore } from './trees/blob-store.ts';
import type { TreeStore } from './trees/tree-store.ts';
import {
  createWebhookDeliveriesService,
  type WebhookDeliveriesService,
} from './webhooks/deliveries-service.ts';
import { createWebhooksService, type WebhooksService } from './webhooks/webhooks-service.ts';

/** What people have and make here. */
export interface DomainServices {
  artifacts: ArtifactsService;
  auditLog: AuditLogService;
  codegen: CodegenService;
  dataExports: DataExportsService;
  envs: EnvsService;
  components: ComponentsService;
  exports: ExportsService;
  files: FilesService;
  github: GithubService;
  invitations: InvitationsService;
  members: MembersService;
  orgKeys: OrgKeysService;
  orgDeletion: OrgDeletion;
  orgs: OrgsService;
  projects: ProjectsService;
  quotas: QuotasService;
  revisions: RevisionsService;
  snapshots: SnapshotsService;
  webhooks: WebhooksService;
  webhookDeliveries: WebhookDeliveriesService;
  snippets: SnippetsService;
  templates: TemplatesService;
}

export interface DomainDeps {
  /** In a transaction, all that the services write belongs to it, and their own ones are savepoints. */
  db: Database | Transaction;
  now: () => Date;
  listener: Listener;
  cursors: Cursors;
  keyring: Keyring;
  providers: ProviderRegistry;
  storage: ObjectStorage;
  /** Of it, what strangers are sent: only so much at once. */
  downloads: BoundStreams;
  blobs: BlobStore;
  trees: TreeStore;
  listings: Listings;
  searcher: FileSearcher;
  signer: LinkSigner;
  quotaRules: QuotaRules;
  orgDefaults: OrgDefaults;
  region: string | null;
  storageRegion: string | null;
  deletionGraceMs: number;
  outbound: Outbound;
  github: Github;
  /** Of a user's linked account. */
  githubToken: (userId: string) => Promise<string>;
  mails: MailOutbox;
  rateLimiter: RateLimiter;
  /** Where browsers and receivers of webhooks reach the studio. */
  studioUrl: string;
  /** The media type of a file by its name. */
  mediaTypeOf: (name: string) => string;
  /** Signs how far the audit log has come. */
  anchorKey: Buffer;
  starter: (projectName: string) => Promise<FileTree>;
  library: readonly { name: string; version: string }[];
  publishing: { codeCheck: CodeCheck; assertPropsSchema: AssertPropsSchema };
  shipped: { components: ShippedComponents; templates: ShippedTemplates };
  uploadDir: string;
  jobs: { maxOpenPerOrg: number; codegenConcurrency: number };
  /** For what has to wait for others of its kind; none in a transaction, which has its connection already. */
  lanes?: Lanes;
  onTree: (notice: TreeNotice) => void;
}

/** Builds them on one database handle; they hold nothing themselves, so it costs next to nothing. */
export function createDomainServices(deps: DomainDeps): DomainServices {
  const { db, now, cursors, storage, blobs, trees, lanes, jobs } = deps;
  const { quotaRules: quotas, orgDefaults } = deps;
  const revisions = createRevisionsService({
    db,
    blobs,
    trees,
    cursors,
    lanes,
    onTree: deps.onTree,
  });
  const templates = createTemplatesService({
    ...{ db, now, cursors, lanes, trees },
    shipped: deps.shipped.templates,
  });
  const envs = createEnvsService({ db, now, cursors, keyring: deps.keyring });
  return {
    revisions,
    templates,
    components: createComponentsService({
      ...{ db, now, cursors, lanes, trees, ...deps.publishing },
      shipped: deps.shipped.components,
    }),
    snippets: createSnippetsService({ db, now, cursors, lanes, blobs }),
    artifacts: createArtifactsService({
      ...{ db, now, cursors, downloads: deps.downloads, blobs, trees, lanes },
      signer: deps.signer,
      orgDefaults: deps.orgDefaults,
      mediaTypeOf: deps.mediaTypeOf,
    }),
    auditLog: createAuditLogService({ db, cursors, anchorKey: deps.anchorKey }),
    orgs: createOrgsService({ db, cursors, lanes, orgDefaults, region: deps.region }),
    orgDeletion: createOrgDeletion({ db, now, lanes, graceMs: deps.deletionGraceMs }),
    quotas: createQuotasService({ db, rules: quotas, storageRegion: deps.storageRegion }),
    invitations: createInvitationsService({
      ...{ db, now, cursors, lanes, quotas, mails: deps.mails },
      ...{ rateLimiter: deps.rateLimiter, studioUrl: deps.studioUrl },
    }),
    members: createMembersService({ db, now, cursors, lanes }),
    orgKeys: createOrgKeysService({ db, now, cursors, lanes }),
    envs,
    github: createGithubService({
      ...{ db, now, cursors, blobs, trees, revisions, envs, lanes, github: deps.github },
      temporaryDir: deps.uploadDir,
      accountToken: deps.githubToken,
    }),
    projects: createProjectsService({
      ...{ db, now, cursors, revisions, templates, trees },
      ...{ starter: deps.starter, graceMs: deps.deletionGraceMs },
    }),
    files: createFilesService({
      ...{ db, blobs, trees, revisions, cursors },
      listings: deps.listings,
      searcher: deps.searcher,
      temporaryDir: deps.uploadDir,
    }),
    snapshots: createSnapshotsService({ db, cursors }),
    webhooks: createWebhooksService(deps),
    webhookDeliveries: createWebhookDeliveriesService(deps),
    exports: createExportsService({
      ...{ db, storage, blobs, trees, lanes, now, cursors, quotas },
      downloads: deps.downloads,
      signer: deps.signer,
      library: deps.library,
    }),
    dataExports: createDataExportsService({
      ...{ db, now, storage, blobs, trees, signer: deps.signer },
      downloads: deps.downloads,
    }),
    codegen: createCodegenService({
      ...{ db, storage, cursors, lanes, now, quotas, orgDefaults },
      ...{ listener: deps.listener, providers: deps.providers },
      maxOpenJobsPerOrg: jobs.maxOpenPerOrg,
      parallelJobs: jobs.codegenConcurrency,
    }),
  };
}
