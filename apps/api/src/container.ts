import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FileTree } from '@promptly/common';
import { createUiRegistry } from '@promptly/ui/registry';

import type { Config } from './config.ts';
import { openKeyParts } from './container-keys.ts';
import { createStorageParts } from './container-storage.ts';
import { githubHosts, identityHosts } from './config/identity.ts';
import { createDatabase, createDatabaseFor, type Database, type Transaction } from './db/client.ts';
import { createListener, type Listener } from './db/listener.ts';
import { createPools, type DatabaseUrls, type Pools } from './db/pools.ts';
import { mediaTypeOf } from './http/media-type.ts';
import { createGithub } from './integrations/github/github.ts';
import { createLocalProvider } from './integrations/llm/local.ts';
import { createProviderRegistry, type ProviderRegistry } from './integrations/llm/registry.ts';
import {
  createRedisRateLimiter,
  type SharedRateLimiter,
} from './integrations/redis/redis-rate-limiter.ts';
import { createOutbound, type Outbound } from './integrations/outbound/outbound-fetch.ts';
import type { ObjectStorage } from './integrations/storage/object-storage.ts';
import type { Logger } from './observability/logger.ts';
import { createMetrics, type Metrics } from './observability/metrics.ts';
import { NO_TELEMETRY, type Telemetry } from './observability/telemetry.ts';
import type { Tracer } from './observability/tracing.ts';
import { createAdmission, type Admission } from './services/admission.ts';
import { callerOf, type Actor } from './services/actor.ts';
import { createApiKeyService, type ApiKeyService } from './services/api-keys.ts';
import { createAccountService, type AccountService } from './services/auth/account-service.ts';
import { createAuthService, type AuthService } from './services/auth/auth-service.ts';
import {
  createEmailVerification,
  type EmailVerification,
} from './services/auth/email-verification.ts';
import { createPasswordReset, type PasswordReset } from './services/auth/password-reset.ts';
import { createPasswords } from './services/auth/passwords.ts';
import { createSessions } from './services/auth/sessions.ts';
import { createUserDeletion, type UserDeletion } from './services/auth/user-deletion.ts';
import {
  createThreadCompiler,
  type ThreadCompiler,
} from './services/codegen/compiler/thread-compiler.ts';
import { createBoundedCache } from './services/bounded-cache.ts';
import { createCollector, type Collector } from './services/collector/collector.ts';
import type { Cursors } from './services/cursors.ts';
import {
  createDomainServices,
  type DomainDeps,
  type DomainServices,
} from './services/domain-services.ts';
import { createListings } from './services/files/listings.ts';
import { createErasures, type Erasures } from './services/erasures/erasures.ts';
import { createHealthService, type HealthService } from './services/health.ts';
import {
  createIdentityServices,
  type IdentityServices,
} from './services/identity/identity-services.ts';
import { createIdempotencyService, type IdempotencyService } from './services/idempotency.ts';
import type { AccessTokens } from './services/keys/access-tokens.ts';
import type { Envelope } from './services/keys/envelope.ts';
import type { Keyring } from './services/keys/keyring.ts';
import type { SigningKeys } from './services/keys/signing-keys.ts';
import { createCodeCheck } from './services/library/components/code-check.ts';
import { createPropsSchemaCheck } from './services/library/components/props-schema.ts';
import { createShippedComponents } from './services/library/components/shipped-components.ts';
import { createShippedTemplates } from './services/library/templates/shipped-templates.ts';
import { createLanes, type Lanes } from './services/lanes.ts';
import { createMailOutbox, type MailOutbox } from './services/mail/mail-outbox.ts';
import { createPreviewEngine, type PreviewEngine } from './services/previews/preview-engine.ts';
import { createPreviewTokens } from './services/previews/preview-token.ts';
import {
  createPreviewsService,
  type PreviewsService,
} from './services/previews/previews-service.ts';
import { createQuotaRules } from './services/quotas/quota-rules.ts';
import { readBacklogs } from './services/read-backlogs.ts';
import { createFileSearcher } from './services/search/file-searcher.ts';
import { createMemoryRateLimiter, type RateLimiter } from './services/rate-limiter.ts';
import type { BlobStore } from './services/trees/blob-store.ts';
import type { TreeStore } from './services/trees/tree-store.ts';

