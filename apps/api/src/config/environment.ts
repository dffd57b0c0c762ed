import { flagsSchema, orgSettingsSchema, plansSchema } from '@promptly/common';
import { z } from 'zod';

import { identityVariables } from './identity-variables.ts';
import { telemetryVariables } from './telemetry-variables.ts';
import {
  flag,
  json,
  list,
  origin,
  variableDocs,
  whole,
  type VariableDoc,
} from './variable-kinds.ts';

const port = whole(1, 65_535);
const KEK_PATTERN = /^[A-Za-z0-9+/_-]{43}=?$/;

/** Every variable that the program reads. */
export const environmentSchema = z.object({
  ROLE: z.enum(['all', 'api', 'worker']).default('all').register(variableDocs, {
    group: 'Program',
    doc: 'What this process runs: everything, only the API with the studio, or only jobs. The flag --role wins.',
    example: 'all',
  }),
  DATA_DIR: z.string().default('.promptly').register(variableDocs, {
    group: 'Program',
    doc: 'Folder for the embedded database, stored files and keys; a relative path begins at the root of the clone.',
    example: '.promptly',
  }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .register(variableDocs, {
      group: 'Program',
      doc: 'Least level that is logged. Logs are JSON lines on standard error.',
      example: 'info',
    }),
  CHROMIUM_PATH: z.string().optional().register(variableDocs, {
    group: 'Program',
    doc: 'Browser that verifies apps; without it an installed one is searched for, then the bundled one is used.',
    example: '/usr/bin/chromium',
  }),

  HOST: z.string().default('127.0.0.1').register(variableDocs, {
    group: 'Address',
    doc: 'Address to listen on. 0.0.0.0 opens the studio to the network.',
    example: '127.0.0.1',
  }),
  PORT: port.default(3000).register(variableDocs, {
    group: 'Address',
    doc: 'Port of the studio and the API.',
    example: '3000',
  }),
  PREVIEW_PORT: port.optional().register(variableDocs, {
    group: 'Address',
    doc: 'Port of the preview origin; PORT + 1 when not set.',
    example: '3001',
  }),
  PUBLIC_URL: origin.optional().register(variableDocs, {
    group: 'Address',
    doc: 'Address at which browsers reach the studio, when a proxy or a name stands before it.',
    example: 'https://studio.example.com',
  }),
  PREVIEW_URL: origin.optional().register(variableDocs, {
    group: 'Address',
    doc: 'Address at which browsers reach the preview origin; must differ from PUBLIC_URL in host or port.',
    example: 'https://preview.example.com',
  }),
  TRUST_PROXY: list.optional().register(variableDocs, {
    group: 'Address',
    doc: 'Proxies whose X-Forwarded-* headers are believed: their number, or addresses and networks with commas.',
    example: '1',
  }),
  CORS_ORIGINS: list.optional().register(variableDocs, {
    group: 'Address',
    doc: 'Other web origins that may call the API from a browser with a bearer token.',
    example: 'https://tools.example.com',
  }),

  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .register(variableDocs, {
      group: 'Scale',
      doc: 'Postgres for queries (a pooler may stand there). Without it, the embedded server starts.',
      example: 'postgres://user:password@host:6543/postgres',
      secret: true,
    }),
  DATABASE_DIRECT_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .register(variableDocs, {
      group: 'Scale',
      doc: 'The same database without a pooler, for migrations, the queue and LISTEN; DATABASE_URL when not set.',
      example: 'postgres://user:password@host:5432/postgres',
      secret: true,
    }),
  DATABASE_POOL_MAX: whole(2, 200).default(10).register(variableDocs, {
    group: 'Scale',
    doc: 'Most connections that queries hold at once.',
    example: '10',
  }),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .register(variableDocs, {
      group: 'Scale',
      doc: 'Redis for the job queue; without it, the queue lives in Postgres.',
      example: 'redis://host:6379',
      secret: true,
    }),
  CODEGEN_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2).register(variableDocs, {
    group: 'Scale',
    doc: 'Apps that one worker process makes at once; each needs about a core while it is checked.',
    example: '2',
  }),
  CODEGEN_MAX_OPEN_PER_ORG: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .register(variableDocs, {
      group: 'Scale',
      doc: 'Generation jobs that one organization, and one person in all organizations, may have waiting or running.',
      example: '20',
    }),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(variableDocs, {
      group: 'Scale',
      doc: 'S3-compatible object storage for files and archives; without it, they lie in DATA_DIR.',
      example: 'https://s3.example.com',
    }),
  S3_REGION: z.string().optional().register(variableDocs, {
    group: 'Scale',
    doc: 'Region that requests to the storage are signed for, us-east-1 without it. Told as where storage is, unless it is auto; where it is left out, REGION is.',
    example: 'us-east-1',
  }),
  S3_BUCKET: z.string().optional().register(variableDocs, {
    group: 'Scale',
    doc: 'Bucket that holds everything.',
    example: 'promptly',
  }),
  S3_ACCESS_KEY_ID: z.string().optional().register(variableDocs, {
    group: 'Scale',
    doc: 'Key of the storage.',
    example: 'AKIA…',
    secret: true,
  }),
  S3_SECRET_ACCESS_KEY: z.string().optional().register(variableDocs, {
    group: 'Scale',
    doc: 'Secret of that key.',
    example: '…',
    secret: true,
  }),
  S3_FORCE_PATH_STYLE: flag.default(true).register(variableDocs, {
    group: 'Scale',
    doc: 'Bucket in the path rather than in the host name; most compatible storages need it.',
    example: 'true',
  }),

  KEK: z
    .string()
    .regex(KEK_PATTERN, { error: 'must be 32 bytes in base64' })
    .optional()
    .register(variableDocs, {
      group: 'Security',
      doc: 'Key-encryption key, 32 random bytes in base64 (openssl rand -base64 32). Made at first boot with the embedded database only.',
      example: '…',
      secret: true,
    }),
  KEK_PREVIOUS: z
    .string()
    .regex(KEK_PATTERN, { error: 'must be 32 bytes in base64' })
    .optional()
    .register(variableDocs, {
      group: 'Security',
      doc: 'The key that KEK replaces: set both, restart, run `npm run operator -- rotate-kek`, then remove this one.',
      example: '…',
      secret: true,
    }),
  SIGNUP: z.enum(['open', 'invite', 'closed']).optional().register(variableDocs, {
    group: 'Security',
    doc: 'Who may sign up: open (default with the embedded database), invite (default else) or closed. The very first account always may. With invite, whoever holds an invitation for their address may.',
    example: 'open',
  }),
  METRICS_TOKEN: z.string().min(16).optional().register(variableDocs, {
    group: 'Security',
    doc: 'Bearer token for /metrics; without it, only loopback may read them.',
    example: '…',
    secret: true,
  }),
  RATE_LIMIT_PER_MINUTE: whole(0, 1_000_000).default(1_200).register(variableDocs, {
    group: 'Security',
    doc: 'Requests a minute that each user or API key may make, half of it for each unknown address; five times it for an organization and for each address on the preview origin; 0 switches it off.',
    example: '1200',
  }),
  RATE_LIMIT_TOTAL_PER_MINUTE: whole(0, 10_000_000).default(120_000).register(variableDocs, {
    group: 'Security',
    doc: 'Requests a minute that all callers of the API may make together, signed in or not, those for /health and /metrics aside; 0 switches it off, and leaves strangers to the limit by address.',
    example: '120000',
  }),
  OUTBOUND_ALLOW: list.optional().register(variableDocs, {
    group: 'Security',
    doc: 'Inner hosts that may be called (model servers, webhooks): name, name:port, *.suffix, address or network.',
    example: 'ollama.internal:11434,10.1.0.0/16',
  }),

  REGION: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/, {
      error: 'must be a label of small letters, digits and dashes',
    })
    .optional()
    .register(variableDocs, {
      group: 'Organizations',
      doc: 'Label of where database and storage are; shown with each organization that is made from then on.',
      example: 'eu-west',
    }),
  PLANS: json(plansSchema).default({ free: {} }).register(variableDocs, {
    group: 'Organizations',
    doc: 'Limits by plan, JSON: jobs, tokens, costCents and exports a month, storageBytes, members; what is left out or null has none. New organizations are on the plan free.',
    example: '{"free":{"jobs":100,"exports":50,"storageBytes":1000000000}}',
  }),
  ORG_SETTINGS: json(orgSettingsSchema.partial()).default({}).register(variableDocs, {
    group: 'Organizations',
    doc: 'Settings of organizations that set nothing else, JSON: defaultModel.',
    example: '{"defaultModel":"local"}',
  }),
  FLAGS: json(flagsSchema.partial()).default({}).register(variableDocs, {
    group: 'Organizations',
    doc: 'Features that are on or off for all organizations, whatever they set, JSON: publicExports.',
    example: '{"publicExports":false}',
  }),
  DELETION_GRACE_DAYS: whole(0, 365).default(30).register(variableDocs, {
    group: 'Organizations',
    doc: 'Days for which a deleted account, organization or project can be restored before it is removed for good.',
    example: '30',
  }),
  STORAGE_KEPT_DAYS: whole(1, 365).default(7).register(variableDocs, {
    group: 'Organizations',
    doc: 'Days for which stored content is kept that nothing refers to any more: a database that is restored from a younger backup finds all of it.',
    example: '7',
  }),

  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address with smtp:// or smtps://' })
    .optional()
    .register(variableDocs, {
      group: 'Mail',
      doc: 'Mail server. Without it, mails wait in the outbox until `npm run operator -- outbox` shows them.',
      example: 'smtps://user:password@mail.example.com',
      secret: true,
    }),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n<>]*(<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
      error: 'must be an address, or a name and an address in angle brackets',
    })
    .optional()
    .register(variableDocs, {
      group: 'Mail',
      doc: 'Sender of mails; no-reply@ the host of PUBLIC_URL when not set.',
      example: 'Promptly Studio <studio@example.com>',
    }),

  ...identityVariables,

  ...telemetryVariables,
});

export type Environment = z.output<typeof environmentSchema>;
export type VariableName = keyof Environment;

export const VARIABLE_NAMES = Object.keys(environmentSchema.shape) as VariableName[];

/** The documentation of one variable. */
export function docOf(name: VariableName): VariableDoc {
  const doc = variableDocs.get(environmentSchema.shape[name]);
  if (!doc) throw new Error(`The variable ${name} has no documentation.`);
  return doc;
}
