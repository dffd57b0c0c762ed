import { resolve } from 'node:path';

import type { Flags, OrgSettings, Plans } from '@promptly/common';

import {
  docOf,
  environmentSchema,
  VARIABLE_NAMES,
  type Environment,
  type VariableName,
} from './config/environment.ts';
import {
  githubServerOf,
  identityFaults,
  identityOf,
  type IdentityConfig,
} from './config/identity.ts';
import { telemetryOf, type TelemetryConfig } from './config/telemetry.ts';

/** What the operator set for all organizations: settings give way to their own, flags do not. */
export interface OrgDefaults {
  settings: Partial<OrgSettings>;
  flags: Partial<Flags>;
}

export interface S3Config {
  endpoint: string | null;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  forcePathStyle: boolean;
}

export interface Config {
  role: Environment['ROLE'];
  /** Absolute. */
  dataDir: string;
  logLevel: Environment['LOG_LEVEL'];
  chromiumPath: string | null;
  http: {
    host: string;
    port: number;
    previewPort: number;
    /** Origins without a trailing slash; null means "as the request says", once its host is checked. */
    publicUrl: string | null;
    previewUrl: string | null;
    trustProxy: false | number | string[];
    corsOrigins: string[];
  };
  /** Null means the embedded server. */
  database: { url: string; directUrl: string } | null;
  databasePoolMax: number;
  redisUrl: string | null;
  jobs: {
    /** Jobs that one worker process runs at once. */
    codegenConcurrency: number;
    /** Jobs that one organization may have waiting or running. */
    maxOpenPerOrg: number;
  };
  s3: S3Config | null;
  /** 32 bytes in base64; null means the file in the data folder. */
  kek: string | null;
  /** The key that KEK replaces, until all data keys are wrapped anew. */
  kekPrevious: string | null;
  signup: 'open' | 'invite' | 'closed';
  metricsToken: string | null;
  /** For each principal; 0 is off. */
  rateLimitPerMinute: number;
  /** For all that call the API together; 0 is off. */
  rateLimitTotalPerMinute: number;
  outboundAllow: string[];
  /** Null where the operator gave no label. */
  region: string | null;
  /** Of where files and archives lie; null where the operator gave neither. */
  storageRegion: string | null;
  plans: Plans;
  orgDefaults: OrgDefaults;
  /** For which deleted accounts, organizations and projects can be restored. */
  deletionGraceMs: number;
  /** For which stored content is kept that nothing refers to any more. */
  storageKeptMs: number;
  identity: IdentityConfig;
  telemetry: TelemetryConfig;
  github: { url: string; apiUrl: string };
  mail: {
    /** Null keeps mails in the outbox. */
    smtpUrl: string | null;
    from: string;
    /** Where the links of mails lead: never what a request says, as a stranger can send one. */
    studioUrl: string;
  };
}

export interface ConfigSource {
  env: Readonly<Record<string, string | undefined>>;
  /** Reads a `*_FILE` secret as text, or throws. */
  readFile: (path: string) => string;
  /** The clone's root: relative paths begin there. */
  rootDir: string;
}

/** All that is wrong with the environment, each with its way out. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(`The settings need a change:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

const DAY_MS = 24 * 60 * 60_000;

/** Reads the settings. Throws a `ConfigError` that names every fault at once. */
export function loadConfig(source: ConfigSource): Config {
  const { values, faults } = readVariables(source);
  const parsed = environmentSchema.safeParse(values);
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => describeIssue(issue, values)));
    throw new ConfigError(faults);
  }
  faults.push(...contradictions(parsed.data));
  if (faults.length > 0) throw new ConfigError(faults);
  return deepFreeze(toConfig(parsed.data, source.rootDir));
}

/** Takes known variables from the environment or from their files; an empty one counts as not set. */
function readVariables({ env, readFile }: ConfigSource) {
  const values: Partial<Record<VariableName, string>> = {};
  const faults: string[] = [];
  for (const name of VARIABLE_NAMES) {
    const direct = env[name]?.trim();
    if (direct) values[name] = direct;
    const path = docOf(name).secret && env[`${name}_FILE`]?.trim();
    if (!path) continue;
    if (direct) faults.push(`${name} and ${name}_FILE are both set: keep one of them.`);
    try {
      const text = readFile(path).trim();
      if (text === '') faults.push(`${name}_FILE is empty: write the secret into it.`);
      else values[name] = text;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      faults.push(`${name}_FILE cannot be read (${reason}): check the path and its permissions.`);
    }
  }
  return { values, faults };
}

function describeIssue(
  issue: { path: PropertyKey[]; message: string },
  values: Partial<Record<VariableName, string>>,
): string {
  const name = issue.path[0] as VariableName;
  const { doc, example, secret } = docOf(name);
  const given = secret ? '' : ` (it is "${values[name] ?? ''}")`;
  return `${name}: ${issue.message}${given}. ${doc} Example: ${name}=${example}`;
}