/** What routes and processors call. One line a service, those of the groups besides. */
export interface Services extends DomainServices, IdentityServices {
  account: AccountService;
  apiKeys: ApiKeyService;
  auth: AuthService;
  /** Of what is stored and not used any more. */
  collector: Collector;
  emailVerification: EmailVerification;
  erasures: Erasures;
  health: HealthService;
  idempotency: IdempotencyService;
  metrics: Metrics;
  passwordReset: PasswordReset;
  previews: PreviewsService;
  signingKeys: SigningKeys;
  userDeletion: UserDeletion;
}

/** Everything that the program is made of, built once and passed in: nothing of it exists at import time. */
export interface Container {
  config: Config;
  log: Logger;
  /** Null where nothing is traced. */
  tracer: Tracer | null;
  now: () => Date;
  databaseUrls: DatabaseUrls;
  pools: Pools;
  db: Database;
  listener: Listener;
  compiler: ThreadCompiler;
  providers: ProviderRegistry;
  keyring: Keyring;
  /** The instance's own, of the keyring. */
  envelope: Envelope;
  accessTokens: AccessTokens;
  cursors: Cursors;
  rateLimiter: RateLimiter;
  /** Of changes that wait for each other, by project or organization. */
  lanes: Lanes;
  admission: Admission;
  mails: MailOutbox;
  outbound: Outbound;
  storage: ObjectStorage;
  blobs: BlobStore;
  trees: TreeStore;
  previewEngine: PreviewEngine;
  /** Folders in which files are only while they are received or written. */
  temporaryDirs: readonly string[];
  services: Services;
  /** Aborts when the program begins to stop: answers end, readiness turns to no. */
  stopping: AbortSignal;
  /** How often an event stream shows that it is alive, and its client's right to it is looked at. */
  heartbeatMs: number;
  /** Checks every answer against its contract; tests do. */
  validateResponses: boolean;
  /** The services for what somebody asks for: the database shows them what is theirs. */
  servicesFor(actor: Actor): Services;
  /** The services for work that ends with this transaction. */
  bindTo(tx: Transaction): Services;
  /** Closes what was opened here; what was started on top of it must have stopped. */
  dispose(): Promise<void>;
}

export interface ContainerOptions {
  config: Config;
  log: Logger;
  /** Closed by its maker; none when left out. */
  telemetry?: Telemetry;
  /** A database that is migrated. */
  databaseUrls: DatabaseUrls;
  /** The files that a project of this name begins with. */
  starter: (projectName: string) => Promise<FileTree>;
  stopping?: AbortSignal;
  now?: () => Date;
  validateResponses?: boolean;
}

const GITHUB_CALL_TIMEOUT_MS = 20_000;
/** Under the minute after which proxies close what is silent. */
const HEARTBEAT_MS = 15_000;
const MIB = 1024 * 1024;
/** One at a time holds a connection; the others wait without. */
const LANE_LIMITS = { maxRunning: 1, maxWaiting: 100 };
/** Whose services are kept; they hold nothing but whom they work for. */
const CALLERS_KEPT = 500;
const LISTING_CACHE_MAX_BYTES = 32 * MIB;
const PREVIEW_CACHE_MAX_BYTES = 64 * MIB;

