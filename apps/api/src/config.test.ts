import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { docOf, VARIABLE_NAMES } from './config/environment.ts';
import { renderEnvExample } from './config/env-example.ts';
import { ConfigError, loadConfig, type Config } from './config.ts';

const ROOT = '/srv/promptly';
const KEK = Buffer.alloc(32, 7).toString('base64');

function load(env: Record<string, string>, files: Record<string, string> = {}): Config {
  return loadConfig({
    env,
    rootDir: ROOT,
    readFile(path) {
      const text = files[path];
      if (text === undefined) throw new Error('ENOENT: no such file');
      return text;
    },
  });
}

function faultsOf(env: Record<string, string>, files?: Record<string, string>): string[] {
  try {
    load(env, files);
  } catch (error) {
    if (error instanceof ConfigError) return [...error.faults];
    throw error;
  }
  return [];
}

describe('without any variable', () => {
  test('everything has a default that runs on this machine alone', () => {
    expect(load({})).toMatchObject({
      role: 'all',
      dataDir: '/srv/promptly/.promptly',
      http: { host: '127.0.0.1', port: 3000, previewPort: 3001, publicUrl: null },
      database: null,
      signup: 'open',
    });
  });

  test('an empty variable counts as not set', () => {
    expect(load({ PORT: '', PUBLIC_URL: ' ' }).http).toMatchObject({ port: 3000, publicUrl: null });
  });
});