/** Faults between variables that are right by themselves. */
function contradictions(env: Environment): string[] {
  const faults: string[] = [];
  if (env.DATABASE_URL && !env.KEK) {
    faults.push(
      'KEK is missing: with DATABASE_URL the keys live in your database, wrapped by it. Make one with `openssl rand -base64 32` and set KEK or KEK_FILE.',
    );
  }
  if (env.KEK_PREVIOUS && !env.KEK) {
    faults.push('KEK_PREVIOUS is set without KEK: set KEK to the key that replaces it.');
  }
  if (!env.DATABASE_URL && env.DATABASE_DIRECT_URL) {
    faults.push('DATABASE_DIRECT_URL is set without DATABASE_URL: set both, or neither.');
  }
  if (!env.DATABASE_URL && env.ROLE !== 'all') {
    faults.push(
      `ROLE=${env.ROLE} shares its database with other processes: set DATABASE_URL, or use ROLE=all.`,
    );
  }
  if (previewPortOf(env) === env.PORT || previewPortOf(env) > 65_535) {
    faults.push('PREVIEW_PORT must be another free port than PORT: set it to, say, 3001.');
  }
  if (env.METRICS_PORT && [env.PORT, previewPortOf(env)].includes(env.METRICS_PORT)) {
    faults.push(
      'METRICS_PORT must be another free port than PORT and PREVIEW_PORT: set it to, say, 9464.',
    );
  }
  if (env.PUBLIC_URL && env.PUBLIC_URL === env.PREVIEW_URL) {
    faults.push('PREVIEW_URL must differ from PUBLIC_URL: previews run on an origin of their own.');
  }
  if (env.SMTP_URL && !env.PUBLIC_URL) {
    faults.push(
      'SMTP_URL is set without PUBLIC_URL: the links in mails need the address at which browsers reach the studio. Set PUBLIC_URL to it.',
    );
  }
  const s3 = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  const missing = s3.filter((name) => !env[name]);
  if (missing.length > 0 && (missing.length < s3.length || env.S3_ENDPOINT)) {
    faults.push(`Object storage is only half set: also set ${missing.join(', ')}.`);
  }
  faults.push(...identityFaults(env));
  if (env.TRUST_PROXY?.includes('true')) {
    faults.push(
      'TRUST_PROXY=true would believe any caller: give the number of proxies (1) or their addresses.',
    );
  }
  return faults;
}

function toConfig(env: Environment, rootDir: string): Config {
  return {
    role: env.ROLE,
    dataDir: resolve(rootDir, env.DATA_DIR),
    logLevel: env.LOG_LEVEL,
    chromiumPath: env.CHROMIUM_PATH ?? null,
    http: {
      host: env.HOST,
      port: env.PORT,
      previewPort: previewPortOf(env),
      publicUrl: env.PUBLIC_URL ?? null,
      previewUrl: env.PREVIEW_URL ?? null,
      trustProxy: trustProxyOf(env.TRUST_PROXY ?? []),
      corsOrigins: env.CORS_ORIGINS ?? [],
    },
    database: env.DATABASE_URL
      ? { url: env.DATABASE_URL, directUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL }
      : null,
    databasePoolMax: env.DATABASE_POOL_MAX,
    redisUrl: env.REDIS_URL ?? null,
    jobs: {
      codegenConcurrency: env.CODEGEN_CONCURRENCY,
      maxOpenPerOrg: env.CODEGEN_MAX_OPEN_PER_ORG,
    },
    s3: s3Of(env),
    kek: env.KEK ?? null,
    kekPrevious: env.KEK_PREVIOUS ?? null,
    signup: env.SIGNUP ?? (env.DATABASE_URL ? 'invite' : 'open'),
    metricsToken: env.METRICS_TOKEN ?? null,
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    rateLimitTotalPerMinute: env.RATE_LIMIT_TOTAL_PER_MINUTE,
    outboundAllow: env.OUTBOUND_ALLOW ?? [],
    region: env.REGION ?? null,
    storageRegion: storageRegionOf(env),
    plans: env.PLANS,
    orgDefaults: { settings: env.ORG_SETTINGS, flags: env.FLAGS },
    deletionGraceMs: env.DELETION_GRACE_DAYS * DAY_MS,
    storageKeptMs: env.STORAGE_KEPT_DAYS * DAY_MS,
    identity: identityOf(env),
    telemetry: telemetryOf(env),
    github: githubServerOf(env),
    mail: mailOf(env),
  };
}

function previewPortOf(env: Environment): number {
  return env.PREVIEW_PORT ?? env.PORT + 1;
}

function mailOf(env: Environment): Config['mail'] {
  const studioUrl = env.PUBLIC_URL ?? localUrl(env.HOST, env.PORT);
  return {
    smtpUrl: env.SMTP_URL ?? null,
    from: env.MAIL_FROM ?? `Promptly Studio <no-reply@${new URL(studioUrl).hostname}>`,
    studioUrl,
  };
}

/** The address that works on this machine, whatever it listens on. */
export function localUrl(listenHost: string, port: number): string {
  const name = ['0.0.0.0', '::'].includes(listenHost) ? 'localhost' : listenHost;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function trustProxyOf(entries: string[]): false | number | string[] {
  const [only] = entries;
  if (only === undefined || only === 'false') return false;
  return /^\d+$/.test(only) ? Number(only) : entries;
}

function s3Of(env: Environment): S3Config | null {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId } = env;
  const secretAccessKey = env.S3_SECRET_ACCESS_KEY;
  if (!bucket || !accessKeyId || !secretAccessKey) return null;
  return {
    endpoint: env.S3_ENDPOINT ?? null,
    region: env.S3_REGION ?? 'us-east-1',
    bucket,
    accessKeyId,
    secretAccessKey,
    forcePathStyle: env.S3_FORCE_PATH_STYLE,
  };
}

function storageRegionOf(env: Environment): string | null {
  // `auto` leaves it to the service, which tells nobody where that is.
  const named = s3Of(env) && env.S3_REGION !== 'auto' ? env.S3_REGION : undefined;
  return named ?? env.REGION ?? null;
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value) as unknown[]) {
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  }
  return Object.freeze(value);
}