export async function createContainer(options: ContainerOptions): Promise<Container> {
  const { config, log, databaseUrls, now = () => new Date() } = options;
  const { tracer } = options.telemetry ?? NO_TELEMETRY;
  const stopping = options.stopping ?? new AbortController().signal;
  const pools = createPools(databaseUrls, config.databasePoolMax, log);
  try {
    const db = createDatabase(pools.query);
    const metrics = createMetrics(config.metricsToken);
    metrics.watch({
      pools: { query: pools.query, direct: pools.direct },
      readBacklogs: () => readBacklogs(db),
    });
    const listener = createListener({
      connectionString: databaseUrls.directUrl,
      onError: (error) => log.warn({ err: error }, 'listening to the database was interrupted'),
    });
    const compiler = createThreadCompiler();
    const providers = createProviderRegistry([
      createLocalProvider((spec, signal) => compiler.plan(spec, signal)),
    ]);
    const keys = await openKeyParts({ config, db, listener, log, now });
    const { keyring, envelope, signingKeys, accessTokens, cursors, signer, anchorKey } = keys;
    const sharedLimiter = openSharedLimiter(config.redisUrl, now, log);
    const rateLimiter = sharedLimiter ?? createMemoryRateLimiter(now);
    const lanes = createLanes(LANE_LIMITS);
    const outbound = createOutbound({ allowHosts: config.outboundAllow });
    const identityOutbound = createOutbound({
      allowHosts: [
        ...[...config.outboundAllow, ...identityHosts(config.identity)],
        ...githubHosts(config.github),
      ],
    });
    const github = createGithub({
      ...{ server: config.github, outbound: identityOutbound, now },
      callTimeoutMs: GITHUB_CALL_TIMEOUT_MS,
      wait: (ms, signal) => sleep(ms, undefined, { signal }),
    });
    const quotaRules = createQuotaRules({ now, plans: config.plans });
    const stored = createStorageParts({ config, metrics, log, quotaRules });
    const { storage, blobs, trees } = stored;

    const searcher = createFileSearcher(blobs);
    const listings = createListings({ maxBytes: LISTING_CACHE_MAX_BYTES });

    const apiKeys = createApiKeyService(db, now);
    const passwords = createPasswords();
    const mails = createMailOutbox(db, now, envelope);
    const sessions = createSessions({ db, now, mails, studioUrl: config.mail.studioUrl });
    const forAccounts = { db, now, mails, rateLimiter, studioUrl: config.mail.studioUrl };
    const account = createAccountService({ ...forAccounts, cursors, passwords });
    const emailVerification = createEmailVerification(forAccounts);
    const userDeletion = createUserDeletion({
      ...{ ...forAccounts, passwords, graceMs: config.deletionGraceMs },
    });
    const passwordReset = createPasswordReset({ ...forAccounts, passwords, sessions });
    const auth = createAuthService({
      ...{ db, now, accessTokens, rateLimiter, passwords, sessions, emailVerification },
      ...{ signupMode: config.signup, region: config.region },
    });
    const identity = createIdentityServices({
      ...{ db, now, envelope, mails, sessions },
      ...{ signupMode: config.signup, region: config.region },
      ...{ studioUrl: config.mail.studioUrl, signedIn: auth.signedIn },
      ...{ config: config.identity, outbound: identityOutbound, log },
    });
    const health = createHealthService(log, stopping);
    health.register('database', async () => {
      await pools.query.query('select 1');
      return { status: 'ok' };
    });
    if (sharedLimiter) {
      health.register('rateLimits', () =>
        Promise.resolve(
          sharedLimiter.isShared()
            ? { status: 'ok' }
            : { status: 'degraded', message: 'Redis does not answer: each process counts alone.' },
        ),
      );
    }
    const idempotency = createIdempotencyService(db, now, envelope);
    const previewEngine = createPreviewEngine({
      cacheDir: join(config.dataDir, 'preview-packages'),
      log: (message) => log.warn(message),
    });
    const previews = createPreviewsService({
      ...{ db, now, trees, engine: previewEngine },
      tokens: createPreviewTokens(signer, now),
      cacheMaxBytes: PREVIEW_CACHE_MAX_BYTES,
      onBuild: metrics.parts.observePreviewBuild,
      onWarmFailure: (error) => log.warn({ err: error }, 'a preview was not built ahead of time'),
    });
    const registry = createUiRegistry();
    const codeCheck = createCodeCheck();
    const publishing = { codeCheck, assertPropsSchema: createPropsSchemaCheck() };
    const shipped = {
      components: createShippedComponents(registry),
      templates: createShippedTemplates((promptText) => compiler.makeApp(promptText)),
    };
    const bindDomain = (bound: Pick<DomainDeps, 'db' | 'lanes'>) =>
      createDomainServices({
        onTree: (tree) => previews.warm(tree),
        ...{ ...bound, now, listener, cursors, providers, storage, blobs, trees, listings, signer },
        downloads: stored.downloads,
        ...{ keyring, outbound, mails, rateLimiter, studioUrl: config.mail.studioUrl },
        ...{
          starter: options.starter,
          uploadDir: stored.uploadDir,
          searcher,
          jobs: config.jobs,
          publishing,
          shipped,
        },
        library: registry.components,
        mediaTypeOf: (name) => mediaTypeOf(name).contentType,
        anchorKey,
        ...{ quotaRules, orgDefaults: config.orgDefaults, github },
        githubToken: (userId) => identity.linkedAccounts.getProviderToken(userId, 'github'),
        ...{ region: config.region, storageRegion: config.storageRegion },
        deletionGraceMs: config.deletionGraceMs,
      });
    const domain = bindDomain({ db, lanes });
    const ofCallers = createBoundedCache<Services>({ maxBytes: CALLERS_KEPT, bytesOf: () => 1 });

    const services: Services = {
      ...{
        account,
        apiKeys,
        auth,
        emailVerification,
        passwordReset,
        ...identity,
        health,
        idempotency,
        previews,
        signingKeys,
        userDeletion,
        collector: createCollector({
          ...{ db, now, log, storage, stopping, keptMs: config.storageKeptMs },
          blobs: stored.uncachedBlobs,
        }),
        erasures: createErasures({
          ...{ db, now, log, storage, envelope },
          anchorKey,
        }),
        ...domain,
      },
      metrics,
    };

    return {
      ...{ config, log, tracer, now, databaseUrls, pools, db, listener, compiler, providers },
      ...{
        keyring,
        envelope,
        accessTokens,
        cursors,
        rateLimiter,
        lanes,
        mails,
        outbound,
        admission: createAdmission(),
        storage,
        blobs,
        trees,
      },
      previewEngine,
      temporaryDirs: stored.temporaryDirs,
      services,
      stopping,
      heartbeatMs: HEARTBEAT_MS,
      validateResponses: options.validateResponses ?? false,
      servicesFor(actor) {
        const caller = callerOf(actor);
        const key = JSON.stringify(caller);
        const known = ofCallers.get(key);
        if (known) return known;
        const own = createDatabaseFor(pools.query, caller);
        const made: Services = {
          ...{ ...services, ...bindDomain({ db: own, lanes }) },
          idempotency: createIdempotencyService(own, now, envelope),
        };
        ofCallers.set(key, made);
        return made;
      },
      bindTo: (tx) => ({ ...services, ...bindDomain({ db: tx }) }),
      async dispose() {
        sharedLimiter?.close();
        await previewEngine.close();
        await codeCheck.close();
        await compiler.close();
        await searcher.close();
        await listener.close();
        await outbound.close();
        stored.close();
        await identityOutbound.close();
        await pools.end();
      },
    };
  } catch (error) {
    await pools.end();
    throw error;
  }
}

/** Limits that all processes count together, where Redis is set. */
function openSharedLimiter(
  url: string | null,
  now: () => Date,
  log: Logger,
): SharedRateLimiter | undefined {
  if (url === null) return undefined;
  return createRedisRateLimiter({
    ...{ url, fallback: createMemoryRateLimiter(now) },
    onLost: (error) =>
      log.warn({ err: error }, 'Redis is lost: each process counts requests alone'),
    onFound: () => log.info('Redis is back: requests are counted together'),
  });
}