describe('faults', () => {
  test('are reported all at once, each with its variable, its value and an example', () => {
    const faults = faultsOf({ PORT: 'abc', SIGNUP: 'maybe', PUBLIC_URL: 'studio.example.com' });
    expect(faults).toHaveLength(3);
    expect(faults.find((fault) => fault.startsWith('PORT:'))).toMatch(/"abc".*PORT=3000/s);
    expect(faults.find((fault) => fault.startsWith('SIGNUP:'))).toContain('closed');
  });

  test('never print a secret', () => {
    const message = faultsOf({ METRICS_TOKEN: 'hunter2', KEK: 'hunter3' }).join('\n');
    expect(message).toContain('METRICS_TOKEN');
    expect(message).not.toMatch(/hunter/);
  });

  test.each([
    ['a database of your own without a key', { DATABASE_URL: 'postgres://h/db' }, 'KEK is missing'],
    ['a role apart without a shared database', { ROLE: 'worker' }, 'DATABASE_URL'],
    ['previews on the port of the studio', { PORT: '4000', PREVIEW_PORT: '4000' }, 'PREVIEW_PORT'],
    [
      'previews on the origin of the studio',
      { PUBLIC_URL: 'https://a.example', PREVIEW_URL: 'https://a.example' },
      'PREVIEW_URL',
    ],
    ['metrics on the port of previews', { PORT: '4000', METRICS_PORT: '4001' }, 'METRICS_PORT'],
    ['a DSN without a key', { SENTRY_DSN: 'https://errors.example.com/4' }, 'SENTRY_DSN'],
    ['a share of traces that is none', { OTEL_TRACES_SAMPLER_ARG: '2' }, 'OTEL_TRACES_SAMPLER_ARG'],
    ['half of an object storage', { S3_BUCKET: 'b' }, 'S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY'],
    ['trust in every proxy', { TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
    ['an address with a path', { PUBLIC_URL: 'https://a.example/studio' }, 'PUBLIC_URL'],
  ])('name %s', (_what, env, named) => {
    expect(faultsOf(env as Record<string, string>).join()).toContain(named);
  });
});

describe('the label of where storage is', () => {
  const bucket = { S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'k', S3_SECRET_ACCESS_KEY: 's' };

  test.each<[string, Record<string, string>, string | null]>([
    ['the bucket’s own', { ...bucket, S3_REGION: 'eu-west-1', REGION: 'europe' }, 'eu-west-1'],
    ['else that of the instance', { ...bucket, REGION: 'europe' }, 'europe'],
    [
      'also where the service chooses',
      { ...bucket, S3_REGION: 'auto', REGION: 'europe' },
      'europe',
    ],
    ['and where there is no bucket', { S3_REGION: 'eu-west-1', REGION: 'europe' }, 'europe'],
    ['or none', bucket, null],
  ])('is %s', (_what, env, region) => {
    expect(load(env).storageRegion).toBe(region);
  });
});

describe('a secret in a file', () => {
  test('is read without its line end', () => {
    expect(load({ KEK_FILE: '/run/kek' }, { '/run/kek': `${KEK}\n` }).kek).toBe(KEK);
  });

  test('that cannot be read is a fault with the way out', () => {
    expect(faultsOf({ KEK_FILE: '/gone' })).toEqual([
      expect.stringMatching(/^KEK_FILE cannot be read .*permissions/),
    ]);
  });

  test('that is empty is a fault, and not a secret of no characters', () => {
    expect(faultsOf({ METRICS_TOKEN_FILE: '/run/key' }, { '/run/key': '\n' })).toEqual([
      expect.stringMatching(/^METRICS_TOKEN_FILE is empty/),
    ]);
  });

  test('beside the same variable is a fault', () => {
    expect(faultsOf({ KEK, KEK_FILE: '/run/kek' }, { '/run/kek': KEK }).join()).toContain(
      'both set',
    );
  });
});

describe('every secret', () => {
  const secrets = VARIABLE_NAMES.filter((name) => docOf(name).secret);
  /** Valid for all of them together. */
  const valueOf = (name: string) => {
    if (name.startsWith('KEK')) return KEK;
    if (name.startsWith('DATABASE')) return `postgres://user:${name}@host/db`;
    if (name === 'REDIS_URL') return 'redis://:password@host:6379';
    if (name === 'SMTP_URL') return 'smtps://user:password@host';
    if (name === 'SENTRY_DSN') return 'https://public@errors.example.com/4';
    return `the value of ${name}`;
  };
  const others = {
    ...{ S3_BUCKET: 'bucket', PUBLIC_URL: 'https://studio.example.com' },
    ...{ GITHUB_CLIENT_ID: 'github', FIGMA_CLIENT_ID: 'figma' },
  };

  test('is known as one: no variable with such a name is printed in a fault', () => {
    const named = VARIABLE_NAMES.filter((name) =>
      /KEY|KEK|SECRET|TOKEN|PASSWORD|DSN|(DATABASE|DIRECT|REDIS|SMTP)_URL/.test(name),
    );
    expect(named.filter((name) => !secrets.includes(name))).toEqual([]);
  });

  test('can be given as a file, and means the same', () => {
    const direct = Object.fromEntries(secrets.map((name) => [name, valueOf(name)]));
    const byFile = Object.fromEntries(secrets.map((name) => [`${name}_FILE`, `/run/${name}`]));
    const files = Object.fromEntries(secrets.map((name) => [`/run/${name}`, `${valueOf(name)}\n`]));
    expect(load({ ...others, ...byFile }, files)).toEqual(load({ ...others, ...direct }));
  });
});

test('values are typed, and nobody can change them', () => {
  const config = load({
    TRUST_PROXY: '2',
    CORS_ORIGINS: 'https://a.example, https://b.example',
    PUBLIC_URL: 'https://studio.example/',
  });
  expect(config.http).toMatchObject({
    trustProxy: 2,
    corsOrigins: ['https://a.example', 'https://b.example'],
    publicUrl: 'https://studio.example',
  });
  expect(() => Object.assign(config.http, { port: 1 })).toThrow(TypeError);
});

test('with a database of your own, strangers do not sign up by default', () => {
  const config = load({ DATABASE_URL: 'postgres://h/db', KEK });
  expect([config.signup, config.database?.directUrl]).toEqual(['invite', 'postgres://h/db']);
});

test('.env.example is what the variables say today', () => {
  const path = join(import.meta.dirname, '../../../.env.example');
  expect(readFileSync(path, 'utf8')).toBe(renderEnvExample());
});

describe('mail', () => {
  const PUBLIC_URL = 'https://studio.example.com';

  test('stays in the outbox where no server is set, with links to this machine', () => {
    expect(load({ HOST: '0.0.0.0', PORT: '3100' }).mail).toMatchObject({
      ...{ smtpUrl: null, studioUrl: 'http://localhost:3100' },
    });
  });

  test('comes from the host of the studio, or from whom the operator says', () => {
    const SMTP_URL = 'smtps://user:secret@mail.example.com';
    const from = (env: object) => load({ SMTP_URL, PUBLIC_URL, ...env }).mail.from;
    expect(from({})).toBe('Promptly Studio <no-reply@studio.example.com>');
    expect(from({ MAIL_FROM: 'Us <us@example.com>' })).toBe('Us <us@example.com>');
  });

  test('needs the address that its links lead to, and a sender that is one', () => {
    expect(faultsOf({ SMTP_URL: 'smtp://mail.example.com' })).toEqual([
      expect.stringMatching(/^SMTP_URL .*PUBLIC_URL/),
    ]);
    for (const MAIL_FROM of ['us', 'a@b.c\r\nBcc: all@example.com', 'Us <us>']) {
      expect(faultsOf({ MAIL_FROM })).toEqual([expect.stringMatching(/^MAIL_FROM: /)]);
    }
    expect(faultsOf({ SMTP_URL: 'http://user:hunter2@mail', PUBLIC_URL }).join()).not.toContain(
      'hunter2',
    );
  });
});
